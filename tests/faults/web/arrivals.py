"""What the sites gave against what stands on `news.unique`: nothing lost, nothing twice, nothing else."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

from tests.faults.web.feed import Feed
from tests.faults.web.log import Request
from tests.faults.web.mischief import FUSE
from tests.faults.web.site import Site
from tests.faults.web.story import MARK, Entry, Version

# Seconds until what stood in the feeds before has been fetched, page by page.
START = 3 * 3600.0


class Said(NamedTuple):
    """What one version of an entry says: which of its titles, and which of its texts if the feed gives it."""

    feed: int
    entry: int
    title: int
    text: int  # 0 where it is that of the page, which may be newer than the feed's word of it


@dataclass
class Arrivals:
    """What was found; the lists of faults are empty where the promise was kept."""

    versions: int = 0  # that were given in a readable answer
    entries: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    lost: dict[Said, list[Request]] = field(default_factory=dict)  # with the answers that gave it
    twice: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    apart: list[str] = field(default_factory=list)  # versions of one entry that are not one article
    bombs: int = 0  # entries of documents that were to unfold to gigabytes
    short: int = 0  # the summary in place of a page that could not be had


def said(site: Site, entry: Entry, version: Version) -> Said:
    """Return what a version says, as far as its feed tells."""
    summaries = site.world.feeds[entry.feed].summaries
    return Said(entry.feed, entry.number, version.title, 0 if summaries else version.text)


def given(site: Site, requests: Iterable[Request]) -> dict[Said, list[Request]]:
    """Return every version that a feed's readable answer gave, with those answers."""
    found: defaultdict[Said, list[Request]] = defaultdict(list)
    for one in requests:
        if one.kind == "feed" and one.read and one.feed is not None:
            for entry, number in site.world.at(site.world.feeds[one.feed], one.t):
                found[said(site, entry, entry.version(number))].append(one)
    return dict(found)


def judge(site: Site, requests: Iterable[Request], unique: Iterable[Mapping[str, Any]]) -> Arrivals:
    """Compare what was given with the records of `news.unique`, in their order."""
    wanted = given(site, requests)
    result = Arrivals(versions=len(wanted), entries=len({(one.feed, one.entry) for one in wanted}))
    arrived: defaultdict[Said, list[tuple[str, str]]] = defaultdict(list)
    articles: defaultdict[tuple[int, int], list[tuple[str, str]]] = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    for record in unique:
        article, verdict = record["article"], record["verdict"]
        result.verdicts[verdict] += 1
        ids = article["article_id"], article["version"]
        if verdict == "repeat":
            if ids not in seen:
                result.strange.append(f"a repeat of what never came: {article['title']!r}")
            continue
        seen.add(ids)
        found = _said(article)
        if found is None and (article["title"], article["text"]) == (FUSE, ""):
            result.bombs += 1  # what is left of a bomb that did not go off
        elif found is None:
            result.strange.append(f"{article['title']!r}: {article['text'][:80]!r}")
        else:
            one, text = found
            result.short += text[0] in "st"
            arrived[one].append((text, verdict))
            articles[one.feed, one.entry].append((article["article_id"], verdict))
    _weigh(wanted, arrived, articles, result)
    return result


def _weigh(
    wanted: Mapping[Said, list[Request]],
    arrived: Mapping[Said, list[tuple[str, str]]],
    articles: Mapping[tuple[int, int], list[tuple[str, str]]],
    result: Arrivals,
) -> None:
    result.lost = {one: answers for one, answers in wanted.items() if one not in arrived}
    for one, texts in arrived.items():
        # A summary may go first where the page cannot be had yet, and a page that was edited since may come
        # by another feed that still shows the old title: other texts, so other versions.
        if len({text for text, _ in texts}) < len(texts):
            result.twice.append(f"{one}: {texts}")
    result.strange += [f"{one}: no site gave it" for one in arrived if one not in wanted]
    for entry, found in articles.items():
        firsts = [verdict for _, verdict in found if verdict != "revision"]
        if len({article for article, _ in found}) > 1 or len(firsts) != 1:
            result.apart.append(f"{entry}: {found}")


def _said(article: Mapping[str, Any]) -> tuple[Said, str] | None:
    """Return what an article says by its marks, and which text it has; None where the marks are not so.

    The text is the feed's (f), its summary (s), the page's (p), each with its number, or only the title (t).
    """
    titles = {found.groups() for found in MARK.finditer(article["title"] or "")}
    texts = {found.groups() for found in MARK.finditer(article["text"] or "") if found[1] != "h"}
    if len(titles) != 1 or len(texts) > 1:
        return None
    _, feed, entry, title = titles.pop()
    part, feed_too, entry_too, text = texts.pop() if texts else ("t", feed, entry, "0")
    if (feed, entry) != (feed_too, entry_too):
        return None
    return Said(int(feed), int(entry), int(title), int(text) if part == "f" else 0), f"{part}{text}"


def seen_share(
    site: Site, requests: Iterable[Request], dark: tuple[float, float] | None
) -> tuple[int, list[Said]]:
    """Return how many versions of sound feeds stood long enough to be seen, and which of those were not.

    Long enough is twice the feed's own rhythm, from `START` on, without the time in which nobody polled:
    `dark` (from, to).
    """
    wanted = given(site, requests)
    stood = {
        one
        for feed in site.world.feeds
        if feed.trouble is None and feed.section_of is None
        for one, since in _standing(site, feed, dark)
        if since >= 2 * feed.rhythm
    }
    return len(stood), sorted(one for one in stood if one not in wanted)


def _standing(site: Site, feed: Feed, dark: tuple[float, float] | None) -> Iterable[tuple[Said, float]]:
    """Yield what a feed's entries said, and for how many seconds it stood there while somebody polled."""
    times: dict[Said, float] = {}
    edges = {START, site.world.end, *(t for t in feed.changes if START < t < site.world.end)}
    for t, following in pairwise(sorted(edges | set(dark or ()))):
        if dark and dark[0] <= t < dark[1]:
            continue
        for entry, number in site.world.at(feed, t):
            one = said(site, entry, entry.version(number))
            times[one] = times.get(one, 0.0) + following - t
    return times.items()
