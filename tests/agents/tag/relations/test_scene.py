"""Contacts that only the first sentence tells, surnames that stand alone, and places beside a capital."""

import pytest

from agents.tag.look import Look, Rules, looks
from agents.watch.load import load_watch
from streams.article_records import Article

RULES = Rules.of([load_watch("macron-russia")])


def look(title: str, text: str = "", language: str = "en", published: str = "2023-05-15") -> Look:
    article = Article(
        article_id="a", version="v", id="i", title=title, text=text, language=language, published=published
    )
    (found,) = looks(RULES, article)
    return found


@pytest.mark.parametrize(
    ("title", "text", "language", "kind"),
    [
        ("Putin urges Macron to lean on Kyiv", "The two presidents spoke for an hour.", "en", "call"),
        ("Putin drängt Macron zu mehr Druck auf Kiew", "Die beiden telefonierten am Abend.", "de", "call"),
        (
            "Macron and Putin far apart on Mali",
            "After five hours at the Kremlin the guest left.",
            "en",
            "visit",
        ),
        (
            "Macron y Putin, de acuerdo en Libia",
            "Los dos mandatarios se reunieron en Osaka.",
            "es",
            "meeting",
        ),
        ("Colonna à Moscou", "La ministre française a rencontré Sergueï Lavrov.", "fr", "meeting"),
        ("Macron, Putin discuss Donbass in St Petersburg", "", "en", "meeting"),
        ("Moscow summons the French ambassador", "He was told of a strong protest.", "en", "statement"),
    ],
)
def test_the_first_sentence_tells_what_the_headline_leaves_out(
    title: str, text: str, language: str, kind: str
) -> None:
    found = look(title, text, language)
    assert (found.match, found.kind) == (True, kind), found


def test_whoever_speaks_to_others_in_his_palace_receives_nobody() -> None:
    found = look("Putin accuses Macron of prolonging the war", "He spoke to officers at the Kremlin.")
    assert found.kind == "statement"


def test_a_minister_is_known_by_his_surname_where_his_state_is_named() -> None:
    title, text = "Colonna accuses Moscow of blackmail over grain", "The French minister was in Kyiv."
    assert look(title, text).match
    assert not look("Marcello Colonna accuses Moscow's opera of blackmail", "A French tenor was fired.").match
    assert not look(title, "The tenor was fired by the Bolshoi.").match


def test_ukrainian_papers_that_write_russia_small_are_read() -> None:
    assert look("Макрон звинуватив росію у зриві перемовин", "", "uk").match
