import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.sentences import sentences


def split(text):
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "whole",
    [
        "Mr. Brown of the U.S. Treasury met Dr. J. K. Lind at 3.5 degrees.",
        "Цены выросли на 3.5 проц., т.е. на рубль, сообщил А. Б. Петров.",
        "Das gilt z. B. für den 26. Juni in Köln.",
        "M. Durand a reçu Mme. Petit av. J.-C. par erreur.",
        "Zmiany, np. Kowalskiego, wejdą 3. maja w życie.",
        "See www.example.org/a.html for more.",
        "He waited... and waited.",
        "The U.N. Security Council met.",
        "W dniu 1. Stycznia padał śnieg.",
    ],
)
def test_abbreviations_initials_decimals_and_ordinals_end_no_sentence(whole):
    assert split(whole) == [whole]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("Headline without a stop\n\nThe lead.\nMore.", ["Headline without a stop", "The lead.", "More."]),
        ('"We go." He left.', ['"We go."', "He left."]),
        ("« Oui. » Elle part.", ["« Oui. »", "Elle part."]),
        ("„Ja.“ Dann ging er.", ["„Ja.“", "Dann ging er."]),
        ("Это было в 2020 г. Потом стало тихо.", ["Это было в 2020 г.", "Потом стало тихо."]),
        ("Она живёт в г. Тверь. Он нет.", ["Она живёт в г. Тверь.", "Он нет."]),
        ("هل وصل الوزير؟ نعم وصل. ثم غادر.", ["هل وصل الوزير؟", "نعم وصل.", "ثم غادر."]),
        ("He lives in the U.S. They do not.", ["He lives in the U.S.", "They do not."]),
        ("会议开始。他来了！", ["会议开始。", "他来了！"]),
        ("Cost: 5. Next.", ["Cost: 5.", "Next."]),
        ("¿Quién? ¡Nadie!", ["¿Quién?", "¡Nadie!"]),
        ("He said no. Then he left.", ["He said no.", "Then he left."]),
        ("", []),
        (" \n\t ", []),
    ],
)
def test_sentences_end_where_a_reader_says(text, parts):
    assert split(text) == parts


@given(st.text(alphabet=st.sampled_from(list("aА. !?\n\"»«'\u00a0\u2028г1Zع؟。\x00😀")), max_size=60))
def test_nothing_but_space_falls_between_sentences(text):
    spans = sentences(text)
    last = 0
    for start, end in spans:
        assert start >= last
        assert not text[last:start].strip()
        assert text[start:end] == text[start:end].strip() != ""
        last = end
    assert not text[last:].strip()


@pytest.mark.parametrize("unit", ["a. ", ".", '. "', '."', "z. B. ", " " * 50 + ".", "1. ", ". »"])
def test_hostile_text_takes_linear_time(unit):
    started = time.process_time()
    sentences(unit * (1_000_000 // len(unit)))
    assert time.process_time() - started < 5
