"""Between whom a contact is: the two sides, or a side and somebody else who speaks about the other."""

import re
from collections.abc import Sequence

from agents.tag.text.lexicon import Cue, lexicon
from agents.tag.text.mention import Mention, Weight
from agents.tag.text.phrases import Hit
from agents.tag.text.reading import Unit

_NEAR = 30  # characters between a word of contact and whoever it is with
_LONG = 60  # … where "with" stands right behind the word
_ROW = 8  # characters between two in a row: ", ", " and "
_AND = re.compile(
    r"(?:,|and|et|und|i|и|та|і|й|y|e|ve|و|then|puis|dann|luego|poi|potem|затем|потом|потім|ثم"
    r"|&|[-–—/]|[ ]){1,4}"
)
# … with a party in brackets and titles between: "Scholz (SPD) and the French president Emmanuel Macron".
_TITLES = re.compile(r"(?: \([^)\n]{1,12}\))?(?:,| (?:and|et|und|i|и|та|і|й|y|e|ve) | و)[^.;:!?()\n,]{0,55}")
_PAIR = 25  # characters between both sides in "the call between A's president and B's"
_SUBJECT = 12  # characters between who does it and the word
_RIGHT = re.compile(r" (?:[^\W\d_]{1,4} )?")  # a space, or an auxiliary: "had met"
_DEED = 2  # words between whoever is blamed and his call: "for the"
_STOP = re.compile(r"[,;:!?()–—]")
_CLAUSE = re.compile(r"[:;,.!?] | [-–—] ")
_WORD = re.compile(r"[^\W\d_]+")
_LINE = re.compile(r" [-–—] |: ")  # between a place and the text proper

Span = tuple[int, int]


def between_sides(text: str, unit: Unit, cue: Hit[Cue], one: int, other: int) -> bool:
    """Return whether a contact may be one of the two sides, as far as the sentence tells.

    They are told apart only where somebody else is named before the word who could be its party: "X speaks
    with A and B" is X's own, "X and A discuss B's plans" is of X and A, but "X on the call of A and B",
    "X says A spoke to B" and "A and X speak with B" are between the sides.
    """
    own = [name for name in unit.names if name.side in (one, other) and name.weight >= Weight.STATE]
    before = [name for name in own if name.start < cue.start]
    after = [name for name in own if name.start >= cue.end]
    others = [
        span
        for span in _others(text, unit)
        if span[0] < cue.start and not is_subject(text, span) and not _met(text, unit, span, cue, before)
    ]
    strangers = _strangers(text, unit, others, before)
    if strangers:
        if any(_does(text, unit, span, cue) for span in strangers):
            return False
        return (
            _joined(text, unit, cue, after)
            or _hyphened(cue, before)
            or _direct(text, unit, cue, before, after)
        )
    sides = {name.side for name in before}
    if len(sides) == 1 and others:
        met = [name for name in after if name.side not in sides]
        return not met or any(_linked(text, unit, cue, name) for name in met)
    met = [name for name in after if name.side not in sides]
    if (
        cue.value[1] != "visit"
        and len(sides) == 1
        and met
        and all(_topic(text, unit, cue, name) for name in met)
    ):
        return False
    if not sides:
        return not (_named(text, unit, cue) and _with_row(text, unit, cue, after))
    return True


def _does(text: str, unit: Unit, stranger: Span, cue: Hit[Cue]) -> bool:
    """Return whether somebody else stands right before a word of contact: "X phones A, then B".

    "X on the call of A to B" is of A and B.
    """
    about = lexicon(unit.language).about
    return _RIGHT.fullmatch(text, stranger[1], cue.start) is not None and not any(
        word in about for word in _words(text, stranger[1], cue.start)
    )


def _met(text: str, unit: Unit, span: Span, cue: Hit[Cue], before: Sequence[Mention]) -> bool:
    """Return whether somebody else is whom a side meets otherwise: "A, after talks with X, …"."""
    known = lexicon(unit.language).with_words
    return any(
        one.value[0] == "contact"
        and one.end <= span[0] <= one.end + _LONG
        and one.end < cue.start
        and any(name.end <= one.start for name in before)
        and any(word in known for word in _words(text, one.end, span[0])[:2])
        for one in unit.cues
    )


def _others(text: str, unit: Unit) -> list[Span]:
    """Return the places of other people, and of other countries beside an office; a dateline's are none."""
    offices = [cue for cue in unit.cues if cue.value[0] == "office"]
    return [
        (third.start, third.end)
        for third in unit.thirds
        if third.value[0] == "person"
        or any(
            (0 <= third.start - cue.end <= 4 or 0 <= cue.start - third.end <= 4)
            and not _LINE.match(text, third.end)
            for cue in offices
        )
    ]


def is_subject(text: str, span: Span) -> bool:
    """Return whether a name is only the subject of a French headline: "Navalny : l'Élysée dément …"."""
    return text.startswith(" :", span[1]) and text[span[1] + 2 : span[1] + 4].strip() not in ("«", "“", '"')


