"""Does one changed letter leave a sentence what it was? Not in a name, a number, a "not", a quotation."""

import re
from dataclasses import dataclass
from typing import Literal

from agents.dedup.revision_letters import fold
from agents.dedup.revision_notice import plain, weighty
from agents.dedup.revision_wording import NOUNS, Wording

SPELLING = 6  # letters from which on a word that may be a name is sooner misspelt than another name
LOOK_BACK = 2000  # characters of a paragraph in which a quotation may have begun

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

Step = Literal["letter", "dropped", "added", "turned"]


@dataclass(frozen=True, slots=True)
class Edit:
    """How a sentence came of an earlier one. Letters are counted from the text's first."""

    step: Step
    at: int  # letter of the new sentence; of a dropped one: that before which it stood
    was: int = 0  # value of the letter that stood there (letter, dropped)


def keeps_its_meaning(wording: Wording, start: int, edit: Edit, language: str | None) -> bool:
    """Return whether the edit, in the sentence from letter `start` on, is one of spelling alone."""
    places, text = wording.letters.places, wording.text
    near = {"letter": (0,), "added": (0,), "turned": (0, 1), "dropped": (-1, 0)}[edit.step]
    touched = [edit.at + step for step in near if start <= edit.at + step < len(places)]
    was = _letter(wording, edit.was) if edit.step in ("letter", "dropped") else ""
    now = [text[places[one]] for one in touched] if edit.step != "dropped" else []
    if not all(char.isalpha() for char in (*now, *was)):
        return False  # a digit, the point of a number, a unit
    if not touched or _quoted(text, int(places[touched[0]])):
        return False
    if was and was in weighty(language) and edit.at in wording.words:
        return False  # it may have been a word of its own: "n'" of "n'est"
    return all(
        _spelt(wording, int(places[one]), start, _Change(edit.step, was, one < edit.at), language)
        for one in touched
    )


@dataclass(frozen=True, slots=True)
class _Change:
    step: Step
    was: str
    behind: bool  # the letter that was dropped stood behind the one that is looked at


def _spelt(wording: Wording, at: int, start: int, change: _Change, language: str | None) -> bool:
    """Return whether the word at a character was and is an ordinary one, or a name that was misspelt."""
    text = wording.text
    first = max(text.rfind(end, 0, at) for end in " \n\xa0\u202f") + 1
    word = next((one for one in _WORD.finditer(text, first, at + 60) if one.start() <= at < one.end()), None)
    if word is None:
        return False
    now, place = word[0], at - word.start()
    if any(
        part in weighty(language)
        for spelling in (now, _before(now, place, change))
        for part in _parts(spelling)
    ):
        return False
    cased = now.lower() != now.upper()
    if cased and not now[0].isupper():
        return True
    head = word.start() <= wording.letters.places[start] or start < wording.title
    if cased and head and _written_small(wording.text, now):
        return True
    if cased and not head and language not in NOUNS:
        return False
    # It may be a name: a long word that has a letter too few, too many or turned is sooner a slip.
    return change.step == "turned" or (change.step != "letter" and len(now) >= SPELLING)


def _before(now: str, place: int, change: _Change) -> str:
    """Return the word as it was."""
    match change.step:
        case "letter":
            return now[:place] + change.was + now[place + 1 :]
        case "added":
            return now[:place] + now[place + 1 :]
        case "dropped":
            place += change.behind
            return now[:place] + change.was + now[place:]
        case "turned":
            return now  # its letters; a word that turns a sentence is none of another's in another order


def _parts(word: str) -> tuple[str, ...]:
    pieces = plain(word).split("'")
    return (*pieces, "".join(pieces))


def _written_small(text: str, word: str) -> bool:
    """Return whether a word that stands at the head of a sentence is written small elsewhere: no name."""
    return re.search(rf"(?<!\w){re.escape(word.lower())}(?!\w)", text) is not None


def _quoted(text: str, at: int) -> bool:
    """Return whether a character stands inside a quotation of its paragraph."""
    line = text[max(text.rfind("\n", 0, at) + 1, at - LOOK_BACK) : at]
    closing = "”»“" if "„" in line else "”»"
    opened = sum(line.count(mark) for mark in "“„«" if mark not in closing)
    return line.count('"') % 2 == 1 or opened > sum(line.count(mark) for mark in closing)


def _letter(wording: Wording, value: int) -> str:
    """Return the letter of a value, in lower case."""
    found = (wording.letters.values == value).nonzero()[0]
    return fold(wording.text[wording.letters.places[found[0]]]) if len(found) else ""
