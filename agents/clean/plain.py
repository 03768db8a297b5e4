"""A text as scrapers leave it, line by line: what is the article, what stood around it on the page.

Every paragraph that stays does so word for word. What goes is kept in `removed` with its reason.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from agents.clean import lines
from agents.clean.byline import byline
from agents.clean.paragraphs import Line, join, split
from agents.clean.rules import Found, Rules, fold
from agents.clean.wrapped import unwrapped

TOP = 12  # lines from the start in which bylines, dates and captions of the head stand
TRAILER = 0.4  # largest share of a text that may go as what follows the article's end
# Share of words that two headlines have in common when they are one: beside a given headline, nearly
# all; of two in a row at the head of a text, the second is often another wording.
SAME, REWORDED = 0.7, 0.3
ENTRIES, CUT = 50, 200  # of `removed`: how many, and characters of each
OWN = 0.2  # largest share of a foreign headline's words that may occur elsewhere in the text


@dataclass(slots=True)
class Body:
    """What a scraped text holds."""

    title: str = ""
    text: str = ""
    authors: list[str] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)  # lines that name an agency
    day: str | None = None  # a date line, EDTF
    link: str | None = None  # "Original url"
    removed: list[str] = field(default_factory=list)


def read_plain(text: str, title: str, language: str | None, rules: Rules, *, page: bool = False) -> Body:
    """Return the article in `text`. `title` is the given one, or empty: then the text's own is used.

    `page`: the text was extracted from HTML, so that its lines are its paragraphs, and one that looks
    like a headline is a subheading of the article.
    """
    body = Body(title=title)
    found, rest = split(text)
    if not page:
        found = unwrapped(found)
    _take_prefix(found, body, rules)
    found = _known(found, body, rules, len(rest))
    found = _head(found, body, language, rules)
    if not page:
        found = _edges(found, body)
    found = _title(found, body, page)
    found = _repeated(found, body)
    if not page and language == "en":
        found = _foreign_headlines(found, body)
    body.text = (join(found) + rest).lstrip("\n")
    return body


def _note(body: Body, reason: str, line: str) -> None:
    if len(body.removed) < ENTRIES:
        entry = f"{reason}: {line}"
        body.removed.append(entry if len(entry) <= CUT else entry[: CUT - 1] + "…")


def _take_prefix(found: list[Line], body: Body, rules: Rules) -> None:
    if found and (prefix := lines.date_prefix(found[0].text, rules)):
        body.day, end = prefix
        _note(body, "date", found[0].text[:end].strip())
        found[0].text = found[0].text[end:]


def _known(found: list[Line], body: Body, rules: Rules, below: int) -> list[Line]:
    """Take out the lines that a rule knows, and all that follows the line where the article ends.

    `below` are the characters of the text that follow `found`.
    """
    total = sum(len(one.text) for one in found) + below
    kept: list[Line] = []
    seen = 0
    ended = False
    last: Found | None = None
    for one in found:
        seen += len(one.text)
        known = rules.find(one.text)
        if known is not None and known.reason == "source_name" and not _below_prose(kept):
            known = None  # "Source: …" above the first paragraph is a headline that cites one
        if known is None and lines.is_url(one.text):
            if last is not None and last.reason == "source":
                body.link = body.link or one.text
            known = Found("link", closing=False)
        if known is not None:
            _note(body, known.reason.removesuffix("_name"), one.text)
            if known.reason in ("credit", "source", "source_name"):
                body.credits.append(one.text)
            if known.reason == "source" and lines.is_url(known.value):
                body.link = body.link or known.value
            ended = ended or (known.closing and total - seen <= TRAILER * total)
        elif ended:
            _note(body, "trailer", one.text)
        else:
            kept.append(one)
        last = known
    return kept


def _below_prose(kept: list[Line]) -> bool:
    return any(lines.is_prose(before.text) for before in kept[-3:])


def _head(found: list[Line], body: Body, language: str | None, rules: Rules) -> list[Line]:
    """Take out bylines, date lines and captions; the first two only above the first paragraph."""
    kept: list[Line] = []
    captions: list[Line] = []
    early = True
    for place, one in enumerate(found):
        names = byline(one.text, rules) if early and place < TOP else None
        day = lines.date_line(one.text, language, rules) if place < TOP or place >= len(found) - 3 else None
        if names:
            body.authors += names
            body.credits.append(one.text)
            _note(body, "byline", one.text)
        elif day:
            body.day = body.day or day
            _note(body, "date", one.text)
        elif lines.is_caption(one.text, language, rules, early=early):
            captions.append(one)
        else:
            kept.append(one)
            early = early and not lines.is_prose(one.text)
    if not kept:
        return captions  # a feed's entry that is all caption tells what it can
    for one in captions:
        _note(body, "caption", one.text)
    return kept


def _edges(found: list[Line], body: Body) -> list[Line]:
    """Take out names of sections and keywords: a word or two above the first and below the last prose."""
    prose = [place for place, one in enumerate(found) if lines.is_prose(one.text)]
    if not prose:
        return found

    def edge(place: int) -> bool:
        outside = place < min(prose[0], TOP) or (place > prose[-1] and len(prose) > 1)
        return outside and lines.is_signpost(found[place].text)

    return _without(found, body, "navigation", edge)


def _title(found: list[Line], body: Body, page: bool) -> list[Line]:
    """Find the headline in the first lines, and take it out there, as often as it stands there."""
    alike = SAME
    if not body.title and not page and len(found) > 1 and lines.is_headline(found[0].text):
        body.title = found.pop(0).text
        alike = REWORDED
    while body.title and len(found) > 1 and _same_headline(found[0].text, body.title, alike):
        _note(body, "title again", found.pop(0).text)
    return found


def _same_headline(line: str, title: str, alike: float) -> bool:
    if fold(line).strip(" .") == fold(title).strip(" ."):
        return True
    if not lines.is_headline(line) or lines.is_prose(line):
        return False
    one, other = (set(map(fold, lines.words_of(text))) for text in (line, title))
    return bool(one | other) and len(one & other) >= alike * len(one | other)


def _repeated(found: list[Line], body: Body) -> list[Line]:
    """Take out a line of some words that stood there before: a caption printed twice, a teaser."""
    seen: set[str] = set()

    def again(line: str) -> bool:
        if len(line) < 20:
            return False
        known = line in seen
        seen.add(line)
        return known

    return _without(found, body, "repeated", lambda place: again(found[place].text))


def _foreign_headlines(found: list[Line], body: Body) -> list[Line]:
    """Take out a headline of another article: between paragraphs, and of words found nowhere else."""

    def prose(place: int) -> bool:
        return len(found[place].text) >= 60 and lines.is_prose(found[place].text)

    suspects = [
        place
        for place in range(1, len(found) - 1)
        if lines.is_headline(found[place].text)
        and lines.title_case(found[place].text)
        and prose(place - 1)
        and prose(place + 1)
    ]
    if not suspects:
        return found
    rest = [body.title, *(one.text for place, one in enumerate(found) if place not in set(suspects))]
    known = {_stem(word) for text in rest for word in lines.words_of(text)}

    def foreign(place: int) -> bool:
        words = [_stem(word) for word in lines.words_of(found[place].text) if len(word) > 3]
        return sum(word in known for word in words) <= OWN * len(words)

    unrelated = {place for place in suspects if foreign(place)}
    return _without(found, body, "unrelated headline", lambda place: place in unrelated)


def _stem(word: str) -> str:
    return fold(word)[:5]  # enough to find "invited" under "Invitation"


def _without(found: list[Line], body: Body, reason: str, gone: Callable[[int], bool]) -> list[Line]:
    kept = []
    for place, one in enumerate(found):
        if gone(place):
            _note(body, reason, one.text)
        else:
            kept.append(one)
    return kept
