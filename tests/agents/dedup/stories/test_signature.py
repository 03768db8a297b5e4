"""What is remembered of a text for its story: small, readable again, and dates are the same anywhere."""

import random

import numpy as np
import pytest

from agents.dedup.reading import read
from agents.dedup.stories.shared import TERM_KEPT, weightiest
from agents.dedup.stories.signature import (
    IS_FIGURE,
    KEPT,
    TERM,
    TERMS,
    WEIGHTS,
    Signature,
    Signatures,
    Unreadable,
    posted,
    remembered,
    signature,
)  # fmt: skip
from streams.article_records import Article


def signature_of(article: Article) -> Signature:
    return signature(article, read(article.title, article.text))


def made(text: str, language: str | None = "en", published: str | None = "2024-05-06") -> Article:
    return Article(
        article_id="1", version="1", id="1", title="Ferry burns", text=text, language=language,
        published=published,
    )  # fmt: skip


def weight(entry: int) -> tuple[int, int]:
    return -(entry & WEIGHTS), entry


def test_signatures_read_back_are_what_was_written() -> None:
    drawn = [
        signature_of(made("A ferry burned off Gotska.")),
        signature_of(made("Паром горел у Готски, сообщила береговая охрана.", "ru", None)),
        signature_of(made("", None, "2024-05")),
    ]
    read = Signatures([remembered(one.to_bytes()) for one in drawn])
    parts = np.split(read.entries, read.ends[:-1])
    for part, one, start in zip(parts, drawn, read.starts.tolist(), strict=True):
        kept = [int(entry) >> 32 - TERM_KEPT << 8 | int(entry) & 0xFF for entry in one.entries]
        assert part.tolist() == sorted(kept)
        language, first, days = KEPT.unpack_from(read.stored.tobytes(), start)
        assert int.from_bytes(language, "little") == one.code
        assert (first, first + days) == one.days
    assert posted(drawn[0].to_bytes(), 99).tolist() == [
        e & TERM for e in sorted(drawn[0].entries.tolist(), key=weight)
    ]


def test_a_long_text_keeps_its_weightiest_terms() -> None:
    draw = random.Random(1)
    drawn = signature_of(made(" ".join("".join(draw.choices("bdfgklmnprst", k=8)) for _ in range(1000))))
    assert len(drawn.entries) == TERMS
    assert len(drawn.to_bytes()) == 12 + 4 * TERMS
    shares = (drawn.entries.take(weightiest(drawn.entries)) & WEIGHTS).tolist()
    assert shares == sorted(shares, reverse=True)


def test_words_that_everyone_uses_are_left_out() -> None:
    drawn = signature_of(made("The and of that Vrbovec."))
    assert len(drawn.entries) == 3  # ferry, burns, Vrbovec


def test_a_month_is_the_same_figure_in_two_languages() -> None:
    one = signature_of(made("It was seen on 12 October."))
    other = signature_of(made("Его видели 12 октября.", "ru"))
    figures = [{int(e) >> 8 for e in s.entries if int(e) & IS_FIGURE} for s in (one, other)]
    assert len(figures[0]) == 2
    assert figures[0] == figures[1]


def test_a_verb_that_is_a_months_name_is_no_month() -> None:
    assert not [e for e in signature_of(made("They march and may win.")).entries if int(e) & IS_FIGURE]


@pytest.mark.parametrize("header", [b"", b"\x02" + bytes(15), b"\x01" + bytes(12)])
def test_bytes_of_another_format_are_refused_with_what_to_do(header: bytes) -> None:
    with pytest.raises(Unreadable, match="start a new generation"):
        posted(header, 12)


@pytest.mark.parametrize(
    ("text", "language"),
    [("W maju, a raczej 3 maja, w piątek; w piątki nie pływa.", "pl"), ("Июнь прошёл, 3 июня тоже.", "ru")],
)
def test_a_month_in_two_cases_is_one_term(text: str, language: str) -> None:
    entries = signature_of(made(text, language)).entries
    assert len({int(entry) & TERM for entry in entries}) == len(entries)