def _strangers(text: str, unit: Unit, others: Sequence[Span], before: Sequence[Mention]) -> list[Span]:
    """Return who of the others does not stand in a row with someone of a side: "A, X and Y"."""
    row = [(name.start, name.end) for name in before if name.weight >= Weight.OFFICIAL]
    left = list(others)
    while joined := [span for span in left if any(_beside(text, unit, span, one) for one in row)]:
        row += joined
        left = [span for span in left if span not in joined]
    return left


def _beside(text: str, unit: Unit, one: Span, other: Span) -> bool:
    start, end = (other[1], one[0]) if other[1] <= one[0] else (one[1], other[0])
    if 0 < end - start <= _ROW:
        return _AND.fullmatch(text, start, end) is not None
    return _TITLES.fullmatch(text, start, end) is not None and not any(
        start <= cue.start < end and cue.value[0] in ("act", "contact", "report") for cue in unit.cues
    )


def _named(text: str, unit: Unit, cue: Hit[Cue]) -> bool:
    """Return whether a name that nobody knows stands before a word of contact: "Bennett speaks with …"."""
    words = [word[0] for word in _WORD.finditer(text, unit.start, cue.start)]
    return 0 < len(words) <= 4 and words[0][0].isupper()


def _both(after: Sequence[Mention]) -> tuple[Mention, Mention] | None:
    """Return the first of each side behind a word, where they stand close together."""
    if not after:
        return None
    second = next((name for name in after if name.side != after[0].side), None)
    return (after[0], second) if second is not None and second.start - after[0].end <= _PAIR else None


def _with_row(text: str, unit: Unit, cue: Hit[Cue], after: Sequence[Mention]) -> bool:
    """Return whether "with A and B" follows a word of contact."""
    both = _both(after)
    if both is None or both[0].start - cue.end > _NEAR or not _has_with(text, unit, cue, both[0]):
        return False
    first, second = ((name.start, name.end) for name in both)
    return _beside(text, unit, first, second)


def _joined(text: str, unit: Unit, cue: Hit[Cue], after: Sequence[Mention]) -> bool:
    """Return whether both sides stand right behind a word of contact: "the call between A and B"."""
    both = _both(after)
    if both is None or both[0].start - cue.end > _NEAR or _has_with(text, unit, cue, both[0]):
        return False
    about = lexicon(unit.language).about  # "discusses pressure on A with B" is with B alone
    return not any(word in about for word in _words(text, cue.end, both[0].start))


def _hyphened(cue: Hit[Cue], before: Sequence[Mention]) -> bool:
    """Return whether both sides stand right before a word of contact: "the A–B call"."""
    pair = before[-2:]
    return (
        len({name.side for name in pair}) > 1
        and pair[1].start - pair[0].end <= _ROW
        and cue.start - pair[1].end <= _ROW
    )


def _direct(
    text: str, unit: Unit, cue: Hit[Cue], before: Sequence[Mention], after: Sequence[Mention]
) -> bool:
    """Return whether a side stands right before the word and the other right behind: "A spoke to B"."""
    if not before or cue.start - before[-1].end > _SUBJECT:
        return False
    words = lexicon(unit.language)
    gap = _words(text, before[-1].end, cue.start)
    # "Blames A for the call to B" is A's own call, and no talk about one.
    blamed = gap[0] in words.blamed and len(gap) <= _DEED if gap else False
    if not blamed and any(word in words.about for word in gap):
        return False
    lead = _words(text, unit.start, before[-1].start)
    if lead and (lead[-1] in words.with_words or lead[-1] in words.about):
        return False  # "urges sanctions on A in a meeting with B"
    return any(name.side != before[-1].side and _linked(text, unit, cue, name) for name in after)


def _has_with(text: str, unit: Unit, cue: Hit[Cue], name: Mention) -> bool:
    known = lexicon(unit.language).with_words
    inside, gap = _words(text, cue.start, cue.end), _words(text, cue.end, name.start)
    return any(word in known for word in (*inside[-1:], *gap))


def _linked(text: str, unit: Unit, cue: Hit[Cue], name: Mention) -> bool:
    """Return whether whoever is named is whom the contact is with: close behind, and not "about".

    Behind a stop or a dash somebody begins to act: "X and A plan a summit, B offers a place".
    """
    if unit.title and _CLAUSE.search(text, cue.end, name.start):
        return False
    if any(word in lexicon(unit.language).about for word in _words(text, cue.end, name.start)):
        return False
    if any(cue.end <= third.start < name.start for third in unit.thirds):
        return False
    return name.start - cue.end <= (_LONG if _has_with(text, unit, cue, name) else _NEAR)


def _topic(text: str, unit: Unit, cue: Hit[Cue], name: Mention) -> bool:
    """Return whether a name only tells what a contact is about: "hosts allies over A's plans"."""
    if _STOP.search(text, cue.end, name.start):
        return False
    words = lexicon(unit.language)
    gap = _words(text, cue.end, name.start)
    over = [at for at, word in enumerate(gap) if word in words.about]
    return bool(over) and over[0] > 0 and not any(word in words.with_words for word in gap)


def _words(text: str, start: int, end: int) -> list[str]:
    return [word[0].lower() for word in _WORD.finditer(text, start, end)]
