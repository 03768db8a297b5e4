"""A report's event: the slots by which the alert stage knows one event from another."""

from collections.abc import Sequence
from typing import Literal

from agents import edtf
from agents.dates import Mention as Day
from agents.dates import mentions
from agents.tag.features import LEAD
from agents.tag.kind import Kind, kind_of, state_of
from agents.tag.mention import Mention, Weight
from agents.tag.reading import Body, Text, Unit
from agents.tag.relation import paired, speaker
from agents.tag.terms import terms
from agents.watch.definition import Watch
from streams.records import Event, State

_LEADERS_ONLY = ("call", "summit", "visit", "meeting")
_PLAIN_ACTS = ("says",)
_TO_COME = ("planned", "moved", "cancelled", "denied", "unconfirmed")

# Days around the publication in which a day named in the lead is the event's. What lies further back
# is history, even where the sentence is about the event.
BACK = 21
AHEAD = 400


def event_of(
    text: Text, body: Body, units: Sequence[Unit], watch: Watch, pair: tuple[int, int], published: str | None
) -> tuple[Event, Kind]:
    """Return the event that an article reports, and the kind with the unit that tells it."""
    kind = kind_of(text.whole, units, *pair)
    state = state_of(kind)
    day, source = _date(text, units, kind, state, published)
    voice = speaker(text.whole, kind.unit) if kind.family == "act" else _teller(kind.unit)
    third = {hit.value[1] for unit in units[: LEAD + 1] for hit in unit.thirds}
    isos = {party.iso for side in watch.sides for party in side.parties}
    event = Event(
        family=kind.family,
        kind=kind.name,
        state=state,
        date=day,
        date_from=source,
        actors=_actors(units, watch, pair, kind),
        speaker=None if voice is None else _actor(watch, voice.side, voice.party.id),
        act=_deed(kind.unit) if kind.family == "act" else None,
        topics=_topics(units, watch),
        third_parties=tuple(sorted(third - {iso for iso in isos if iso})),
        places=_places(kind.unit),
        terms=_terms(text, body, units),
    )
    return event, kind


def _teller(unit: Unit) -> Mention | None:
    """Return whose account of a contact this is: an institution or spokesman that says so."""
    for name in unit.names:
        if name.party.rank in ("institution", "official") and any(
            cue.value[0] == "act" and -40 <= cue.start - name.end <= 25 for cue in unit.cues
        ):
            return name
    return None


def _actors(units: Sequence[Unit], watch: Watch, pair: tuple[int, int], kind: Kind) -> tuple[str, ...]:
    """Return the people named for each side in headline and first sentences, else the side itself."""
    told = [kind.unit, *(unit for unit in units[:3] if unit is not kind.unit and paired(unit, *pair))]
    found: set[str] = set()
    for side in pair:
        named = {
            (name.party.id, name.weight)
            for unit in told
            for name in unit.names
            if name.side == side and name.party.rank in ("leader", "official")
        }
        named |= {
            (leader, Weight.LEADER)
            for unit in told
            for name in unit.names
            if name.side == side and name.office and name.weight == Weight.LEADER
            if (leader := _leader(watch, side)) is not None
        }
        leaders = {party for party, weight in named if weight == Weight.LEADER}
        people = {party for party, _ in named}
        # A spokesman tells of his president's call, and takes no part in it.
        found |= leaders if leaders and kind.name in _LEADERS_ONLY else people
        if not people:
            found.add(watch.sides[side].id)
    return tuple(sorted(found))


def _leader(watch: Watch, side: int) -> str | None:
    """Return who "the president" of a side is, where the watch names one leader."""
    leaders = [party.id for party in watch.sides[side].parties if party.rank == "leader"]
    return leaders[0] if len(leaders) == 1 else None


def _actor(watch: Watch, side: int, party: str) -> str:
    people = {one.id for one in watch.sides[side].parties if one.rank in ("leader", "official")}
    return party if party in people else _leader(watch, side) or watch.sides[side].id


def _deed(unit: Unit) -> str | None:
    """Return what the speaker does: the first act that says more than "says"."""
    acts = [cue.value[1] for cue in unit.cues if cue.value[0] == "act"]
    return next((act for act in acts if act not in _PLAIN_ACTS), acts[0] if acts else None)


def _topics(units: Sequence[Unit], watch: Watch) -> tuple[str, ...]:
    topics = {cue.value[1] for unit in units[:3] for cue in unit.cues if cue.value[0] == "topic"}
    return tuple(sorted(topics & set(watch.topics)))


def _places(unit: Unit) -> tuple[str, ...]:
    return tuple(sorted({name.party.id for name in unit.names if name.place}))


def _terms(text: Text, body: Body, units: Sequence[Unit]) -> tuple[str, ...]:
    taken = [(hit.start, hit.end) for hit in text.names if hit.value.party.rank != "issue"]
    people = {name.party.id for unit in units for name in unit.names if name.party.rank == "official"}
    thirds = [third for third in body.thirds if not any(a < third.end and third.start < b for a, b in taken)]
    # A headline in title case has a capital at every word, and names nothing that the text does not.
    start = text.title if body.spans and _title_case(text.whole[: text.title]) else 0
    inside = [(a - start, b - start) for a, b in taken if a >= start]
    beside = [third._replace(start=third.start - start, end=third.end - start) for third in thirds]
    return terms(text.whole[start:], sorted(people), inside, beside)


def _title_case(headline: str) -> bool:
    words = [word for word in headline.split() if len(word) > 3 and word[0].isalpha()]
    return len(words) >= 3 and sum(word[0].isupper() for word in words) > 0.7 * len(words)


def _date(
    text: Text, units: Sequence[Unit], kind: Kind, state: State, published: str | None
) -> tuple[str | None, Literal["text", "published"] | None]:
    """Return the day of the event and where it was found: in its own sentence, near it, or published."""
    day = edtf.parse(published)
    order = [kind.unit, *(unit for unit in units[: LEAD + 1] if unit is not kind.unit)]
    for unit in order:
        days = mentions(text.whole[unit.start : unit.end], text.language, published)
        if found := _chosen(days, state, day):
            return found, "text"
    return (str(day), "published") if day else (None, None)


def _chosen(days: Sequence[Day], state: State, published: edtf.Edtf | None) -> str | None:
    """Return the first day that can be the event's: near the publication, ahead of it if planned."""
    for found in days:
        named = (found.ahead if state == "planned" else None) or found.date
        day = edtf.parse(named)
        if day is None or day.precision != "day":
            continue
        if published is None or not published.full or not day.full:
            return named
        first, last = day.first(), published.first()
        assert first is not None
        assert last is not None
        late = (first - last).days
        if -BACK <= late <= (AHEAD if state in _TO_COME else 1):
            return named
    return None
