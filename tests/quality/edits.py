"""What outlets do to a text that they take over: each edit a function of paragraphs and a generator."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
_BLANK = re.compile(r"\n+")
_LONG = 4  # letters of a word that is changed


@dataclass(frozen=True, slots=True)
class Text:
    """A headline and paragraphs."""

    headline: str
    paragraphs: tuple[str, ...]

    @property
    def body(self) -> str:
        """Return the paragraphs, a blank line between them."""
        return "\n\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What the outlet that copies brings along."""

    headline: str
    lead: str  # a paragraph of its own
    boilerplate: tuple[str, ...]  # what it puts under every article


Edit = Callable[[Text, Elsewhere, random.Random], Text]


def paragraphs(body: str) -> tuple[str, ...]:
    """Return the paragraphs of a body; pairs of sentences where it has fewer than five lines."""
    lines = [line for line in _BLANK.split(body) if line.strip()]
    if len(lines) < 5:
        sentences = [one for line in lines for one in _SENTENCE.split(line)]
        lines = [" ".join(sentences[at : at + 2]) for at in range(0, len(sentences), 2)]
    return tuple(lines)


def same(text: Text, _there: Elsewhere, _draw: random.Random) -> Text:
    """The text as it is."""
    return text


def headline(text: Text, there: Elsewhere, _draw: random.Random) -> Text:
    """Another headline."""
    return Text(there.headline, text.paragraphs)


def dropped(text: Text, _there: Elsewhere, draw: random.Random) -> Text:
    """Three paragraphs in ten dropped, the first one kept."""
    return Text(
        text.headline, text.paragraphs[:1] + tuple(p for p in text.paragraphs[1:] if draw.random() > 0.3)
    )


def kept_40(text: Text, there: Elsewhere, _draw: random.Random) -> Text:
    """Two fifths of the words, from the beginning, under another headline."""
    return Text(there.headline, _first(text.paragraphs, 0.4))


def trimmed(text: Text, _there: Elsewhere, _draw: random.Random) -> Text:
    """An agency's report cut from its end to two thirds."""
    return Text(text.headline, _first(text.paragraphs, 0.65))


def new_lead(text: Text, there: Elsewhere, _draw: random.Random) -> Text:
    """A lead of the outlet's own before the text."""
    return Text(text.headline, (there.lead, *text.paragraphs))


def boilerplate(text: Text, there: Elsewhere, _draw: random.Random) -> Text:
    """What the outlet puts under everything."""
    return Text(text.headline, (*text.paragraphs, *there.boilerplate))


def reordered(text: Text, _there: Elsewhere, draw: random.Random) -> Text:
    """The paragraphs after the first in another order."""
    rest = list(text.paragraphs[1:])
    draw.shuffle(rest)
    return Text(text.headline, (*text.paragraphs[:1], *rest))


def one_word(text: Text, _there: Elsewhere, draw: random.Random) -> Text:
    """One word changed in the headline and in every paragraph of twenty words or more."""
    changed = (_reworded(p, draw) if len(p.split()) >= 20 else p for p in text.paragraphs)
    return Text(_reworded(text.headline, draw), tuple(changed))


def several(text: Text, there: Elsewhere, draw: random.Random) -> Text:
    """Paragraphs dropped, a word changed in each, another headline and boilerplate."""
    return boilerplate(headline(one_word(dropped(text, there, draw), there, draw), there, draw), there, draw)


EDITS: dict[str, Edit] = {
    "the text as it is": same,
    "another headline": headline,
    "3 in 10 paragraphs dropped": dropped,
    "2 in 5 words kept, other headline": kept_40,
    "cut to two thirds": trimmed,
    "a lead of its own before it": new_lead,
    "boilerplate added": boilerplate,
    "paragraphs in another order": reordered,
    "a word changed in each paragraph": one_word,
    "dropped, changed, other headline": several,
}


def _first(lines: tuple[str, ...], share: float) -> tuple[str, ...]:
    """Return the first lines, at least one, until they have that share of the words."""
    wanted = share * sum(len(line.split()) for line in lines)
    kept: list[str] = []
    for line in lines:
        if kept and sum(len(one.split()) for one in kept) >= wanted:
            break
        kept.append(line)
    return tuple(kept)


def _reworded(line: str, draw: random.Random) -> str:
    """Return the line with one of its longer words turned round."""
    words = line.split()
    places = [place for place, word in enumerate(words) if len(word) >= _LONG]
    if places:
        place = draw.choice(places)
        words[place] = words[place][::-1]
    return " ".join(words)
