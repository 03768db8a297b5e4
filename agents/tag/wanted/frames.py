"""What a text is when it is no report of the day: opinion, history, a list, a prank, another subject."""

import re
from collections.abc import Callable, Collection, Sequence

from agents.tag.relations.relation import ROW, contact_between, credited
from agents.tag.relations.speakers import answered_by
from agents.tag.text.mention import Mention, Weight
from agents.tag.text.reading import Unit

_LABEL = ("-", "–", "—", ":", "|", "/")  # behind a label
_NEWS = ("contact", "act", "measure")  # what tells news
# Where a headline begins, or its second half; what is quoted there is not the writer's question.
_OPENS = re.compile(r"(?:[«\"“„¿'‘’ ]*|.{1,90}(?::|[|–—]|\.\.\.|…) ?¿?)\Z")
_DASHES = ("– ", "- ", "— ", "| ")  # before the mark of a live blog, at the end of its headline
# A question in quotes at the end of a headline is somebody's; the writer's stands alone, or is all there is.
_QUESTION = re.compile(r"[?؟]\s*\Z|\A\s*[\"“«„‘'].*[?؟]['\"’”» ]+\Z", re.DOTALL)
_MORE = re.compile(r"[.!] \S")  # a second sentence in a headline
_DONE = (
    *(("act", name) for name in ("accuses", "warns", "urges", "refuses", "reacts")),
    ("state", "denied"),
)
# What is told of somebody, and no mere verdict on him.
_TOLD = ("says", "refuses", "accuses", "warns", "urges", "ready", "welcomes", "reacts")
_HELD = ("call", "visit", "meeting", "expulsion", "envoy", "summit")
# Somebody's words: a mark of quotation, or an apostrophe that opens or closes them.
_QUOTED = re.compile(r"[\"“”«„‘]| '|\A'|['’](?:[:,;]| [-–—])")


def frames(
    found: dict[str, float],
    text: str,
    head: Unit,
    lead: Sequence[Unit],
    never: Collection[str],
    told: Callable[[Unit], bool],
    *,
    fought: bool,
) -> None:
    """Note what speaks against a report of the day.

    `told`: whether the sides are in contact in a unit; `fought`: whether the headline is on the war itself.
    """
    for frame in ("opinion", "prank", "history", "listing"):
        found[f"{frame}_head"] = head.has("frame", frame)
    found["opinion_head"] = found["opinion_head"] or verdict(text, head) or blogged(head, lead)
    if found.get("head_idle") and wonders(text, lead):
        found["opinion_head"] = 1.0
    found["listing_head"] = found["listing_head"] or _live(text, head)
    asked = head.title or text[head.start : head.end].rstrip().endswith(("?", "؟"))
    found["asks_head"] = asked and head.has("frame", "question") and asks(text, head)
    found["prank"] = any(unit.has("frame", "prank") for unit in (head, *lead))
    found["history_lead"] = any(unit.has("frame", "history") for unit in lead[:2])
    found["opinion_lead"] = any(unit.has("frame", "opinion") for unit in lead[:1])
    # Leaders who are in contact may speak of anything, a vaccine or a vote: that is no other subject.
    found["never_head"] = 0 if told(head) else min(2, sum(head.has("never", subject) for subject in never))
    if never and not found["never_head"] and fought:
        found["never_head"] = 1.0  # the front is no subject of any watch
    found["never_lead"] = (
        min(2, sum(unit.has("never", *never) and not told(unit) for unit in lead[:2])) if never else 0
    )


def stated(text: str, head: Unit) -> bool:
    """Return whether a headline gives the words of somebody or of a house: "Kremlin: …", "… — Lavrov"."""
    people = [name for name in head.names if name.weight >= Weight.OFFICIAL]
    return any(
        (credited(text, head, name.start, name.end) or _titled(text, head, name))
        and not any(
            other.side != name.side and ROW.fullmatch(text, other.end, name.start) for other in people
        )
        for name in people
    )  # "A and B: …" is about both, and neither's word


def _titled(text: str, head: Unit, name: Mention) -> bool:
    """Return whether an office between a name and a colon opens a headline: "Italian premier: …"."""
    return (
        name.office
        and name.start == head.start
        and any(
            cue.value[0] == "office" and cue.start == name.end + 1 and text.startswith(": ", cue.end)
            for cue in head.cues
        )
    )


