"""What a newspaper says of its own text: corrected, withdrawn, updated; and the page's own lines.

The words are data (`revision_words.toml`), in the languages of the lexicons and Portuguese. A notice is
looked for in the article's language and in English, which pages and agencies of every country use.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Kind = Literal["correction", "retraction", "update"]
KINDS: tuple[Kind, ...] = ("retraction", "correction", "update")  # what weighs more first

LOOKED_AT = 600  # characters of a sentence
_PLANE = 0x10000  # letters of living alphabets
_OPENING = 3
OPENS = 60  # characters of a line in which it shows that it is the page's own

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ`´′", "'"), **dict.fromkeys("\xa0\u202f\u2009\t", " "),
        **dict.fromkeys("أإآٱ", "ا"), "ى": "ي", "ё": "е", "ı": "i",
        # İ in lower case is i and a dot; Arabic tatweel and vowel signs.
        **dict.fromkeys("\u0307ـ\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652", ""),
    }
)  # fmt: skip
_FRONT = " \"'“”„«»()[]*_#•·|>/—–-"


@dataclass(frozen=True, slots=True)
class _Kind:
    labels: re.Pattern[str]
    says: re.Pattern[str]


def plain(text: str) -> str:
    """Return a text in the form in which it is compared with the words of the data."""
    folded = text.casefold()
    return (
        folded if folded.isascii() and "\t" not in folded and "`" not in folded else folded.translate(_PLAIN)
    )


def notice_kind(sentence: str, language: str | None = None) -> Kind | None:
    """Return what a sentence says of the text it stands in, or None where it is part of the report.

    Of a language that has no words here, or none, all are tried.

    >>> notice_kind("Correction (12 May): the visit took two days, not three.")
    'correction'
    """
    raw = sentence[:LOOKED_AT].lstrip(_FRONT)
    text = plain(raw)
    for kind in KINDS:
        words = _notices(language)[kind]
        label = words.labels.match(text)
        # A hyphen joins a word to another ("update-Zwang"), but for agencies, which write CORRECTED-Minister.
        if label and (label["hyphen"] is None or raw[: label.end("word")].isupper()):
            return kind
        if words.says.search(text):
            return kind
    return None


def may_be_furniture(opening: str) -> bool:
    """Return whether a line that begins with these four characters may be the page's own."""
    return plain(opening)[:_OPENING] in _beginnings()


def is_label(line: str) -> bool:
    """Return whether a line, however short, is a notice: "Korrektur", "ERRATUM"."""
    return any(words.labels.match(plain(line[:OPENS].lstrip(_FRONT))) for words in _notices(None).values())


def is_furniture(line: str) -> bool:
    """Return whether a short line is the page's own: "Read also …", "Updated at 15:00"."""
    return _furniture().match(plain(line[:OPENS].lstrip(_FRONT))) is not None


def weighty(language: str | None) -> frozenset[str]:
    """Return the words that turn a sentence round or scale its numbers; of all languages for None."""
    return _words("weighty", language) or _every("weighty")


def light(language: str | None) -> frozenset[str]:
    """Return the words whose coming and going leaves a sentence what it was; none for None."""
    return _words("light", language)


@cache
def _words(table: str, language: str | None) -> frozenset[str]:
    return frozenset(_data()[table].get(language, ()))


@cache
def _every(table: str) -> frozenset[str]:
    return frozenset(word for words in _data()[table].values() for word in words)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("agents.dedup").joinpath("revision_words.toml").read_text("utf-8"))


def _notices(language: str | None) -> dict[Kind, _Kind]:
    return _notices_in(language if language in _data()["light"] else None)


@cache
def _notices_in(language: str | None) -> dict[Kind, _Kind]:
    def chosen(table: dict[str, list[str]]) -> dict[str, list[str]]:
        return table if language is None else {one: table[one] for one in {"en": 0, language: 0}}

    return {
        kind: _Kind(_labels(chosen(_data()[kind]["labels"])), _phrases(chosen(_data()[kind]["says"])))
        for kind in KINDS
    }


def _labels(table: dict[str, list[str]]) -> re.Pattern[str]:
    words = "|".join(_longest_first(table))
    dated = r"(?: ?\([^()\n]{1,40}\)|,? ?[^\W\d]{0,12}\.? ?\d[\w ./:]{0,20}?)?"
    return re.compile(rf"(?P<word>{words}){dated}[\])]?(?: ?[:：—–]| - |(?P<hyphen>-)|[ .!\])*]*\Z)")


def _phrases(table: dict[str, list[str]]) -> re.Pattern[str]:
    every = (plain(phrase).replace("…", r"[^\n]{0,40}?") for phrases in table.values() for phrase in phrases)
    return re.compile(r"(?<!\w)(?:" + "|".join(every) + r")(?!\w)")


@cache
def _furniture() -> re.Pattern[str]:
    openers, stamps, lines = (
        "|".join(_longest_first(_data()["furniture"][name])) for name in ("openers", "stamps", "lines")
    )
    return re.compile(rf"(?:{openers})(?!\w)|(?:{stamps})\b[^\n\d]{{0,12}}\d|(?:{lines})\W*\Z")


@cache
def begins() -> tuple[NDArray[np.uint16], NDArray[np.uint64]]:
    """Return what code points are where texts are compared, and the first three characters of its own lines.

    0 for what is none or several there; to be taken with mode `clip`. Of three characters, each has 16
    bits, the first one the highest. Ascending.
    """
    forms = np.zeros(_PLANE, np.uint16)
    for code in range(_PLANE - 1):
        form = plain(chr(code))
        if len(form) == 1 and ord(form) < _PLANE:
            forms[code] = ord(form)
    known = ([*map(ord, one)] for one in _beginnings() if len(one) == _OPENING)
    return forms, np.array(sorted(a << 32 | b << 16 | c for a, b, c in known), np.uint64)


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(
        plain(word)[:_OPENING]
        for table in _data()["furniture"].values()
        for words in table.values()
        for word in words
    )


def _longest_first(table: dict[str, list[str]]) -> list[str]:
    every = {plain(word) for words in table.values() for word in words}
    return [re.escape(word) for word in sorted(every, key=lambda word: (-len(word), word))]
