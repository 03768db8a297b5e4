"""The news agency that a report credits: in its dateline, its byline, its last line."""

import re
import tomllib
from functools import cache
from importlib.resources import files

HEAD = TAIL = 300  # characters of a text in which a credit stands


def agency_of(text: str, credited: tuple[str, ...], outlet: str | None) -> str | None:
    """Return the agency of a report, or None where it is the outlet's own or names several.

    `credited` are bylines and credit lines. An agency's own site counts as its credit.
    """
    by_name, hosts, bracketed, named = _patterns()
    if outlet in hosts:
        return hosts[outlet]
    for line in credited:
        found = {by_name[name.casefold()] for name in named.findall(line)}
        if found:
            return found.pop() if len(found) == 1 else None
    for part in (text[:HEAD], text[-TAIL:]):
        if credit := bracketed.search(part):
            return by_name[credit[1].casefold()]
    return None


def agency_names() -> str:
    """Return every agency's names as alternatives of a regular expression, the longest first."""
    names = sorted((n for agency in _table().values() for n in agency["names"]), key=len, reverse=True)
    return "|".join(re.escape(name) for name in names)


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    path = files("agents.clean").joinpath("rules/agencies.toml")
    return tomllib.loads(path.read_text("utf-8"))


@cache
def _patterns() -> tuple[dict[str, str], dict[str, str], re.Pattern[str], re.Pattern[str]]:
    table = _table()
    by_name = {name.casefold(): agency for agency, entry in table.items() for name in entry["names"]}
    hosts = {host: agency for agency, entry in table.items() for host in entry.get("hosts", ())}
    names = agency_names()
    # (AFP), /TASS/, [Reuters], "— AFP" at a line's end. Case matters: "ap" and "dpa" are not AP.
    bracketed = re.compile(rf"(?:[(/\[]\s?|[—–]\s)({names})(?:\s?[)/\]]|(?=\s*$))", re.MULTILINE)
    return by_name, hosts, bracketed, re.compile(rf"(?<!\w)({names})(?!\w)")
