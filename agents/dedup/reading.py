"""An article's headline and text, read once for all that is made of them."""

import re
from functools import cache
from itertools import takewhile
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from agents.dedup import revision_letters as spelling
from agents.dedup.reading_loop import ALPHANUMERIC, CLASSES, FOLDED, LAST, VALUE, Codes, Hashes, Marks, looped
from agents.dedup.stories import letters as sounding

Tables: TypeAlias = tuple[
    Hashes, Marks, Codes, Codes, Marks, NDArray[np.bool_], Marks, Marks, Marks, Codes
]  # fmt: skip

# Words on end that are one shingle; a power of two. On two versions of one agency report, on reports that
# share background only, and on a feed of other items, runs of four and of five words part copies from
# others alike; four survive more small edits.
WORDS = 4
LEAD_WORDS = 40  # a news lead is a sentence or two of 20 to 35 words
READ = 20_000  # characters that stories read: three thousand words; a text of megabytes is a list, no report

_BYTES = np.dtype("<u4")
_ALL = 0x110000  # code points
_CASED = 0x20000  # past it no letter has a case


class Reading(NamedTuple):
    """What a headline and a text are, in the numbers of `reading_loop`."""

    title: str
    text: str
    codes: Codes  # a line's end, the headline, two of these, the text, and two again
    # For shingles.
    runs: NDArray[np.uint64]
    folded: Codes
    words: int
    headline_words: int
    # For the wording.
    letters: spelling.Letters
    # For stories.
    terms: NDArray[np.uint64]
    marks: NDArray[np.uint8]


def read(title: str, text: str) -> Reading:
    """Read an article. Linear in its length, some 8 ns a character."""
    codes = np.frombuffer(f"\n{title}\n\n{text}\n\n".encode("utf-32-le", "surrogatepass"), _BYTES)
    heading = len(title) + 1
    spelt = min(len(codes) - 3, spelling.LONGEST)
    # Between the headline and the text stories know one line's end.
    heard = min(len(codes) - 3, READ)
    heard += heard > heading + 1
    titled = heading if text else 1  # headlines have capitals as they like
    found = looped(codes, *_tables(), heading, titled, spelt, heard, WORDS, LEAD_WORDS, spelling.POINT_VALUE)
    runs, folded, words, headline_words, bounds, places, sums, starts, terms, marks = found
    letters = spelling.Letters(bounds, places, sums, starts)
    return Reading(title, text, codes, runs, folded, words, headline_words, letters, terms, marks)


@cache
def _tables() -> Tables:
    """Return the tables of `reading_loop`.

    What each character is, whether words are made of each, what has a form apart, and these; then those of
    sounds, and the weights of letters.
    """
    alphanumeric = _alphanumeric()
    values, classes = spelling.tables()
    table: NDArray[np.uint64] = values[: LAST + 1].astype(np.uint64) << np.uint64(VALUE)
    table |= classes[: LAST + 1].astype(np.uint64) << np.uint64(CLASSES)
    table |= sounding.sounds()[: LAST + 1].astype(np.uint64)
    folded = np.arange(LAST + 1, dtype=np.uint64)
    apart = {}
    for code in range(_CASED):
        form = chr(code).casefold()
        if code < LAST and len(form) == 1 and ord(form) < LAST:
            folded[code] = ord(form)
        elif form != chr(code):
            apart[code] = _form(form, alphanumeric)
            folded[min(code, LAST)] = 0
    folded[LAST] = 0
    table |= folded << np.uint64(FOLDED)
    table |= alphanumeric[folded].astype(np.uint64) << np.uint64(ALPHANUMERIC)
    forms = np.array([*apart.values()], np.uint32).ravel()
    return (
        table, alphanumeric, np.array([*apart], np.uint32), forms, *sounding.pairs(), sounding.vowels(),
        sounding.joins(), sounding.goes_on(), spelling.powers()[0],
    )  # fmt: skip


def _form(form: str, alphanumeric: NDArray[np.uint8]) -> list[int]:
    """Return of a character's form the first parts of a word, whether it ends there, and what begins one."""
    codes = [*map(ord, form)]
    parts = [*takewhile(lambda code: alphanumeric[code], codes)]
    rest = codes[len(parts) :]
    behind = [code for code in rest if alphanumeric[code]]
    return [*parts, *(0,) * (3 - len(parts)), bool(rest), *(behind or (0,))]


def _alphanumeric() -> NDArray[np.uint8]:
    """Return for each code point whether words are made of it."""
    every = np.arange(_ALL, dtype=_BYTES).tobytes().decode("utf-32-le", "surrogatepass")
    table = np.zeros(_ALL, np.uint8)
    for run in re.finditer(r"\w+", every):
        table[run.start() : run.end()] = 1
    return table
