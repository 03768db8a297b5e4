"""Texts decoded with a wrong table are read aright, and good text of any language is never changed."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.clean.characters import unescaped, visible
from agents.clean.mojibake import mended

TEXTS = {
    path.stem: [row.partition("| ")[2] for row in path.read_text("utf-8").splitlines() if "| " in row]
    for path in sorted((Path(__file__).parent / "scraped").glob("*.txt"))
}
MARKS = {
    "en": "It’s a “plan” — café, €5… £3 ½ © 2021 ®",
    "fr": "« L’été à Nîmes », œuvre n° 3 : où ça ? À côté…",
    "de": "„Größe“ – ‚Öl‘ §5 Straßenbahn, Übermaß",
    "pl": "„Zażółć gęślą jaźń” – Łódź, ŻÓŁĆ",
    "es": "¿Qué pasó? ¡El niño! – años, Ñuñoa, 1.ª",
    "it": "Perché no? È così – «più» – città",
    "pt": "Ação, reunião, às 10h – “São João” – É ótimo",
    "tr": "İstanbul’da ‘Dışişleri’ – ğüşöçı ĞÜŞÖÇİ",
    "ru": "«Ёлки» — № 5, съезд объявил: „да“…",
    "uk": "«Їжак» — зі м’яч, ґава, Єва, її, ії",
    "ar": "قال: «نعم»، هل؟ ١٢٣ – ٪",
}
# What the alphabets and marks of each language can be put together to: no word, but good characters.
LETTERS = {language: sorted(set("".join([*TEXTS[language], mark]))) for language, mark in MARKS.items()}


def read(text: str) -> tuple[str, list[str]]:
    repairs: list[str] = []
    return mended(text, "text", repairs), repairs


@pytest.mark.parametrize("language", MARKS)
def test_good_text_stays_as_it_is(language):
    text = "\n".join([*TEXTS[language], MARKS[language], MARKS[language].upper(), MARKS[language].lower()])
    assert read(text) == (text, [])


@given(st.sampled_from(sorted(MARKS)).flatmap(lambda one: st.lists(st.sampled_from(TEXTS[one]), max_size=4)))
def test_lines_of_good_text_stay_in_any_order(lines):
    assert read(" ".join(lines)) == (" ".join(lines), [])


@given(
    st.sampled_from(sorted(MARKS)).flatmap(lambda one: st.text(st.sampled_from(LETTERS[one]), max_size=40))
)
def test_what_is_mended_is_never_longer_and_mending_it_again_changes_nothing(text):
    once, _ = read(text)
    assert len(once) <= len(text)
    assert read(once)[0] == once


@pytest.mark.parametrize("language", MARKS)
@pytest.mark.parametrize("table", ["latin-1", "cp1252", "cp1250", "cp1251", "cp1254"])
def test_utf8_read_with_the_table_of_another_is_read_aright(language, table):
    lines = [line for line in TEXTS[language] if not line.isascii()][:6]
    wrong = []
    for line in lines:
        try:
            wrong.append(line.encode().decode(table))
        except UnicodeDecodeError:
            continue  # the table has no character for one of the bytes: U+FFFD would have been left
    found, repairs = read("\n".join(wrong))
    right = sum(one in lines for one in found.split("\n"))
    assert right >= 0.8 * len(wrong)
    assert bool(repairs) == bool(wrong)


@pytest.mark.parametrize("language", ["ru", "uk"])
@pytest.mark.parametrize("table", ["latin-1", "cp1252"])
def test_windows_1251_read_as_latin_is_read_aright(language, table):
    lines = [line for line in TEXTS[language] if len(line) > 40 and "'" not in line][:8]
    wrong = "\n".join(line.encode("cp1251", "replace").decode(table, "replace") for line in lines)
    assert read(wrong)[0] == "\n".join(lines)


def test_what_was_decoded_wrongly_twice_is_read_aright():
    twice = "L’été à Nîmes".encode().decode("cp1252").encode().decode("cp1252")
    assert read(f"Nîmes\n{twice}") == (
        "Nîmes\nL’été à Nîmes",
        ["text: 1 lines decoded with a wrong table mended"],
    )


@pytest.mark.parametrize(
    "line", ["CAFÉ»", "à »", "« ПРАВДА »", "ЁЖ", "Õ©", "I Ô¶", "ŞİŞ…", "¿ÑANDÚ?", "Ж°", "№ Ё»"]
)
def test_capitals_beside_marks_are_no_sign(line):
    assert read(line) == (line, [])


def test_only_the_lines_that_were_decoded_wrongly_are_touched_and_said():
    repairs: list[str] = []
    text = f"{MARKS['fr']}\n{'L’été à Nîmes'.encode().decode('cp1252')}\n{MARKS['ru']}"
    assert visible(text, "text", repairs) == f"{MARKS['fr']}\nL’été à Nîmes\n{MARKS['ru']}"
    assert repairs == ["text: 1 lines decoded with a wrong table mended"]


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("10\u00a0000\u202f€ \u2009x\u3000y", "10 000 €  x y"),
        ("Ma\u00adcron and the o\ufb03ce", "Macron and the office"),
        ("P\u200cutin, П\u200dутин", "Putin, Путин"),
        ("می\u200cخواهم 👩\u200d💻", "می\u200cخواهم 👩\u200d💻"),
        ("\ufee3\ufe8e\ufedb\ufeae\ufeed\ufee5", "ماكرون"),
        ("left\u200e \u202bright\u202c \u2066x\u2069", "left right x"),
        ("He said \x93no\x94\x85", "He said “no”…"),
        ("one\x85two", "one\ntwo"),
        ("e\u0301", "é"),
    ],
)
def test_what_no_reader_sees_goes_and_spaces_are_spaces(given_text, expected):
    assert visible(given_text, "text", []) == expected


def test_entities_escaped_twice_are_resolved():
    assert unescaped("R&amp;amp;D &amp;#8217;s&nbsp;x&nbsp y") == "R&D ’s\xa0x\xa0 y"


@pytest.mark.parametrize("bad", ["Ð¡", "Ã©", "РџС", "Ïð", "â€™", "Ã"])
def test_half_a_mebibyte_of_anything_takes_no_time(bad):
    text = (bad * 200 + "\n") * ((1 << 19) // (len(bad) * 200))
    start = time.process_time()
    read(text)
    assert time.process_time() - start < 10, "a second where nothing else runs"
