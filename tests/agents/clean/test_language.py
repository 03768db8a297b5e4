"""The language of a text: named where it can be told, taken from the claim where that is as likely."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.clean.language import SUPPORTED, language_of

SCRIPTS = {"ru": "cyrillic", "uk": "cyrillic", "ar": "arabic"}
HARBOUR = {
    "en": "The harbour was closed on Tuesday because of the storm",
    "fr": "Le port a été fermé mardi à cause de la tempête",
    "ru": "Порт закрыли во вторник из-за сильного шторма",
    "uk": "Порт зачинили у вівторок через сильний шторм і вітер",
    "de": "Wegen des Sturms wurde der Hafen am Dienstag gesperrt",
    "pl": "Z powodu burzy we wtorek zamknięto port",
    "es": "El puerto se cerró el martes a causa de la tormenta",
    "it": "Il porto è stato chiuso martedì a causa della tempesta",
    "pt": "O porto foi fechado na terça-feira por causa da tempestade",
    "tr": "Liman fırtına yüzünden salı günü kapatıldı",
    "ar": "أغلق الميناء يوم الثلاثاء بسبب العاصفة",
}


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("x", "latin"), ("OK", "latin"), ("Live", "latin"), ("AFP", "latin"), ("Nein!", "latin"),
        ("да", "cyrillic"), ("Лавров", "cyrillic"), ("Київ", "cyrillic"), ("نعم", "arabic"),
    ],
)  # fmt: skip
def test_a_word_alone_is_of_a_language_that_has_its_letters_or_said_to_be_too_short(text, script):
    repairs: list[str] = []
    found = language_of(text, None, repairs)
    if found is None:
        assert repairs == [f"language: {len(text.rstrip('!'))} letters are too few to tell it"]
    else:
        assert SCRIPTS.get(found, "latin") == script


def test_of_few_letters_the_claim_decides_and_without_letters_there_is_no_language():
    repairs: list[str] = []
    assert language_of("OK", "pl-PL", repairs) == "pl"
    assert language_of("12:30 — 14:00", None, repairs) is None
    assert repairs == []
    assert language_of("Лавров", "de", []) != "de", "not in these letters"


def test_letters_that_one_language_alone_has_tell_close_ones_apart():
    assert language_of("Виступ речниці", None, []) == "uk"
    assert language_of("Выступление", None, []) == "ru"


@pytest.mark.parametrize("language", HARBOUR)
@pytest.mark.parametrize("claim", [None, "xx", "es", "de"])
def test_a_headline_is_enough_whatever_is_claimed(language, claim):
    assert language_of(HARBOUR[language], claim, []) == language


def test_between_languages_that_are_as_likely_the_claim_decides():
    name = "Emmanuel Macron, Vladimir Putin"
    assert language_of(name, "fr", []) == "fr"
    assert language_of(name, "es", []) == "es"


@pytest.mark.parametrize("language", SUPPORTED)
def test_a_frame_in_another_language_does_not_change_that_of_the_article(language):
    other = "en" if language != "en" else "de"
    frame = f"{HARBOUR[other]}. " * 8
    repairs: list[str] = []
    found = language_of(f"{frame}\n" + f"{HARBOUR[language]}. " * 60, None, repairs)
    assert found == language
    assert not repairs or repairs[0].startswith("language: mixed, ")


def test_a_text_in_two_languages_is_said_to_be_mixed():
    repairs: list[str] = []
    assert language_of(f"{HARBOUR['en']}. " * 40 + f"{HARBOUR['fr']}. " * 20, None, repairs) == "en"
    assert repairs == ["language: mixed, en and fr"]
    repairs.clear()
    assert language_of(f"{HARBOUR['en']} | {HARBOUR['ru']}", None, repairs) in ("en", "ru")
    assert repairs == ["language: mixed, latin and cyrillic letters"]


def test_a_language_without_rules_is_named_and_kept():
    repairs: list[str] = []
    assert language_of("港口周二因风暴关闭,渡轮停运。港口周二因风暴关闭,渡轮停运。", None, repairs) == "zh"
    assert "zh is not supported" in repairs[0]


@given(st.text(max_size=60), st.sampled_from([None, "", "en", "RU_ru", "xx", "x" * 99]))
def test_any_text_has_a_language_or_none(text, claim):
    repairs: list[str] = []
    found = language_of(text, claim, repairs)
    assert found is None or (len(found) in (2, 3) and found.islower())
    assert found == language_of(text, claim, [])


def test_a_text_of_any_length_is_answered_at_once():
    text = f"{HARBOUR['en']}. " * 40_000
    language_of(text, None, [])
    start = time.process_time()
    for _ in range(20):
        language_of(text, None, [])
    assert (time.process_time() - start) / 20 < 0.02, "a millisecond where nothing else runs"
