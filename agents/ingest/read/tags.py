"""The tags of a page that say where it leads and what it is called, in time linear in the page.

A parser of HTML builds the whole page, and takes minutes for one tag of a million attributes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agents.ingest.read.plain import resolved

MOST = 50_000  # tags of one page that are looked at
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<hidden>script|style|template|noscript|svg|textarea)\b.*?(?:</(?P=hidden)|\Z)"
    r"|<(?P<close>/?)(?P<name>html|title|meta|link|base|a)"
    # Possessive: a quote that has no end is a character like any other, and there is one way to read them.
    r"(?P<said>(?:[\s/](?:[^\"'<>]|\"[^\"<]*+\"|'[^'<]*+'|[\"'])*+)?+)>",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTE = re.compile(
    r"([A-Za-z][\w:-]{0,60})(?:\s{0,9}=\s{0,9}(?:\"([^\"]{0,9000})\"|'([^']{0,9000})'|([^\s\"'>]{1,9000})))"
)
_LONGEST = 20_000  # characters of a tag's attributes that are looked at


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag of a page."""

    name: str  # in small letters; of a closing tag with its slash: `/a`
    said: str  # its attributes as they stand
    start: int  # where it stands
    end: int

    def attributes(self) -> dict[str, str]:
        """Return its attributes by name in small letters, the first of each."""
        found: dict[str, str] = {}
        for one in _ATTRIBUTE.finditer(self.said[:_LONGEST]):
            found.setdefault(one[1].lower(), resolved(one[2] or one[3] or one[4] or "").strip())
        return found


def tags(text: str) -> Iterator[Tag]:
    """Yield the opening and closing tags of `html`, `title`, `meta`, `link`, `base` and `a`, in order."""
    for number, found in enumerate(_TAG.finditer(text)):
        if number >= MOST:
            return
        if found["name"]:
            yield Tag(f"{found['close']}{found['name'].lower()}", found["said"], found.start(), found.end())
