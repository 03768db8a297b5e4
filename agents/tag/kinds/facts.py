"""What tells the kind of a report: facts of its headline and first sentences, to be weighed (weights.toml).

Facts hold or do not. `shared` ones speak for and against every kind, each with a weight of its own; `own`
ones are asked of each contact by itself: whether the headline tells of a call, of a visit …
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from agents.tag.kinds.outweigh import rebuffed, voiced
from agents.tag.relations.about import asked, recalled, unplanned, wished
from agents.tag.relations.called import called
from agents.tag.relations.envoys import goes, only_summoned, sent
from agents.tag.relations.foreign import only_others_called
from agents.tag.relations.negotiation import at_table, mediated, quoted
from agents.tag.relations.present import met_at, seats
from agents.tag.relations.relation import contact_between, paired
from agents.tag.text.lexicon import Cue
from agents.tag.text.mention import Weight
from agents.tag.text.reading import LEAD, Unit
from agents.tag.wanted.exchange import asks_third
from agents.watch.definition import CONTACTS

# Cues that count wherever they stand in headline or first sentence: where, and the fact they are.
_BOTH: Mapping[str, frozenset[Cue]] = {
    "planned": frozenset({("state", "planned")}),
    "negated": frozenset({("state", "negated")}),
    "ended": frozenset({("state", "cancelled"), ("state", "moved")}),
    "denied": frozenset({("state", "denied")}),
    "wish": frozenset({("wish", "words")}),
    "media": frozenset({("media", "words")}),
    "summons": frozenset({("summons", "words")}),
    "deed": frozenset({("deed", "words")}),
}
_HEAD: Mapping[str, frozenset[Cue]] = {
    **{
        name: frozenset({("act", name)})
        for name in (
            "says", "proposes", "warns", "refuses", "accuses", "urges", "ready", "welcomes", "reacts",
        )
    },
    "ahead": frozenset({("state", "ahead")}),
    "measure": frozenset({("measure", "sanctions")}),
    "peace": frozenset({("topic", "settlement"), ("topic", "ceasefire"), ("topic", "guarantees")}),
    "dialogue": frozenset({("topic", "dialogue")}),
    "assets": frozenset({("topic", "sanctions"), ("topic", "assets")}),
    "arms": frozenset(("topic", name) for name in ("arms", "troops", "nuclear", "outcome")),
}  # fmt: skip
# Cues that count anywhere in headline and lead.
_ANY: Mapping[str, frozenset[Cue]] = {
    **{name: frozenset({("contact", name)}) for name in CONTACTS if name != "envoy"},
    "phone": frozenset({("phone", "words")}),
    "aside": frozenset({("aside", "words")}),
    "measure": frozenset({("measure", "sanctions")}),
}
_SPOKEN = frozenset(("act", name) for name in ("says", "accuses", "reacts", "warns"))
_SAID = {"measure": _SPOKEN | {("act", "urges")}, "expulsion": _SPOKEN}
_CALLED = frozenset({("contact", "call"), ("phone", "words")})
_QUOTES = '«“„"'


@dataclass(frozen=True, slots=True)
class KindFacts:
    """The facts that hold of a report: for all kinds, of each contact its own, and the rules' answer."""

    shared: frozenset[str]
    own: Mapping[str, frozenset[str]]
    ruled: str


def kind_facts(text: str, units: Sequence[Unit], one: int, other: int, ruled: str) -> KindFacts:
    """Return what tells the kind of a report on two sides; `text` is what the units' offsets index.

    `ruled` is what the rules say that it is.
    """
    region = units[: LEAD + 1]
    shared = {
        *_words(text, region),
        *_people(text, region, one, other),
        *_place(text, region, one, other),
        *_form(text, region[0]),
        *_told(text, region, one, other),
    }
    told = [contact_between(text, unit, one, other) for unit in region[:2]]
    if recalled(text, region[0], region[1:]) or rebuffed(region[0], region[1:]):
        shared.add("asked")
        told[0] = frozenset()
    own = {kind: frozenset(_own(text, region, told, kind, one, other)) for kind in CONTACTS}
    return KindFacts(frozenset(shared), own, ruled)


def _words(text: str, region: Sequence[Unit]) -> Iterator[str]:
    """Yield what the words of headline, first sentence and lead say; calls with others are not counted."""
    every = [
        frozenset(cue.value for cue in unit.cues)
        - (_CALLED if only_others_called(text, unit) else frozenset())
        for unit in region
    ]
    head, first = every[0], every[1] if len(every) > 1 else None
    for where, cues in (("head", head), ("lead", first)):
        if cues is None:
            continue
        yield from (f"{name}_{where}" for name, words in _BOTH.items() if words & cues)
        groups = {group for group, _ in cues}
        if "contact" not in groups:
            yield f"silent_{where}"
            if where == "lead" and not groups & {"act", "measure"}:
                yield "idle_lead"
    yield from (f"{name}_head" for name, words in _HEAD.items() if words & head)
    anywhere = frozenset().union(*every)
    yield from (f"{name}_any" for name, words in _ANY.items() if words & anywhere)
    if any(("contact", "envoy") in cues for cues in every[:2]):
        yield "envoy_any"
    yield from _mixed(region[0], head, {group for group, _ in anywhere}, anywhere)


