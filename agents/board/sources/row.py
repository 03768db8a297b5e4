"""One source as the page shows it: every code in words, every link checked. The template escapes."""

import hashlib
from dataclasses import dataclass

from agents.board import words
from agents.board.card import link
from agents.board.sources.shelf import Followed
from agents.spans import ago, seconds_of, span, until


@dataclass(frozen=True, slots=True)
class Moment:
    """A time, as a person says it now and as it is written."""

    said: str  # `3 min ago`
    full: str  # in UTC to the minute; empty where there is no time
    at: str  # RFC 3339


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What the page shows of a source."""

    id: str  # of the element
    name: str
    href: str | None  # what is asked; None where it must not be followed from a page
    shown: str  # the same without its scheme
    about: tuple[str, ...]  # form, kind, country, language
    condition: str
    told: str  # what the last poll came to
    polled: Moment | None
    notes: tuple[str, ...]
    succeeded: Moment
    newest: Moment
    due: Moment
    failures: int
    rhythm: str
    sent: str


def row(one: Followed, now: float) -> Row:
    """Return what the page shows of a source; `now` in seconds since 1970."""
    source, state = one.source, one.state
    about = (
        source.form,
        source.kind or "",
        words.country(source.country) if source.country else "",
        words.language(source.language) if source.language else "",
    )
    rests = one.condition in ("stopped", "paused")
    return Row(
        id=f"s-{hashlib.sha256(source.url.encode()).hexdigest()[:16]}",
        name=one.name,
        href=link(source.url),
        shown=_bare(source.url),
        about=tuple(part for part in about if part),
        condition=one.condition,
        told=f"{state.outcome}: {state.detail}" if state.detail else state.outcome,
        polled=_past(state.polled, now) if state.polled else None,
        notes=_notes(one),
        succeeded=_past(state.succeeded, now),
        newest=_past(state.newest, now),
        due=Moment("–", "", "") if rests else _moment(state.due, until(seconds_of(state.due), now)),
        failures=state.failures,
        rhythm=f"every {span(state.rhythm)}" if state.rhythm is not None else "–",
        sent=f"{state.sent:,}",
    )


def _past(time: str | None, now: float) -> Moment:
    return _moment(time, ago(seconds_of(time), now))


def _moment(time: str | None, said: str) -> Moment:
    if not time:
        return Moment("–" if said == "-" else said, "", "")
    full = words.clock(time)
    return Moment(said if seconds_of(time) is not None else full, full, time)


def _notes(one: Followed) -> tuple[str, ...]:
    notes = []
    if one.condition == "stopped":
        notes.append("not asked again until `detente sources resume`")
    if one.state.address:
        notes.append(f"moved to {_bare(one.state.address)}")
    if one.state.missed:
        times = "once" if one.state.missed == 1 else f"{one.state.missed:,} times"
        notes.append(f"entries may have been missed {times}")
    return tuple(notes)


def _bare(url: str) -> str:
    return url.removeprefix("https://").removeprefix("http://").removeprefix("www.")
