"""Contacts between the sides in headline and lead, and those that only look so: facts for the score."""

from collections.abc import Sequence

from agents.tag.relations.about import elsewhere, wished
from agents.tag.relations.envoys import goes
from agents.tag.relations.foreign import with_others
from agents.tag.relations.present import together_at
from agents.tag.relations.relation import contact_between
from agents.tag.relations.scene import scene
from agents.tag.relations.speakers import expert_speaks, speaker, third_speaks
from agents.tag.text.mention import Weight
from agents.tag.text.phrases import Hit
from agents.tag.text.reading import Unit
from agents.tag.text.world import Third, stateless
from agents.tag.wanted.frames import blogged, featured, labelled, signed, stated, verdict, wonders
from agents.tag.wanted.outsiders import outsider
from agents.tag.wanted.weak import jointly, listed, others_before, stranger_acts

_ADVISED = 30  # characters between "urges" and whom, and from there to what he should do
SETTLING = ("settlement", "ceasefire", "dialogue")


def contacts(
    found: dict[str, float],
    text: str,
    head: Unit,
    lead: Sequence[Unit],
    one: int,
    other: int,
    *,
    explained: bool,
) -> None:
    """Note which contacts headline and lead tell of, and between whom; `explained`: it only asks."""
    # What an expert says of a contact, or what would be if there were one, is no report of it.
    idle = (
        expert_speaks(text, head)
        or (head.has("state", "hypothetical") and not stated(text, head))
        or head.has("frame", "opinion")
        or verdict(text, head)
        or blogged(head, lead)
        or featured(lead)
        or any(labelled(text, unit) for unit in lead[:1])
        or any(signed(unit) for unit in lead)
        or explained
        or (wonders(text, lead) and not _reported(text, head, one, other))
        or outsider(text, head, lead)
        or counselled(text, head)
        or _only_wished(text, head, one, other)
    )
    found["contact_head"] = (
        not idle
        and not listed(text, head, one, other)
        and not others_before(head)
        and bool(_told(text, head, one, other) or together_at(text, head, one, other))
    )
    found["head_third_comments"] = found["head_third_speaks"] and not found["contact_head"]
    found["head_idle"] = idle
    # Both are named, and what is told is of somebody else with one of them, or with both.
    found["head_beside"] = (
        bool(found["head_pair"])
        and head.title
        and stranger_acts(text, head)
        and not found["contact_head"]
        and not head.has("topic", *SETTLING)
        and not jointly(text, head, one, other)
    )
    found["contact_lead"] = not idle and (
        any(_told(text, unit, one, other) - {"negotiation"} and not others_before(unit) for unit in lead)
        or (found["head_leaders"] and scene(text, head, lead, one, other) is not None)
    )
    found["contact_spread"] = (
        head.title
        and not idle
        and (_spread(text, head, lead[:2], one, other) or _back(head, lead[:1], one, other))
    )
    found["contact_spread"] = found["contact_spread"] or _expelled(head, lead[:2], one, other)
    direct = {"call", "envoy", "expulsion"}
    found["contact_direct"] = not idle and any(
        _told(text, unit, one, other) & direct for unit in (head, *lead[:2])
    )
    found["contact_third"] = not found["contact_head"] and any(
        unit.has("contact")
        and not contact_between(text, unit, one, other)
        and any(_leads(third) for third in unit.thirds)
        for unit in (head, *lead[:1])
    )


def counselled(text: str, head: Unit) -> bool:
    """Return whether another leader only tells a side what to do: "X urges A to call B", "X: A must meet B".

    Who advises stands first, whom he advises right behind the verb, and the contact behind both.
    """
    if not head.title or not third_speaks(text, head):
        return False
    advised = [
        name.end
        for cue in head.cues
        if cue.value[0] == "act" and cue.value[1] in ("urges", "says", "proposes")
        for name in head.names
        if 0 < name.start - cue.end <= _ADVISED and name.weight >= Weight.STATE
    ]
    contacts = [cue.start for cue in head.cues if cue.value[0] == "contact"]
    contacts = [start for start in contacts if advised and start > min(advised)]
    return bool(contacts) and all(
        start - min(advised) <= _ADVISED
        and (head.has("act", "urges") or head.has("wish") or text.startswith(" to ", min(advised)))
        for start in contacts
    )


def _only_wished(text: str, head: Unit, one: int, other: int) -> bool:
    """Return whether another leader says that the sides should be in contact: "X: A ought to call B"."""
    told = contact_between(text, head, one, other)
    return (
        head.title
        and bool(told)
        and third_speaks(text, head)
        and all(wished(text, head, kind, one, other) for kind in told)
    )


def _reported(text: str, head: Unit, one: int, other: int) -> bool:
    """Return whether a headline tells news, and what the writer then asks is a teaser."""
    return head.title and bool(
        contact_between(text, head, one, other) or (speaker(text, head) is not None and head.has("act"))
    )


def _told(text: str, unit: Unit, one: int, other: int) -> frozenset[str]:
    """Return the contacts that a unit tells of: an envoy or adviser who only speaks has none."""
    told = contact_between(text, unit, one, other)
    return told - {"envoy"} if "envoy" in told and not goes(text, unit) else told


def _leads(third: Hit[Third]) -> bool:
    """Return whether a third party is somebody who acts for a state, and not whom states speak of."""
    return third.value[0] == "person" and third.value not in stateless()


def _spread(text: str, head: Unit, lead: Sequence[Unit], one: int, other: int) -> bool:
    """Return whether a contact in the headline has its other side in the lead."""
    return (
        any(
            not with_others(text, head, cue) and not (cue.value[1] == "summit" and elsewhere(head))
            for cue in head.cues
            if cue.value[0] == "contact"
        )
        and not any(_leads(third) for third in head.thirds)
        and any(
            min(head.weight(a), unit.weight(b)) >= Weight.OFFICIAL
            for a, b in ((one, other), (other, one))
            for unit in lead
        )
    )


def _expelled(head: Unit, lead: Sequence[Unit], one: int, other: int) -> bool:
    """Return whether many expel a side's diplomats, and the lead says that the other is among them."""
    return (
        head.title
        and head.has("contact", "expulsion")
        and any(
            head.weight(a) >= Weight.DEMONYM
            and any(unit.weight(b) >= Weight.STATE and unit.has("contact", "expulsion") for unit in lead)
            for a, b in ((one, other), (other, one))
        )
    )


def _back(head: Unit, lead: Sequence[Unit], one: int, other: int) -> bool:
    """Return whether a contact in the first sentence is with someone whom only the headline names."""
    return any(
        min(head.weight(a), unit.weight(b)) >= Weight.OFFICIAL
        and unit.has("contact", "call", "envoy", "meeting")
        and not any(third.value[0] == "person" for one_of in (head, unit) for third in one_of.thirds)
        for a, b in ((one, other), (other, one))
        for unit in lead
    )


def settles(unit: Unit, one: int, other: int) -> bool:
    """Return whether a unit is about a settlement, a truce or how the sides get on.

    "Relations between A and B" of which nobody says anything are what an essay is about.
    """
    if unit.has("topic", "settlement", "ceasefire"):
        return True
    return unit.has("topic", *SETTLING) and (
        unit.has("act") or unit.has("contact") or max(unit.weight(one), unit.weight(other)) >= Weight.OFFICIAL
    )


def diplomatic(units: Sequence[Unit]) -> bool:
    """Return whether headline and first sentences are about talks, summits or peace."""
    return units[0].has("contact") or any(
        unit.has("contact", "negotiation", "summit") or unit.has("topic", *SETTLING) for unit in units
    )
