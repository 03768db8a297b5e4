"""What stands behind the lead and may still be the news: an article that opens with a question or a scene."""

import re
from collections.abc import Iterator, Sequence

from agents.tag.text.mention import Weight
from agents.tag.text.reading import LEAD, Unit

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")  # of what happened then


def later(text: str, units: Sequence[Unit], one: int, other: int) -> Iterator[Unit]:
    """Yield the units behind the lead that name people of both sides and tell nothing long past."""
    for unit in units[LEAD + 1 :]:
        if min(unit.weight(one), unit.weight(other)) < Weight.OFFICIAL or unit.has("state", "since"):
            continue
        if not _YEAR.search(text, unit.start, unit.end) and not unit.has("frame", "history"):
            yield unit
