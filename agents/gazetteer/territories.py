"""States that no file of the gazetteer describes: their names in each language, from CLDR."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from babel import Locale

from agents.watch.definition import LANGUAGES

# Languages that decline countries' names: CLDR gives the nominative, whose last vowel changes.
_DECLINED = {"ru": "аяьыие", "uk": "аяьиіе", "pl": "aeyio"}
_SHORTEST = 5  # letters of a stem: a shorter one would begin other words

# What CLDR lists beside states (Unicode CLDR 47, territory codes): unions and codes that name no place,
_NO_PLACES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
# dependencies and islands, by who holds them or has a claim (a place of two stands at both).
_HELD = {
    "AR": "FK GS", "AU": "CC CX HM NF", "CN": "HK MO", "DK": "FO GL", "ES": "EA GI IC", "FI": "AX",
    "FR": "BL CP GF GP MF MQ NC PF PM RE TF WF YT",
    "GB": "AC AI BM CQ DG FK GG GI GS IM IO JE KY MS PN SH TA TC VG",
    "MA": "EA EH", "NL": "AW BQ CW SX", "NO": "BV SJ", "NZ": "CK NU TK", "US": "AS GU MP PR UM VI",
}  # fmt: skip
_NO_STATES = frozenset({"AQ", *(code for codes in _HELD.values() for code in codes.split())})

Territories = Mapping[str, Mapping[str, tuple[str, ...]]]


@cache
def territories() -> Territories:
    """Return the names of the world's states by ISO 3166-1 alpha-2 code and language.

    As in the watch files `*` takes any ending. Names of three letters and fewer are left out.
    """
    return MappingProxyType({code: names for code, names in places().items() if code not in _NO_STATES})


@cache
def places() -> Territories:
    """Return the names of the world's states and of what belongs to them far away: Greenland, Hong Kong."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for language in LANGUAGES:
        for code, name in sorted(Locale(language).territories.items()):
            if len(code) == 2 and code.isalpha() and code not in _NO_PLACES and len(name) > 3:
                found.setdefault(code, {})[language] = (_stem(language, name),)
    return MappingProxyType(found)


@cache
def held(code: str) -> frozenset[str]:
    """Return the dependencies and islands that a state holds or claims: of ES the Canaries, Gibraltar."""
    return frozenset(_HELD.get(code, "").split())


def _stem(language: str, name: str) -> str:
    vowels = _DECLINED.get(language)
    if vowels and " " not in name and len(stem := name.rstrip(vowels)) >= _SHORTEST:
        return f"{stem}*"
    return name