def verdict(text: str, head: Unit) -> bool:
    """Return whether a headline judges, and nobody is told to: a columnist's own words.

    What stands behind "accuses" or "refuses" is what somebody judges or will not have.
    """
    if not head.title or head.has("act", "says") or stated(text, head):
        return False
    if any(
        third.value[0] == "person" and text[third.start - 2 : third.start] == ": " for third in head.thirds
    ):
        return False  # another leader's verdict: "a poor attempt: X on A's call to B"
    if _QUOTED.search(text[head.start : head.end]):
        return False
    done = min((cue.start for cue in head.cues if cue.value in _DONE), default=head.end)
    if any(
        cue.value == ("frame", "verdict")
        and (cue.start < done or _MORE.search(text, done, cue.start + 1))  # in a sentence of its own
        for cue in head.cues
    ):
        return True
    return (
        head.has("frame", "essay")
        and not head.has("act", *_TOLD)
        and not head.has("report")
        and not head.has("contact", *_HELD)
        and not head.has("measure")
    )


def mused(head: Unit, lead: Sequence[Unit]) -> bool:
    """Return whether neither headline nor first sentences tell that anything was said, done or planned."""
    return not any(
        unit.has("report")
        or unit.has("contact", *_HELD)
        or unit.has("measure")
        or unit.has("deed")
        or unit.has("summons")
        or unit.has("state", "planned")
        or unit.has("act", *_TOLD, "proposes")
        for unit in (head, *lead)
    )


def blogged(head: Unit, lead: Sequence[Unit]) -> bool:
    """Return whether a text asks for subscribers, buyers or patrons: a video blog, and its maker's views."""
    return any(unit.has("frame", "plug") for unit in (head, *lead))


def featured(lead: Sequence[Unit]) -> bool:
    """Return whether the first sentence tells that somebody explains: "Our correspondent looks at how …"."""
    return any(
        cue.value == ("frame", "feature")
        and not any(name.start < cue.start and name.weight >= Weight.OFFICIAL for name in unit.names)
        for unit in lead[:1]
        for cue in unit.cues
    )


def _live(text: str, head: Unit) -> bool:
    """Return whether a headline ends with the mark of a live blog: "A and B meet – live"."""
    return head.title and any(
        cue.value == ("frame", "live")
        and head.end - cue.end <= 1
        and text[max(0, cue.start - 2) : cue.start] in _DASHES
        for cue in head.cues
    )


def asks(text: str, head: Unit) -> bool:
    """Return whether a headline opens as an explainer does: "Why …", "What … means"."""
    return any(
        cue.value == ("frame", "question") and not text[head.start : cue.start].strip("«\"“„¿'’ ")
        for cue in head.cues
    )


def explains(text: str, head: Unit, lead: Sequence[Unit], one: int, other: int) -> bool:
    """Return whether a headline explains or asks, and tells no news: "Why …", "Crisis: How …", "Can …?"

    What stands before it is at most a subject and a colon. A question needs its mark, and asks of nothing
    that the first sentence tells: "What can A achieve in Moscow?", and "He will meet B there". A headline
    that is one sentence and ends with the mark asks however it begins: "B tourne-t-il …", "A gamble of
    A?"; a text without one must open with a question.
    """
    opening = {
        cue.value[1]
        for cue in head.cues
        if cue.value[0] == "frame"
        and _OPENS.match(text, head.start, cue.start)
        # "A goes to B: what is known": the news stands before it.
        and not any(one.value[0] in _NEWS and one.end <= cue.start for one in head.cues)
    }
    if head.title and "explains" in opening:
        return not answered_by(text, head)
    return (
        (
            "question" in opening
            or (head.title and not stated(text, head) and not _MORE.search(text, head.start, head.end))
        )
        and _QUESTION.search(text[head.start : head.end]) is not None
        and not any(contact_between(text, unit, one, other) - {"negotiation"} for unit in lead[:1])
    )


def wonders(text: str, lead: Sequence[Unit]) -> bool:
    """Return whether the writer asks himself in the first sentences: "Why?", "What stands behind it?"

    A report's questions are somebody's, in quotes, or a teaser's on what was talked about.
    """
    return any(
        cue.value == ("frame", "explains") and cue.start == unit.start
        for unit in lead
        for cue in unit.cues
        if text[unit.start : unit.end].rstrip().endswith(("?", "؟"))
    )


def labelled(text: str, unit: Unit) -> bool:
    """Return whether a sentence begins with a label of opinion: "TRIBUNE - …", "Editorial: …"."""
    return any(
        cue.value == ("frame", "opinion")
        and cue.start - unit.start <= 1
        and text[cue.end : cue.end + 3].strip()[:1] in _LABEL
        for cue in unit.cues
    )


def signed(unit: Unit) -> bool:
    """Return whether a sentence is nothing but a label of opinion: "A comment.", "An analysis."."""
    return any(
        cue.value == ("frame", "opinion") and cue.start - unit.start <= 1 and unit.end - cue.end <= 2
        for cue in unit.cues
    )
