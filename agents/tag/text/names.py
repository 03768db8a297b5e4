"""Who of a watch's sides is named where."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from agents.tag.text.lexicon import lexicon
from agents.tag.text.phrases import Hit, Phrases, longest
from agents.watch.definition import Party, Watch

_TITLE = 40  # characters in which a title before a name stands
_VERB = 30  # characters behind a name in which what he says or does begins
_FACING = 80  # characters between two who face each other in a headline
_AND = re.compile(r" (?:and|et|und|i|и|та|і|й|y|e|ve|و) ")
_BEFORE = re.compile(r"([^\W_]+)[ \u00a0]\Z")  # the word before a name, in the same sentence
_BEHIND = re.compile(r"[ -]([^\W\d_])")
# Two more capitals soon after: a headline that has one at every word.
_TITLE_CASE = re.compile(r"[^.\n]*? [A-Z][a-z]+(?: [a-z]{1,4})? [A-Z][a-z]+")


@dataclass(frozen=True, slots=True, eq=False)  # compared by identity: one object a party
class Name:
    """What a name stands for; the same however it is spelt."""

    watch: int  # which of the watches
    side: int  # which of its sides
    party: Party
    short: bool  # counts only beside a full name


Meant = Mapping[int, tuple[Name, ...]]  # by watch: "Putin" is looked for once, whoever watches him


class Found:
    """The names found in a text. What they are for a watch is told when that watch asks: few do."""

    def __init__(self, text: str, folded: str, language: str, hits: Sequence[Hit[Meant]]) -> None:
        self._text, self._folded, self._language = text, folded, language
        self._hits = hits
        self._lone: dict[int, tuple[bool, bool]] = {}  # many watches have one name

    def sides(self) -> dict[int, set[int]]:
        """Return which sides of which watches may be named; a closer look (`of`) may find fewer."""
        found: dict[int, set[int]] = {}
        for meant in {id(hit.value): hit.value for hit in self._hits}.values():
            for watch, names in meant.items():
                found.setdefault(watch, set()).update([name.side for name in names])
        return found

    def of(self, watch: int) -> list[Hit[Name]]:
        """Return the names of one watch by place, short ones only where it is clear whom they mean.

        A longer name of one watch hides no shorter one of another: each sees what it would see alone.
        """
        every = [Hit(start, end, name) for start, end, meant in self._hits for name in meant.get(watch, ())]
        hits = longest(list(dict.fromkeys(every)))
        if not any(hit.value.short for hit in hits):
            return sorted(hits, key=lambda hit: (hit.start, -hit.end))
        full = {hit.value.party.id for hit in hits if not hit.value.short}
        sides = {hit.value.side for hit in hits if _acting(hit.value)}
        kept = [
            hit
            for hit in hits
            if not hit.value.short
            or hit.value.party.id in full
            or self._clear(hit, hit.value.side in sides)
            or self._facing(hit, hits)
        ]
        return sorted(kept, key=lambda hit: (hit.start, -hit.end))

    def _clear(self, hit: Hit[Name], beside: bool) -> bool:
        """Return whether a title tells whom a surname means, or its state does that is named."""
        if hit.start not in self._lone:
            where = self._text, self._folded
            self._lone[hit.start] = (
                _titled(*where, hit.start, self._language),
                alone(*where, hit.start, hit.end, self._language),
            )
        titled, lone = self._lone[hit.start]
        return titled or (lone and beside)

    def _facing(self, hit: Hit[Name], hits: Sequence[Hit[Name]]) -> bool:
        """Return whether a leader's surname stands with somebody of another side: "A warns B", "A and B".

        A verb stands right before or behind it, or "and" between the two. Who is meant the other one tells,
        whose name is full: of all who are called so it is the leader of the side that he is watched with.
        """
        if hit.value.party.rank != "leader" or not self._text[hit.start].isupper():
            return False
        others = [
            one
            for one in hits
            if one.value.side != hit.value.side
            and not one.value.short
            and one.value.party.rank in ("leader", "official")
            and abs(one.start - hit.start) <= _FACING
        ]
        return bool(others) and (
            any(_AND.fullmatch(self._text, hit.end, one.start) for one in others)
            or any(_AND.fullmatch(self._text, one.end, hit.start) for one in others)
            or _verb_at(self._text, self._folded, hit.start, hit.end, self._language)
        )


class NameIndex:
    """The names of many watches in one automaton a language, made for the first text in it."""

    def __init__(self, watches: Sequence[Watch]) -> None:
        self._parties = _parties(watches)
        self._phrases: dict[str, Phrases[Meant]] = {}

    def find(self, text: str, folded: str, language: str) -> Found:
        """Return the names in `text`, whose folded form is `folded`."""
        if language not in self._phrases:
            self._phrases[language] = _phrases(self._parties, language)
        return Found(text, folded, language, self._phrases[language].find(text, folded))


def _acting(name: Name) -> bool:
    return not name.short and name.party.rank != "issue"


def alone(text: str, folded: str, start: int, end: int, language: str) -> bool:
    """Return whether a surname stands for itself: no other capital beside it, as in a longer name.

    At the start of a sentence, where any word has a capital, it must be whoever says or does something.
    """
    before = _BEFORE.search(text, max(0, start - 30), start)
    opens = before is None
    behind = _BEHIND.match(text, end)
    if not text[start].isupper() or (before is not None and before[1][0].isupper()):
        return False
    if behind and behind[1].isupper() and not _TITLE_CASE.match(text, end, end + 80):
        return False
    if not opens:
        return True
    if text[end : end + 2].strip() == ":" or text[end : end + 2] in ("'s", "’s"):
        return True
    words = lexicon(language).groups
    verb, low = text[end + 1 : end + _VERB], folded[end + 1 : end + _VERB]
    return any(
        hit.start == 0 for group in ("act", "contact", "report") for hit in words[group].find(verb, low)
    )


def _verb_at(text: str, folded: str, start: int, end: int, language: str) -> bool:
    """Return whether a verb stands right before or behind a name, in the same sentence."""
    low = max(0, start - _VERB)
    for group in ("act", "contact"):
        words = lexicon(language).groups[group]
        if any(
            hit.start == 0 for hit in words.find(text[end + 1 : end + _VERB], folded[end + 1 : end + _VERB])
        ):
            return True
        if any(low + hit.end + 1 == start for hit in words.find(text[low:start], folded[low:start])):
            return text[start - 1] == " "
    return False


def _titled(text: str, folded: str, start: int, language: str) -> bool:
    """Return whether an office stands right before a name and tells whom it means: "Foreign Minister …"."""
    low = max(0, start - _TITLE)
    offices = lexicon(language).groups["office"].find(text[low:start], folded[low:start])
    return any(
        hit.value[1] in ("leader", "official", "spokesman") and folded[low + hit.end : start] == " "
        for hit in offices
    )


def _parties(watches: Sequence[Watch]) -> list[tuple[Party, Meant, Meant]]:
    """Return each party once, with what its full and its short names mean: the gazetteer's serve many."""
    users: dict[int, tuple[Party, list[tuple[int, int]]]] = {}
    for at, watch in enumerate(watches):
        for index, side in enumerate(watch.sides):
            for party in side.parties:
                users.setdefault(id(party), (party, []))[1].append((at, index))
    return [
        (
            party,
            _meant(party, places, short=False),
            _meant(party, places, short=True),
        )
        for party, places in users.values()
    ]


def _meant(party: Party, places: Iterable[tuple[int, int]], *, short: bool) -> Meant:
    found: dict[int, tuple[Name, ...]] = {}
    for at, index in places:
        found[at] = (*found.get(at, ()), Name(at, index, party, short))
    return found


def _phrases(parties: Sequence[tuple[Party, Meant, Meant]], language: str) -> Phrases[Meant]:
    words = lexicon(language)
    phrases: Phrases[Meant] = Phrases(words.prefixes)
    for party, full, short in parties:
        for name in _names(party.names.get(language), party.names.get("any")):
            phrases.add(name, full, words.endings)
        for name in _names(party.short.get(language), party.short.get("any")):
            phrases.add(name, short, words.endings)
    return phrases


def _names(*lists: Iterable[str] | None) -> list[str]:
    return list(dict.fromkeys(name for names in lists if names for name in names))