def _mixed(head: Unit, cues: frozenset[Cue], groups: set[str], anywhere: frozenset[Cue]) -> Iterator[str]:
    """Yield what two words together say: a contact that somebody speaks of, a talk that is none by phone."""
    for name in ("visit", "call"):
        if ("contact", name) in cues and head.has("act"):
            yield f"{name}_said"
    if ("contact", "expulsion") in cues and cues & _SAID["expulsion"]:
        yield "expulsion_said"
    if ("measure", "sanctions") in cues and cues & _SAID["measure"]:
        yield "measure_said"
    if ("contact", "expulsion") in cues and only_summoned(head):
        yield "only_summoned"
    if ("contact", "meeting") in cues and ("contact", "visit") in anywhere:
        yield "meeting_visit"
    if ("contact", "call") in cues and "phone" not in groups:
        yield "call_unphoned"


def _people(text: str, region: Sequence[Unit], one: int, other: int) -> Iterator[str]:
    """Yield who of the sides, and who else, stands in headline and first sentence, and of what rank."""
    head = region[0]
    low, high = sorted((head.weight(one), head.weight(other)))
    if low == Weight.LEADER:
        yield "leaders_head"
    if low >= Weight.STATE and high < Weight.OFFICIAL:
        yield "states_head"
    for where, unit in zip(("head", "lead"), region[:2], strict=False):
        if unit.has("contact", "envoy") and goes(text, unit):
            yield f"envoy_goes_{where}"
        if paired(unit, one, other):
            yield f"pair_{where}"
        if min(unit.weight(one), unit.weight(other)) >= Weight.OFFICIAL:
            yield f"people_{where}"
        if sent(text, unit, one, other):
            yield f"envoys_{where}"
        if where == "lead":
            kinds = {third.value[0] for third in unit.thirds}
            yield from (f"{kind}_lead" for kind in ("person", "country") if kind in kinds)
    yield "ranks_" + "_".join(sorted((_rank(region[:2], one), _rank(region[:2], other))))


def _rank(units: Sequence[Unit], side: int) -> str:
    names = [
        name for unit in units for name in unit.names if name.side == side and name.weight >= Weight.OFFICIAL
    ]
    if not names:
        return "nobody"
    if any(name.weight == Weight.LEADER for name in names):
        return "leader"
    return "envoy" if all(name.party.envoy for name in names) else "official"


def _place(text: str, region: Sequence[Unit], one: int, other: int) -> Iterator[str]:
    """Yield whether people of one side are where the other is at home, and what is told of it."""
    if there := met_at(text, region[0], one, other):
        yield f"there_{there}"
    homes = {side for unit in region for side in seats(text, unit)} & {one, other}
    head = region[0]
    if (
        head.has("contact", "call")
        and not any(unit.has("phone") for unit in region)
        and (homes or any(unit.has("contact", "visit", "meeting") for unit in region))
    ):
        yield "call_unphoned_beside"
    if not any(
        host in homes and any(unit.weight(guest) >= Weight.OFFICIAL for unit in region)
        for host, guest in ((one, other), (other, one))
    ):
        return
    yield "guest"
    if head.has("contact", "meeting"):
        yield "guest_meets"
    if not head.has("contact") and any(unit.has("contact", "meeting") for unit in region[1:2]):
        yield "guest_meets_lead"


def _form(text: str, head: Unit) -> Iterator[str]:
    """Yield how the headline is made: whose words it gives, and whether there is one."""
    if not head.title:
        yield "untitled"
    if quoted(text, head):
        yield "quoted"
    if voiced(text, head):
        yield "voiced"
    if any(mark in text[head.start : head.end] for mark in _QUOTES):
        yield "marks"
    if asked(head):
        yield "asked"


def _told(text: str, region: Sequence[Unit], one: int, other: int) -> Iterator[str]:
    """Yield what takes more than a word, or more than one sentence, to tell."""
    for where, unit in zip(("head", "lead"), region[:2], strict=False):
        if unplanned(unit):
            yield f"unplanned_{where}"
    if called(text, region[0], region[1:3], one, other) is not None:
        yield "called"
    if at_table(text, region[:2], one, other) is not None:
        yield "table"
    if mediated(text, region[:3]):
        yield "mediated"
    if asks_third(text, region[0], region[1:]):
        yield "asks_third"


def _own(
    text: str, region: Sequence[Unit], told: Sequence[Collection[str]], kind: str, one: int, other: int
) -> Iterator[str]:
    """Yield what headline and first sentence tell of one kind of contact; `told` are all that each tells."""
    head = region[0]
    words = [cue for cue in head.cues if cue.value == ("contact", kind)]
    if kind in told[0] and not unplanned(head) and not wished(text, head, kind, one, other):
        yield "told_head"
        if min(head.weight(one), head.weight(other)) >= Weight.OFFICIAL:
            yield "told_head_people"
    if any(kind in kinds for kinds in told[1:]):
        yield "told_lead"
        if kind in told[0]:
            yield "told_both"
    if any(unit.has("contact", kind) for unit in region[1:2]):
        yield "word_lead"
    if words:
        yield "word_head"
        if head.has("act"):
            yield "word_head_said"
        first = min((name.start for name in head.names if name.weight >= Weight.STATE), default=head.start)
        if words[0].start < first:
            yield "opens_head"
