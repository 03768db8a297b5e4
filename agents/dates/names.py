"""The names of months in every language at once: for dates whose language nobody says."""

from functools import cache

from agents.dates.words import fold, words

LANGUAGES = ("en", "fr", "ru", "de", "pl", "uk", "es", "it", "tr", "ar", "pt")


def month_number(name: str, language: str | None = None) -> int | None:
    """Return the number of the month called `name`, 1 to 12, or None.

    Words of `language` (ISO 639-1) count first; then those that mean one month in all languages.
    A name of two words (تشرين الأول) stands with one space between them.
    """
    known = fold(name)
    own = _of(language).get(known) if language in LANGUAGES else None
    return own or _shared().get(known)


@cache
def _of(language: str) -> dict[str, int]:
    table = words(language)
    terms = [term for found in table.terms.values() for term in found] if table is not None else []
    return {" ".join(term.tokens): term.value for term in terms if term.role == "month"}


@cache
def _shared() -> dict[str, int]:
    found: dict[str, set[int]] = {}
    for language in LANGUAGES:
        for name, number in _of(language).items():
            found.setdefault(name, set()).add(number)
    return {name: numbers.pop() for name, numbers in found.items() if len(numbers) == 1}
