"""Who is named where, and how directly a name stands for its side."""

import pytest

from agents.tag.text.mention import Weight
from agents.tag.text.names import NameIndex
from agents.tag.text.reading import UNITS, open_body, open_text, read_by, units
from agents.watch.load import load_watch
from streams.article_records import Article

WATCH = load_watch("macron-russia")
INDEX = NameIndex([WATCH])


def seen(title="", text="", language="en", published=None):
    article = Article(
        article_id="a", version="v", id="i", title=title, text=text, language=language, published=published
    )
    opened = read_by(open_text(article, INDEX), 0)
    return opened.whole, units(opened, open_body(opened))


def weights(sentence, language="en"):
    whole, (unit,) = seen(text=sentence, language=language)
    return {whole[name.start : name.end]: name.weight for name in unit.names}


@pytest.mark.parametrize(
    ("language", "sentence", "name", "weight"),
    [
        ("en", "The French president spoke.", "French", Weight.LEADER),
        ("en", "The president of France spoke.", "France", Weight.LEADER),
        ("en", "France's foreign minister spoke.", "France", Weight.OFFICIAL),
        ("en", "His Russian counterpart agreed.", "Russian", Weight.OFFICIAL),
        ("en", "A former French president spoke.", "French", Weight.ISSUE),
        ("en", "A Russian oligarch spoke.", "Russian", Weight.ISSUE),
        ("en", "Russia's invasion goes on.", "Russia", Weight.ISSUE),
        ("en", "Russian troops crossed the river.", "Russian", Weight.ISSUE),
        ("en", "A Russian ship sank.", "Russian", Weight.DEMONYM),
        ("en", "Russia agreed.", "Russia", Weight.STATE),
        ("en", "Moscow agreed.", "Moscow", Weight.STATE),
        ("en", "It rained in Moscow.", "Moscow", Weight.ISSUE),
        ("en", "The Kremlin agreed.", "Kremlin", Weight.OFFICIAL),
        ("en", "The French and Russian presidents met.", "French", Weight.LEADER),
        ("fr", "Le président russe a parlé.", "russe", Weight.LEADER),
        ("fr", "Le chef de la diplomatie russe a parlé.", "russe", Weight.OFFICIAL),
        ("de", "Frankreichs Staatschef sprach.", "Frankreichs", Weight.LEADER),
        ("de", "Der russische Angriffskrieg dauert an.", "russische", Weight.ISSUE),
        ("ru", "Президент Франции выступил.", "Франции", Weight.LEADER),
        ("ru", "Вторжение России продолжается.", "России", Weight.ISSUE),
        ("pl", "Prezydent Rosji mówił.", "Rosji", Weight.LEADER),
        ("uk", "Президент Франції виступив.", "Франції", Weight.LEADER),
        ("es", "El presidente francés habló.", "francés", Weight.LEADER),
        ("it", "Il presidente russo ha parlato.", "russo", Weight.LEADER),
        ("pt", "O presidente russo falou.", "russo", Weight.LEADER),
        ("tr", "Rusya Devlet Başkanı konuştu.", "Rusya", Weight.LEADER),
        ("ar", "تحدث الرئيس الفرنسي.", "الفرنسي", Weight.LEADER),
    ],
)  # fmt: skip
def test_a_name_weighs_what_it_stands_for(language, sentence, name, weight):
    assert weights(sentence, language)[name] == weight


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("ru", "Об этом сказано Макрону.", "Макрону"),
        ("uk", "Розмова з Макроном тривала.", "Макроном"),
        ("pl", "Rozmowa z Putinem trwała.", "Putinem"),
        ("de", "Putins Sprecher schwieg.", "Putins"),
        ("tr", "Putin'in sözcüsü sustu.", "Putin"),
        ("ar", "قال لماكرون ذلك.", "لماكرون"),
    ],
)
def test_inflected_names_are_found(language, text, name):
    assert name in weights(text, language)


@pytest.mark.parametrize(
    "text",
    ["The macronutrients were low.", "Putinism spread.", "The Bonne family left.", "#MacronLeaks again."],
)
def test_other_words_are_no_names(text):
    assert weights(text) == {}


def test_a_short_name_counts_beside_the_full_one():
    _, told = seen(text="Emmanuel Bonne left. Bonne then spoke. A bonne idée.", published="2026-02-05")
    assert [len(unit.names) for unit in told] == [1, 1, 0]


@pytest.mark.parametrize(
    ("published", "named"), [("2018-05-01", 1), ("2025-05-01", 0), ("2023", 1), (None, 1)]
)
def test_ministers_are_heard_in_their_term_only(published, named):
    _, (unit,) = seen(text="Florence Parly and Catherine Colonna spoke.", published=published)
    assert sum(name.party.id in ("parly", "colonna") for name in unit.names) >= named
    if published == "2025-05-01":
        assert not unit.names


def test_a_dateline_names_no_government():
    _, told = seen(
        title="A title", text="MOSCOW, May 3. /TASS/. The minister spoke.\nPARIS (AFP) — It rained."
    )
    assert all(not unit.names for unit in told)


def test_only_the_first_sentences_are_read():
    _, told = seen(title="T", text="Nothing here. " * 40 + "Macron met Putin.")
    assert len(told) == UNITS
    assert not any(unit.names for unit in told)


def test_a_headline_is_one_unit_however_many_sentences_it_has():
    whole, told = seen(title="Macron speaks. Putin listens.", text="It rained.")
    assert [whole[unit.start : unit.end] for unit in told] == ["Macron speaks. Putin listens.", "It rained."]
    assert told[0].title
