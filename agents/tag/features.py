"""What speaks for and against an article: named facts of headline and lead, for the score to weigh.

Each is 0 or 1, or a small count. They are about one pair of sides, `one` and `other`, without order.
"""

from collections.abc import Collection, Sequence

from agents.tag.lexicon import Cue
from agents.tag.phrases import Hit
from agents.tag.reading import Mention, Unit, Weight
from agents.tag.world import Third
from agents.watch.definition import SUBJECTS

LEAD = 3  # sentences after the headline that tell what an article is about

_CONTACTS = ("call", "visit", "meeting", "envoy", "summit", "negotiation", "expulsion")
_PLACED = ("visit", "envoy", "summit", "expulsion", "meeting")  # contacts that happen somewhere
_DIRECTED = ("visit", "call", "meeting")
_BEHIND = 28  # characters behind a word of contact in which its other party stands
_BEFORE = 12  # characters between whoever does it and the word
_SETTLING = ("settlement", "ceasefire", "dialogue")
# What allies give is no policy toward the other side unless that side is spoken of.
_AID = ("arms",)

# Unions that a side belongs to: they stand beside it without making it other countries' business.
_NEAR_THE_MATTER = frozenset({("country", "UA"), ("country", "EU")})

Features = dict[str, float]


def features(
    text: str, units: Sequence[Unit], one: int, other: int, never: Collection[str] = SUBJECTS
) -> Features:
    """Return the facts that hold; what is absent is 0. `text` is what the units' offsets index.

    `never` are the subjects that the watch does not want.
    """
    if not units:
        return {}
    head, lead = units[0], units[1 : LEAD + 1]
    found: Features = {}
    _headline(found, text, head, one, other)
    _pairs(found, lead, one, other)
    _contacts(found, text, head, lead, one, other)
    _policy(found, head, lead, one, other)
    _frames(found, head, lead, never)
    _weaknesses(found, head, lead, one, other)
    if not head.title:
        found["untitled"] = 1.0
    return {name: value for name, value in found.items() if value}


def paired(unit: Unit, one: int, other: int) -> bool:
    """Return whether both sides act in a unit, or one and a place of the other where it goes."""
    a, b = unit.weight(one), unit.weight(other)
    if min(a, b) >= Weight.STATE:
        return True
    if min(a, b) == Weight.DEMONYM and (
        unit.has("contact", "expulsion") or unit.has("measure") or unit.has("topic", "assets")
    ):
        return True  # agents, officials, ships: whoever is expelled or sanctioned is the state's
    placed = any(name.place and name.side == (one if a < b else other) for name in unit.names)
    return max(a, b) >= Weight.STATE and placed and unit.has("contact", *_PLACED)


def speaker(text: str, unit: Unit) -> Mention | None:
    """Return the person or institution of a side that speaks or acts in a unit.

    "Macron: …" and "… — Lavrov" name the speaker; else it is whoever stands first.
    """
    people = [name for name in unit.names if name.weight >= Weight.OFFICIAL]
    for name in people:
        if credited(text, unit, name.start, name.end):
            return name
    first = min(people, key=lambda name: name.start, default=None)
    return first if first is not None and not third_speaks(text, unit) else None


def third_speaks(text: str, unit: Unit) -> bool:
    """Return whether the speaker of a unit is neither side: another leader, an expert, a paper."""
    first = min((name.start for name in unit.names if name.weight >= Weight.STATE), default=unit.end)
    for third in unit.thirds:
        if third.value[0] == "person" and (
            third.start < first or credited(text, unit, third.start, third.end)
        ):
            return True
    return any(
        cue.value == ("frame", "expert") and (cue.start < first or credited(text, unit, cue.start, cue.end))
        for cue in unit.cues
    )


def contact_between(text: str, unit: Unit, one: int, other: int) -> frozenset[str]:
    """Return the kinds of contact that a unit tells of while both sides act in it."""
    if not paired(unit, one, other):
        return frozenset()
    contacts = [cue for cue in unit.cues if cue.value[0] == "contact"]
    kinds = {cue.value[1] for cue in contacts if not _with_others(unit, cue)} - {"addressed"}
    if not kinds and any(
        cue.value[1] == "addressed" and _addressed(text, unit, cue.end, one, other) for cue in contacts
    ):
        kinds.add("call")  # "told Putin": they spoke, where nothing says how
    return frozenset(kinds)


