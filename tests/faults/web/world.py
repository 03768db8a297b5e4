"""A week of some feeds, computed from a seed: what each shows at any time. Times are seconds since it began.

Nothing here remembers anything, so whoever knows when a document was asked for knows what it said.
"""

import random
from dataclasses import dataclass
from functools import cached_property

from tests.faults.web.feed import DAY, Feed, Form, night
from tests.faults.web.story import Entry, Version
from tests.faults.web.trouble import Kind, trouble_of

HOUR = 3600.0
BEFORE = 3 * DAY  # how far back the oldest entry lies
NETWORK = "127.0.1."
SHARED = 5  # every fifth host carries several feeds
SECTION = 4  # feeds of a shared host; the last shows the entries of the first too
# Seconds between two entries by day, and how many feeds in a hundred have them.
RHYTHMS = {600: 2, 1200: 4, 2400: 10, 3600: 14, 7200: 25, 14400: 25, 43200: 20}
FORMS: dict[Form, int] = {"rss": 40, "atom": 25, "json": 10, "rdf": 10, "sitemap": 13}


@dataclass(frozen=True)
class World:
    """The feeds of a world that lasts `days`."""

    seed: int
    count: int
    days: float

    @cached_property
    def feeds(self) -> tuple[Feed, ...]:
        """Return all feeds."""
        found: list[Feed] = []
        for index, host in enumerate(_hosts(self.count)):
            sections = [one for one in found if one.host == host]
            first = sections[0] if len(sections) == SECTION - 1 else None
            found.append(_feed(self, index, host, first))
        return tuple(found)

    @cached_property
    def hosts(self) -> dict[str, list[Feed]]:
        """Return the feeds of each host."""
        found: dict[str, list[Feed]] = {}
        for feed in self.feeds:
            found.setdefault(feed.host, []).append(feed)
        return found

    @cached_property
    def entries(self) -> dict[tuple[int, int], Entry]:
        """Return every entry by the feed that it belongs to and its number."""
        return {(entry.feed, entry.number): entry for feed in self.feeds for entry in feed.entries}

    @property
    def end(self) -> float:
        """Return when the world ends; it stands still from then on."""
        return self.days * DAY

    def at(self, feed: Feed, t: float) -> list[tuple[Entry, int]]:
        """Return what a feed shows at a time: its entries, each with the number of its version."""
        return feed.shown(min(t, self.end))

    def moved_to(self, feed: Feed) -> str:
        """Return the host that a feed moves to, where it moves: one that has no other."""
        return f"{NETWORK}{len(self.hosts) + 1 + feed.index % (254 - len(self.hosts))}"


def _hosts(count: int) -> list[str]:
    hosts: list[str] = []
    number = 0
    while len(hosts) < count:
        number += 1
        host = f"{NETWORK}{number}"
        hosts += [host] * (SECTION if _is_shared(host) else 1)
    return hosts[:count]


def _is_shared(host: str) -> bool:
    return int(host.removeprefix(NETWORK)) % SHARED == 0


def _feed(world: World, index: int, host: str, first: Feed | None) -> Feed:
    chance = random.Random(f"{world.seed} {index}")
    (rhythm,) = chance.choices(list(RHYTHMS), list(RHYTHMS.values()))
    (form,) = chance.choices(list(FORMS), list(FORMS.values()))
    if index == 2:
        form = "links"
    inward, closed = index % 20 == 6, index % 20 == 16
    trouble = trouble_of(index, world.days, chance)
    summaries = form in ("sitemap", "links") or inward or closed or chance.random() < 0.15
    summaries = summaries or (trouble is not None and trouble.kind == Kind.PAGES)
    if first is not None:
        form, summaries = first.form, first.summaries
    ids = chance.choice(["own", "own", "link", "none"]) if form in ("rss", "json") else "own"
    ids = {"rdf": "link", "sitemap": "none", "links": "none"}.get(form, ids)
    # An address that changes with the edit is the same entry only for who knows its id, and one that
    # stands in two feeds is told from another by its address only.
    slugs = ids == "own" and not summaries and index % 3 == 0 and not _is_shared(host)
    # As many as come in half a day, so that none passes while the feed is polled at its rhythm.
    window = min(40, max(10, round(12 * HOUR / rhythm), chance.randint(10, 25)))
    entries = _entries(world, index, rhythm, window, slugs, summaries, chance)
    if first is not None:
        entries = tuple(sorted((*entries, *first.entries), key=lambda one: (one.published, one.feed)))
    return Feed(
        index=index, host=host, form=form, summaries=summaries, rhythm=float(rhythm), window=window, ids=ids,
        validators=chance.choice(["both", "both", "etag", "modified", "none"]),
        dated=form == "sitemap" or index % 15 != 14,
        packed=chance.random() < 0.6, tracked=form != "sitemap" and chance.random() < 0.3,
        max_age=chance.choice([None, None, 0, 300, 900]),
        closed=closed, inward=inward, section_of=first and first.index,
        trouble=trouble, entries=entries,
    )  # fmt: skip


def _entries(
    world: World, index: int, rhythm: float, window: int, slugs: bool, summaries: bool, chance: random.Random
) -> tuple[Entry, ...]:
    found: list[Entry] = []
    t = -min(BEFORE, 2 * window * rhythm)
    while True:
        t += rhythm * chance.uniform(0.3, 1.7)
        if t >= world.end:
            return tuple(found)
        if night(t) and chance.random() < 0.9:
            continue
        for _ in range(2 if chance.random() < 0.08 else 1):
            found.append(_entry(index, len(found) + 1, float(int(t)), rhythm, slugs, summaries, chance))


def _entry(
    index: int, number: int, t: float, rhythm: float, slugs: bool, summaries: bool, chance: random.Random
) -> Entry:
    """Return an entry: one in seven is edited, one in twenty dated anew, one in thirty taken down."""
    shown = t - t % 600 if index % 4 == 0 else t  # some outlets round, so that entries have equal dates
    versions = [Version(t, 1, 1, 1, shown)]
    later = t
    while len(versions) < 4 and chance.random() < 1 / 6:
        later = float(int(later + rhythm * chance.uniform(0.4, 4)))
        last = versions[-1]
        what = chance.choice(["title", "text", "both", "date"])
        title = last.title + ((summaries and what != "date") or what in ("title", "both"))
        text = last.text + ((summaries and what != "date") or what in ("text", "both"))
        slug = last.slug + (slugs and title > last.title and chance.random() < 0.5)
        shown = later if what == "date" else last.shown
        versions.append(Version(later, title, text, slug, shown))
    removed = float(int(later + rhythm * chance.uniform(1, 5))) if chance.random() < 1 / 30 else None
    away = None
    if removed is None and chance.random() < 1 / 40:
        start = float(int(later + rhythm * chance.uniform(0.5, 2)))
        away = (start, start + float(int(rhythm * chance.uniform(0.5, 3))))
    return Entry(index, number, t, tuple(versions), removed, away)
