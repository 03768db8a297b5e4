"""Takes out the lines that a rule knows, and all that follows the line where the article ends."""

from collections.abc import Mapping
from itertools import takewhile

from agents.clean.body import Body
from agents.clean.lines import is_headline, is_url
from agents.clean.marks import known_by_form
from agents.clean.paragraphs import Line
from agents.clean.rules import Found, Rules
from agents.clean.sentence import is_prose, is_sentence

TRAILER = 0.4  # largest share of a text that may go as what follows the article's end
LISTED = 10  # headlines that may stand under "Related articles"
TEASER = 160  # characters of one
WORDS = 4  # of one, at least

_CREDITS = ("credit", "source", "source_name")


class _Size:
    """How much of a text lies behind a line, and how much still follows: in characters, and in sentences.

    Both must be little where an article is said to end: the frame of a whole page is all short lines.
    """

    def __init__(self, found: list[Line], below: int) -> None:
        self.left = self.total = sum(len(one.text) for one in found) + below
        self.said_left = self.said = sum(len(one.text) for one in found if is_sentence(one.text))

    def pass_by(self, one: Line) -> None:
        """Count `one` as read."""
        self.left -= len(one.text)
        self.said_left -= len(one.text) if is_sentence(one.text) else 0

    @property
    def little_follows(self) -> bool:
        """Whether what follows may go."""
        return self.left <= TRAILER * self.total and self.said_left <= TRAILER * self.said


def without_known(
    found: list[Line], body: Body, language: str | None, rules: Rules, below: int
) -> list[Line]:
    """Return the lines of `found` that no rule knows. `below`: characters of the text that follow them."""
    size = _Size(found, below)
    listed = _listed(found, rules)
    kept: list[Line] = []
    ended = False
    last: Found | None = None
    for place, one in enumerate(found):
        size.pass_by(one)
        known = listed.get(place) or _why(one.text, kept, last, body, language, rules)
        if known is not None:
            body.note(known.reason.removesuffix("_name"), one.text)
            if known.reason in _CREDITS or (known.reason == "caption" and ended):
                body.credits.append(one.text)
            if known.reason == "source" and is_url(known.value):
                body.link = body.link or known.value
            ended = ended or (known.closing and size.little_follows)
        elif ended:
            body.note("trailer", one.text)
        else:
            kept.append(one)
        last = known
    return kept


def _why(
    line: str, kept: list[Line], last: Found | None, body: Body, language: str | None, rules: Rules
) -> Found | None:
    known = rules.find(line, first=not kept and not body.title)
    if known is not None and known.reason == "source_name" and not _below_prose(kept):
        return None  # "Source: …" above the first paragraph is a headline that cites one
    if known is None and is_url(line):
        if last is not None and last.reason == "source":
            body.link = body.link or line
        return Found("link")
    if known is None and (reason := known_by_form(line, language, rules)):
        # "© AFP" under the picture above the text says nothing of the text.
        pictured = reason == "credit" and "©" in line and not _below_prose(kept)
        return Found("caption" if pictured else reason)
    return known


def _below_prose(kept: list[Line]) -> bool:
    return any(is_prose(before.text) for before in kept[-3:])


def _listed(found: list[Line], rules: Rules) -> Mapping[int, Found]:
    """Return the headlines that stand under a heading such as "Related articles".

    Where prose follows, the last of several may be a subheading of the article, and stays.
    """
    listed: dict[int, Found] = {}
    for place in range(len(found) - 1):
        if place in listed or not _announces(found, place, rules):
            continue
        after = range(place + 1, min(place + 1 + LISTED, len(found)))
        run = list(takewhile(lambda at: _teases(found[at].text), after))
        if len(run) > 1 and _goes_on(found, run[-1] + 1, rules):
            run.pop()
        listed.update(dict.fromkeys(run, Found("related")))
    return listed


def _goes_on(found: list[Line], place: int, rules: Rules) -> bool:
    return place < len(found) and is_sentence(found[place].text) and rules.find(found[place].text) is None


def _announces(found: list[Line], place: int, rules: Rules) -> bool:
    line = found[place].text
    if len(line) > TEASER or not any(is_sentence(one.text) for one in found[max(0, place - 3) : place]):
        return False
    known = rules.find(line)
    return known is not None and known.heading


def _teases(line: str) -> bool:
    return len(line) <= TEASER and is_headline(line) and len(line.split()) >= WORDS
