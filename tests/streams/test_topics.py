"""The table of topics holds what the stages rely on."""

from typing import Any

import pytest

from agents.alert.agent import STAGE as ALERT
from agents.dedup.agent import STAGE as DEDUP
from streams import topics
from streams.settings import Settings
from streams.stage import Stage
from streams.topics import DAY, TOPICS, Topic, group_name, topic_name

STATEFUL = [DEDUP, ALERT]


def named(one: Any) -> str:
    return str(one.name)


@pytest.mark.parametrize("stage", STATEFUL, ids=named)
def test_what_comes_from_a_partition_can_go_to_the_same_one(stage: Stage) -> None:
    assert stage.state is not None
    assert stage.source.partitions == stage.sink.partitions


@pytest.mark.parametrize("stage", STATEFUL, ids=named)
def test_a_sink_keeps_all_that_the_oldest_unprocessed_record_can_ask_for(stage: Stage) -> None:
    """Else an input that is read late would meet a state that has forgotten what it should know."""
    assert stage.source.retention is not None
    if stage.sink.cleanup == "compact":
        assert stage.sink.retention is None
        # A revision may go only once the inputs that made it cannot be read again.
        assert stage.sink.compaction_lag is not None
        assert stage.sink.compaction_lag > stage.source.retention
        return
    assert stage.sink.retention is not None
    assert stage.sink.retention >= stage.source.retention + Settings().dedup_window


def test_a_dead_letter_has_room_for_the_largest_record_and_its_headers() -> None:
    assert topics.DLQ.max_bytes >= max(t.max_bytes for t in TOPICS if t is not topics.DLQ) + topics.MIB


def test_names_are_told_apart_in_every_generation() -> None:
    for generation in (1, 2, 17):
        assert len({topic_name(topic, generation) for topic in TOPICS}) == len(TOPICS)


@pytest.mark.parametrize(
    ("topic", "generation", "name"),
    [
        (topics.CLEAN, 1, "news.clean"),
        (topics.CLEAN, 2, "news.clean.g2"),
        (topics.ALERTS, 12, "news.alerts.g12"),
        (topics.RAW, 2, "news.raw"),
        (topics.DLQ, 2, "news.dlq"),
    ],
)
def test_a_generation_has_topics_of_its_own_but_for_the_shared(
    topic: Topic, generation: int, name: str
) -> None:
    assert topic_name(topic, generation) == name


def test_a_generation_has_groups_of_its_own() -> None:
    assert (group_name("dedup", 1), group_name("dedup", 3)) == ("detente.dedup", "detente.dedup.g3")


@pytest.mark.parametrize("topic", TOPICS, ids=named)
def test_a_topic_is_created_with_its_retention_and_size(topic: Topic) -> None:
    config = topic.config()
    assert config["cleanup.policy"] == topic.cleanup
    assert int(config["max.message.bytes"]) == topic.max_bytes
    kept = -1 if topic.retention is None else topic.retention // DAY * 86_400_000
    assert int(config["retention.ms"]) == kept
    assert ("min.compaction.lag.ms" in config) == (topic.compaction_lag is not None)


def test_compacted_topics_are_never_deleted_from() -> None:
    assert all(t.retention is None for t in TOPICS if t.cleanup == "compact")
    assert all(t.retention is not None for t in TOPICS if t.cleanup == "delete")
