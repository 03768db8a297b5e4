"""Takes out what stands above and below an article: bylines, dates, captions, names of sections."""

from agents.clean.body import Body
from agents.clean.byline import byline
from agents.clean.captions import is_caption
from agents.clean.lines import date_line, date_prefix, is_signpost, parts_of
from agents.clean.paragraphs import Line
from agents.clean.rules import Rules, fold
from agents.clean.sentence import is_prose, is_sentence, words_of

TOP = 12  # lines from the start in which bylines, dates and captions of the head stand
TAIL = 3  # lines from the end in which a date may stand


def take_prefix(found: list[Line], body: Body, rules: Rules) -> None:
    """Take a day that a scraper left before the first words out of the first line."""
    if found and (prefix := date_prefix(found[0].text, rules)):
        body.day, end = prefix
        body.dates.append(found[0].text[:end])
        body.note("date", found[0].text[:end].strip())
        found[0].text = found[0].text[end:]


def without_head(found: list[Line], body: Body, language: str | None, rules: Rules) -> list[Line]:
    """Return `found` without bylines, dates and captions; the first two only above the first paragraph."""
    kept: list[Line] = []
    captions: list[Line] = []
    early = True
    for place, one in enumerate(found):
        named = byline(one.text, rules) if early and place < TOP else None
        near = place < TOP or place >= len(found) - TAIL
        day = date_line(one.text, language, rules) if near else None
        if named is not None:
            body.authors += named
            body.credits.append(one.text)
            body.note("byline", one.text)
        elif day:
            body.day = body.day or day
            body.dates.append(one.text)
            body.note("date", one.text)
        elif is_caption(one.text, language, rules, early=early) or (early and _twice(found, place, body)):
            captions.append(one)
        else:
            kept.append(one)
            early = early and not is_prose(one.text)
    if not kept:
        return captions  # a feed's entry that is all caption tells what it can
    for one in captions:
        body.note("caption", one.text)
    return kept


def _twice(found: list[Line], place: int, body: Body) -> bool:
    """Return whether a line below the headline stands twice in a row: a picture's text and its caption."""
    line = found[place].text
    beside = (found[at].text for at in (place - 1, place + 1) if 0 <= at < len(found))
    if place == 0 or len(line) < 20 or is_sentence(line) or line not in beside:
        return False
    return line not in (found[0].text, body.title)


def _lone_headline(line: str, rules: Rules) -> bool:
    """Return whether the only line above the prose is its headline, of two words: a section has one name."""
    return len(parts_of(line)) == 1 and len(words_of(line)) == 2 and fold(line) not in rules.sections


def without_edges(found: list[Line], body: Body, rules: Rules) -> list[Line]:
    """Return `found` without names of sections and keywords: a word or two above the first and below the
    last prose.
    """
    prose = [place for place, one in enumerate(found) if is_prose(one.text)]
    if not prose:
        return found
    top = min(prose[0], TOP)
    if top == 1 and not body.title and _lone_headline(found[0].text, rules):
        body.title = found[0].text  # `without_title` takes it out of the text
        return found
    for one in found[:top]:
        if body.section is None and is_signpost(one.text):
            body.section = next(
                (part for part in reversed(parts_of(one.text)) if fold(part) in rules.sections), None
            )

    def edge(place: int) -> bool:
        outside = place < top or (place > prose[-1] and len(prose) > 1)
        return outside and is_signpost(found[place].text)

    return body.without(found, "navigation", edge)
