"""The language of a text: identified from its letters, limited to the languages that have rules."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Any

from py3langid.langid import MODEL_FILE, LanguageIdentifier

SUPPORTED = ("en", "fr", "ru", "de", "pl", "uk", "es", "it", "tr", "ar", "pt")
# Languages that are easily taken for a supported one. They are asked about only where a text is long
# enough to tell them apart; on a headline they would cost more than they save.
NEIGHBOURS = (
    "nl", "da", "sv", "no", "ca", "gl", "ro", "cs", "sk", "sl", "hr", "hu", "fi", "et", "lv", "lt",
    "az", "id", "la", "bg", "be", "mk", "sr", "kk", "ky", "mn", "fa", "ur", "ps", "ku",
)  # fmt: skip
OTHER_SCRIPTS = ("zh", "ja", "ko", "hi", "he", "el", "th", "ka", "hy", "bn", "ta")

FEW = 20  # letters from which a language is named, be it sure or not
LONG = 200  # characters from which the neighbours are asked about too
SAMPLE = 500  # characters of the start that are asked about; of 300 the answer is seldom another
PART = 300  # the same of each place where several are
PARTS = 2000  # characters from which a text is asked in three places: its frame may be in another language
# Of the identifier's scores (logarithms). A wrong answer is 5.5 or less ahead of the right one in nine
# of ten cases, a right one that near a wrong claim in one of fifty from 20 letters on. Below 20 letters
# an answer that is 2 ahead is right nine times in ten.
NEAR, AHEAD = 5.5, 2.0
MIXED = 0.3  # share of letters of a second script from which a text is mixed

_SCRIPTS = {
    "latin": re.compile("[A-Za-z\u00aa-\u024f\u1e00-\u1eff]"),
    "cyrillic": re.compile("[\u0400-\u04ff]"),
    "arabic": re.compile("[\u0600-\u06ff]"),
}
_SCRIPT_OF = {"ru": "cyrillic", "uk": "cyrillic", "ar": "arabic"}  # the other supported ones: Latin
# Letters that one of a close pair has and the other has not.
_ONLY = {("ru", "uk"): re.compile("[ыэёъ]"), ("uk", "ru"): re.compile("[іїєґ]"),
         ("pt", "es"): re.compile("[ãõç]"), ("es", "pt"): re.compile("[ñ¿¡]")}  # fmt: skip


def language_of(text: str, claimed: str | None, repairs: list[str]) -> str | None:
    """Return the ISO 639-1 code of the language of `text`, or None where it cannot be told.

    `claimed` (`en`, `en-GB`, `EN_us`) decides between languages that are nearly as likely, as they are
    in a few words. A language without rules is named in `repairs`, and the article is kept all the same;
    so are a text too short to tell and one in more languages than one, of which the most frequent is
    returned.
    """
    hint = (claimed or "").strip().lower().replace("_", "-").split("-")[0]
    letters = sum(map(str.isalpha, text[:SAMPLE]))
    counts = {script: len(letter.findall(text[:SAMPLE])) for script, letter in _SCRIPTS.items()}
    if letters < FEW:
        found = _short(text[:SAMPLE], hint, letters, counts)
        if found is None and letters:
            repairs.append(f"language: {letters} letters are too few to tell it")
        return found
    votes = Counter(_asked(sample, hint) for sample in _samples(text))
    found = votes.most_common(1)[0][0]
    others = [one for one in votes if one != found]
    seconds = [script for script, count in counts.items() if count >= MIXED * letters]
    if others and found is not None:
        repairs.append(f"language: mixed, {found} and {', '.join(str(one) for one in others)}")
    elif len(seconds) > 1:
        repairs.append(f"language: mixed, {' and '.join(seconds)} letters")
    if found is None:
        repairs.append("language: not known, so no rules of a language were used")
    elif found not in SUPPORTED:
        repairs.append(f"language: {found} is not supported, so no rules of a language were used")
    return found


def _short(sample: str, hint: str, letters: int, counts: Mapping[str, int]) -> str | None:
    """Return the language of a few words: the one claimed, else one that is clearly the likeliest."""
    among = _written(counts)
    if hint in SUPPORTED and (hint in among or not letters):
        return hint
    scores = _scores(sample, among) if among else []
    if not scores or (len(scores) > 1 and scores[0][1] - scores[1][1] < AHEAD):
        return None
    return scores[0][0]


def _samples(text: str) -> list[str]:
    """Return the start of a text, and of a long one two more parts."""
    if len(text) < PARTS:
        return [text[:SAMPLE]]
    return [text[start : start + PART] for start in (0, len(text) // 3, 2 * len(text) // 3)]


def _asked(sample: str, hint: str) -> str | None:
    letters = sum(map(str.isalpha, sample))
    counts = {script: len(letter.findall(sample)) for script, letter in _SCRIPTS.items()}
    if 2 * sum(counts.values()) < letters:
        scores = _scores(sample, (*SUPPORTED, *OTHER_SCRIPTS))
        return None if scores[0][0] in SUPPORTED else scores[0][0]
    among = (*SUPPORTED, *NEIGHBOURS) if len(sample) >= LONG else _written(counts)
    scores = _scores(sample, among or SUPPORTED)
    best, score = scores[0]
    near = hint in SUPPORTED and any(one == hint and score - other < NEAR for one, other in scores)
    return hint if near else best


def _scores(sample: str, among: tuple[str, ...]) -> list[tuple[str, float]]:
    """Return the languages `among` with their scores, the likeliest first."""
    scores = [(one, score) for one, score in _identifier().rank(sample) if one in among]
    lower = sample.lower()
    out = {
        no for (yes, no), letter in _ONLY.items() if letter.search(lower) and not _ONLY[no, yes].search(lower)
    }
    # A name in a foreign spelling does not overrule all the rest.
    best = scores[0]
    return [one for one in scores if one[0] not in out or best[1] - scores[1][1] > 4 * NEAR] or scores


def _written(counts: Mapping[str, int]) -> tuple[str, ...]:
    """Return the supported languages of the scripts that occur: a word or two alone say little more."""
    return tuple(one for one in SUPPORTED if counts[_SCRIPT_OF.get(one, "latin")])


@cache
def _identifier() -> Any:
    """Return the one identifier: it takes 100 MB, so that all sets of languages are asked of it."""
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages([*SUPPORTED, *NEIGHBOURS, *OTHER_SCRIPTS])
    return identifier
