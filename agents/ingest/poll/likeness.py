"""A few bytes of what an entry says, by which another text is known as an edit of it, or as none.

Pairs of words are hashed into buckets, and of each bucket the low byte of the least hash is kept (one
permutation hashing, Li and others 2012): two texts agree in a bucket about as often as they share pairs.
Texts of one outlet on different matters share hardly any pair; an edited text keeps most of its own.
"""

import re
from collections.abc import Iterable
from itertools import pairwise

import xxhash

HEADLINE, TEXT = 8, 8  # buckets
WORDS = 300  # of the text: edits of the rest leave the beginning as it is
_CHARACTERS = 4_000  # where those words are looked for
# Scripts without spaces between words: each character is one.
_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+"
)


def likeness(title: str, text: str) -> str:
    """Return what to remember: a byte a bucket as hexadecimal digits; 00 where nothing fell into it."""
    return _buckets(title, HEADLINE) + _buckets(text, TEXT)


def alike(one: str, other: str) -> bool:
    """Return whether two likenesses may be of one text and its edit: by their headlines or their texts."""
    cut = 2 * HEADLINE
    return _agree(one[:cut], other[:cut]) or _agree(one[cut:], other[cut:])


def _agree(one: str, other: str) -> bool:
    """Two buckets in common are no chance; of very short texts, which fill two at most, one is enough."""
    pairs = [(one[at : at + 2], other[at : at + 2]) for at in range(0, min(len(one), len(other)), 2)]
    filled = [a == b for a, b in pairs if a != "00" and b != "00"]
    return sum(filled) >= 2 or (sum(filled) == 1 and len(filled) <= 2)


def _buckets(text: str, count: int) -> str:
    least: list[int | None] = [None] * count
    for hashed in _hashes(text):
        bucket, value = hashed % count, hashed >> 8
        known = least[bucket]
        if known is None or value < known:
            least[bucket] = value
    # The low bits say nothing of how small a hash is, so they tell one least hash from another.
    return "".join("00" if value is None else f"{value % 255 + 1:02x}" for value in least)


def _hashes(text: str) -> Iterable[int]:
    words = _WORD.findall(text[:_CHARACTERS].lower())[:WORDS]
    if len(words) == 1:
        words *= 2
    for one, other in pairwise(words):
        yield xxhash.xxh3_64_intdigest(f"{one} {other}".encode("utf-8", "replace"))
