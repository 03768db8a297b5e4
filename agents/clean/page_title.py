"""The headline in a page's `<title>`: what is left without the name of the site. Runs in the sandbox."""

import re
from collections import Counter
from collections.abc import Iterable

from agents.clean.outlet import host_of

LONGEST = 500  # characters of a name or a title that are compared

_BETWEEN = re.compile(r" (?:\||-|–|—|::|»|›|·|•|⋆|~) ")
_LETTER = re.compile(r"[\W_]+")


def without_site(title: str, names: Iterable[str], url: str | None) -> str:
    """Return `title`, white space made single, without parts at its ends that only name the site.

    Parts stand between " | ", " - " and the like. One names the site when it is one of `names` (what
    the page calls its site), the host of `url` or a name in it, or stands in the title before.
    Never returns an empty title where there was one.
    """
    title = " ".join(title.split())
    marks = list(_BETWEEN.finditer(title))
    starts = [0, *(mark.end() for mark in marks)]
    ends = [*(mark.start() for mark in marks), len(title)]
    parts = [letters(title[start:end]) for start, end in zip(starts, ends, strict=True)]
    known = names_of_site(names, url)
    times = Counter(parts)
    first, last = 0, len(parts) - 1
    while last > first and (parts[last] in known or times[parts[last]] > 1):
        times[parts[last]] -= 1
        last -= 1
    while first < last and parts[first] in known:
        first += 1
    return title[starts[first] : ends[last]]


def names_of_site(names: Iterable[str], url: str | None) -> set[str]:
    """Return the letters of what a site is called: `names`, the host of `url`, and the names in it."""
    return {*map(letters, names), *_host_names(url)} - {""}


def letters(name: str) -> str:
    """Return what two spellings of a name or a title have in common: Harbour Post, harbour-post."""
    return _LETTER.sub("", name[:LONGEST].casefold())


def _host_names(url: str | None) -> set[str]:
    """Return what the host calls itself: harbourpost.co.uk and harbourpost, of lenta.ru both."""
    host = host_of(url)
    if host is None:
        return set()
    named = host.split(".")[:-1]
    return {letters(host), *(letters(label) for label in named if len(label) > 2)}
