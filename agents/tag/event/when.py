"""The day of an event: which of the days that a report names is it, and where it was found.

A report names other days as well: its own (a dateline), that of the announcement ("said on Friday"),
that of another contact. Of a statement the day of saying is the day; of a contact it is not.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

from agents import edtf
from agents.dates import Mention as Day
from agents.tag.event.whose_day import TO_COME, UNDATED, ending, named_days, of_contact, of_the_next, saying
from agents.tag.kinds.kind import Kind
from agents.tag.relations.relation import paired
from agents.tag.relations.speakers import speaker
from agents.tag.text.lexicon import Cue
from agents.tag.text.phrases import Hit
from agents.tag.text.reading import LEAD, Text, Unit
from streams.records import State

Source = Literal["text", "published"]
Found = tuple[str | None, Source | None]

# Days around the publication in which a day named in the lead is the event's. What lies further back
# is history, even where the sentence is about the event.
BACK = 21
AHEAD = 400

# A bare weekday is the last such day, or the next one if that is so near: of what happened nearly a week ago
# news says "last Thursday", of what is to come tomorrow "on Thursday".
SOON = 2
# A plan may be known by its month alone, if that is no longer ahead.
MONTHS = 10


# A trip and what it is made for: the day of the one is that of the other.
_IN_PERSON = frozenset(("visit", "meeting", "summit", "envoy"))


def day_of(
    text: Text,
    units: Sequence[Unit],
    kind: Kind,
    state: State,
    published: str | None,
    pair: tuple[int, int],
) -> Found:
    """Return the day of an event and where it was found; of what is only planned it may be unknown."""
    day = edtf.parse(published)
    if kind.name == "expulsion" and state == "planned":
        state = "held"  # who "is to leave by" is sent away on the day that this is told
    early = units[: LEAD + 1]
    order = [kind.unit, *(unit for unit in early if unit is not kind.unit)]
    if kind.family == "act":
        said = _first(text, _of_one_voice(text, early), kind, published, said=True)
        found = said or _first(text, _of_one_voice(text, order), kind, published, said=False)
        return (found, "text") if found else _report(day)
    for unit in order:
        days = [
            named
            for one in _nearest(named_days(text, unit, published), unit, kind)
            if not (state in UNDATED[1:] and ending(text, unit, one, day))
            and not saying(text, unit, one, kind)
            if not of_the_next(unit, one, kind) and (named := _near(one, unit, state, day))
            if not (state == "planned" and one.kind != "relative" and named == str(day))
        ]  # a plan's weekday that is the report's own is when it was told
        if days:
            # What is put off goes from one day to a later one.
            return max(days) if state == "moved" else days[0], "text"
    if state == "planned" and (month := _month(text, kind.unit, published)):
        return month, "text"
    if state in UNDATED:
        return None, None
    for unit in units[LEAD + 1 :]:
        # A readout opens with what was said, and tells the day of the contact behind it.
        if unit.has("contact", kind.name) and paired(unit, *pair):
            for one in _nearest(named_days(text, unit, published), unit, kind):
                if not saying(text, unit, one, kind) and (named := _near(one, unit, state, day)):
                    return named, "text"
    said = _first(text, order, kind, published, said=True)
    return (said, "published") if said else _report(day)


def _of_one_voice(text: Text, units: Sequence[Unit]) -> Sequence[Unit]:
    """Return the units without those in which somebody of the other side speaks than in the headline.

    "B rejects A's words", and then "A had said on Tuesday …": that was the day of what is answered.
    """
    heads = [unit for unit in units if unit.title]
    voice = speaker(text.whole, heads[0]) if heads else None
    if voice is None:
        return units
    others = {id(unit) for unit in units if (one := speaker(text.whole, unit)) and one.side != voice.side}
    return [unit for unit in units if id(unit) not in others]


def lies_ahead(text: Text, units: Sequence[Unit], kind: Kind, published: str | None) -> bool:
    """Return whether the sentence that tells of a contact dates it after the report itself.

    It may be one of the two behind the headline, or in the lead, where that tells no day. The contact's own
    day is meant: one that stands beside another contact ("agreed to meet on …") says nothing of this one, and
    the day by which diplomats must have left nothing of the decision.
    """
    out = edtf.parse(published)
    last = out.last() if out and out.full else None
    if last is None or kind.family == "act" or kind.name == "expulsion":
        return False
    beside = units[1:3] if kind.unit.title else [unit for unit in units[:2] if unit is not kind.unit]
    for unit in (kind.unit, *beside):
        days = [
            (one, first)
            for one in named_days(text, unit, published)
            if (first := _first_of(_soon(one, last) or one.date)) and not saying(text, unit, one, kind)
            if not of_the_next(unit, one, kind)
        ]
        if not days:
            continue
        contacts = [cue for cue in unit.cues if cue.value[0] == "contact"]
        one, first = min(days, key=lambda row: min((_apart(cue, row[0]) for cue in contacts), default=0))
        # "For talks" says what for; any other word of contact nearer to the day has it, but for what the trip
        # is made for.
        nearest = min(contacts, key=lambda cue: _apart(cue, one), default=None)
        named = nearest.value[1] if nearest is not None else kind.name
        own = named in (kind.name, "negotiation") or {named, kind.name} <= _IN_PERSON
        return own and 0 < (first - last).days <= AHEAD
    return False


def _first_of(named: str) -> date | None:
    day = edtf.parse(named)
    return day.first() if day is not None and day.full else None


def _soon(one: Day, out: date) -> str | None:
    """Return the next day of a bare weekday's name, if it is one of the days right behind the report."""
    first = _first_of(one.ahead) if one.kind == "weekday" and one.ahead else None
    return one.ahead if first is not None and 0 < (first - out).days <= SOON else None


