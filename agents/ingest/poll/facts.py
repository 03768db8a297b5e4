"""What an entry is recognised by: its id where that can be trusted, its address, and what it says."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import xxhash

from agents.ingest.identity import canonical_url
from agents.ingest.pagetext import page_text
from agents.ingest.poll.redirectors import is_redirector
from agents.ingest.read.given import GivenEntry


@dataclass(frozen=True, slots=True)
class Facts:
    """An entry with what it is recognised by."""

    entry: GivenEntry
    id: str | None  # hash of its own id, 16 hexadecimal digits; None where it has no usable one
    url: str | None  # canonical; None where it has none, or one that says nothing of where the article is
    link: str | None  # canonical, also where it only leads on
    seen: str  # hash of title and text as given, 16 hexadecimal digits


def facts_of(entries: Sequence[GivenEntry]) -> list[Facts]:
    """Return the facts of a document's entries in its order; what is there twice alike is there once.

    Entries without an address that say nothing are left out. An id is usable if no other entry of the
    document has it, and if the ids are not just the entries' places in the document.
    """
    found: dict[tuple[str | None, str | None, str], GivenEntry] = {}
    for entry in entries:
        link = canonical_url(entry.url)
        own = _own(entry) or (link if link and is_redirector(link) else None)
        seen = seen_of(entry)
        if link or seen != BLANK:
            found.setdefault((own, link, seen), entry)
    times = Counter(own for own, _, _ in found)
    numbered = _are_places([_own(entry) for entry in entries])
    return [
        _facts(entry, None if numbered or times[own] > 1 else own, link, seen)
        for (own, link, seen), entry in found.items()
    ]


def seen_of(entry: GivenEntry) -> str:
    """Return the hash of what an entry says: of its title, and of its text without tags and white space.

    Two entries have the same exactly if their articles have the same version; so neither dates nor links
    nor the attributes of tags are in it.
    """
    return _hash(f"{title_of(entry)}\n{text_of(entry)}")


def title_of(entry: GivenEntry) -> str:
    """Return the title on one line, empty where there is none."""
    return " ".join((entry.title or "").split())


def text_of(entry: GivenEntry) -> str:
    """Return the text on one line without tags, empty where there is none."""
    text = entry.text or ""
    return " ".join((page_text(text) if entry.markup else text).split())


def _facts(entry: GivenEntry, own: str | None, link: str | None, seen: str) -> Facts:
    # Where a redirector leads is not known from its link, so another link is no other entry.
    blind = own is not None and link is not None and is_redirector(link)
    return Facts(entry, _hash(own) if own else None, None if blind else link, link, seen)


def _own(entry: GivenEntry) -> str | None:
    return " ".join((entry.id or "").split()) or None


def _are_places(ids: Sequence[str | None]) -> bool:
    """Return whether every id is the number of its entry's place: from above or below, from 0 or 1."""
    numbers = [(place, own) for place, own in enumerate(ids) if own is not None]
    if not all(own.isascii() and own.isdigit() and len(own) <= 6 for _, own in numbers):
        return False
    ways = {(0, 1), (1, 1), (len(ids), -1), (len(ids) - 1, -1)}
    return any(all(int(own) == start + step * place for place, own in numbers) for start, step in ways)


def _hash(text: str) -> str:
    return xxhash.xxh3_64_hexdigest(text.encode("utf-8", "surrogatepass"))


BLANK = _hash("\n")  # of an entry that says nothing
