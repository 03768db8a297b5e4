"""Reports to facets: the slots by which an event is recognised, made small and comparable.

A facet is all that is kept of a report for comparing, so the alerts alone, read back from their
topic, know every event as well as the reports did. What is kept of many reports depends on what they
said and never on the order they came in.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from xxhash import xxh64_intdigest

from agents import edtf
from agents.alert.again import second_of_its_day
from agents.alert.kinds import VAGUE
from agents.alert.policy import Policy
from streams.records import Event, Facet, Match

# Facets kept of each state: together forty. A state that is rare must not be crowded out, since the
# one denial among a thousand reports is what the alert is about.
QUOTAS = {"held": 13, "planned": 8, "unconfirmed": 6, "denied": 4}
QUOTA = 3

WORDS = 24  # of one slot; a sample of more is enough to see whether two texts speak of one thing
LETTERS = 60  # of one word

_date = lru_cache(maxsize=4096)(edtf.parse)


def date_of(facet: Facet) -> edtf.Edtf | None:
    """Return the day of a facet's event, as far as it is known."""
    return _date(facet.event.date)


def published_of(facet: Facet) -> edtf.Edtf | None:
    """Return the day a facet's reports were published on, as far as it is known."""
    return _date(facet.published)


def facet_of(match: Match) -> Facet:
    """Return what is kept of a report for comparing.

    A planned event is not dated by the day of the report, and a date that is none is dropped. An expulsion
    is the decision, whenever those who are sent away must have left.
    """
    event = match.event
    date = edtf.parse(event.date)
    if event.state == "planned" and event.date_from == "published" and event.kind != "expulsion":
        date = None
    published = edtf.parse(match.article.published)
    return Facet(
        event=replace(
            event,
            date=str(date) if date else None,
            date_from=event.date_from if date else None,
            kind=event.kind[:LETTERS],
            actors=sample(event.actors),
            speaker=event.speaker[:LETTERS] if event.speaker else None,
            act=event.act[:LETTERS] if event.act else None,
            topics=sample(event.topics),
            third_parties=sample(event.third_parties),
            places=sample(event.places),
            terms=sample(event.terms),
        ),
        published=str(published) if published else None,
        text=(match.original or match.article.article_id)[:LETTERS] or None,
        story=match.story[:LETTERS] or None,
        again=event.family == "contact" and second_of_its_day(match),
    )


def sample(words: Iterable[str]) -> tuple[str, ...]:
    """Return at most `WORDS` words, sorted: those with the lowest hashes.

    Samples by hash keep their overlap: a word that both texts have is in both samples or in neither,
    nearly (bottom-k sketches, Broder 1997).
    """
    known = {word[:LETTERS] for word in words if word}
    return tuple(sorted(sorted(known, key=_hash)[:WORDS]))


def rank(facet: Facet, policy: Policy) -> int:
    """Return how vague a facet is: 0 for a contact with its day, its kind and people on every side.

    Contacts before acts, then by date (a day said in the text; a day without its year; the day of
    publication; less), then by what else it leaves out: of an act its subject, then who speaks; of a
    contact everything but kind and people, then one of these. A vaguer report follows what a clearer one
    says and never ties two of them together.
    """
    event = facet.event
    date = date_of(facet)
    if date is None or date.day is None:
        dated = 3
    elif not date.full:
        dated = 1
    else:
        # A contact's report may lag behind it; a statement is reported as it is made.
        dated = 2 if event.date_from == "published" and event.family == "contact" else 0
    people = policy.named(event.actors)
    if event.kind == "expulsion":  # known by who sends whom away, which is seldom told by people
        return dated * 10 + (event.speaker is None) * 5 + _bare(event) * 4
    # A visit is known by who makes it: "to Moscow" says enough of the other side.
    enough = any if event.kind in ("visit", "envoy") else all
    nameless = not (people and enough(people.values()))
    if event.family == "act":
        return 100 + dated * 10 + (not event.topics) * 4 + (event.speaker is None) * 2 + (event.kind in VAGUE)
    # Of undated reports a bare headline is no vaguer than the rest: a denial is told in a few words.
    bare = _bare(event) and dated < 3
    return dated * 10 + bare * 4 + (nameless or event.kind in VAGUE)


def _bare(event: Event) -> bool:
    return not (event.topics or event.third_parties or event.places or event.terms)


def keep(facets: Iterable[Facet], policy: Policy) -> tuple[Facet, ...]:
    """Return the facets to keep of all that reports said, the same whatever their order.

    Facets that say the same are one, their reports added up. Of each state the clearest stay, then
    those with the lowest hashes; one that is dropped can never come back, so the counts are exact.
    """
    known: dict[Facet, int] = {}
    for facet in facets:
        same = replace(facet, reports=0)
        known[same] = known.get(same, 0) + facet.reports
    by_state: dict[str, list[tuple[int, int, Facet]]] = {}
    for same, reports in known.items():
        order = (rank(same, policy), _digest(same), replace(same, reports=reports))
        by_state.setdefault(same.event.state, []).append(order)
    kept = [
        row
        for state, rows in by_state.items()
        for row in sorted(rows, key=lambda row: row[:2])[: QUOTAS.get(state, QUOTA)]
    ]
    return tuple(facet for *_, facet in sorted(kept, key=lambda row: row[:2]))


def same_but_for_state(one: Facet, other: Facet) -> bool:
    """Return whether two facets say the same; a rumour's report counts with another state than its own."""
    same = replace(other, reports=one.reports, event=replace(other.event, state=one.event.state))
    return one == same


def without(facets: Iterable[Facet], gone: Iterable[Facet]) -> tuple[Facet, ...]:
    """Return the facets less those of reports that turned out to be of another event."""
    less: dict[Facet, int] = {}
    for facet in gone:
        same = replace(facet, reports=0)
        less[same] = less.get(same, 0) + facet.reports
    left = (replace(one, reports=one.reports - less.get(replace(one, reports=0), 0)) for one in facets)
    return tuple(one for one in left if one.reports > 0)


@lru_cache(maxsize=8192)
def _digest(facet: Facet) -> int:
    return xxh64_intdigest(repr(facet).encode("utf-8", "replace"))


@lru_cache(maxsize=16384)
def _hash(word: str) -> tuple[int, str]:
    return xxh64_intdigest(word.encode("utf-8", "replace")), word
