"""What a text is when it is no report of the day: opinion, history, a list, a prank, another subject."""

from collections.abc import Callable, Collection, Sequence

from agents.tag.text.reading import Unit
from agents.tag.wanted.weak import asks, verdict


def frames(
    found: dict[str, float],
    text: str,
    head: Unit,
    lead: Sequence[Unit],
    never: Collection[str],
    told: Callable[[Unit], bool],
) -> None:
    """Note what speaks against a report of the day; `told`: whether the sides are in contact in a unit."""
    for frame in ("opinion", "prank", "history", "listing"):
        found[f"{frame}_head"] = head.has("frame", frame)
    found["opinion_head"] = found["opinion_head"] or verdict(text, head)
    asked = head.title or text[head.start : head.end].rstrip().endswith(("?", "؟"))
    found["asks_head"] = asked and head.has("frame", "question") and asks(text, head)
    found["prank"] = any(unit.has("frame", "prank") for unit in (head, *lead))
    found["history_lead"] = any(unit.has("frame", "history") for unit in lead[:2])
    found["opinion_lead"] = any(unit.has("frame", "opinion") for unit in lead[:1])
    # Leaders who are in contact may speak of anything, a vaccine or a vote: that is no other subject.
    found["never_head"] = 0 if told(head) else min(2, sum(head.has("never", subject) for subject in never))
    found["never_lead"] = (
        min(2, sum(unit.has("never", *never) and not told(unit) for unit in lead[:2])) if never else 0
    )
