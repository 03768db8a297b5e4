"""Who is somewhere: an envoy, by the word or by his office, and a visitor told by the place alone."""

from agents.tag.mention import Weight
from agents.tag.reading import Unit
from agents.tag.relation import credited


def goes(unit: Unit) -> bool:
    """Return whether an envoy goes somewhere: an adviser who only speaks is none."""
    if unit.has("contact", "visit", "meeting", "negotiation") or any(name.place for name in unit.names):
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
        told = any(name.office for name in unit.names if name.side == side)
        if people and not told and all(name.party.envoy for name in people):
            return not any(credited(text, unit, name.start, name.end) for name in people)
    return False


def stays(unit: Unit, one: int, other: int) -> bool:
    """Return whether a headline has somebody of one side in the other's capital, who says nothing there."""
    if not unit.title or unit.has("act") or unit.has("measure") or unit.thirds:
        return False
    places = {name.side for name in unit.names if name.place}
    return any(
        name.side in (one, other)
        and name.party.rank in ("leader", "official")
        and name.weight >= Weight.OFFICIAL
        and places & ({one, other} - {name.side})
        for name in unit.names
    )
