"""What an alert says of its event: drawn from its clearest reports, whatever order they came in."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from agents import edtf
from agents.alert.facets import WORDS, date_of, published_of, rank
from agents.alert.kinds import TELLING
from agents.alert.policy import Policy
from streams.records import Event, Facet, State

# What is over cannot become a plan again; among the rest the last published counts, then this order.
_OVER: tuple[State, ...] = ("held", "cancelled", "corrected", "denied")
_WEIGHT: tuple[State, ...] = ("unconfirmed", "planned", "moved", *_OVER)

T = TypeVar("T", str, str | None)

# A word or an actor of one report in four belongs to the event, not to that report.
SHARE = 4


def event_of(facets: Sequence[Facet], policy: Policy) -> Event:
    """Return the event that these reports are of.

    Kind, actors and day come from the clearest reports alone (`facets.rank`), so that they do not
    hang on which vague reports came to this alert. The state may be learned from any, and so may the
    year of that day.
    """
    level = min(rank(facet, policy) for facet in facets)
    core = [facet for facet in facets if rank(facet, policy) == level]
    dated = _dated(core)
    return Event(
        family=core[0].event.family,
        kind=_most((facet.event.kind, facet.reports) for facet in core),
        state=_state(facets),
        date=_completed(dated, facets) if dated else None,
        date_from=dated.event.date_from if dated else None,
        actors=_actors(core, policy),
        speaker=_most((facet.event.speaker, facet.reports) for facet in core),
        act=_most((facet.event.act, facet.reports) for facet in core),
        topics=_common(core, lambda event: event.topics),
        third_parties=_common(core, lambda event: event.third_parties),
        places=_common(core, lambda event: event.places),
        terms=_common(core, lambda event: event.terms),
    )


def _most(votes: Iterable[tuple[T, int]]) -> T:
    """Return what most reports say, one that says something before one that does not."""
    counts: Counter[T] = Counter()
    for value, reports in votes:
        counts[value] += reports
    return min(counts, key=lambda value: (value is None, -counts[value], _telling(value), value or ""))


def _telling(value: str | None) -> int:
    return TELLING.index(value) if value in TELLING else len(TELLING)


def _dated(core: list[Facet]) -> Facet | None:
    """Return the report whose day is the event's: of what took place before what was moved or planned."""
    for states in (frozenset(_OVER), frozenset({"moved"}), frozenset(_WEIGHT)):
        dated = [facet for facet in core if facet.event.date and facet.event.state in states]
        if dated:
            return min(dated, key=_day_order(dated))
    return None


def _completed(dated: Facet, facets: Iterable[Facet]) -> str | None:
    """Return the day of an event, with the year from a report of that very day where it lacks one."""
    day = date_of(dated)
    if day is None or day.day is None or day.year is not None:
        return dated.event.date
    counts = Counter[str]()
    for facet in facets:
        for known in (date_of(facet), published_of(facet)):
            if known is not None and known.full and edtf.agree(day, known):
                counts[str(known)] += facet.reports
    return min(counts, key=lambda known: (-counts[known], known), default=dated.event.date)


def _day_order(dated: list[Facet]) -> Callable[[Facet], tuple[int, int, str]]:
    """Order by precision; then the first day of publication, or the day that most reports name."""
    counts = Counter[str | None]()
    for facet in dated:
        counts[facet.event.date] += facet.reports

    def order(facet: Facet) -> tuple[int, int, str]:
        day = date_of(facet)
        parts = str(day).count("-") - (day is None or day.year is None)
        reported = facet.event.date_from == "published"
        return -parts, 0 if reported else -counts[facet.event.date], facet.event.date or ""

    return order


def _state(facets: Iterable[Facet]) -> State:
    """Return the state that the latest reports give; what as many tell as done was not called off."""
    known = list(facets)
    latest = max(known, key=lambda facet: _state_order(facet.event.state, facet.published)).event.state
    if latest == "cancelled" and _reports(known, "held") >= _reports(known, "cancelled"):
        return _state(facet for facet in known if facet.event.state != "cancelled")
    return latest


def _reports(facets: Iterable[Facet], state: State) -> int:
    return sum(facet.reports for facet in facets if facet.event.state == state)


def _state_order(state: State, published: str | None) -> tuple[bool, bool, str, int]:
    # A rumour repeated later takes nothing back from a plan that somebody stands for.
    return state in _OVER, state != "unconfirmed", published or "", _WEIGHT.index(state)


def _actors(core: list[Facet], policy: Policy) -> tuple[str, ...]:
    """Return who took part: people that a share of the reports name, a side as a whole where none is."""
    total = sum(facet.reports for facet in core)
    counts: Counter[str] = Counter()
    for facet in core:
        for actor in facet.event.actors:
            counts[actor] += facet.reports
    often = [actor for actor in counts if counts[actor] * SHARE >= total] or list(counts)
    with_people = {policy.side(actor) for actor in often if actor in policy.people}
    return tuple(sorted(a for a in often if a in policy.people or policy.side(a) not in with_people))


def _common(core: list[Facet], words: Callable[[Event], tuple[str, ...]]) -> tuple[str, ...]:
    total = sum(facet.reports for facet in core)
    counts: Counter[str] = Counter()
    for facet in core:
        for word in words(facet.event):
            counts[word] += facet.reports
    often = [word for word in counts if counts[word] * SHARE >= total]
    return tuple(sorted(sorted(often, key=lambda word: (-counts[word], word))[:WORDS]))
