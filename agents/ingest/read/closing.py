"""Whether a text breaks off: it ends in an ellipsis, or in the words of a link to the rest."""

import re
import tomllib
from functools import cache
from importlib.resources import files

TAIL = 700  # characters at the end that are looked at: the line of the software, and the words before it
_ADDED = 200  # characters of the name of a site, with what stands around it
_LAST = 120  # characters in which the words of a link, or an ellipsis, stand
_ELLIPSIS = re.compile(r"(?:…|\.\.\.|\. \. \.|\[(?:…|\.{2,4})\]|\((?:…|\.{2,4})\))[\s\"'»”’)\]>→]{0,20}\Z")


def has_ellipsis(tail: str) -> bool:
    """Return whether a text that ends in `tail` ends in an ellipsis, but for what weblog software adds."""
    return _ELLIPSIS.search(_bare(tail)) is not None


def has_more(tail: str) -> bool:
    """Return whether a text that ends in `tail` ends in a link to the rest; its tags are line breaks."""
    return _more().search(_bare(tail)) is not None


def is_more(text: str) -> bool:
    """Return whether `text` is nothing but the words of a link to the rest."""
    said = " ".join(text[:TAIL].split()).lstrip("[(»›→ ")
    return len(text) <= TAIL and _more().match(_small(said)) is not None


def _bare(tail: str) -> str:
    """Return the last characters of a text, in small letters, without the line that software sets below."""
    tail = "\n".join(line for part in _small(tail[-TAIL:]).splitlines() if (line := " ".join(part.split())))
    flat = tail.replace("\n", " ").replace("'", "’")  # of the same length
    for before, after in _added():
        at = flat.rfind(after)
        start = flat.rfind(before, 0, at) if before else _sentence_end(flat, at)
        if 0 <= start < at and len(flat) - at <= len(after) + _ADDED:
            return tail[:start].rstrip()[-_LAST:]
    return tail[-_LAST:]


def _sentence_end(flat: str, at: int) -> int:
    """Return where the sentence that stands at `at` begins; 0 where no other comes before."""
    return max(flat.rfind(mark, 0, max(at, 0)) for mark in ".!?…]") + 1


def _small(text: str) -> str:
    """Return `text` in small letters; of Turkish, whose capitals other languages' rules lower, with one i."""
    return text.lower().replace("i̇", "i").replace("ı", "i")


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files(__package__).joinpath("closing.toml").read_text(encoding="utf-8"))


@cache
def _more() -> re.Pattern[str]:
    """Return the pattern of a link's words at the end of a text: behind a sentence, or on their own line.

    In the middle of a sentence the same words are the author's: `и так далее`, `wanted to see more`.
    """
    words = {_small(word) for row in _table().values() for word in row["more"]}
    said = "|".join(map(re.escape, sorted(words)))
    return re.compile(rf"(?:\A|(?<=[\n.!?…\"»”()\[\]:;|>—–-]))\s{{0,9}}(?:{said})[\s.:…>»›→⟶⇒)\]]{{0,20}}\Z")


@cache
def _added() -> list[tuple[str, str]]:
    """Return what stands before and after the title in the lines that software adds."""
    lines = (line.partition("…") for row in _table().values() for line in row["added"])
    return [(_small(before.strip()), _small(after.strip())) for before, _, after in lines]
