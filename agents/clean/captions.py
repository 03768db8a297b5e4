"""Lines that describe a picture: by who took it, or by how captions are written."""

import re
from functools import cache

from agents import dates
from agents.clean.agency import agency_names, is_credit
from agents.clean.rules import Rules, fold
from agents.clean.sentence import words_of

LONGEST = 400  # characters of a caption

# Who else is credited under pictures, beside the news agencies.
_PICTURES = (
    "Getty Images", "Getty", "AP Photo", "EPA", "EPA-EFE", "Pool", "POOL", "picture alliance",
    "picture-alliance", "imago images", "imago", "IMAGO", "Shutterstock", "iStock", "Alamy", "Sipa USA",
    "Sipa", "SIPA", "ABACA", "MAXPPP", "NurPhoto", "ZUMA", "ZUMA Press", "Hans Lucas", "Unsplash",
    "Pixabay", "Pexels", "Depositphotos", "Wikimedia Commons", "Flickr", "Handout", "Scanpix",
    "Ritzau Scanpix", "East News", "Keystone", "KEYSTONE", "Belga Image", "ddp", "Agencja Wyborcza.pl",
    "Agencja Gazeta", "Коммерсантъ", "Коммерсант", "Global Look Press", "Bridgeman Images", "Contributor",
    "Stringer", "File Photo", "File photo",
)  # fmt: skip
# Which of all of them stand before the name: REUTERS/Ann Lee.
_FIRST = r"REUTERS|AFP|AP Photo|AP|EPA|PAP/EPA|PAP|EFE|dpa|ANSA|AA|ТАСС|TASS"
_COPYRIGHT = re.compile(
    r"©[^.!?]{0,60}\Z|\S\s?\([cC]\) ?(?=[\dA-ZÀ-ÞА-Я])[^.!?]{0,60}\Z|\A\([cC]\) ?\d{4}[^.!?]{0,60}\Z"
)
_BRACKET = re.compile(r"[(\[]([^()\[\]]{2,90})[)\]][\s.*]{0,3}\Z")
_LABEL = re.compile(r"([^\W\d_][^:|]{0,20})[:|]\s")
_JOINED = re.compile(r"[/:]|\s(?:by|via|par|von|de|autor)\s")


def is_caption(line: str, language: str | None, rules: Rules, *, early: bool) -> bool:
    """Return whether `line` describes a picture.

    It ends in a credit (Name Surname/AGENCY, AGENCY/Name, [File: …], © …), or, before the first paragraph
    (`early`), it is one sentence in the present tense of pictures with a full date at its end.
    """
    if len(line) > LONGEST:
        return False
    tail = line[-100:]
    if (last := _BRACKET.search(tail)) and is_credit(last[1], rules):
        return False  # (Reuters/AFP) behind a sentence says whose text it is
    if ("/" in tail and _credit().search(tail)) or _COPYRIGHT.search(tail) or _bracketed(tail, rules):
        return True
    words = [fold(word) for word in words_of(line)] if early else []
    if not rules.poses.intersection(words) or any(word in rules.said for word in words):
        return False
    found = dates.mentions(line, language, None)
    return bool(found) and found[-1].kind == "full" and not line[found[-1].end :].strip(" .*")


def _bracketed(tail: str, rules: Rules) -> bool:
    """Return whether a line ends in brackets that name who took the picture, and not whose text it is."""
    if tail.rstrip(" .*")[-1:] not in (")", "]") or (found := _BRACKET.search(tail)) is None:
        return False
    if (label := _LABEL.match(found[1])) and rules.label.get(fold(label[1]).strip()) == "caption":
        return True
    if not _JOINED.search(found[1]) or is_credit(found[1], rules):
        return False
    return _named().search(found[1]) is not None


@cache
def _either() -> str:
    return "|".join([agency_names(), *map(re.escape, sorted(_PICTURES, key=len, reverse=True))])


@cache
def _named() -> re.Pattern[str]:
    """Return what a bracket names at one of its ends: Ann Lee/Reuters, AP Photo/Ann Lee, by Ann Lee / AFP."""
    return re.compile(rf"(?:\A|[/:]\s?|via\s)(?:{_either()})(?:\Z|\s?/)")


@cache
def _credit() -> re.Pattern[str]:
    """Return the credit at a line's end: one to three names, an agency before or behind them."""
    part = r"[^\W\d_][\w.'’-]{0,30}(?: [^\W\d_][\w.'’-]{0,30}){0,3}"
    return re.compile(
        rf"(?:{part} ?/ ?){{1,3}}(?:Pool )?(?:via )?(?:{_either()})\W{{0,4}}\Z"
        rf"|(?<!\w)(?:via )?(?:{_FIRST}) ?/ ?(?:{part})(?: ?/ ?{part})?\W{{0,4}}\Z"
    )
