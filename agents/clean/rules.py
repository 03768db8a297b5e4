"""The rules of a language about lines that are not the article: data in rules/*.toml, matched here.

A table of a file is a reason; its keys say how a line is known, folded to lower case without bullets:

    line      the whole line, # any number
    label     what stands before a colon, a bar or a dash; before a colon or a bar, be it a sentence
    genre     a label that headlines have too: not on the first line
    start     how a line begins that is no sentence
    sentence  how a line begins, be it a sentence
    end       how it ends; of a sentence only a credit, what stands in brackets or has three words or more
    within    what it contains, be it a sentence
    closing   the article has ended where such a line stands

What is meant for sentences (`sentence`, `within`) is not used on one that quotes or reports ("… said").
A reason `source_name` is written `source`, and counts below the first paragraph only. Further tables
name words: `byline` (by, von; its `places` are towns of several words, its `staff` nobody's name),
`dateline` (published, updated), `said` (verbs that a day of publication stands beside), `section` (the
names of sections), `reader` (you, our), `contact.words` (phone), `caption.verbs` (what people do in
pictures), `credit.words` (agencies, without a name), `paywall.locks` (what says that only subscribers read
all of an article; see locked.py).
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from agents.clean.sentence import is_prose, is_sentence, words_of
from agents.dates.words import Endings

LONGEST = 300  # characters; a longer line is prose, whatever it starts with
NOTICE = 700  # characters of a notice made of sentences: what the law wants printed is long
BUTTON = 5  # words from which a line that ends as a sentence is no button
PHRASE = 3  # words of an ending that is sure even in a sentence

_BULLETS = " \t\xa0•·*–—-|>»«…_#=▶►→:.,!↓↑☞📷📸🔴⚡❗‼️+"
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_LABEL = re.compile(r"([^:|»>–—]{1,40}?)\s?(?:([:|»>])|\s[–—-])(?:\s|$)")
_QUOTED = re.compile(r"[“„«\"”»]")
_FOLDS = {"’": "'", "ʼ": "'", "‘": "'", "ı": "i", "ё": "е", "أ": "ا", "إ": "ا", "آ": "ا", "\u0307": ""}
_FOLDED = re.compile(f"[{''.join(_FOLDS)}]")  # `str.translate` looks each character up: four times as slow


@dataclass(frozen=True, slots=True)
class Found:
    """Why a line is not the article."""

    reason: str
    closing: bool = False
    value: str = ""  # what follows a label
    heading: bool = False  # it announces others: "Related articles"


@dataclass(frozen=True, slots=True)
class Phrases:
    """Beginnings or endings of lines with their reasons."""

    reasons: Mapping[str, str]
    every: tuple[str, ...]

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> "Phrases":
        """Return the phrases of `pairs`, the longest first."""
        reasons = dict(sorted(pairs, key=lambda one: -len(one[0])))
        return cls(reasons, tuple(reasons))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules of one language together with those of every language and of English."""

    line: Mapping[str, str]
    label: Mapping[str, str]
    genre: Mapping[str, str]
    start: Phrases
    sentence: Phrases
    end: Phrases
    within: tuple[tuple[str, str], ...]
    closing: frozenset[str]
    networks: frozenset[str]  # lines of `share` that are one word
    byline: tuple[str, ...]
    places: frozenset[str]  # towns of several words, which look like names of people
    staff: frozenset[str]
    dateline: frozenset[str]
    said: Endings
    poses: frozenset[str]  # caption verbs
    sections: frozenset[str]
    reader: frozenset[str]  # by which the outlet speaks to its reader: you, our
    contacts: frozenset[str]
    agencies: frozenset[str]  # "agencies", in words
    locks: tuple[str, ...]  # what says of an article that only subscribers read all of it

    def find(self, line: str, *, first: bool = False) -> Found | None:
        """Return why `line` is not the article, or None where no rule knows it.

        `first`: nothing of the text stands before it, so that it may be the headline.
        """
        if len(line) > NOTICE:
            return None
        folded = fold(line)
        bare = folded.strip(_BULLETS)
        sentence = is_sentence(line)
        if len(line) <= LONGEST and (found := self._short(folded, bare, first, sentence)):
            return found
        if bare.startswith(self.sentence.every):
            reason = next(r for phrase, r in self.sentence.reasons.items() if bare.startswith(phrase))
            if reason == "credit" or not (sentence and self._tells(folded)):
                return self._found(reason)
        for phrase, reason in self.within:
            if phrase in folded and not (sentence and self._tells(folded)):
                return self._found(reason)
        return None

    def _short(self, folded: str, bare: str, first: bool, sentence: bool) -> Found | None:
        if reason := self.line.get(_DIGITS.sub("#", _inside(bare))):
            return self._found(reason)
        if label := _LABEL.match(folded.lstrip(_BULLETS)):
            name, value = label[1].strip(), label.string[label.end() :].strip()
            reason = self.label.get(name) or (None if first else self.genre.get(name))
            if reason and (label[2] or not sentence):
                return self._found(reason, value)
        # "Back to work by Monday." is short, and said of the news all the same.
        ended = sentence or is_prose(folded)
        whole = (ended or first) and len(bare.split()) >= BUTTON
        if not whole and bare.startswith(self.start.every):
            return self._found(next(r for phrase, r in self.start.reasons.items() if bare.startswith(phrase)))
        tail = folded.rstrip(" \xa0*_").removesuffix(".")
        if tail.endswith(self.end.every):
            phrase, reason = next(one for one in self.end.reasons.items() if tail.endswith(one[0]))
            if not ended or tail[-1] in ")]" or reason == "credit" or len(phrase.split()) >= PHRASE:
                return self._found(reason)
        return None

    def _tells(self, folded: str) -> bool:
        return _QUOTED.search(folded) is not None or any(word in self.said for word in words_of(folded))

    def _found(self, reason: str, value: str = "") -> Found:
        return Found(reason, reason in self.closing, value, heading=reason == "related" and not value)


