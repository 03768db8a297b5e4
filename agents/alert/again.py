"""Whether a report says that a contact is the second of its day (`again.toml`)."""

from functools import cache
from pathlib import Path

from streams import tomlfile
from streams.records import Match

_FILE = Path(__file__).with_name("again.toml")


def second_of_its_day(match: Match) -> bool:
    """Return whether a sentence that proves the report tells of a second contact on one day."""
    return any(
        any(word in sentence for word in again) and any(word in sentence for word in day)
        for one in match.evidence
        if (lists := _words().get(one.language or match.article.language or ""))
        for again, day in (lists,)
        for sentence in (one.sentence.casefold(),)
    )


@cache
def _words() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    data = tomlfile.load(_FILE).data
    return {language: (tuple(lists["again"]), tuple(lists["day"])) for language, lists in data.items()}
