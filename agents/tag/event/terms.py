"""Content words that two reports of one event share, whatever their languages: names and numbers.

Known people and countries go by their ids. Other capitalised words are written in Latin letters, by
sound as far as a table can, and cut to six letters, which undoes most endings.
"""

import re
from collections.abc import Iterable, Sequence

from agents.tag.text.fold import fold
from agents.tag.text.phrases import Hit
from agents.tag.text.world import Third

MOST = 40
STEM = 6  # letters; a prefix of six does about as well as a stemmer

_WORD = re.compile(r"[^\W\d_]{3,30}")
_NUMBER = re.compile(r"(?<![\w.,:/-])(?:[0-9]{1,3}(?:[.,\u00a0\u202f][0-9]{3}){1,3}|[0-9]{2,9})(?![\w:/-])")
_GROUP = re.compile(r"[.,\u00a0\u202f]")
_AFTER_STOP = re.compile(r"[.!?:\n\"“”«»„•–—-]\s*\Z")

_LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "e", "ж": "z", "з": "z",
    "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "c", "ч": "c", "ш": "s", "щ": "s",
    "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "u", "я": "a",
}  # fmt: skip
# Spellings of one sound in the Latin languages, longest first.
_SOUNDS = (
    ("tsch", "c"), ("sch", "s"), ("tch", "c"), ("dzh", "z"), ("sh", "s"), ("sz", "s"), ("cz", "c"),
    ("ch", "c"), ("kh", "h"), ("zh", "z"), ("ts", "c"), ("tz", "c"), ("ph", "f"), ("th", "t"), ("ou", "u"),
    ("oe", "e"), ("w", "v"), ("y", "i"), ("j", "i"), ("x", "ks"), ("ck", "k"), ("q", "k"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")
# Latin vowels that Cyrillic softens: "ia", "iu" for я, ю.
_GLIDES = re.compile(r"i(?=[aeu])")


def terms(
    text: str, known: Iterable[str], taken: Sequence[tuple[int, int]], thirds: Sequence[Hit[Third]]
) -> tuple[str, ...]:
    """Return at most 40 content words of `text`, sorted.

    `known` are ids to start with; `taken` are spans of names of the sides, which say nothing here.
    """
    spans = sorted([*taken, *((hit.start, hit.end) for hit in thirds)])
    found = dict.fromkeys([*known, *(hit.value[1] for hit in thirds)])
    found.update(dict.fromkeys(_numbers(text)))
    found.update(dict.fromkeys(_names(text, spans)))
    return tuple(sorted(list(found)[:MOST]))


def romanised(word: str) -> str:
    """Return a name by its sound in Latin letters, its first six: Ушаков, Uschakow → usakov."""
    latin = "".join(_LATIN.get(char, char) for char in fold(word))
    for spelling, sound in _SOUNDS:
        latin = latin.replace(spelling, sound)
    return _GLIDES.sub("", _DOUBLED.sub(r"\1", latin))[:STEM]


def _numbers(text: str) -> list[str]:
    # Years and days of the month say when, which the date tells better.
    found = [_GROUP.sub("", number) for number in _NUMBER.findall(text)]
    return [number for number in found if int(number) > 31 and not _year(number)]


def _year(number: str) -> bool:
    return len(number) == 4 and 1900 <= int(number) <= 2100


def _names(text: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    """Return capitalised words inside sentences, without first names and titles of known names."""
    found, at = [], 0
    for word in _WORD.finditer(text):
        while at < len(spans) and spans[at][1] <= word.start():
            at += 1
        near = at < len(spans) and spans[at][0] <= word.end() + 1
        if near or not word[0][0].isupper() or word.start() == 0:
            continue
        if not _AFTER_STOP.search(text, max(0, word.start() - 4), word.start()):
            found.append(romanised(word[0]))
    return [name for name in found if len(name) >= 3 and name not in _COMMON]


# Words that are capitalised everywhere and name nobody: days, months, offices, in English and German.
_ORDINARY = """
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
september october november december president minister prime foreign government state secretary leader
montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz mai juni juli oktober
dezember präsident präsidenten staatschef regierung außenminister angaben gespräch krieg
"""
# Who reports, or is quoted as having: that two texts name one agency says nothing of what they tell.
_PRESS = """
tass reuters afp agence dpa interfax novosti sputnik efe ansa pap anadolu ukrinform unian bloomberg menafn
bbc cnn politico monde figaro parisien bfmtv bfm spiegel zeitung tagesschau deutsche welle guardian telegraph
times journal economist axios euronews kommersant izvestia lenta gazeta meduza pravda rzeczpospolita onet
polsat tvn corriere repubblica lusa aljazeera jazeera media news press presse report reports reporter
"""
_COMMON = frozenset(romanised(word) for word in (_ORDINARY + _PRESS).split())
