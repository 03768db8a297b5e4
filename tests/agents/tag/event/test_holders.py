"""An office without a name is whoever held it when the article came out."""

import pytest

from agents.tag.look import Rules, looks
from agents.watch.find import MORE
from agents.watch.load import load_watch
from streams.article_records import Article


def actors(watch, language, published, title, text=""):
    rules = Rules.of([load_watch(watch)])
    article = Article(
        article_id="a", version="v", id="i", title=title, text=text, language=language, published=published
    )
    (look,) = looks(rules, article)
    assert look.match, look
    assert look.event is not None
    return look.event.actors


@pytest.mark.parametrize(
    ("language", "published", "title", "who"),
    [
        ("en", "2018-10-09", "Lavrov speaks by phone with French foreign minister", "le-drian"),
        ("en", "2025-03-04", "Lavrov speaks by phone with French foreign minister", "barrot"),
        ("ru", "2019-06-18", "Лавров провел переговоры с министром иностранных дел Франции", "le-drian"),
        ("ru", "2022-09-20", "Лавров встретился с главой МИД Франции", "colonna"),
        ("de", "2018-10-09", "Lawrow telefoniert mit dem französischen Außenminister", "le-drian"),
        ("fr", "2020-02-14", "Lavrov rencontre le ministre français des Affaires étrangères", "le-drian"),
        ("pl", "2022-09-20", "Ławrow spotkał się z szefową MSZ Francji", "colonna"),
        ("es", "2019-05-13", "Lavrov se reúne con el ministro de Exteriores francés", "le-drian"),
        ("it", "2019-05-13", "Lavrov incontra il ministro degli Esteri francese", "le-drian"),
        ("uk", "2022-09-20", "Лавров зустрівся з міністеркою закордонних справ Франції", "colonna"),
        ("tr", "2019-05-13", "Lavrov, Fransa Dışişleri Bakanı ile telefonda görüştü", "le-drian"),
        ("ar", "2019-05-13", "لافروف يلتقي وزير الخارجية الفرنسي", "le-drian"),
        ("en", "2024-04-03", "Shoigu holds phone call with French defence minister", "lecornu"),
    ],
)
def test_a_minister_is_who_held_the_office_then(language, published, title, who):
    assert who in actors("macron-russia", language, published, title)


@pytest.mark.parametrize(
    ("title", "who"),
    [
        ("Polish president meets Zelensky in Kyiv", "duda"),
        ("Polish prime minister meets Zelensky in Kyiv", "tusk"),
        ("Polish foreign minister meets Kuleba in Kyiv", "sikorski"),
    ],
)
def test_a_president_who_does_not_govern_is_not_taken_for_the_head_of_government(title, who):
    found = actors(MORE / "poland-abroad.toml", "en", "2024-03-12", title)
    assert [one for one in found if one in ("duda", "tusk", "sikorski")] == [who]


def test_a_deputy_is_not_the_minister():
    found = actors(
        "macron-russia", "en", "2019-05-13", "Lavrov meets French deputy foreign minister in Moscow"
    )
    assert "le-drian" not in found


def test_on_the_day_on_which_an_office_changes_hands_nobody_is_guessed():
    found = actors("macron-russia", "en", "2022-05-20", "Lavrov speaks by phone with French foreign minister")
    assert not {"le-drian", "colonna"} & set(found)
