"""What sources send that is none: each becomes a dead letter or is mended in words, and the work goes on."""

import asyncio
import json
from pathlib import Path

import pytest

from streams import topics
from streams.dead_letters import DeadLetter
from streams.settings import Settings
from tests.faults.checker import check
from tests.faults.pipeline import Pipeline
from tests.kafka import harness

SENTENCE = "The ministers of two countries met on Monday and spoke about trade and the weather. "
GOOD = {"url": "https://news.example/good", "title": "Ministers meet", "text": SENTENCE * 3}
REJECTED = {
    b'{"text": "broken': "JSON",
    b'{"title": 5}': "$.title",
    b'{"published": ["2020"]}': "$.published",
    b"[1, 2]": "Expected `object`",
    b"\xff\xfe\x00binary": "JSON",
    json.dumps({"url": "https://news.example/none", "title": None, "text": "  "}).encode(): "empty",
    json.dumps({"url": "https://news.example/5mb", "text": SENTENCE * 62_000}).encode(): "2097152",
    json.dumps({"url": "https://news.example/bin", "text": "\x01\x02\ufffd" * 500}).encode(): "binary",
}
MENDED = {
    "nul": ({"title": "A NUL\x00 byte", "text": SENTENCE + "\x00"}, "control characters removed"),
    "9999": ({"title": "From the future", "text": SENTENCE, "published": "9999-12-31"}, "9999-12-31"),
    "2203": ({"title": "A typing error", "text": SENTENCE, "published": "2203-05-01"}, "2203-05-01"),
    "no-date": ({"title": "No date", "text": SENTENCE, "published": "someday"}, "someday"),
    "language": ({"title": "Norðurljós sjást víða í kvöld", "text": "Veðrið er gott í dag. " * 9}, ""),
}


def test_bad_input_lies_in_the_dead_letters_with_its_bytes_and_reason_and_the_rest_goes_on(
    pipeline: Pipeline, tmp_path: Path
) -> None:
    lines = list(REJECTED)
    lines += [
        json.dumps({"url": f"https://news.example/{name}", **item}).encode()
        for name, (item, _) in MENDED.items()
    ]
    path = tmp_path / "bad.jsonl"
    path.write_bytes(b"\n".join([*lines, json.dumps(GOOD).encode()]) + b"\n")
    pipeline.start()
    pipeline.run("ingest", "file", path)
    pipeline.finish()
    verdict = check(pipeline.settings)
    assert verdict.kept, verdict

    raw = asyncio.run(harness.read(pipeline.settings, topics.RAW.name, topics.RAW.partitions))
    at = {(record.partition, record.offset): record.value for record in raw}
    letters = asyncio.run(harness.read(pipeline.settings, topics.DLQ.name))
    assert len(letters) == len(REJECTED)
    errors = {}
    for record in letters:
        dead = DeadLetter.from_headers(dict(record.headers))
        assert (dead.stage, dead.topic) == ("clean", "news.raw")
        assert record.value == at[dead.partition, dead.offset]
        errors[record.value] = dead.error
    for line, words in REJECTED.items():
        # What parses has its ids by now; what does not lies there as it was.
        found = [e for value, e in errors.items() if value == line or words in e]
        assert any(words in error for error in found), (line[:60], errors.values())

    articles = {article["url"].rsplit("/", 1)[1]: article for article in pipeline.values(topics.CLEAN)}
    assert articles.keys() == {"good", *MENDED}
    for name, (_, words) in MENDED.items():
        assert any(words in repair for repair in articles[name]["repairs"]) or not words, articles[name]
    assert not any("\x00" in article["title"] + article["text"] for article in articles.values())
    assert all(article["published"] is None for name, article in articles.items() if name != "good")


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        ("DETENTE_SETTINGS", 'kafka = "x:1"\nbatch_records = "many"\n', [":2:", "batch_records", "allowed"]),
        ("DETENTE_WATCHES", 'id = "Not An Id"\n', [":1:", "two or more [[side]] tables"]),
    ],
)
def test_a_broken_file_refuses_the_start_with_its_line_and_what_is_allowed(
    tmp_path: Path, file: str, text: str, words: list[str]
) -> None:
    path = tmp_path / "broken.toml"
    path.write_text(text)
    pipeline = Pipeline(Settings(kafka="127.0.0.1:9"), tmp_path, [])
    with harness.processes() as started:
        env = {**pipeline.env, file: str(path)}
        from tests.faults.pipeline import DETENTE

        one = harness.Process([*DETENTE, "worker", "--stage", "tag"], tmp_path / "log", env)
        started.append(one)
        assert one.wait() == 78
        assert "Traceback" not in one.text
        assert str(path) in one.text
        for word in words:
            assert word in one.text
