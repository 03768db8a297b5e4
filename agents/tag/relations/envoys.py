"""Who goes somewhere for somebody: an envoy or an adviser, by the word or by his office."""

from agents.tag.relations.present import seats
from agents.tag.relations.relation import credited
from agents.tag.text.mention import Weight
from agents.tag.text.reading import Unit


def goes(text: str, unit: Unit) -> bool:
    """Return whether an envoy goes somewhere: an adviser who only speaks is none."""
    if unit.has("contact", "visit", "meeting", "negotiation") or seats(text, unit):
        return True
    told = min((cue.start for cue in unit.cues if cue.value == ("contact", "envoy")), default=unit.end)
    return not unit.has("act", "says") and any(
        name.party.rank == "capital" and name.start > told for name in unit.names
    )


def sent(text: str, unit: Unit, one: int, other: int) -> bool:
    """Return whether all that a side has in a unit are envoys and advisers by office, who act there.

    "Witkoff meets Putin" is an envoy's meeting; "Trump and Witkoff meet Putin" is Trump's.
    """
    for side in (one, other):
        people = [
            name
            for name in unit.names
            if name.side == side
            and name.weight >= Weight.OFFICIAL
            and name.party.rank in ("leader", "official")
        ]
        told = any(name.office and name.side == side for name in unit.names)
        if people and not told and all(name.party.envoy for name in people):
            return not any(credited(text, unit, name.start, name.end) for name in people)
    return False


def only_summoned(unit: Unit) -> bool:
    """Return whether every word of expulsion is that of an ambassador who is summoned, and stays."""
    calls = [cue for cue in unit.cues if cue.value[0] == "summons"]
    out = [cue for cue in unit.cues if cue.value == ("contact", "expulsion")]
    return all(any(call.start < cue.end and cue.start < call.end for call in calls) for cue in out)
