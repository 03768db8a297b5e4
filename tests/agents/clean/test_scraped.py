"""Whole scraped texts in every language: each line of the frame goes with its reason, the article stays.

The texts stand in `scraped/`, one file a language. `reason| line` is taken out for that reason, `title|`
is the headline, and what has nothing before its bar is the article.
"""

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from agents.clean.article import clean_article
from agents.clean.language import SUPPORTED, language_of
from agents.clean.plain import read_plain
from agents.clean.rules import rules
from streams.article_records import RawArticle

FOLDER = Path(__file__).parent / "scraped"


class Case(NamedTuple):
    language: str
    name: str
    lines: list[tuple[str, str]]  # reason and line

    @property
    def scraped(self) -> list[str]:
        return [line for _, line in self.lines]

    @property
    def article(self) -> list[str]:
        return [line for reason, line in self.lines if not reason]

    @property
    def title(self) -> str:
        return next(line for reason, line in self.lines if reason == "title")

    @property
    def removed(self) -> Counter[str]:
        gone = (f"{reason}: {line}" for reason, line in self.lines if reason not in ("", "title"))
        return Counter(entry if len(entry) <= 200 else f"{entry[:199]}…" for entry in gone)


def cases() -> list[Case]:
    found: list[Case] = []
    for path in sorted(FOLDER.glob("*.txt")):
        for row in path.read_text("utf-8").splitlines():
            if row.startswith("=== "):
                found.append(Case(path.stem, row[4:], []))
            else:
                reason, _, line = row.partition("| ")
                found[-1].lines.append((reason, line))
    return found


CASES = cases()
EACH = pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.language}: {case.name}")


def test_every_language_has_its_texts():
    assert {case.language for case in CASES} == set(SUPPORTED)
    assert len(CASES) >= 60


@EACH
@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["close", "apart"])
def test_the_frame_goes_with_its_reasons_and_the_article_stays_word_for_word(case, gap):
    body = read_plain(gap.join(case.scraped), "", case.language, rules(case.language))
    assert body.text == gap.join(case.article)
    assert Counter(body.removed) == case.removed
    assert body.title == case.title


@EACH
def test_what_was_cleaned_is_clean(case):
    text = "\n\n".join(case.article)
    body = read_plain(text, case.title, case.language, rules(case.language))
    assert (body.text, body.removed) == (text, [])


@EACH
def test_the_language_is_known_with_all_the_frame_around(case):
    assert language_of("\n\n".join(case.scraped), None, []) == case.language


@EACH
def test_the_article_alone_is_left_of_the_record_too(case):
    raw = RawArticle(article_id="a", version="v", id="i", text="\n".join(case.scraped))
    found = clean_article(raw)
    assert (found.title, found.text) == (case.title, "\n".join(case.article))
    if any(reason == "date" for reason, _ in case.lines):
        assert found.published
        assert found.published.startswith("2021-05-14")
