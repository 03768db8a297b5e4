"""Whether a text says that only subscribers read all of it: `paywall.locks` of the rules of all languages."""

from functools import cache

import ahocorasick_rs

from agents.clean.language import SUPPORTED
from agents.clean.rules import fold, rules


def says_locked(text: str) -> bool:
    """Return whether `text` has one of the phrases. Takes time linear in it."""
    return bool(_phrases().find_matches_as_indexes(fold(text)))


@cache
def _phrases() -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick([phrase for language in SUPPORTED for phrase in rules(language).locks])
