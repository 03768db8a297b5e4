"""Who is where the other side is at home, and what that makes of a contact."""

import pytest

from agents.tag.relations.present import met_at, seats
from agents.tag.text.names import NameIndex
from agents.tag.text.reading import open_body, open_text, read_by, units
from agents.watch.load import load_watch
from streams.article_records import Article

INDEX = NameIndex([load_watch("turkiye-greece")])


def seen(title, language="en"):
    article = Article(
        article_id="a", version="v", id="i", title=title, text="", language=language, published="2024-05-13"
    )
    opened = read_by(open_text(article, INDEX), 0)
    return opened.whole, units(opened, open_body(opened))[0]


@pytest.mark.parametrize(
    ("language", "title", "what"),
    [
        ("en", "Mitsotakis in Ankara", "visit"),
        ("en", "Mitsotakis in Ankara for talks with Erdogan", "visit"),
        ("en", "Erdogan and Mitsotakis in Ankara", "meeting"),
        ("en", "Hakan Fidan, Gerapetritis in Athens", "meeting"),
        ("en", "Hakan Fidan in Athens", "visit"),
        ("en", "Hakan Fidan sees Gerapetritis in Athens", "meeting"),
        ("en", "Mitsotakis in Brussels", None),
        ("tr", "Miçotakis Ankara'da", "visit"),
        ("tr", "Miçotakis Ankara'ya mesaj", None),
        ("fr", "Mitsotakis à Ankara", "visit"),
        ("it", "Mitsotakis ad Ankara", "visit"),
    ],
)
def test_who_is_at_the_other_s_place_visits_or_meets(language, title, what):
    whole, unit = seen(title, language)
    assert met_at(whole, unit, 0, 1) == what


def test_a_capital_that_acts_is_no_place():
    whole, unit = seen("Ankara warns Athens")
    assert seats(whole, unit) == set()
