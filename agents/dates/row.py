"""One piece of text as a row of words with their places: what stands beside a word, and how near."""

import re

from agents.dates.mention import Kind, Mention
from agents.dates.words import TOKEN, Words, fold
from agents.edtf import Edtf

# What may stand between two words of one date: plainly, before a year, in a range, within a phrase.
LINK = re.compile(r"[ \t\xa0\u2009\u202f]{1,3}|[ ]?\n|-")
COMMA = re.compile(r"[.,]?(?:[ \t\xa0\u2009\u202f]{1,3}|[ ]?\n)|[-,]")
DASH = re.compile(r"[ \xa0]?[-–—][ \xa0]?")
_PHRASE = re.compile(r"[\s'’ʼ‘‐‑\u064b-\u0652-]{0,3}")


class Row:
    """The words of `text`, folded, in `tokens`; their start and end in `spans`."""

    def __init__(self, text: str, known: Words, reference: Edtf | None) -> None:
        self.text, self.known, self.reference = text, known, reference
        self.spans = [found.span() for found in TOKEN.finditer(text)]
        self.tokens = [fold(text[start:end]) for start, end in self.spans]

    def token(self, place: int) -> str:
        """Return the word at `place`, empty beyond either end."""
        return self.tokens[place] if 0 <= place < len(self.tokens) else ""

    def number(self, place: int) -> int | None:
        """Return the number at `place` where it can be the day of a month."""
        token = self.token(place)
        return int(token) if len(token) in (1, 2) and token.isdecimal() and 1 <= int(token) <= 31 else None

    def gap(self, one: int, other: int) -> str:
        """Return the first few characters between two neighbouring words; a line end where one is none."""
        if one < 0 or other >= len(self.tokens):
            return "\n\n"
        start, end = self.spans[one][1], self.spans[other][0]
        return self.text[start : min(end, start + 8)]

    def joined(self, one: int, other: int, gap: re.Pattern[str]) -> bool:
        """Return whether nothing but `gap` stands between two neighbouring words."""
        return gap.fullmatch(self.gap(one, other)) is not None

    def follows(self, place: int, known: frozenset[str]) -> bool:
        """Return whether the word before `place` is one of `known`."""
        return self.token(place - 1) in known and self.joined(place - 1, place, LINK)

    def phrase(self, place: int, tokens: tuple[str, ...]) -> bool:
        """Return whether the words of `tokens` stand at `place`, close together."""
        end = place + len(tokens)
        return tuple(self.tokens[place:end]) == tokens and all(
            self.joined(i, i + 1, _PHRASE) for i in range(place, end - 1)
        )

    def mention(self, first: int, last: int, date: Edtf, kind: Kind, ahead: Edtf | None = None) -> Mention:
        """Return the mention that reaches from the word at `first` to that at `last`."""
        start, end = self.spans[first][0], self.spans[last][1]
        return Mention(start, end, str(date), kind, str(ahead) if ahead else None)
