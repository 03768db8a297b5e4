"""Countries and people beside the sides of a watch: third parties, in every language."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel import Locale

from agents.tag.lexicon import lexicon
from agents.tag.phrases import Phrases
from streams import tomlfile

Third = tuple[str, str]  # "country" or "person", and its id: ISO 3166-1 alpha-2, or a name of world.toml

_FILE = Path(__file__).parent / "world.toml"

# Languages that decline countries' names: CLDR gives the nominative, whose last vowel changes.
_DECLINED = {"ru": "аяьыие", "uk": "аяьиіе", "pl": "aeyio"}
_SHORTEST = 5  # letters of a stem: a shorter one would begin other words


@cache
def world(language: str) -> Phrases[Third]:
    """Return the third parties to look for in texts of `language`."""
    words = lexicon(language)
    phrases: Phrases[Third] = Phrases(words.prefixes)
    data = tomlfile.load(_FILE).data
    for kind in ("country", "person"):
        for party, names in data[kind].items():
            for name in names:
                phrases.add(name, (kind, party), words.endings)
    listed = set(data["country"])
    for code, name in _territories(language):
        if code not in listed:
            phrases.add(name, ("country", code), words.endings)
    return phrases


def _territories(language: str) -> Iterator[tuple[str, str]]:
    vowels = _DECLINED.get(language)
    for code, name in sorted(Locale(language).territories.items()):
        if len(code) != 2 or not code.isalpha() or code in {"EU", "UN", "EZ", "XA", "XB", "ZZ", "QO"}:
            continue
        if vowels and " " not in name and len(stem := name.rstrip(vowels)) >= _SHORTEST:
            yield code, f"{stem}*"
        elif len(name) > 3:
            yield code, name