def _month(text: Text, unit: Unit, published: str | None) -> str | None:
    """Return the month in which the sentence of a plan says that it will be."""
    out = edtf.parse(published)
    day = out.first() if out is not None and out.full else None
    for one in named_days(text, unit, published):
        for named in (one.ahead, one.date) if one.kind == "month" else ():
            month = edtf.parse(named)
            first = month.first() if month is not None and month.precision == "month" else None
            if first is None or day is None:
                continue
            if 0 <= (first.year - day.year) * 12 + first.month - day.month <= MONTHS:
                return named
    return None


def _apart(cue: Hit[Cue], day: Day) -> int:
    return max(day.start - cue.end, cue.start - day.end, 0)


def _nearest(days: Iterable[Day], unit: Unit, kind: Kind) -> list[Day]:
    """Return the days of a unit, the one nearest to a word for the contact first."""
    own = [cue for cue in unit.cues if cue.value == ("contact", kind.name)]
    return sorted(days, key=lambda day: min((_apart(cue, day) for cue in own), default=0))


def _report(day: edtf.Edtf | None) -> Found:
    return (str(day), "published") if day else (None, None)


def _first(text: Text, units: Sequence[Unit], kind: Kind, published: str | None, *, said: bool) -> str | None:
    """Return the first day in `units` on which something was said, or that is not of a contact."""
    day = edtf.parse(published)
    for unit in units:
        for one in named_days(text, unit, published):
            fits = saying(text, unit, one, kind) if said else not of_contact(unit, one)
            if fits and (found := _near(one, unit, "held", day)):
                return found
    return None


def _near(one: Day, unit: Unit, state: State, published: edtf.Edtf | None) -> str | None:
    """Return the day meant, if it can be the event's: near the publication, ahead of it if planned."""
    ahead = state in TO_COME or (state == "denied" and unit.has("state", "planned"))
    today = published is not None and published.full and one.date == str(published)
    named = (one.ahead if ahead and not today else None) or one.date
    day = edtf.parse(named)
    if day is None or day.precision != "day":
        return None
    if published is None or not published.full or not day.full:
        return named
    first, last = day.first(), published.first()
    assert first is not None
    assert last is not None
    earliest = 0 if state == "planned" else -BACK
    latest = AHEAD if ahead or state in ("denied", "unconfirmed") else 1
    return named if earliest <= (first - last).days <= latest else None
