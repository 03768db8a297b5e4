"""The cleaning stage: all of it that knows about topics."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from agents.clean.article import Unusable, clean_article
from agents.clean.outlet_lines import OutletLines, load_outlet_rules
from streams import topics
from streams.article_records import RawArticle
from streams.records import Record
from streams.settings import Settings
from streams.stage import Decision, Emit, Output, Reject, Stage


class Reason(StrEnum):
    """What cleaning did with an article."""

    CLEANED = "cleaned"
    REPAIRED = "repaired"  # accepted, with what had to be mended stated on the record


def clean(frames: Mapping[str, OutletLines], record: Record, state: None, now: datetime) -> Decision:  # noqa: ARG001 - a stage's signature
    """Return the cleaned article, or why there is none. Neither a state nor the clock is looked at.

    `frames` are the lines that each outlet prints again and again.
    """
    if not isinstance(record, RawArticle):
        return Reject(f"a {type(record).__name__} does not belong on {topics.RAW.name}")
    try:
        article = clean_article(record, frames)
    except Unusable as fault:
        return Reject(str(fault))
    headers = {"article": article.article_id, "version": article.version}
    output = Output(article.article_id, article, headers)
    return Emit((output,), Reason.REPAIRED if article.repairs else Reason.CLEANED)


def _frames(settings: Settings) -> Mapping[str, OutletLines]:
    return load_outlet_rules(settings.outlet_rules).by_host() if settings.outlet_rules else {}


STAGE = Stage(name="clean", source=topics.RAW, sink=topics.CLEAN, decide=clean, rules=_frames, reasons=Reason)
