"""The rules of a language about lines that are not the article: data in rules/*.toml, matched here.

A table of a file is a reason; its keys say how a line is known, folded to lower case without bullets:

    line      the whole line, # any number    label    what stands before a colon, a bar or a dash
    start     how it begins                   end      how it ends
    within    what it contains                closing  the article has ended where such a line stands

A reason `source_name` is written `source`, and counts below the first paragraph only. Further tables
name words: `byline` (by, von; its `places` are towns of several words), `dateline` (published, updated),
`said` (verbs that a day of publication stands beside), `caption.verbs` (what people do in pictures).
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from agents.dates.words import Endings

LONGEST = 300  # characters; a longer line is prose, whatever it starts with

_BULLETS = " \t\xa0•·*–—-|>»«…_#=▶►→:.,!"
_DIGITS = re.compile(r"\d+")
_LABEL = re.compile(r"([^:|»>–—]{1,40}?)\s?(?:[:|»>]|\s[–—-])(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Found:
    """Why a line is not the article."""

    reason: str
    closing: bool
    value: str = ""  # what follows a label


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules of one language together with those of every language."""

    line: Mapping[str, str]
    label: Mapping[str, str]
    start: Mapping[str, str]
    end: Mapping[str, str]
    within: tuple[tuple[str, str], ...]
    closing: frozenset[str]
    byline: tuple[str, ...]
    places: frozenset[str]  # towns of several words, which look like names of people
    dateline: frozenset[str]
    said: Endings
    poses: frozenset[str]  # caption verbs

    def find(self, line: str) -> Found | None:
        """Return why `line` is not the article, or None where no rule knows it."""
        if len(line) > LONGEST:
            return None
        folded = fold(line)
        bare = folded.strip(_BULLETS)
        if reason := self.line.get(_DIGITS.sub("#", bare)):
            return self._found(reason)
        if (label := _LABEL.match(folded.lstrip(_BULLETS))) and (reason := self.label.get(label[1].strip())):
            return self._found(reason, label.string[label.end() :].strip())
        if bare.startswith(tuple(self.start)):
            return self._found(next(r for phrase, r in self.start.items() if bare.startswith(phrase)))
        tail = folded.rstrip(" \xa0*_")
        tail = tail[:-1] if tail.endswith(").") else tail
        if tail.endswith(tuple(self.end)):
            return self._found(next(r for phrase, r in self.end.items() if tail.endswith(phrase)))
        for phrase, reason in self.within:
            if phrase in folded:
                return self._found(reason)
        return None

    def _found(self, reason: str, value: str = "") -> Found:
        return Found(reason, reason in self.closing, value)


def fold(text: str) -> str:
    """Return `text` in lower case with one kind of apostrophe."""
    return text.lower().replace("’", "'").replace("ʼ", "'")


@cache
def rules(language: str | None) -> Rules:
    """Return the rules of `language`; those of every language where it has none of its own."""
    tables = [_load("any")]
    if language is not None:
        tables += [table for name in dict.fromkeys((language, "en")) if (table := _load(name))]

    def pairs(key: str) -> Iterable[tuple[str, str]]:
        for table in tables:
            for reason, entry in table.items():
                yield from ((fold(phrase), reason) for phrase in entry.get(key, ()))

    def words(reason: str, key: str = "words") -> list[str]:
        return [fold(word) for table in tables for word in table.get(reason, {}).get(key, ())]

    return Rules(
        line={_DIGITS.sub("#", phrase): reason for phrase, reason in pairs("line")},
        label=dict(pairs("label")),
        start=dict(pairs("start")),
        end=dict(pairs("end")),
        within=tuple(pairs("within")),
        closing=frozenset(r for table in tables for r, entry in table.items() if entry.get("closing")),
        byline=tuple(sorted(words("byline"), key=len, reverse=True)),
        places=frozenset(words("byline", "places")),
        dateline=frozenset(token for phrase in words("dateline") for token in phrase.split()),
        said=Endings.of(words("said")),
        poses=frozenset(words("caption", "verbs")),
    )


@cache
def _load(name: str) -> dict[str, dict[str, Any]]:
    path = files("agents.clean").joinpath(f"rules/{name}.toml")
    return tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}
