"""A replay line: what became of one item, as the contract of `detente replay` has it."""

from collections.abc import Sequence
from typing import Any

from streams.article_records import Article, UniqueArticle
from streams.replay import Trail
from streams.stage import Emit, Hold, Reject

Line = dict[str, Any]


def line(identity: str, trails: Sequence[Trail], *, text: bool = False) -> Line:
    """Return the line of an item from the steps that it took; `text` adds the cleaned text."""
    article: Article | None = None
    unique: UniqueArticle | None = None
    rejected = None
    for trail in trails:
        decision = trail.step.decision
        if isinstance(decision, Reject):
            rejected = rejected or _rejected(trail.stage, decision.error)
        elif isinstance(decision, Emit):
            for output in decision.outputs:
                if isinstance(output.record, Article):
                    article = output.record
                elif isinstance(output.record, UniqueArticle):
                    unique = output.record
    said = unique if rejected is None else None
    heard = said is not None and said.verdict != "repeat"
    made: Line = {
        "id": identity,
        "language": article.language if article else None,
        "verdict": said.verdict if said else None,
        "story": said.story if said else None,
        "watches": looks(trails) if heard else [],
        "alerts": raised(trails) if heard else [],
        "rejected": rejected,
    }
    return made | {"text": article.whole if article else None} if text else made


def refused(identity: str, error: str, *, text: bool = False) -> Line:
    """Return the line of an item that ingest could not send."""
    return line(identity, (), text=text) | {"rejected": _rejected("ingest", error)}


def looks(trails: Sequence[Trail]) -> list[Line]:
    """Return what each watch saw in the item."""
    return [
        {
            "watch": look.watch,
            "match": look.match,
            "kind": look.kind if look.match else None,
            "date": look.date if look.match else None,
            "score": look.score,
            "evidence": [
                {"sentence": one.sentence, "start": one.start, "end": one.end}
                for one in (look.evidence if look.match else ())
            ],
        }
        for look in _details(trails, "tag")
    ]


def raised(trails: Sequence[Trail]) -> list[Line]:
    """Return the alerts that these steps opened or changed."""
    return [
        {
            "watch": one.watch,
            "id": one.id,
            "revision": one.revision,
            "reason": str(one.reason),
            "notify": one.notify,
        }
        for one in _details(trails, "alert")
    ]


def _details(trails: Sequence[Trail], stage: str) -> list[Any]:
    """Return what a stage weighed: its decisions carry it as a tuple."""
    return [
        one
        for trail in trails
        if trail.stage == stage and isinstance(trail.step.decision, Emit | Hold)
        for one in trail.step.decision.detail or ()
    ]


def _rejected(stage: str, error: str) -> dict[str, str]:
    return {"stage": stage, "error": error}
