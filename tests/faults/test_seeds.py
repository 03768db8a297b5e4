"""Five texts on Kafka, two workers a stage, one killed in the middle: the same three alerts."""

import random
import shutil
from collections import Counter
from pathlib import Path

import pytest

from streams import topics
from tests.faults.checker import check
from tests.faults.pipeline import STAGES, Pipeline, final
from tests.kafka import harness


@pytest.mark.parametrize("killed", STAGES)
def test_five_texts_lead_to_three_alerts_though_a_worker_is_killed(
    pipeline: Pipeline, shared: Path, tmp_path: Path, killed: str
) -> None:
    texts = sorted((shared / "seeds").glob("*.txt"))
    random.Random(killed).shuffle(texts)
    halves = tmp_path / "first", tmp_path / "second"
    for half, some in zip(halves, (texts[:2], texts[2:]), strict=True):
        half.mkdir()
        for text in some:
            shutil.copy(text, half)
    pipeline.start(each=2)
    pipeline.run("ingest", "file", halves[0])
    harness.until(lambda: len(pipeline.values(topics.CLEAN)) == 2)
    pipeline.run("ingest", "file", halves[1])
    pipeline.kill_one(killed, random.Random(0))
    pipeline.finish()
    verdict = check(pipeline.settings)
    assert verdict.kept, verdict
    alerts = pipeline.values(topics.ALERTS)
    assert Counter(alert["reason"] for alert in alerts)["new_event"] == len(final(alerts)) == 3
    (call,) = [alert for alert in final(alerts) if alert["event"]["kind"] == "call"]
    assert (call["event"]["date"], call["coverage"]["reports"]) == ("2020-06-26", 3)
    assert sorted(alert["coverage"]["reports"] for alert in final(alerts)) == [1, 1, 3]
