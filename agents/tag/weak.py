"""What makes two names in one text mean little: rows of countries, adjectives, no word of contact or act."""

from collections.abc import Sequence

from agents.tag.mention import Weight
from agents.tag.reading import Unit
from agents.tag.relation import paired


def weaknesses(found: dict[str, float], head: Unit, lead: Sequence[Unit], one: int, other: int) -> None:
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
        paired(unit, one, other) and not listed(unit, one, other) for unit in region
    ) and any(listed(unit, one, other) for unit in region)


def listed(unit: Unit, one: int, other: int) -> bool:
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
