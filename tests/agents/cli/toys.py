"""Four small stages with the names and records of the real ones, to try the commands on.

clean refuses items without a text; dedup knows a version again; tag wants what says "met"; alert
opens one alert for all, and one more on the tick of a first of March.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar

from streams import topics
from streams.article_records import Article, RawArticle, UniqueArticle
from streams.records import Alert, Coverage, Event, Evidence, Match, Reference, Tick
from streams.stage import Decision, Emit, Hold, Output, Reject, Stage, Written

EVENT = Event(family="contact", kind="meeting", date="2024-02-28")


class Why(StrEnum):
    DONE = "done"
    NOT = "not"


@dataclass(frozen=True)
class Look:
    watch: str
    match: bool
    score: float
    kind: str
    date: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Raised:
    watch: str
    id: str
    revision: int
    reason: str
    notify: bool


class Past:
    window: ClassVar[timedelta | None] = None

    def __init__(self) -> None:
        self.seen: list[bytes] = []

    def apply(self, written: Written) -> None:
        self.seen.append(written.headers.get("version", b""))


def _clean(record: RawArticle, state: None, now: datetime) -> Decision:
    if not record.text:
        return Reject("no text")
    if record.text == "raise":
        raise RuntimeError("asked for")
    article = Article(
        article_id=record.article_id, version=record.version, id=record.id, title=record.title or "",
        text=record.text, published=record.published, language=record.language or "en",
    )  # fmt: skip
    return Emit((Output(record.article_id, article),), Why.DONE)


def _dedup(record: Article, state: Past, now: datetime) -> Decision:
    known = record.version.encode() in state.seen
    unique = UniqueArticle(article=record, verdict="repeat" if known else "new", story="s1")
    return Emit((Output(record.article_id, unique, {"version": record.version}),), Why.DONE)


def _tag(record: UniqueArticle, state: None, now: datetime) -> Decision:
    article = record.article
    start = article.whole.find("met")
    evidence = (Evidence(sentence="met", start=start, end=start + 3, article_id=article.article_id),)
    look = Look("toy", start >= 0, 0.75, "meeting", "2024-02-28", evidence)
    if start < 0:
        return Hold(Why.NOT, (look,))
    match = Match(
        watch="toy", watch_revision="1", verdict=record.verdict, story=record.story, event=EVENT,
        article=Reference(article_id=article.article_id, version=article.version, id=article.id),
        evidence=evidence, score=0.75,
    )  # fmt: skip
    return Emit((Output("toy", match),), Why.DONE, (look,))


def _alert(record: Match | Tick, state: Past, now: datetime) -> Decision:
    if isinstance(record, Tick) and (now.month, now.day) != (3, 1):
        return Hold(Why.NOT)
    first = not state.seen or isinstance(record, Tick)
    revision = 1 if first else len(state.seen) + 1
    raised = Raised("toy", "a1", revision, "new_event" if first else "coverage", first)
    alert = Alert(
        id="a1", number=1, watch="toy", watch_revision="1", revision=revision, reason=raised.reason,
        notify=first,
        headline="Ministers met", event=EVENT, history=(), evidence=(),
        coverage=Coverage(reports=1, origins=1), facets=(), alerted=now.isoformat(),
    )  # fmt: skip
    return Emit((Output("a1", alert),), Why.DONE, (raised,))


def _stage(name: str, source: topics.Topic, sink: topics.Topic, decide: Any, **more: Any) -> Stage:
    return Stage(name=name, source=source, sink=sink, decide=decide, reasons=Why, **more)


STAGES = (
    _stage("clean", topics.RAW, topics.CLEAN, _clean),
    _stage("dedup", topics.CLEAN, topics.UNIQUE, _dedup, state=Past),
    _stage("tag", topics.UNIQUE, topics.TAGGED, _tag),
    _stage("alert", topics.TAGGED, topics.ALERTS, _alert, state=Past),
)
