"""Anniversaries, reviews of the year, profiles and background raise nothing, in any language."""

import tomllib
from pathlib import Path

import orjson
import pytest

from agents.cli.play import Player
from agents.ingest.files import entries
from agents.pipeline import configured
from streams.settings import Settings

TOLD = tomllib.loads(Path(__file__).with_name("looking_back.toml").read_text("utf-8"))["text"]


@pytest.fixture(scope="module")
def stages():
    return configured(Settings())


@pytest.mark.parametrize("told", TOLD, ids=[told["about"] for told in TOLD])
def test_what_looks_back_raises_nothing(stages, tmp_path, told):
    row = {
        "id": "one", "url": "https://n.example/1", "title": told["title"], "text": told["text"],
        "language": told["language"],
        "published": "2027-02-07T08:00:00Z", "source": "n.example",
    }  # fmt: skip
    path = tmp_path / "news.jsonl"
    path.write_bytes(orjson.dumps(row))
    player = Player(stages)
    ((_, line),) = player.by_date(entries([path], 1 << 20))
    assert line["alerts"] == []
