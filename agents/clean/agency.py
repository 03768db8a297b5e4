"""The news agency that a report credits: in its dateline, its byline, its last line."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from agents.clean.rules import Rules, fold

HEAD = TAIL = 300  # characters of a text in which a credit stands
DATELINE = 90  # characters of a text in which a dateline ends
ALONE = 70  # characters of a line that is all credit

_APART = re.compile(
    r"\s?[,;/|+&–—]\s?|\s(?:and|und|et|y|e|i|и|та|і|ve|with|avec|mit|con|com|z|con|с|from|via)\s"
)
_YEAR = re.compile(r"\A(?:19|20)\d\d\s")
_BARE = ' \xa0()[]{}/|.,:;–—-*_©"«»'
# "Harbour Post with AFP": names, then a word that joins, then the agency.
_WITH = re.compile(
    r"(?:[^\W\d_a-zà-ÿа-я][\w.&'’-]*\s){1,5}(?:with|avec|mit|con|com|z|i|і|и|с|and|und|et|&|/|via|from)\s(.+)"
)
_JOINS = re.compile(r"\A(?:with|avec|mit|con|com|z|за|с|via|by|from)\s", re.IGNORECASE)
# (AFP), [Reuters], /TASS/, "— AFP" at a line's end.
_MARKED = re.compile(
    r"\(([^()\n]{2,60})\)|\[([^\[\]\n]{2,60})\]|(?<!\w)/\s?([^/\n()]{2,30}?)\s?/(?!\w)|[—–]\s([^\n—–]{2,30}?)\s*$",
    re.MULTILINE,
)
# Signs of the editors at an agency's text: "jj/rb", "mwo/ ap/", and what they worked with in brackets.
_SIGNED = re.compile(r"(?:[a-z]{2,5}(?:[-.,][a-z]{2,5}){0,3}/){1,4}(?:[a-z]{1,5}(?:[-.][a-z]{2,5})?/?)?\Z")
_BRACKET = re.compile(r"\s?\(([^()]{2,60})\)\Z")


@dataclass(frozen=True, slots=True)
class _Names:
    """The table of agencies as it is looked at."""

    agency: dict[str, str]  # by name, folded
    written: frozenset[str]
    hosts: dict[str, str]
    dated: re.Pattern[str]  # after town and day, without brackets
    free: re.Pattern[str]  # anywhere in a line that is known to be a credit


def agency_of(text: str, credited: tuple[str, ...], outlet: str | None) -> str | None:
    """Return the agency of a report, or None where it is the outlet's own or names several.

    `credited` are bylines and credit lines. An agency's own site counts as its credit.
    """
    known = _names()
    if outlet in known.hosts:
        return known.hosts[outlet]
    for line in credited:
        found = {known.agency[_key(name)] for name in known.free.findall(line)}
        if found:
            return found.pop() if len(found) == 1 else None
    head = text[:HEAD]
    if dateline := known.dated.match(head[:DATELINE]):
        return known.agency[_key(next(filter(None, dateline.groups())))]
    for part in (head, text[-TAIL:]):
        for credit in _MARKED.finditer(part):
            if found := _in_brackets(next(filter(None, credit.groups()))):
                return found.pop() if len(found) == 1 else None
    return None


def _in_brackets(text: str) -> set[str]:
    """Return the agencies of a credit such as "dpa", "dpa/lsw" or "mit AFP"; none where it is no credit."""
    parts = [part for part in map(str.strip, _APART.split(_JOINS.sub("", text))) if part]
    found = {_names().agency[_key(part)] for part in parts if _case(part)}
    others = [part for part in parts if not _case(part)]
    # Signs of a desk (lsw), or another agency that passes it on (BSS).
    return found if all(len(part) <= 5 and (part.islower() or part.isupper()) for part in others) else set()


def _case(name: str) -> bool:
    """Return whether `name` is written as its agency writes it: (ap) is no credit."""
    return name in _names().written


def is_agency(name: str) -> bool:
    """Return whether `name` is an agency's, with or without "staff" behind it."""
    key = _key(name.strip(_BARE))
    return key in _names().agency or key.removesuffix(" staff") in _names().agency


def is_credit(line: str, rules: Rules) -> bool:
    """Return whether `line` says no more than where a text came from: (AFP, dpa), Harbour Post with AFP,
    the signs of an agency's editors.
    """
    if len(line) > ALONE:
        return False
    if _SIGNED.match(_BRACKET.sub("", line).replace("/ ", "/")) and line[-1] != ".":
        return True
    bare = _YEAR.sub("", line.strip(_BARE))
    if _are_agencies(bare, rules):
        return True
    joined = _WITH.fullmatch(bare)
    return joined is not None and _are_agencies(joined[1], rules)


def _are_agencies(text: str, rules: Rules) -> bool:
    parts = [part.strip(_BARE) for part in _APART.split(text)]
    parts = [part for part in parts if part]
    return bool(parts) and all(is_agency(part) or fold(part) in rules.agencies for part in parts)


def agency_names() -> str:
    """Return every agency's names as alternatives of a regular expression, the longest first."""
    return _either(_every())


def _every() -> Iterable[str]:
    return (name for entry in _table().values() for key in ("names", "short") for name in entry.get(key, ()))


def _either(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


def _key(name: str) -> str:
    return name.casefold()


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    path = files("agents.clean").joinpath("rules/agencies.toml")
    return tomllib.loads(path.read_text("utf-8"))


@cache
def _names() -> _Names:
    table = _table()
    sure = _either(name for entry in table.values() for name in entry["names"])
    month = r"[^\W\d_]{3,12}\.?"
    date = rf"(?:\d{{1,2}}\.?(?:\s(?:de\s)?{month})?|{month}\s\d{{1,2}})(?:,?\s\d{{4}})?[.,]?"
    place = r"[^\W\d_][^\n.!?,;:()]{1,40}"
    word = r"[^\W\d_][\w-]{2,20}"
    return _Names(
        {
            _key(name): agency
            for agency, entry in table.items()
            for key in ("names", "short")
            for name in entry.get(key, ())
        },
        frozenset(_every()),
        {host: agency for agency, entry in table.items() for host in entry.get("hosts", ())},
        # МОСКВА, 26 июн — РИА Новости. | Москва. 26 июня. INTERFAX.RU - | Київ. Укрінформ. | AFP -
        re.compile(
            rf"{place}[.,]\s{date}\s?[—–-]{{1,2}}\s?({sure})(?=\s?[—–-]|[.,:])"
            rf"|{place}[.,]\s{date}\s({sure})(?=\s?[—–-]|\.\s)"
            rf"|{word}\.\s({sure})\.\s"
            rf"|{word}\s?[—–-]\s?({sure})(?=\s?[—–-]|[.:]\s)"
            rf"|({sure})\s?[—–-]{{1,2}}\s"
        ),
        re.compile(rf"(?<!\w)({agency_names()})(?!\w)"),
    )
