"""The language of a text: identified from its letters, limited to the languages that have rules."""

import re
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

FEW = 20  # letters below which the source's claim decides
LONG = 200  # characters from which the neighbours are asked about too
SAMPLE = 1000  # characters looked at

_SCRIPTS = {
    "latin": re.compile("[A-Za-z\u00aa-\u024f\u1e00-\u1eff]"),
    "cyrillic": re.compile("[\u0400-\u04ff]"),
    "arabic": re.compile("[\u0600-\u06ff]"),
}
_SCRIPT_OF = {"ru": "cyrillic", "uk": "cyrillic", "ar": "arabic"}  # the other supported ones: Latin


def language_of(text: str, claimed: str | None, repairs: list[str]) -> str | None:
    """Return the ISO 639-1 code of the language of `text`, or None where it cannot be told.

    `claimed` (`en`, `en-GB`, `EN_us`) decides only where there are fewer than 20 letters. A language
    without rules is named in `repairs`; the article is kept all the same.
    """
    sample = text[:SAMPLE]
    hint = (claimed or "").strip().lower().replace("_", "-").split("-")[0]
    letters = sum(map(str.isalpha, sample))
    if letters < FEW:
        if hint in SUPPORTED:
            return hint
        if not letters:
            return None
    counts = {script: len(letter.findall(sample)) for script, letter in _SCRIPTS.items()}
    known_script = 2 * sum(counts.values()) >= letters
    if not known_script:
        found = _identifier((*SUPPORTED, *OTHER_SCRIPTS)).classify(sample)[0]
    else:
        among = (*SUPPORTED, *NEIGHBOURS) if len(sample) >= LONG else _written(counts)
        found = _identifier(among).classify(sample)[0]
    if not known_script and found in SUPPORTED:
        repairs.append("language: not known, so no rules of a language were used")
        return None
    if found not in SUPPORTED:
        repairs.append(f"language: {found} is not supported, so no rules of a language were used")
    return str(found)


def _written(counts: Mapping[str, int]) -> tuple[str, ...]:
    """Return the supported languages of the scripts that occur: a word or two alone say little more."""
    return tuple(one for one in SUPPORTED if counts[_SCRIPT_OF.get(one, "latin")])


@cache
def _identifier(languages: tuple[str, ...]) -> Any:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(languages))
    return identifier
