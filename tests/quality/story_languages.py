"""The watch items as dedup tells their stories: one theme in ten languages, so that days and names differ.

Which event an item reports is asked of its label, for the figures alone; nothing of a text is printed.
"""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from agents import edtf
from agents.dedup.agent import STAGE
from streams import codec
from streams.article_records import UniqueArticle
from streams.settings import Settings
from streams.stage import Desk, Emit, Incoming, Position, step
from tests.quality.story_halves import cleaned

_EPOCH = date(1970, 1, 1)
_DAY = 86_400_000  # ms


@dataclass(frozen=True, slots=True)
class Told:
    """An item and its story."""

    day: date
    language: str | None
    event: str | None
    thread: str | None
    story: str


def reports(shared: Path) -> list[Told]:
    """Return the dated items in the order of their days, played to dedup with the clock at them."""
    read = (shared / "data/watch/dev.jsonl").read_text("utf-8").splitlines()
    dated = []
    for item in map(json.loads, read):
        article = cleaned(item)
        published = edtf.parse(article.published) if article else None
        if article and published and (day := published.first()):
            dated.append((day, article, item))
    dated.sort(key=lambda one: one[0])
    stage = STAGE.configured(Settings())
    desk = Desk.of(stage)
    told = []
    for number, (day, article, item) in enumerate(dated):
        at = (day - _EPOCH).days * _DAY
        decision = step(
            stage, desk, Incoming(Position(1, 0, number), b"", codec.encode(article), {}, at)
        ).decision
        assert isinstance(decision, Emit), decision
        record = decision.outputs[0].record
        assert isinstance(record, UniqueArticle)
        told.append(Told(day, article.language, item["event_id"], item["thread"], record.story))
    return told
