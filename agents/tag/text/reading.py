"""An article as the rules see it: its headline and lead as units, with who is named and what is said.

Only the headline and the first sentences are read: what an article is about stands there, and names
further down are background (DESIGN section 5, "one article, one event").
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from agents import edtf
from agents.gazetteer.territories import held
from agents.sentences import sentences
from agents.tag.text.fold import fold
from agents.tag.text.lexicon import Cue, Lexicon, known, lexicon
from agents.tag.text.mention import Mention, Scene, Weight, mentions_of, named_after
from agents.tag.text.names import Found, Name, NameIndex
from agents.tag.text.peoples import delegations
from agents.tag.text.phrases import Hit
from agents.tag.text.world import Third, world
from streams.article_records import Article

REGION = 4000  # code points of an article that are looked at
LEAD = 3  # sentences after the headline that tell what an article is about
_RUBRIC = 4  # words of a rubric
_DATED = 6  # words of a dateline: a city, a day, an agency
UNITS = 12  # headline and sentences; what stands later is background

_BULLETS = "•▪■►▶"
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Unit:
    """The headline, or a sentence; offsets are those of the article's whole text."""

    start: int
    end: int
    title: bool
    names: tuple[Mention, ...]
    thirds: tuple[Hit[Third], ...]
    cues: tuple[Hit[Cue], ...]
    language: str  # of the lexicon it was read with

    def weight(self, side: int) -> Weight:
        """Return the strongest mention of a side."""
        return max((name.weight for name in self.names if name.side == side), default=Weight.NONE)

    def has(self, group: str, *names: str) -> bool:
        """Return whether a cue of the group (of one of the names) stands here."""
        return any(cue.value[0] == group and (not names or cue.value[1] in names) for cue in self.cues)

    def count(self, group: str) -> int:
        """Return how many different cues of the group stand here."""
        return len({cue.value[1] for cue in self.cues if cue.value[0] == group})


@dataclass(frozen=True, slots=True)
class Text:
    """What is common to all watches: the text, folded, and the names found in its region."""

    whole: str
    folded: str
    title: int  # end of the headline; 0 where there is none
    language: str
    found: Found  # the names of all watches
    names: tuple[Hit[Name], ...]  # those of the watch that reads; none before `read_by`
    first: date | None  # the period of publication
    last: date | None


def open_text(article: Article, index: NameIndex) -> Text:
    """Return the article's region with the names of all watches: the cheap first look."""
    whole = article.whole[:REGION]
    language = known(article.language, whole)
    folded = fold(whole)
    day = edtf.parse(article.published)
    return Text(
        whole,
        folded,
        min(len(article.title), len(whole)),
        language,
        index.find(whole, folded, language),
        (),
        day.first() if day else None,
        day.last() if day else None,
    )


def read_by(text: Text, watch: int) -> Text:
    """Return a text with the names of one watch."""
    return replace(text, names=tuple(text.found.of(watch)))


@dataclass(frozen=True, slots=True)
class Body:
    """The second look, also common to all watches: sentences, cues and third parties."""

    spans: tuple[tuple[int, int], ...]
    cues: tuple[tuple[Hit[Cue], ...], ...]  # of each span
    named: tuple[tuple[Hit[Third], ...], ...]  # third parties of each span
    scenes: tuple[Scene, ...]  # of each span
    bare: tuple[Unit, ...]  # each span as it is to a watch that has nobody there
    thirds: tuple[Hit[Third], ...]  # of the whole region


def open_body(text: Text) -> Body:
    """Return the units' spans with all cues and third parties of the region."""
    spans = sentences(text.whole)
    if len(spans) > 1 and len(text.whole) == REGION:
        spans.pop()  # the region cut it
    head = [span for span in spans if span[1] <= text.title]
    words = lexicon(text.language)
    rest = [
        span
        for span in _unlinked(text, spans[len(head) :])
        if not _label(text, *span) or _judges(text, words, *span)
    ]
    title = [(head[0][0], head[-1][1])] if head else []  # one unit, however many sentences it has
    spans = (title + rest)[:UNITS]
    end = spans[-1][1] if spans else 0
    every = words.cues(text.whole[:end], text.folded[:end])
    thirds = world(text.language).find(text.whole, text.folded)
    cues = [tuple(cue for cue in every if start <= cue.start < stop) for start, stop in spans]
    named = [
        tuple(
            third
            for third in thirds
            if start <= third.start < stop and not named_after(cues[at], third.start, third.end)
        )
        for at, (start, stop) in enumerate(spans)
    ]
    scenes = [
        Scene(text.whole, text.folded, words, start, stop <= text.title, cues[at])
        for at, (start, stop) in enumerate(spans)
    ]
    bare = [
        Unit(start, stop, stop <= text.title, (), named[at], cues[at], text.language)
        for at, (start, stop) in enumerate(spans)
    ]
    return Body(tuple(spans), tuple(cues), tuple(named), tuple(scenes), tuple(bare), tuple(thirds))


def units(text: Text, body: Body, sides: Collection[int] | None = None) -> tuple[Unit, ...]:
    """Return the units as the watch that reads sees them; with `sides`, as if it had these alone."""
    names = [
        hit
        for hit in text.names
        if (sides is None or hit.value.side in sides) and hit.value.party.serves(text.first, text.last)
    ]
    return tuple(_unit(text, body, names, at) for at in range(len(body.spans)))


def _unlinked(text: Text, spans: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """Return the sentences behind the bullets that a body begins with: headlines of other articles."""
    if not text.title:
        return spans
    first = next((at for at, (start, _) in enumerate(spans) if text.whole[start] not in _BULLETS), len(spans))
    return spans[first:]


def _label(text: Text, start: int, end: int) -> bool:
    """Return whether a span is a dateline or a rubric and no sentence: "MOSCOW, May 3."

    A text without a headline may begin with a dateline too; other short words there are what it has to say.
    """
    if (text.title and start <= text.title) or end - start >= 40 or text.whole[end - 1] in "?؟":
        return False
    words = _WORD.findall(text.whole, start, end)
    # Many languages write months in lower case: the city in capitals and a number tell a dateline too.
    dated = (
        len(words[0]) > 2 and words[0].isupper() and any(word.isdigit() for word in words) if words else True
    )
    if len(words) > (_DATED if dated else _RUBRIC):
        return False
    return dated or (start > 0 and all(word[0].isupper() or word[0].isdigit() for word in words))


def _judges(text: Text, words: Lexicon, start: int, end: int) -> bool:
    """Return whether a label says that what stands before it is opinion: "A comment.", "Analysis"."""
    found = words.groups["frame"].find(text.whole[start:end], text.folded[start:end])
    return any(hit.value == ("frame", "opinion") and not hit.start for hit in found)


def _unit(text: Text, body: Body, names: Sequence[Hit[Name]], at: int) -> Unit:
    start, end = body.spans[at]
    inside = [hit for hit in names if start <= hit.start < end]
    bare = body.bare[at]
    if not inside:
        return bare
    taken = [(hit.start, hit.end) for hit in inside if hit.value.party.rank != "issue"]
    own = {("country", place) for hit in names if hit.value.party.iso for place in held(hit.value.party.iso)}
    thirds = tuple(
        third
        for third in bare.thirds
        if third.value not in own and not any(a < third.end and third.start < b for a, b in taken)
    )
    found = delegations(body.scenes[at], mentions_of(body.scenes[at], inside))
    return Unit(start, end, bare.title, found, thirds, bare.cues, text.language)
