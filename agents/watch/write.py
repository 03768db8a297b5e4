"""A new watch file, as text: every key with what it does, and the sides from the gazetteer."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from agents.gazetteer.definition import Names, State
from agents.watch.definition import KINDS, OPEN_DAYS, REASONS, STATES, SUBJECTS, TOPICS

_WIDTH = 108  # of a line of the file
_OFFICES = {
    "head-of-state": "head of state",
    "head-of-government": "head of government",
    "foreign-minister": "foreign minister",
    "defence-minister": "defence minister",
}
_PLAIN = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae"})


def slug(text: str) -> str:
    """Return a text as an id: "Türkiye and Greece" is `turkiye-and-greece`."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:64].strip("-")


def title_of(one: State, other: State | None) -> str:
    """Return what a watch on two states is called; `other` None: on one and anyone abroad."""
    return f"{one.title} and {other.title if other else 'anyone abroad'}"


def id_of(one: State, other: State | None) -> str:
    """Return the usual id of a watch on two states, or on one and anyone abroad."""
    return f"{slug(one.title)}-{slug(other.title) if other else 'abroad'}"[:64].strip("-")


def text_of(one: State, other: State | None, day: date, own_id: str | None = None, title: str = "") -> str:
    """Return the file of a watch on two states, or with `other` None on one and anyone abroad.

    Who holds office on `day` stands beside each state, for a reader; the watch follows the gazetteer.
    """
    return "\n".join(
        (
            _HEAD.format(
                about=_about(one, other),
                id=own_id or id_of(one, other),
                title=_quoted(title or title_of(one, other)),
                threshold="0.6 " if other is None else "0.5 ",
                kinds=_listed("kinds", KINDS),
                never=_listed("never", SUBJECTS),
                topics=_listed("# topics", TOPICS),
                open="\n".join(f"{kind} = {OPEN_DAYS[kind]}" for kind in KINDS),
                reasons=_listed("reasons", REASONS),
                states=_listed("states", STATES),
            ),
            _side(one, day),
            _side(other, day) if other else _ABROAD,
            _MORE,
        )
    )


def _about(one: State, other: State | None) -> str:
    if other is None:
        return f"# What {one.title} says and does abroad, and what others say and do about it."
    return f"# Contacts between {one.title} and {other.title}, and what each says and does about the other."


def _side(state: State, day: date) -> str:
    holders = [
        f"#   {name}: {', '.join(_called(person.names) for person in people)}"
        for office, name in _OFFICES.items()
        if (people := state.holders(office, day))
    ]
    known = [
        f"# Its people, institutions, capital and names are the gazetteer's; on {day.isoformat()}:",
        *holders,
    ]
    side = ["[[side]]", f'id = "{slug(state.title)}"', f'state = "{state.code}"', ""]
    return "\n".join([*(known if holders else []), *side])


def _called(names: Names) -> str:
    found = names.get("en") or names.get("any") or ("?",)
    return found[0].rstrip("~*")


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _listed(key: str, values: Sequence[str]) -> str:
    """Return a list, on several lines where one does not hold it."""
    line = f"{key} = [{', '.join(_quoted(value) for value in values)}]"
    if len(line) <= _WIDTH:
        return line
    mark = "# " if key.startswith("#") else ""
    half = (len(values) + 1) // 2
    rows = [", ".join(_quoted(value) for value in part) for part in (values[:half], values[half:])]
    return "\n".join([f"{key} = [", *(f"{mark}    {row}," for row in rows), f"{mark}]"])


_HEAD = """\
{about}
# docs/watches.md explains every key. `detente watch check` and this file's name says what is wrong with it,
# `detente watch explain` why a text is wanted or not, `detente watch backfill` what it would have found.

id = "{id}"     # alerts are kept by it: never change it once the watch is at work
title = {title}
threshold = {threshold}      # of the score, 0 to 1: lower finds more and is wrong more often

# Kinds of event that are wanted: take out what is not.
{kinds}

# Subjects that are not wanted even where both sides are named: take out what is.
{never}

[policy]
statements = true     # what one side says and does about the other is wanted too
# Only about some matters (without this line: about all):
{topics}

[open]     # days for which an event takes in further reports
{open}

[notify]     # what is worth a message; the rest is on the board all the same
{reasons}
{states}
# to = ["webhook"]        # who is told: names of targets. Without this line: all
# silence_days = 30       # tell if there was no contact for so long
"""
_ABROAD = """\
# Every other state and union, each by itself; who is left out is named by code: without = ["RU"]
[[side]]
id = "abroad"
abroad = true
"""
_MORE = """\
# What the gazetteer lacks, or has otherwise (an entry of the same id takes its entry's place), goes below the
# side that it belongs to:
#
# [[side.person]]
# id = "jane-doe"
# from = 2025-01-31       # heard only in articles of her term; until = … ends it
# names.any = ["Jane Doe"]
# names.ru = ["Джейн Доу"]
# short.any = ["Doe"]     # counts only beside a full name
#
# [[side.issue]]          # a matter through which the others speak about this side
# id = "strait"
# names.en = ["the Strait"]
"""
