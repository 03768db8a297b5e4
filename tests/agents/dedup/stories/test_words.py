"""Words as terms: one for the forms and spellings of a name, whatever script; numbers in one form."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.dedup.reading import READ, read
from agents.dedup.stories.heard import IN_LEAD, IS_FIGURE, IS_NAME
from agents.dedup.stories.words import Words, term, words


def marks(found: Words, word: str) -> int:
    (at,) = (found.terms == term(word)).nonzero()[0]
    return int(found.marks[at])


@pytest.mark.parametrize(
    "spellings",
    [
        ("Zelensky", "Selenskyj", "Зеленский", "Зеленского", "Zełenski", "Зеленський"),
        ("Macron", "Макрон", "Макрона", "Macronem", "ماكرون"),
        ("Lavrov", "Lawrow", "Ławrow", "Лавров", "Лаврову"),
        ("Erdoğan", "Эрдоган", "Erdogan"),
        ("1,200", "1.200", "1200"),
        ("STRIKES", "strikes"),
    ],
)
def test_a_name_is_one_term_in_every_script_and_case(spellings: tuple[str, ...]) -> None:
    assert len({term(one) for one in spellings}) == 1
    assert term(spellings[0]) is not None


@pytest.mark.parametrize(("one", "other"), [("Paris", "Parma"), ("2022", "2023"), ("harbour", "market")])
def test_other_words_are_other_terms(one: str, other: str) -> None:
    assert term(one) != term(other)


def test_a_name_has_a_capital_inside_a_sentence_of_the_text() -> None:
    found = words(read("Storm Hits Coast", "Rain fell. Wind tore at Gotska, Visby and old Storm gates."))
    assert {one: bool(marks(found, one) & IS_NAME) for one in ("gotska", "visby", "wind", "coast")} == {
        "gotska": True, "visby": True, "wind": False, "coast": False,
    }  # fmt: skip
    assert marks(found, "storm") & IS_NAME  # somewhere is enough


def test_numbers_are_figures_and_the_beginning_is_the_lead() -> None:
    found = words(read("Head", " ".join(["filler"] * 80) + " 4711 tail"))
    assert marks(found, "4711") == IS_FIGURE
    assert marks(found, "head") & IN_LEAD
    assert not marks(found, "tail") & IN_LEAD


def test_how_often_a_word_stands_there_is_counted_over_its_forms() -> None:
    found = words(read("", "ferry Ferry ferries boat"))
    counts = dict(zip(found.terms.tolist(), found.counts.tolist(), strict=True))
    assert counts[term("boat")] == 1
    assert counts[term("ferry")] >= 2


@given(st.text(), st.text())
def test_any_text_has_ascending_terms_each_once(title: str, text: str) -> None:
    found = words(read(title, text))
    assert len(found.terms) == len(found.counts) == len(found.marks)
    assert found.terms.tolist() == sorted(set(found.terms.tolist()))
    assert (found.counts > 0).all()


@pytest.mark.parametrize(
    "text", ["x" * (2 << 20), "a" + "\u0301" * (1 << 20), "1." * (1 << 20), "\U0001f600" * 10]
)
def test_a_text_of_megabytes_takes_milliseconds(text: str) -> None:
    words(read("", "warm"))
    began = time.process_time()
    assert len(words(read("Head", text)).terms) <= READ
    assert time.process_time() - began < 0.5
