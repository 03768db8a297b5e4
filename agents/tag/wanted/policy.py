"""What the sides say and do in the matters of both: a settlement, troops, assets, each other's deeds."""

from collections.abc import Sequence

from agents.tag.relations.relation import contact_between, paired, sanctioned
from agents.tag.relations.speakers import third_speaks
from agents.tag.text.mention import Weight
from agents.tag.text.reading import Unit
from agents.tag.wanted.contact import settles
from agents.tag.wanted.exchange import condemns
from agents.tag.wanted.frames import stated
from agents.tag.wanted.stance import directed, stance
from agents.tag.wanted.weak import jointly, listed
from agents.watch.definition import TOPICS

# What allies give is no policy toward the other side unless that side is spoken of.
_AID = ("arms",)
POLICY = tuple(topic for topic in TOPICS if topic not in _AID)


def policy(
    found: dict[str, float], text: str, head: Unit, lead: Sequence[Unit], one: int, other: int
) -> None:
    """Find what tells of policy: topics where both stand, verbs between them, measures and stances."""
    about = [
        unit
        for unit in (head, *lead[:2])
        if max(unit.weight(one), unit.weight(other)) >= Weight.STATE
        and min(unit.weight(one), unit.weight(other)) >= Weight.ISSUE
    ]
    if found["head_third_comments"]:
        # What another leader says of both is neither's word; below it a side may speak for itself.
        about = [unit for unit in about if unit is not head and not third_speaks(text, unit)]
    topics = {cue.value[1] for unit in about for cue in unit.cues if cue.value[0] == "topic"}
    # What the headline begins the first sentence goes on with, and may name a side by its adjective alone.
    goes_on = (*about, *lead[:1]) if head in about else about
    found["settling"] = any(
        settles(unit, one, other) and not listed(text, unit, one, other) for unit in goes_on
    )
    found["guarantees"] = "guarantees" in topics
    found["settling_pair"] = any(
        paired(unit, one, other)
        and not listed(text, unit, one, other)
        and (settles(unit, one, other) or "negotiation" in contact_between(text, unit, one, other))
        for unit in about
    )
    found["troops"] = "troops" in topics
    found["outcome"] = "outcome" in topics
    found["assets"] = bool(topics & {"assets", "sanctions"})
    weights = (head.weight(one), head.weight(other))
    found["measure_head"] = (min(weights) == Weight.DEMONYM and head.has("measure")) or sanctioned(
        head, one, other
    )
    found["measure_head"] = found["measure_head"] or _measured(found, head, lead[:1], one, other)
    found["nuclear"] = "nuclear" in topics
    found["aid"] = bool(topics & set(_AID))
    found["acts"] = min(3, max((unit.count("act") for unit in about if paired(unit, one, other)), default=0))
    found["condemns"] = any(condemns(unit, one, other) for unit in (head, *lead[:2]))
    found["directed"] = (
        not found["head_idle"] and not found["head_third_comments"] and directed(text, head, one, other)
    )
    # Both stand in the headline, and nothing there is between the two.
    found["unrelated"] = (
        bool(found.get("head_pair"))
        and head.title
        and not found["directed"]
        and not found["contact_head"]
        and not stated(text, head)
        and not head.has("measure")
        and not jointly(text, head, one, other)
        and not (settles(head, one, other) and not head.has("never"))
    )
    found["stance"] = stance(head, one, other, text) or (
        not found.get("head_foreign") and any(stance(unit, one, other, text) for unit in lead[:1])
    )
    found["reacts"] = any(paired(unit, one, other) and unit.has("act", "reacts", "ready") for unit in about)


def _measured(found: dict[str, float], head: Unit, lead: Sequence[Unit], one: int, other: int) -> bool:
    """Return whether a headline tells of a measure on one side, and the first sentence whose it is.

    "Sanctions would hit A's banks", and then "B has agreed to ban …"; or B's minister on a ship
    that was stopped, and it is A's.
    """
    low, high = sorted((head.weight(one), head.weight(other)))
    missing = one if head.weight(one) == low else other
    return (
        head.title
        and low == Weight.NONE
        and high >= Weight.DEMONYM
        and head.has("measure")
        and not found.get("head_foreign")
        and any(
            unit.has("measure")
            and not unit.has("never")
            and (
                (
                    min(unit.weight(one), unit.weight(other)) >= Weight.DEMONYM
                    and max(unit.weight(one), unit.weight(other)) >= Weight.STATE
                )
                or (high >= Weight.OFFICIAL and unit.weight(missing) >= Weight.DEMONYM)
            )
            for unit in lead
        )
    )
