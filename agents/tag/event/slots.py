"""A report's event: the slots by which the alert stage knows one event from another."""

from collections.abc import Iterable, Sequence

from agents.tag.event.actors import actors, leader_of
from agents.tag.event.doer import doer
from agents.tag.event.state import state_of
from agents.tag.event.terms import terms
from agents.tag.event.when import day_of, lies_ahead
from agents.tag.kinds.kind import Kind, kind_of
from agents.tag.relations.speakers import speaker
from agents.tag.text.mention import Mention
from agents.tag.text.reading import LEAD, Body, Text, Unit
from agents.watch.definition import Watch
from streams.records import Event

_PLAIN_ACTS = ("says",)


def event_of(
    text: Text, body: Body, units: Sequence[Unit], watch: Watch, pair: tuple[int, int], published: str | None
) -> tuple[Event, Kind]:
    """Return the event that an article reports, and the kind with the unit that tells it."""
    kind = kind_of(text.whole, units, *pair)
    state = state_of(text.whole, kind, units, *pair)
    if state == "held" and lies_ahead(text, units, kind, published):
        state = "planned"
    day, source = day_of(text, units, kind, state, published, pair)
    said = _said_by(text, units, watch, pair, kind)
    third = {hit.value[1] for unit in units[: LEAD + 1] for hit in unit.thirds}
    isos = {party.iso for side in pair for party in watch.sides[side].parties}
    event = Event(
        family=kind.family,
        kind=kind.name,
        state=state,
        date=day,
        date_from=source,
        actors=actors(text.whole, units, watch, pair, kind, (text.first, text.last)),
        speaker=said,
        act=_deed(kind.unit) if kind.family == "act" else None,
        topics=_topics(units, watch),
        third_parties=tuple(sorted(third - {iso for iso in isos if iso})),
        places=_places(kind.unit),
        terms=_terms(text, body, units),
    )
    return event, kind


def _said_by(
    text: Text, units: Sequence[Unit], watch: Watch, pair: tuple[int, int], kind: Kind
) -> str | None:
    """Return who speaks or acts. What a state decides alone is that state's, whoever tells of it."""
    voice = speaker(text.whole, kind.unit) if kind.family == "act" else _teller((kind.unit, *units[:3]))
    alone = kind.name in ("expulsion", "sanctions") or (
        kind.name == "statement" and kind.unit.has("summons") and kind.unit.has("mission")
    )
    if alone:
        side = doer(text.whole, (kind.unit, *units[: LEAD + 1]), kind.name, pair)
        if side is not None and (kind.name != "sanctions" or voice is None or voice.side != side):
            return watch.sides[side].id
        if kind.name == "expulsion":
            return None
    return None if voice is None else _actor(text, watch, voice.side, voice.party.id)


def _teller(units: Iterable[Unit]) -> Mention | None:
    """Return whose account of a contact this is: the first institution or spokesman that says so."""
    for unit in units:
        for name in unit.names:
            if name.party.rank in ("institution", "official") and any(
                cue.value[0] in ("act", "report") and -40 <= cue.start - name.end <= 25 for cue in unit.cues
            ):
                return name
    return None


def _actor(text: Text, watch: Watch, side: int, party: str) -> str:
    people = {one.id for one in watch.sides[side].parties if one.rank in ("leader", "official")}
    return (
        party if party in people else leader_of(watch, side, (text.first, text.last)) or watch.sides[side].id
    )


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
