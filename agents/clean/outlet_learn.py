"""Learns which lines an outlet prints under article after article.

A line belongs to an outlet's frame when it stands in many of its articles that have nothing else in
common. Articles that share two of their headline, their first and their longest sentence are prints of
one text and count once. A sentence needs more than a label: a background paragraph comes again too, and is
the article's own. So it must stand in a large part of all texts, or speak to the reader at their edges.
"""

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import xxhash

from agents.clean.outlet_lines import LONGEST, OutletFrame, OutletLine, OutletRules, normal
from agents.clean.rules import fold, rules
from agents.clean.sentence import is_sentence, words_of

ARTICLES, SHARE = 4, 0.02  # articles in which a line must stand, and share of those of its source
SPEAKS, LARGE = 0.05, 0.3  # share for a sentence: one that speaks to the reader at the edges, and any other
EDGE = 3  # lines from either end of a text that are its edge
EDGES = 0.9  # share of a line's places that must be there, where it is a sentence
INSIDE = 0.25  # share for a short line that stands inside most texts: it may be a subheading
FEW = 6  # articles with a key in common that are taken for prints of one text


_ADDRESS = re.compile(r"https?://|www\.|@\w|[©®]")


@dataclass(frozen=True, slots=True)
class Seen:
    """An article as the learning looks at it."""

    outlet: str
    source: str | None
    day: str | None  # when it was published, else fetched: EDTF
    title: str
    lines: tuple[str, ...]  # of the text, without blank ones
    language: str | None = None


@dataclass(slots=True)
class _Printed:
    """Where a line stood."""

    text: str
    sentence: bool
    tells: bool  # it reports, as articles do
    speaks: bool  # to the reader, or names an address
    places: "array[int]" = field(default_factory=lambda: array("L"))  # numbers of articles
    edges: int = 0


@dataclass(slots=True)
class _Outlet:
    """The articles of an outlet so far."""

    sources: list[str | None] = field(default_factory=list)
    days: list[str | None] = field(default_factory=list)
    keys: list[tuple[int, ...]] = field(default_factory=list)  # see `_keys`
    lines: dict[int, _Printed] = field(default_factory=dict)
    whole: set[int] = field(default_factory=set)


def learn(
    articles: Iterable[Seen], *, least: int = ARTICLES, share: float = SHARE, made: str | None = None
) -> OutletRules:
    """Return the lines that outlets repeat: in `least` articles or more, and in `share` of those of their
    source (a number from 0 to 1).
    """
    outlets: dict[str, _Outlet] = defaultdict(_Outlet)
    for one in articles:
        _take(outlets[one.outlet], one)
    frames = [
        frame for host, seen in sorted(outlets.items()) if (frame := _frame(host, seen, least, share)).lines
    ]
    return OutletRules(tuple(frames), made)


def _take(seen: _Outlet, one: Seen) -> None:
    whole = _hash("\n".join((one.title, *one.lines)))
    if whole in seen.whole:
        return
    seen.whole.add(whole)
    number = len(seen.days)
    seen.sources.append(one.source)
    seen.days.append(one.day)
    seen.keys.append(_keys(one))
    known = rules(one.language)
    for place, line in enumerate(one.lines):
        if len(line) > LONGEST or not (text := normal(line)):
            continue
        key = _hash(text)
        printed = seen.lines.get(key)
        if printed is None:
            sentence = is_sentence(line)
            words = {fold(word) for word in words_of(line)} if sentence else set()
            tells = any(word in known.said for word in words)
            speaks = bool(words & known.reader) or _ADDRESS.search(line) is not None
            printed = seen.lines[key] = _Printed(text, sentence, tells, speaks)
        if not printed.places or printed.places[-1] != number:
            printed.places.append(number)
            printed.edges += place < EDGE or place >= len(one.lines) - EDGE


def _keys(one: Seen) -> tuple[int, ...]:
    """Return what two prints of one text have in common: two of headline, first and longest sentence."""
    sentences = [line for line in one.lines if is_sentence(line)]
    if not sentences:
        return ()
    first, longest = sentences[0], max(sentences, key=len)
    pairs = [(first, longest)]
    if one.title:
        pairs += [(fold(one.title), first), (fold(one.title), longest)]
    return tuple(_hash("\n".join(pair)) for pair in dict.fromkeys(pairs))


def _hash(text: str) -> int:
    return xxhash.xxh3_64_intdigest(text.encode("utf-8", "replace"))


def _frame(host: str, seen: _Outlet, least: int, share: float) -> OutletFrame:
    texts = _texts(seen.keys)
    sizes = Counter(source for _, source in {(texts[n], seen.sources[n]) for n in range(len(texts))})
    found = []
    for printed in seen.lines.values():
        if len(printed.places) < least:
            continue
        distinct = {texts[number]: number for number in printed.places}
        if len(distinct) < least:
            continue
        by_source = Counter(seen.sources[number] for number in distinct.values())
        part = max(count / sizes[source] for source, count in by_source.items())
        if part >= _needed(printed, share):
            days = sorted(day for number in printed.places if (day := seen.days[number]))
            first, last = (days[0], days[-1]) if days else (None, None)
            found.append(OutletLine(printed.text, len(distinct), first, last))
    return OutletFrame(host, tuple(sorted(found, key=lambda line: line.text)), len(set(texts)))


def _needed(printed: _Printed, share: float) -> float:
    """Return the share of a source's articles in which a line must stand."""
    at_edge = printed.edges >= EDGES * len(printed.places)
    if printed.sentence:
        if printed.tells:
            return max(share, 2 * LARGE)
        return max(share, SPEAKS if at_edge and printed.speaks else LARGE)
    return share if at_edge else max(share, INSIDE)


def _texts(keys: Sequence[tuple[int, ...]]) -> list[int]:
    """Return for each article the number of the text that it prints: those that share a key are one."""
    times = Counter(key for row in keys for key in set(row))
    first: dict[int, int] = {}
    parent = list(range(len(keys)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    for number, row in enumerate(keys):
        for key in row:
            if times[key] <= FEW:  # what more articles share is a part of the frame, or a regular column
                parent[root(number)] = root(first.setdefault(key, number))
    return [root(number) for number in range(len(keys))]
