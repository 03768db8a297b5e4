"""Names of months and weekdays, as terms that are the same in every language."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from agents.dates.words import words
from agents.dedup.stories.words import Terms, term

# Numbers that no text has, as terms.
_ROLES = {"month": "980000000", "weekday": "990000000"}


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a language calls months and weekdays."""

    terms: Terms  # ascending
    meant: Terms  # of each the term that stands for it in every language
    capital: bool  # whether they are written with a capital


@cache
def calendar(language: str) -> Calendar:
    """Return the calendar of a language, two letters; an empty one where it is not known.

    Abbreviations are left out: many are everyday words.
    """
    known = words(language)
    found: dict[int, int] = {}
    for one in (one for terms in known.terms.values() for one in terms) if known else ():
        if one.role in ("month", "weekday") and len(one.tokens) == 1 and not one.short:
            own, meant = term(one.tokens[0]), term(f"{_ROLES[one.role]}{one.value:02}")
            if own is not None and meant is not None:
                found.setdefault(own, meant)
    own_terms = np.array(sorted(found), np.uint32)
    meant_terms = np.array([found[one] for one in sorted(found)], np.uint32)
    return Calendar(own_terms, meant_terms, known.capital if known else False)