def _with_others(unit: Unit, cue: Hit[Cue]) -> bool:
    """Return whether a contact is with a third party: who or what the words around it name.

    "visit to Kyiv", "meets Xi", "call with Turkey's leader", "Xi receives"; where both sides and a third
    are named behind the word the first one tells.
    """
    if cue.value[1] not in _DIRECTED:
        return False
    own = [name.start for name in unit.names if name.weight > Weight.ISSUE or name.place]
    for third in unit.thirds:
        # "a call about Syria" is not with it, one with Syria's leader is.
        met = third.value[0] == "person" or cue.value[1] == "visit" or _office_of(unit, third)
        if met and 0 <= third.start - cue.end <= _BEHIND:
            return not any(cue.end <= start < third.start for start in own)
        if third.value[0] == "person" and 0 <= cue.start - third.end <= _BEFORE:
            return not any(start < cue.start for start in own)
    return False


def _office_of(unit: Unit, third: Hit[Third]) -> bool:
    return any(
        cue.value[0] == "office" and (0 <= third.start - cue.end <= 4 or 0 <= cue.start - third.end <= 4)
        for cue in unit.cues
    )


def _headline(found: Features, text: str, head: Unit, one: int, other: int) -> None:
    a, b = sorted((head.weight(one), head.weight(other)))
    found["head_pair"] = a >= Weight.STATE
    found["head_person"] = a >= Weight.STATE and b >= Weight.OFFICIAL
    found["head_leaders"] = a >= Weight.OFFICIAL
    found["head_adjective"] = a == Weight.DEMONYM
    found["head_issue"] = a == Weight.ISSUE and b >= Weight.STATE
    found["head_alone"] = a == Weight.NONE and b >= Weight.STATE
    found["head_none"] = b < Weight.STATE
    if head.title:
        found["head_third"] = any(third.value[0] == "person" for third in head.thirds)
        found["head_foreign"] = bool({t.value for t in head.thirds} - _NEAR_THE_MATTER)
        found["head_alone_foreign"] = found["head_alone"] and found["head_foreign"]
    found["head_speaker"] = speaker(text, head) is not None
    found["head_third_speaks"] = third_speaks(text, head)


def _pairs(found: Features, lead: Sequence[Unit], one: int, other: int) -> None:
    weights = [sorted((unit.weight(one), unit.weight(other))) for unit in lead]
    found["lead_pair"] = any(a >= Weight.STATE for a, _ in weights)
    found["lead_leaders"] = any(a >= Weight.OFFICIAL for a, _ in weights)
    found["lead_issue"] = any(a == Weight.ISSUE and b >= Weight.OFFICIAL for a, b in weights)
    found["lead_first"] = bool(weights) and weights[0][0] >= Weight.STATE


def _contacts(found: Features, text: str, head: Unit, lead: Sequence[Unit], one: int, other: int) -> None:
    found["contact_head"] = bool(contact_between(text, head, one, other))
    found["head_third_comments"] = found["head_third_speaks"] and not found["contact_head"]
    found["contact_lead"] = any(contact_between(text, unit, one, other) for unit in lead)
    found["contact_spread"] = (
        head.title
        and head.has("contact")
        and not any(third.value[0] == "person" for third in head.thirds)
        and any(
            min(head.weight(a), unit.weight(b)) >= Weight.OFFICIAL
            for a, b in ((one, other), (other, one))
            for unit in lead[:2]
        )
    )
    direct = {"call", "envoy", "expulsion"}
    found["contact_direct"] = any(
        contact_between(text, unit, one, other) & direct for unit in (head, *lead[:2])
    )
    found["contact_third"] = not found["contact_head"] and any(
        unit.has("contact")
        and not paired(unit, one, other)
        and any(third.value[0] == "person" for third in unit.thirds)
        for unit in (head, *lead[:1])
    )


