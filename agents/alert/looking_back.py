"""Whether a report looks back at a contact of years ago, by how it begins (`looking_back.toml`)."""

import re
from functools import cache
from pathlib import Path

from streams import tomlfile
from streams.records import Match

_FILE = Path(__file__).with_name("looking_back.toml")
BEGINS = 60  # characters of a sentence in which "five years ago" dates what it tells


def looks_back(match: Match) -> bool:
    """Return whether the headline, or the first sentence that proves the report, begins like a look back."""
    head = match.article.title.casefold().lstrip()
    found = _words().get(match.article.language or "")
    if found is None:
        return False
    ago, heads = found
    if head.startswith(heads) or ago.search(head, 0, BEGINS):
        return True
    title = match.article.title.strip()
    told = next((one.sentence for one in match.evidence if one.sentence.strip() != title), "")
    return ago.search(told.casefold(), 0, BEGINS) is not None


@cache
def _words() -> dict[str, tuple[re.Pattern[str], tuple[str, ...]]]:
    data = tomlfile.load(_FILE).data
    return {name: (re.compile(one["ago"]), tuple(one["heads"])) for name, one in data.items()}
