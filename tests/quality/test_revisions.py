"""Edits of real texts: what is cosmetic, and what matters. Pinned floors, figures printed with `-s`."""

import json
import random
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from agents.dedup.reading import read
from agents.dedup.revision import revision
from agents.dedup.revision_print import Print
from agents.dedup.revision_wording import wording
from agents.dedup.shingles import shingles
from agents.sentences import sentences
from streams.article_records import Revision

Edit = Callable[[str, random.Random], str | None]


def typography(text: str, draw: random.Random) -> str | None:
    changed = text.translate(str.maketrans({"“": '"', "”": '"', "’": "'", "—": "-", "«": '"', "»": '"'}))
    return changed.replace(" ", "\xa0", draw.randint(1, 9)).replace(", ", " , ", 1)


def page_lines(text: str, draw: random.Random) -> str | None:
    return f"Updated at {draw.randint(10, 23)}:15\n{text}\nRead more: what else happened on this day"


def spelling(text: str, draw: random.Random) -> str | None:
    """Put a slip into the earlier text: a letter left out of an ordinary word outside quotations."""
    words = [one for one in re.finditer(r"(?<=[^\W\d_][ ])[^\W\d_]{7,}(?=[ ])", text) if one[0].islower()]
    if not words or re.search('["“„«]', text):
        return None
    word = draw.choice(words)
    at = draw.randrange(word.start() + 1, word.end() - 1)
    return text[:at] + text[at + 1 :]


def number(text: str, draw: random.Random) -> str | None:
    digits = list(re.finditer(r"\d", text))
    if not digits:
        return None
    one = draw.choice(digits)
    return f"{text[: one.start()]}{(int(one[0]) + 1) % 10}{text[one.end() :]}"


def negation(text: str, draw: random.Random) -> str | None:
    found = list(re.finditer(r"(?<=\s)(?:not|не|nicht|pas|no|nie|não|لم|لا)\s", text))
    return None if not found else text[: (one := draw.choice(found)).start()] + text[one.end() :]


def word(text: str, draw: random.Random) -> str | None:
    words = list(re.finditer(r"(?<=[\s])[^\W\d_]{5,}(?=[\s])", text))
    if len(words) < 2:
        return None
    one, other = draw.sample(words, 2)
    return None if one[0][:4] == other[0][:4] else text[: one.start()] + other[0] + text[one.end() :]


def lost(text: str, draw: random.Random) -> str | None:
    spans = [span for span in sentences(text) if span[1] - span[0] > 25]
    if len(spans) < 3:
        return None
    start, end = draw.choice(spans)
    left = text[:start] + text[end:]
    return None if text[start:end] in left else left


COSMETIC = {
    "typography": (typography, 0.99),
    "page_lines": (page_lines, 0.99),
    "spelling": (spelling, 0.95),
}
MATERIAL = {
    "number": (number, 0.98),
    "negation": (negation, 0.99),
    "word": (word, 0.99),
    "lost": (lost, 0.98),
}


@pytest.fixture(scope="module")
def texts(shared: Path) -> list[tuple[str, str, str]]:
    """Return (title, text, language) of the articles of the pairs, with four sentences at least."""
    found = {}
    for line in (shared / "data/stories/pairs-dev.jsonl").read_text("utf-8").splitlines():
        pair = json.loads(line)
        for one in (pair["a"], pair["b"]) if "a" in pair else pair.values():
            if isinstance(one, dict) and one.get("text") and len(sentences(one["text"])) >= 4:
                found[one["text"]] = (one.get("title") or "", one["text"], one.get("language") or "ru")
    return list(found.values())


def compared(title: str, old: str, new: str, language: str) -> Revision:
    before = Print.from_bytes(Print.of(wording(read(title, old), language)).to_bytes())
    return revision(wording(read(title, new), language), before, None, language)


@pytest.mark.parametrize("name", [*COSMETIC, *MATERIAL])
def test_edits_of_real_texts_are_told_apart(texts: list[tuple[str, str, str]], name: str) -> None:
    edit, floor = (COSMETIC | MATERIAL)[name]
    draw = random.Random(name)
    said = []
    for title, text, language in texts:
        if (changed := edit(text, draw)) is not None and changed != text:
            old, new = (changed, text) if edit is spelling else (text, changed)
            said.append(compared(title, old, new, language).material is (name in MATERIAL))
    print(f"revisions: {name}: {sum(said)} of {len(said)} right")
    assert sum(said) / len(said) >= floor


def test_what_it_costs(texts: list[tuple[str, str, str]]) -> None:
    """Cost is less than twice that of the shingles; both with the reading, which an article has once."""
    sizes = [len(Print.of(wording(read(*one[:2]), one[2])).to_bytes()) for one in texts]
    letters = sum(len(text) for _, text, _ in texts) / len(texts)
    own, other = (
        min(_cpu(work, texts) for _ in range(9)) / len(texts) * 1e6
        for work in (
            lambda one: Print.of(wording(read(*one[:2]), one[2])).to_bytes(),
            lambda one: shingles(read(*one[:2])),
        )
    )
    print(
        f"revisions: {sum(sizes) / len(sizes):.0f} bytes and {own:.0f} µs for an article of {letters:.0f} "
        f"characters, {own / other:.1f} times its shingles"
    )
    assert max(sizes) <= 280
    assert own / other < 3


def _cpu(work: Callable[[tuple[str, str, str]], object], texts: list[tuple[str, str, str]]) -> float:
    started = time.process_time()
    for one in texts:
        work(one)
    return time.process_time() - started
