"""The topics: names, partitions, retention, sizes. One table; nothing else names a topic.

A *generation* names a set of topics and groups, so that everything can be rebuilt beside what runs:
generation 1 has the bare names, later ones a suffix. `news.raw`, the dead letters, the sources and
the log of notifications belong to no generation.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from streams.article_records import Article, RawArticle, UniqueArticle
from streams.records import Alert, Match, Record

MIB = 1 << 20
DAY = timedelta(days=1)
HOUR_MS = 3_600_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A topic: how it is created, and what its records are."""

    name: str
    record: type[Record] | None
    key: str  # what the key is, in words
    partitions: int = 1
    cleanup: Literal["delete", "compact"] = "delete"
    retention: timedelta | None = None  # None: for ever
    compaction_lag: timedelta | None = None
    segment_bytes: int | None = None  # None: the broker's; compaction leaves the newest segment as it is
    max_bytes: int = 4 * MIB  # of one record, key and headers included
    shared: bool = False  # belongs to no generation
    outside: bool = False  # others may write to it: what its headers say of time is not believed

    def config(self) -> dict[str, str]:
        """Return the topic's configuration as Kafka names it (times in ms, sizes in bytes)."""
        config = {
            "cleanup.policy": self.cleanup,
            "max.message.bytes": str(self.max_bytes),
            "retention.ms": str(_ms(self.retention)) if self.retention else "-1",
            # Records carry the time of ingest, so a topic rebuilt from old records may start far back.
            "message.timestamp.type": "CreateTime",
        }
        if self.outside:
            # A record from the far future would put the stream's time forward for good.
            config["message.timestamp.after.max.ms"] = str(HOUR_MS)
        if self.segment_bytes:
            config["segment.bytes"] = str(self.segment_bytes)
        if self.compaction_lag:
            config["min.compaction.lag.ms"] = str(_ms(self.compaction_lag))
        return config


RAW = Topic(
    name="news.raw", record=RawArticle, key="canonical URL", partitions=4, retention=7 * DAY,
    max_bytes=8 * MIB, shared=True, outside=True,
)  # fmt: skip
CLEAN = Topic(name="news.clean", record=Article, key="article id", retention=7 * DAY)
UNIQUE = Topic(name="news.unique", record=UniqueArticle, key="article id", retention=10 * DAY)
TAGGED = Topic(name="news.tagged", record=Match, key="watch id", retention=14 * DAY)
ALERTS = Topic(name="news.alerts", record=Alert, key="alert id", cleanup="compact", compaction_lag=15 * DAY)
SOURCES = Topic(
    name="news.sources",
    record=None,
    key="feed URL, with a word before it for its poll state and what is known of it",
    partitions=8,
    cleanup="compact",
    segment_bytes=16 * MIB,  # read from its beginning whenever pollers come and go
    shared=True,
)
NOTIFIED = Topic(name="news.notified", record=None, key="target, alert id", cleanup="compact", shared=True)
DLQ = Topic(
    name="news.dlq", record=None, key="original key", retention=30 * DAY, max_bytes=9 * MIB, shared=True
)

TOPICS = (RAW, CLEAN, UNIQUE, TAGGED, ALERTS, SOURCES, NOTIFIED, DLQ)


def topic_name(topic: Topic, generation: int) -> str:
    """Return the name of `topic` in a generation: `news.clean`, `news.clean.g2`."""
    return topic.name if topic.shared or generation == 1 else f"{topic.name}.g{generation}"


def group_name(stage: str, generation: int) -> str:
    """Return the consumer group of a stage: `detente.dedup`, `detente.dedup.g2`."""
    return f"detente.{stage}" if generation == 1 else f"detente.{stage}.g{generation}"


def markdown() -> str:
    """Return the table as a page in Markdown: what docs/topics.md is."""
    heads = ("topic", "record", "key", "partitions", "cleanup", "largest record", "in each generation")
    rows = [
        (
            f"`{t.name}`",
            t.record.__name__ if t.record else "",
            t.key,
            str(t.partitions),
            _kept(t),
            f"{t.max_bytes // MIB} MiB",
            "no" if t.shared else "yes",
        )
        for t in TOPICS
    ]
    table = "\n".join(f"| {' | '.join(row)} |" for row in (heads, ["---"] * len(heads), *rows))
    return f"""# Topics
Written by `make docs` from `streams/topics.py`; `detente topics create` creates them, `detente topics
check` says where a broker differs. Generation 1 has these names, generation 2 `news.clean.g2` and so on.

{table}

The Kafka timestamp of a record is the time of ingest, copied through every topic.
"""


def _kept(topic: Topic) -> str:
    if topic.cleanup == "compact":
        lag = f", none younger than {topic.compaction_lag.days} days" if topic.compaction_lag else ""
        return f"the last of each key for ever (compact{lag})"
    return f"{topic.retention.days} days" if topic.retention else "for ever"


def _ms(span: timedelta) -> int:
    return int(span.total_seconds() * 1000)


if __name__ == "__main__":
    print(markdown(), end="")
