"""What a page is when it is no article: a live report, a listing, a video."""

import re
from typing import Literal

from agents.clean.page_linked import Linked
from agents.clean.page_text import Found

Form = Literal["live", "listing", "video"]

CLOCKS, EVERY = 6, 20  # a live report: lines that begin with a clock time, and at least one in so many
# A listing: headings that are links, characters of prose to each at most, and of its own above the first.
TEASERS, PROSE_EACH, OWN = 6, 250, 200
LITTLE = 600  # characters; longer is an article, and no teaser, nor the text of a video's or a list's page

_ARTICLES = ("article", "posting", "report")
_LISTS = frozenset(("collectionpage", "itemlist", "searchresultspage"))
_VIDEOS = frozenset(("videoobject", "videogallery"))
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])[:.h][0-5]\d(?!\d)")
# As addresses of live reports have it, in the languages of the rules.
_LIVE = re.compile(
    r"(?<![a-z])(?:live|live-?(?:blog|ticker|updates?|text|bericht|coverage)|en-(?:vivo|direct|directo)|in-diretta|diretta"
    r"|ao-vivo|na-zywo|relacja|ticker|canli|onlayn|online-translyaciya|minuto-a-minuto|minute-by-minute)(?![a-z])"
)  # fmt: skip


def form_of(found: Found, linked: Linked, url: str | None) -> Form | None:
    """Return what the page is, or None of an article: by what it says of itself, else by what it holds."""
    if "liveblogposting" in linked.kinds or (
        _LIVE.search((url or "")[:2000].lower()) and _is_clocked(found.text)
    ):
        return "live"
    if any(kind.endswith(_ARTICLES) for kind in linked.kinds):
        return None
    if _is_listing(found):
        return "listing"
    if found.prose > LITTLE:
        return None
    return "listing" if linked.kinds & _LISTS else "video" if linked.kinds & _VIDEOS else None


def _is_listing(found: Found) -> bool:
    teasers = found.teasers
    short = sum(teasers) <= PROSE_EACH * len(teasers)
    return len(teasers) >= TEASERS and found.above < OWN and short and max(teasers) <= LITTLE


def _is_clocked(text: str) -> bool:
    lines = text.splitlines()
    clocks = sum(_CLOCK.match(line) is not None for line in lines)
    return clocks >= CLOCKS and clocks * EVERY >= len(lines)
