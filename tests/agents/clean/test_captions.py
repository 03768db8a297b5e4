"""Captions are known by who took the picture; a sentence that names an agency is none."""

import time

import pytest

from agents.clean.captions import is_caption
from agents.clean.rules import rules


def caption(line, language="en", *, early=False):
    return is_caption(line, language, rules(language), early=early)


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("The pass in winter. Ann Lee/Reuters", "en"),
        ("The pass in winter [File: Ann Lee/Reuters]", "en"),
        ("The pass in winter. (Photo by Ann Lee / AFP)", "en"),
        ("The pass in winter. (AP Photo/Ann Lee)", "en"),
        ("The pass in winter. (Ann Lee/Harbour Post via AP)", "en"),
        ("The pass in winter. REUTERS/Ann Lee/File Photo", "en"),
        ("The pass in winter, May 14, 2021. Sputnik/Ann Lee/Pool via REUTERS", "en"),
        ("The pass in winter. Harbour Office/Handout", "en"),
        ("The pass in winter © Ann Lee", "en"),
        ("The pass in winter (c) Harbour Post 2021", "en"),
        ("Der Pass im Winter. (Foto: Anna Lehmann/dpa)", "de"),
        ("Der Pass im Winter. Anna Lehmann/picture alliance", "de"),
        ("Le col en hiver. ANNE ROY / AFP", "fr"),
        ("Le col en hiver, le 14 mai 2021. (Photo : Anne Roy)", "fr"),
        ("Перевал зимой. Анна Лебедева/ТАСС", "ru"),
        ("Перевал зимой (фото: пресс-служба)", "ru"),
        ("Перевал взимку (фото: пресслужба)", "uk"),
        ("Przełęcz zimą. PAP/Anna Nowak", "pl"),
        ("Przełęcz zimą (fot. Anna Nowak/PAP)", "pl"),
        ("El puerto en invierno. EFE/Ana Ruiz", "es"),
        ("El puerto en invierno (Foto: Ana Ruiz)", "es"),
        ("Il passo d'inverno (foto: Anna Russo)", "it"),
        ("Geçit kışın. (Fotoğraf: Ali Deniz)", "tr"),
        ("A serra no inverno (Foto: Ana Reis)", "pt"),
        ("الممر في الشتاء (صورة: آن لي)", "ar"),
    ],
)
def test_a_line_with_who_took_the_picture_is_a_caption(line, language):
    assert caption(line, language)


@pytest.mark.parametrize(
    "line",
    [
        "The talks went on until midnight. (AFP)",
        "The talks went on until midnight. (Reuters/AFP)",
        "The talks went on until midnight. (dpa)",
        "He works for Reuters and has seen the pass in winter.",
        "The council (and its chairwoman) will vote on Monday.",
        "They want clean energy and/or cheap energy.",
        "(c) The committee shall report to the council each year",
        "Nobody from Getty spoke at the meeting of the council.",
        "See https://example.org/reuters for the pass in winter.",
    ],
)
def test_a_sentence_that_names_an_agency_or_a_bracket_is_no_caption(line):
    assert not caption(line)
    assert not caption(line, early=True)


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Ministerin Anna Lehmann begrüßt die Bürgermeister am Nordsteg am 14. Mai 2021.", "de"),
        ("La ministre Anne Roy accueille les maires au ponton nord, le 14 mai 2021.", "fr"),
        ("La ministra Ana Ruiz saluda a los alcaldes en el muelle norte, 14 de mayo de 2021.", "es"),
        ("Minister Anna Nowak wita burmistrzów na północnym pomoście, 14 maja 2021.", "pl"),
    ],
)
def test_above_the_text_a_sentence_in_the_tense_of_pictures_with_its_day_is_one(line, language):
    assert caption(line, language, early=True)
    assert not caption(line, language)


@pytest.mark.parametrize("piece", ["a/", "/ ", "(a", "©", "Ann Lee/", "via ", "[File: "])
def test_a_line_of_anything_takes_no_time(piece):
    start = time.process_time()
    for size in (100, 399, 100_000):
        caption((piece * size)[:size], early=True)
    assert time.process_time() - start < 1
