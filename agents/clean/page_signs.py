"""What the markup says of the text under an element: whether it is the article's. Data in page_signs.toml.

Names of classes and ids are split into their words (`relatedLinks`, `comment-list`). They are the habits of
those who make pages, so none is proof: page_marks.py weighs them against what the page holds.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

BODY, ARTICLE, MAIN, OTHER = 3, 2, 1, 0  # how surely an element frames the text of the article; itemprop: 4
LONGEST = 400  # characters of a class or an id that are looked at
CACHE = 16_384  # of them that are remembered: the pages of an outlet have them in common, and themes do

_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_LONG = 7  # characters of a word that may be made of two

# Elements that stand for a word: their text is read, and weighed as a name would be.
TAGS = {
    "footer": "footer", "aside": "aside", "figure": "figure", "figcaption": "caption", "form": "form",
    "fieldset": "form", "nav": "nav", "menu": "nav", "dialog": "modal", "noscript": "noscript",
}  # fmt: skip
ROLES = dict.fromkeys(("navigation", "complementary", "banner", "contentinfo", "search", "dialog"), "nav")
_FRAMES = {"article": ARTICLE, "main": MAIN}


class Signs(NamedTuple):
    """What an element says: the word that marks its text as not the article's, how surely it frames it."""

    word: str | None = None
    frame: int = OTHER
    lead: bool = False  # its text may be the article's standfirst


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    talk: frozenset[str]
    apart: frozenset[str]
    loose: frozenset[str]
    lead: frozenset[str]
    box: frozenset[str]
    locked: Mapping[str, frozenset[str]]
    about_page: frozenset[str]
    picture_of: frozenset[str]
    picture_says: frozenset[str]
    compound: re.Pattern[str]
    body: re.Pattern[str]
    main: re.Pattern[str]


def signs_of(tag: str, attributes: Iterable[tuple[str, str]]) -> Signs:
    """Return what an element of this name with these attributes says."""
    word: str | None = None
    frame = _FRAMES.get(tag, OTHER)
    lead = False
    for name, value in attributes:
        if name in ("class", "id"):
            said = _names(value[:LONGEST])
            word = _stronger(word, said.word) if word else said.word
            frame = max(frame, said.frame)
            lead = lead or said.lead
        elif name == "role":
            word = ROLES.get(value, word)
            frame = max(frame, _FRAMES.get(value, OTHER))
        elif name == "itemprop":
            frame = 4 if value == "articleBody" else frame
        elif (
            name == "hidden"
            or (name == "aria-hidden" and value == "true")
            or (name == "style" and "none" in value and "display:none" in value.replace(" ", ""))
        ):
            word = word or "hidden"
    return Signs(TAGS.get(tag, word), frame, lead)


def is_talk(word: str) -> bool:
    """Return whether `word` marks what readers wrote: it may be longer than the article."""
    return word in _known().talk


def is_apart(word: str) -> bool:
    """Return whether `word` marks what is not the article even where it is most of a page."""
    return word in _known().apart or word in _known().talk


def asks_reader(word: str | None) -> bool:
    """Return whether `word` marks a box in which a page asks its reader to subscribe."""
    return word in _known().box


def is_locked(meta: Mapping[str, str]) -> bool:
    """Return whether meta elements, content by name, say that only subscribers read all of the article."""
    return any(meta.get(name, "").lower() in values for name, values in _known().locked.items())


@lru_cache(CACHE)
def _names(value: str) -> Signs:
    """Return what the names of a class or an id say together."""
    said = [_name(name) for name in value.split()]
    word: str | None = None
    for one in said:
        word = _stronger(word, one.word)
    frame = max((one.frame for one in said), default=OTHER)
    return Signs(word, frame, any(one.lead for one in said))


@lru_cache(CACHE)
def _name(name: str) -> Signs:
    known = _known()
    frame = BODY if known.body.search(name) else MAIN if known.main.search(name) else OTHER
    words = [word.lower() for word in _WORDS.findall(name)]
    lead = not known.lead.isdisjoint(words)
    if len(words) > 1 and words[0] in known.about_page:
        return Signs(None, frame, lead)
    word = None
    if not known.picture_of.isdisjoint(words) and not known.picture_says.isdisjoint(words):
        word = "caption"
    for one in words:
        if one in known.talk or one in known.apart or one in known.loose:
            word = _stronger(word, one)
        elif len(one) >= _LONG and (part := known.compound.search(one)):
            word = _stronger(word, part[0])
    return Signs(word, frame, lead)


def _stronger(one: str | None, other: str | None) -> str | None:
    if one is None or other is None:
        return one or other
    return other if is_apart(other) and not is_apart(one) else one


@cache
def _known() -> _Known:
    table = tomllib.loads(files("agents.clean").joinpath("page_signs.toml").read_text("utf-8"))
    words, long, frame = table["words"], table["long"], table["frame"]
    return _Known(
        **{name: frozenset(words[name]) for name in ("talk", "apart", "loose", "lead")},
        box=frozenset(table["locked"]["box"]),
        locked={name: frozenset(values) for name, values in table["locked"]["meta"].items()},
        about_page=frozenset(table["about"]["page"]),
        picture_of=frozenset(table["picture"]["of"]),
        picture_says=frozenset(table["picture"]["says"]),
        compound=re.compile(f"^(?:{'|'.join(long['begin'])})|(?:{'|'.join(long['end'])})$"),
        body=re.compile("|".join(frame["body"]), re.IGNORECASE),
        main=re.compile("|".join(frame["main"]), re.IGNORECASE),
    )
