"""What begins like a look back opens nothing; what only speaks of the past further on does."""

import pytest

from agents.alert.looking_back import looks_back
from streams.records import Evidence

BACK = (
    ("en", "Five years ago Anna flew to Sudland to meet Berto."),
    ("fr", "Il y a cinq ans, Anna rencontrait Berto."),
    ("de", "Vor fünf Jahren traf Anna auf Berto."),
    ("ru", "Пять лет назад Анна встретилась с Берто."),
    ("uk", "П'ять років тому Анна зустрілася з Берто."),
    ("pl", "Pięć lat temu Anna spotkała się z Berto."),
    ("es", "Hace cinco años Anna se reunió con Berto."),
    ("it", "Cinque anni fa Anna incontrava Berto."),
    ("pt", "Há cinco anos Anna encontrou Berto."),
    ("tr", "Beş yıl önce Anna, Berto ile görüştü."),
    ("ar", "قبل خمس سنوات التقت آنا برتو."),
)
NEWS = (
    ("en", "Anna called Berto on Thursday about the islands that Sudland took five years ago."),
    ("en", "Anna and Berto spoke for the first time in five years."),
    ("fr", "Anna a appelé Berto jeudi, leur premier échange depuis cinq ans."),
    ("ru", "Анна позвонила Берто впервые за пять лет."),
    (None, "Five years ago Anna flew to Sudland."),
)


def told(match, language, sentence, **given):
    proof = Evidence(sentence=sentence, start=0, end=len(sentence), article_id="a-one", language=language)
    return match("one", language=language, evidence=(proof,), **given)


@pytest.mark.parametrize(("language", "sentence"), BACK)
def test_a_report_that_begins_years_ago_looks_back(match, play, language, sentence):
    report = told(match, language, sentence)
    assert looks_back(report)
    assert play().all([report]).reasons == ["background"]


@pytest.mark.parametrize(("language", "sentence"), NEWS)
def test_news_that_speaks_of_the_past_is_news(match, play, language, sentence):
    report = told(match, language, sentence)
    assert not looks_back(report)
    assert play().all([report]).reasons == ["new_event"]


def test_a_look_back_joins_the_event_that_it_tells_of(match, play):
    desk = play().all([match("call"), told(match, *BACK[0], published="2031-05-03")])
    assert desk.reasons == ["new_event", "coverage"]
