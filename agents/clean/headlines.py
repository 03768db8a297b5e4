"""Headlines in a text: the article's own, once; those of other articles, not at all."""

import re

from agents.clean.body import Body
from agents.clean.lines import is_headline, title_case
from agents.clean.paragraphs import Line
from agents.clean.rules import fold
from agents.clean.sentence import is_prose, words_of

# Share of words that two headlines have in common when they are one: beside a given headline, nearly
# all; of two in a row at the head of a text, the second is often another wording.
SAME, REWORDED = 0.7, 0.3
OWN = 0.2  # largest share of a foreign headline's words that may occur elsewhere in the text
PROSE = 60  # characters of a paragraph beside it
_DIGIT = re.compile(r"\d")
_QUOTE = re.compile(r"[\"“”„«»?!]|\A['‘*(-]")  # somebody speaks, or it is an item of a list
# Of a headline that is not written in capitals, as a subheading might be: its words, and the text's.
LONG, KNOWN = 7, 120


def without_title(found: list[Line], body: Body, page: bool) -> list[Line]:
    """Find the headline in the first lines, and take it out of the text, as often as it stands there."""
    alike = SAME
    if not body.title and not page and len(found) > 1 and is_headline(found[0].text):
        body.title = found.pop(0).text
        alike = REWORDED
    while body.title and len(found) > 1 and _same(found[0].text, body.title, alike):
        body.note("title again", found.pop(0).text)
    title = fold(body.title).strip(" .")
    if not title or len(found) < 2:
        return found
    return body.without(found, "title again", lambda place: fold(found[place].text).strip(" .") == title)


def _same(line: str, title: str, alike: float) -> bool:
    if fold(line).strip(" .") == fold(title).strip(" ."):
        return True
    if not is_headline(line) or is_prose(line):
        return False
    one, other = (set(map(fold, words_of(text))) for text in (line, title))
    return bool(one | other) and len(one & other) >= alike * len(one | other)


def without_repeated(found: list[Line], body: Body) -> list[Line]:
    """Return `found` without lines of some words that stood there before: a caption twice, a teaser."""
    seen: set[str] = set()

    def again(place: int) -> bool:
        line = found[place].text
        if len(line) < 20:
            return False
        known = line in seen
        seen.add(line)
        return known

    return body.without(found, "repeated", again)


def without_foreign(found: list[Line], body: Body, language: str | None) -> list[Line]:
    """Return `found` without headlines of other articles: between paragraphs or below the last one, and of
    words found nowhere else.
    """
    prose = [len(one.text) >= PROSE and is_prose(one.text) for one in found]
    last = max((place for place, is_one in enumerate(prose) if is_one), default=0)
    suspects = [
        place
        for place in range(1, len(found))
        if not prose[place]
        and ((prose[place - 1] and place < last and prose[place + 1]) or place > last > 0)
        and is_headline(found[place].text)
    ]
    if not suspects:
        return found
    rest = [body.title, *(one.text for place, one in enumerate(found) if place not in set(suspects))]
    known = {_stem(word) for text in rest for word in words_of(text)}
    size = sum(len(text.split()) for text in rest)

    def foreign(place: int) -> bool:
        line = found[place].text
        words = [word for word in words_of(line) if len(word) > 3]
        own = sum(_stem(word) in known for word in words)
        if language == "en" and place < last and title_case(line):
            return own <= OWN * len(words)
        plain = _QUOTE.search(line) is None and not _DIGIT.search(line)
        return plain and len(line.split()) >= LONG and size >= KNOWN and own == 0

    unrelated = {place for place in suspects if foreign(place)}
    return body.without(found, "unrelated headline", lambda place: place in unrelated)


def _stem(word: str) -> str:
    return fold(word)[:5]  # enough to find "invited" under "Invitation"
