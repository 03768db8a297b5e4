"""A text's language is one that is written in its letters, however short the text is."""

import pytest

from agents.clean.language import SUPPORTED, language_of

SCRIPTS = {"ru": "cyrillic", "uk": "cyrillic", "ar": "arabic"}


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("x", "latin"), ("OK", "latin"), ("Live", "latin"), ("AFP", "latin"), ("Nein!", "latin"),
        ("да", "cyrillic"), ("Лавров", "cyrillic"), ("Київ", "cyrillic"), ("نعم", "arabic"),
    ],
)  # fmt: skip
def test_a_word_alone_is_of_a_language_that_has_its_letters(text: str, script: str) -> None:
    found = language_of(text, None, [])
    assert found in SUPPORTED
    assert SCRIPTS.get(found, "latin") == script


def test_of_few_letters_the_claim_decides_and_without_letters_there_is_no_language() -> None:
    assert language_of("OK", "pl-PL", []) == "pl"
    assert language_of("OK", "xx", []) in SUPPORTED
    assert language_of("12:30 — 14:00", None, []) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The harbour was closed on Tuesday because of the storm", "en"),
        ("Le port a été fermé mardi à cause de la tempête", "fr"),
        ("Порт закрыли во вторник из-за сильного шторма", "ru"),
        ("Порт зачинили у вівторок через сильний шторм і вітер", "uk"),
        ("Wegen des Sturms wurde der Hafen am Dienstag gesperrt", "de"),
        ("Z powodu burzy we wtorek zamknięto port", "pl"),
        ("أغلق الميناء يوم الثلاثاء بسبب العاصفة", "ar"),
    ],
)
def test_a_headline_is_enough_against_a_wrong_claim(text: str, language: str) -> None:
    assert language_of(text, "es", []) == language


def test_a_language_without_rules_is_named_and_kept() -> None:
    repairs: list[str] = []
    assert language_of("港口周二因风暴关闭,渡轮停运。港口周二因风暴关闭,渡轮停运。", None, repairs) == "zh"
    assert "zh is not supported" in repairs[0]
