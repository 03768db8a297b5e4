"""What kind of event a report tells of: a contact and which, or an act; and the sentence that tells it.

Facts with weights decide (facts.py, weights.toml): what a headline says of a call weighs against what it
quotes, urges or denies. What the rules say (rules.py) is one of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from agents.tag.kinds.facts import KindFacts, kind_facts
from agents.tag.kinds.outweigh import fullest
from agents.tag.kinds.rules import ruled
from agents.tag.kinds.score import sums
from agents.tag.relations.envoys import sent
from agents.tag.relations.relation import contact_between, paired
from agents.tag.text.reading import LEAD, Unit
from agents.watch.definition import CONTACTS
from streams.records import Family


@dataclass(frozen=True, slots=True)
class Kind:
    """The kind, the unit that tells it, and what speaks for it."""

    family: Family
    name: str
    unit: Unit
    facts: KindFacts
    report: str | None = None  # what the report is where it only speaks of the event: no call is planned


def kind_of(text: str, units: Sequence[Unit], one: int, other: int) -> Kind:
    """Return the kind of the main event of an article that is wanted, the one that its facts fit best."""
    first = ruled(text, units, one, other)
    told = first.report or first.name
    facts = kind_facts(text, units, one, other, told)
    best = next(iter(sums(facts)))
    if best == told:
        return Kind(first.family, first.name, first.unit, facts, first.report)
    family: Family = "contact" if best in CONTACTS else "act"
    return Kind(family, best, _teller(text, units, best, one, other), facts)


def _teller(text: str, units: Sequence[Unit], name: str, one: int, other: int) -> Unit:
    """Return the unit that tells of an event: where the contact is between both, else where most is said."""
    region = units[: LEAD + 1]
    if name in CONTACTS:
        for unit in units:
            if name in contact_between(text, unit, one, other):
                return unit
            if name == "envoy" and sent(text, unit, one, other):
                return unit
        for unit in region:
            if unit.has("contact", name):
                return unit
    elif name == "sanctions":
        for unit in region[:2]:
            if paired(unit, one, other) and (unit.has("measure") or unit.has("topic", "assets")):
                return unit
    return fullest(region, one, other)