def _policy(found: Features, head: Unit, lead: Sequence[Unit], one: int, other: int) -> None:
    about = [
        unit
        for unit in (head, *lead[:2])
        if max(unit.weight(one), unit.weight(other)) >= Weight.STATE
        and min(unit.weight(one), unit.weight(other)) >= Weight.ISSUE
    ]
    topics = {cue.value[1] for unit in about for cue in unit.cues if cue.value[0] == "topic"}
    found["settling"] = bool(topics & set(_SETTLING))
    found["guarantees"] = "guarantees" in topics
    found["settling_pair"] = any(
        paired(unit, one, other) and (unit.has("topic", *_SETTLING) or unit.has("contact", "negotiation"))
        for unit in about
    )
    found["troops"] = "troops" in topics
    found["outcome"] = "outcome" in topics
    found["assets"] = bool(topics & {"assets", "sanctions"})
    found["nuclear"] = "nuclear" in topics
    found["aid"] = bool(topics & set(_AID))
    found["acts"] = min(3, max((unit.count("act") for unit in about if paired(unit, one, other)), default=0))
    found["reacts"] = any(paired(unit, one, other) and unit.has("act", "reacts", "ready") for unit in about)


def _weaknesses(found: Features, head: Unit, lead: Sequence[Unit], one: int, other: int) -> None:
    """Note what makes two names in one text mean little."""
    region = (head, *lead)
    found["issue_only"] = (
        min(max(unit.weight(side) for unit in region) for side in (one, other)) < Weight.STATE
    )
    found["third_issue"] = found["issue_only"] and any(
        third.value[0] == "person" for unit in region[:2] for third in unit.thirds
    )
    found["bare"] = not any(
        unit.has("contact") or unit.has("act") or unit.has("topic") or unit.has("measure")
        for unit in region
        if paired(unit, one, other)
    )
    found["adjectives"] = not any(
        min(unit.weight(one), unit.weight(other)) >= Weight.STATE for unit in region
    ) and any(min(unit.weight(one), unit.weight(other)) == Weight.DEMONYM for unit in region)
    found["listed"] = not any(
        paired(unit, one, other) and not _listed(unit, one, other) for unit in region
    ) and any(_listed(unit, one, other) for unit in region)


def _listed(unit: Unit, one: int, other: int) -> bool:
    """Return whether a side stands in a row with a third country ("China and Russia")."""
    countries = [third for third in unit.thirds if third.value[0] == "country"]
    for side in (one, other):
        names = [name for name in unit.names if name.side == side and name.weight >= Weight.DEMONYM]
        if names and all(
            name.weight <= Weight.STATE
            and any(0 <= name.start - t.end <= 6 or 0 <= t.start - name.end <= 6 for t in countries)
            for name in names
        ):
            return True
    return False


def _frames(found: Features, head: Unit, lead: Sequence[Unit], never: Collection[str]) -> None:
    for frame in ("opinion", "prank", "history", "listing"):
        found[f"{frame}_head"] = head.has("frame", frame)
    found["prank"] = any(unit.has("frame", "prank") for unit in (head, *lead))
    found["history_lead"] = any(unit.has("frame", "history") for unit in lead[:2])
    found["opinion_lead"] = any(unit.has("frame", "opinion") for unit in lead[:1])
    found["never_head"] = min(2, sum(head.has("never", subject) for subject in never))
    found["never_lead"] = min(2, sum(unit.has("never", *never) for unit in lead[:2]) if never else 0)


def credited(text: str, unit: Unit, start: int, end: int) -> bool:
    """Return whether a name stands before an opening colon or behind a closing dash."""
    if start - unit.start < 25 and text[end : end + 2].strip() == ":":
        return True
    tail = text[max(unit.start, start - 40) : start]
    dash = max(tail.rfind(" — "), tail.rfind(" – "), tail.rfind(" - "))
    return dash >= 0 and unit.end - end < 25 and not any(stop in tail[dash:] for stop in ".,;")


def _addressed(text: str, unit: Unit, end: int, one: int, other: int) -> bool:
    """Return whether a side is spoken to: someone of it stands right behind the verb, the other before."""
    for name in unit.names:
        if (
            0 <= name.start - end <= 22
            and name.weight >= Weight.OFFICIAL
            and "," not in text[end : name.start]
        ):
            before = other if name.side == one else one
            if any(m.side == before and m.end <= end and m.weight >= Weight.OFFICIAL for m in unit.names):
                return True
    return False
