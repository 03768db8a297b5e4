"""Was a sentence only retouched: one letter, two letters changed round, an article put in or left out?

Of the earlier sentence there is a hash alone. Each spelling that is one such step away from the new
sentence is hashed (some 7,000, by arithmetic on the hash) and looked for among those that are gone; so
what is found is the earlier sentence itself, and what was changed in it is known. One of them is
taken for another sentence that is gone in 0.05 % of cases.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from agents.dedup.revision_letters import Values, powers, remembered, word_hash
from agents.dedup.revision_meaning import Edit, Step, keeps_its_meaning
from agents.dedup.revision_notice import light
from agents.dedup.revision_wording import Wording

LONGEST = 400  # letters of a sentence that is looked at
ALPHABET = 64  # letters of the text that are tried, the most frequent: more than any alphabet has


def retouched(
    wording: Wording, start: int, end: int, gone: frozenset[int], language: str | None
) -> int | None:
    """Return the hash in `gone` of which the letters from `start` to `end` are a retouched version.

    None where they are none, or where what was touched is more than spelling: a name, a number, a word that
    turns the sentence round, the words of a quotation.
    """
    if not gone or not 0 < end - start <= LONGEST:
        return None
    run = _Run.of(wording, start, end)
    wanted = np.array(sorted(gone), np.uint32)
    for earlier, edit in _found(run, wanted, _alphabet(wording)):
        if keeps_its_meaning(wording, start, replace(edit, at=start + edit.at), language):
            return earlier
    known = remembered(_light_words(run, wording, start, language))
    hits = known[_among(known, wanted)]
    return int(hits[0]) if len(hits) else None


@dataclass(frozen=True, slots=True)
class _Run:
    """A sentence: its letters, the hash of those before each and of those from each on."""

    values: Values
    before: Values  # n + 1
    after: Values  # n + 1, each as it counts in the whole
    up: Values
    down: Values

    @classmethod
    def of(cls, wording: Wording, start: int, end: int) -> "_Run":
        sums, (up, down) = wording.letters.sums, powers()
        before = (sums[start : end + 1] - sums[start]) * down[start]
        return cls(wording.letters.values[start:end], before, before[-1] - before, up, down)


def _found(run: _Run, wanted: Values, alphabet: Values) -> Iterator[tuple[int, Edit]]:
    """Yield what is wanted and one letter away, with the edit that led from it to the run."""
    n, whole, up = len(run.values), run.before[-1], run.up
    here = up[:n, None]
    # The letter that stands at i stood there as another one.
    yield from _hits("letter", whole + (alphabet[None, :] - run.values[:, None]) * here, wanted, alphabet)
    # A letter before i was dropped.
    shifted = (run.before + run.after * up[1])[:, None] + alphabet[None, :] * up[: n + 1, None]
    yield from _hits("dropped", shifted, wanted, alphabet)
    # The letter at i was added.
    yield from _hits("added", (run.before[:-1] + run.after[1:] * run.down[1])[:, None], wanted, alphabet)
    # Those at i and i + 1 were changed round.
    turned = whole + (run.values[1:] - run.values[:-1]) * (up[: n - 1] - up[1:n])
    yield from _hits("turned", turned[:, None], wanted, alphabet)


def _hits(
    step: Step, hashes: NDArray[np.uint32], wanted: Values, alphabet: Values
) -> Iterator[tuple[int, Edit]]:
    known = remembered(hashes)
    for at, letter in np.argwhere(_among(known, wanted)).tolist():
        yield int(known[at, letter]), Edit(step, at, int(alphabet[letter]))


def _light_words(run: _Run, wording: Wording, start: int, language: str | None) -> Values:
    """Return the hashes with a word more or less that changes nothing: an article, a word set twice."""
    words = wording.words
    at = words[(words >= start) & (words < start + len(run.values))] - start
    after = np.append(at[1:], len(run.values))
    own = (run.before[after] - run.before[at]) * run.down[at]
    lengths = after - at
    tried = [run.before[at] + own * run.up[at] + run.after[at] * run.up[lengths]]
    for word, length in _light_hashes(language):
        tried.append(run.before[at] + np.uint32(word) * run.up[at] + run.after[at] * run.up[length])
        here = (own == np.uint32(word)) & (lengths == length)
        tried.append(run.before[at[here]] + run.after[after[here]] * run.down[length])
    return np.concatenate(tried)


@cache
def _light_hashes(language: str | None) -> tuple[tuple[int, int], ...]:
    return tuple(word_hash(one) for one in sorted(light(language)))


def _among(hashes: NDArray[np.uint32], wanted: Values) -> NDArray[np.bool_]:
    """Return which of the hashes are wanted. These are few as a rule: one by one is twice as fast as isin."""
    found: NDArray[np.bool_] = hashes == wanted[0]
    for one in wanted[1:]:
        found |= hashes == one
    return found


def _alphabet(wording: Wording) -> Values:
    values, counts = np.unique(wording.letters.values, return_counts=True)
    return values[np.argsort(-counts, kind="stable")[:ALPHABET]]
