"""What an alert's codes are in words: dates, reasons, languages, names."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import cache

from babel import Locale

from agents import edtf
from agents.watch.definition import Watch

REASONS = {
    "new_event": "first report",
    "state_change": "state changed",
    "readout": "another account",
    "correction": "corrected",
    "denial": "denied",
    "update": "more is known",
    "coverage": "one more report",
    "copy": "one more print of a known text",
    "silence": "nothing was heard",
    "split": "parted from another alert by a person",
    "merged": "joined with another alert",
    "seeded": "taken over from the generation before",
    "retracted": "taken back by a person",
    "unwanted": "not wanted",
}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


def reason(code: str) -> str:
    """Return why a revision came to be, in words; an unknown code as it is."""
    return REASONS.get(code, code.replace("_", " "))


def day(date: str | None) -> str:
    """Return an EDTF date in words: `26 June 2020`, `June 2020`, `26 June, year unknown`."""
    parsed = edtf.parse(date) if date else None
    if parsed is None:
        return date or "date not known"
    month = _MONTHS[parsed.month - 1] if parsed.month else ""
    words = " ".join(str(part) for part in (parsed.day, month, parsed.year) if part)
    return words if parsed.year else f"{words}, year unknown"


def clock(time: str | None) -> str:
    """Return an RFC 3339 time in words, in UTC to the minute; what is no time as it is."""
    if not time:
        return "not known"
    try:
        at = datetime.fromisoformat(time)
        at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):  # the latter at the ends of the calendar
        return time
    return f"{at.day} {_MONTHS[at.month - 1][:3]} {at.year}, {at:%H:%M} UTC"


def counted(count: int, noun: str) -> str:
    """Return `1 report`, `2 reports`."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


@cache
def language(code: str | None) -> str:
    """Return the English name of a language by its ISO 639-1 code; an unknown code as it is."""
    if not code or code == "unknown":
        return "language not known"
    return str(Locale("en").languages.get(code, code))


@cache
def country(code: str) -> str:
    """Return the English name of a country by its ISO 3166-1 alpha-2 code; an unknown code as it is."""
    return str(Locale("en").territories.get(code.upper(), code))


def names(watches: Iterable[Watch]) -> dict[tuple[str, str], str]:
    """Return the name of each party by watch and id: the first in English, else in any language."""
    found = {}
    for watch in watches:
        for side in watch.sides:
            found[watch.id, side.id] = side.title
            for party in side.parties:
                known = [*party.names.get("en", ()), *party.names.get("any", ())]
                if known:
                    found[watch.id, party.id] = known[0].rstrip("~*")
    return found


def actor(known: Mapping[tuple[str, str], str], watch: str, identity: str) -> str:
    """Return what an actor is called; an unknown id as it is, with capitals."""
    return known.get((watch, identity)) or identity.replace("-", " ").title()
