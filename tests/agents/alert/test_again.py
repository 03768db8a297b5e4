"""Two calls of one day stay apart where the reports do, and reports of each stay together."""

import pytest

from agents.alert.again import second_of_its_day
from streams.records import Evidence


def proof(name: str, sentence: str, language: str):
    return (
        Evidence(sentence=sentence, start=0, end=len(sentence), article_id=f"a-{name}", language=language),
    )


SECOND = (
    ("en", "Anna and Berto held a second call in the evening of the same day."),
    ("fr", "Anna et Berto se sont parlé une deuxième fois dans la journée."),
    ("de", "Anna und Berto haben am selben Tag erneut telefoniert."),
    ("ru", "Анна и Берто поговорили второй раз за день."),
    ("uk", "Анна та Берто поговорили вдруге за день."),
    ("pl", "Anna i Berto rozmawiali po raz drugi raz tego samego dnia."),
    ("es", "Anna y Berto hablaron por segunda vez el mismo día."),
    ("it", "Anna e Berto si sono sentiti per la seconda volta in giornata."),
    ("pt", "Anna e Berto falaram pela segunda vez no mesmo dia."),
    ("tr", "Anna ve Berto aynı gün ikinci kez görüştü."),
    ("ar", "تحدثت آنا وبرتو للمرة الثانية في اليوم نفسه."),
)
FIRST = (
    ("en", "Anna and Berto held their second call this week."),
    ("en", "Anna spoke to Berto on the same day."),
    ("fr", "Le deuxième appel en un mois entre Anna et Berto."),
    ("ru", "Анна и Берто поговорили второй раз за неделю."),
    (None, "A second call on the same day."),
)


@pytest.mark.parametrize(("language", "sentence"), SECOND)
def test_a_second_contact_of_a_day_is_known_by_its_words(match, language, sentence):
    assert second_of_its_day(match("one", language=language, evidence=proof("one", sentence, language)))


@pytest.mark.parametrize(("language", "sentence"), FIRST)
def test_a_second_contact_of_a_week_is_none_of_a_day(match, language, sentence):
    assert not second_of_its_day(match("one", language=language, evidence=proof("one", sentence, language)))


def test_two_calls_of_one_day_are_two_alerts_and_each_takes_in_its_reports_in_any_language(match, play):
    def evening(name, language, sentence):
        return match(name, language=language, terms=("salt",), evidence=proof(name, sentence, language))

    reports = [
        match("morning", terms=("grain", "ports")),
        match("matin", language="fr", terms=("rail",)),
        evening("evening", *SECOND[0]),
        evening("soir", *SECOND[1]),
    ]
    desk = play().all(reports)
    assert desk.reasons == ["new_event", "coverage", "new_event", "coverage"]
    backwards = play().all(reversed(reports))
    assert backwards.reasons == ["new_event", "coverage", "new_event", "coverage"]


def test_a_text_that_is_printed_again_with_its_second_call_added_stays_where_it_was(match, play):
    first = match("one", story="s")
    more = match(
        "one",
        version="v2",
        verdict="revision",
        original="a-one",
        story="s",
        evidence=proof("one", SECOND[0][1], "en"),
    )
    assert play().all([first, more]).reasons == ["new_event", "coverage"]