def _inside(line: str) -> str:
    """Return a line without the brackets around it."""
    return line[1:-1].strip() if len(line) > 2 and line[0] in "([{" and line[-1] in ")]}" else line


def fold(text: str) -> str:
    """Return `text` in lower case, of letters and marks written either way (ё, ı, أ, ’) one."""
    folded = text.lower()
    return folded if folded.isascii() else _FOLDED.sub(_fold, folded)


def _fold(found: re.Match[str]) -> str:
    return _FOLDS[found[0]]


@cache
def rules(language: str | None) -> Rules:
    """Return the rules of `language`; those of every language where it has none of its own."""
    tables = [_load("any")]
    if language is not None:
        tables += [table for name in dict.fromkeys((language, "en")) if (table := _load(name))]

    def pairs(key: str) -> list[tuple[str, str]]:
        return [
            (fold(phrase), reason)
            for table in reversed(tables)  # the language's own word is the last, and so it counts
            for reason, entry in table.items()
            for phrase in entry.get(key, ())
        ]

    def words(reason: str, key: str = "words") -> list[str]:
        return [fold(word) for table in tables for word in table.get(reason, {}).get(key, ())]

    line = {_DIGITS.sub("#", phrase): reason for phrase, reason in pairs("line")}
    return Rules(
        line=line,
        label=dict(pairs("label")),
        genre=dict(pairs("genre")),
        start=Phrases.of(pairs("start")),
        sentence=Phrases.of(pairs("sentence")),
        end=Phrases.of(pairs("end")),
        within=tuple(pairs("within")),
        closing=frozenset(r for table in tables for r, entry in table.items() if entry.get("closing")),
        networks=frozenset(one for one, reason in line.items() if reason == "share" and " " not in one),
        byline=tuple(sorted(words("byline"), key=len, reverse=True)),
        places=frozenset(words("byline", "places")),
        staff=frozenset(words("byline", "staff")),
        dateline=frozenset(token for phrase in words("dateline") for token in phrase.split()),
        said=Endings.of(words("said")),
        poses=frozenset(words("caption", "verbs")),
        sections=frozenset(words("section")),
        reader=frozenset(words("reader")),
        contacts=frozenset(words("contact")),
        agencies=frozenset(words("credit")),
        locks=tuple(words("paywall", "locks")),
    )


@cache
def _load(name: str) -> dict[str, dict[str, Any]]:
    path = files("agents.clean").joinpath(f"rules/{name}.toml")
    return tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}
