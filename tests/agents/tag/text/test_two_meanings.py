"""Words that mean one thing in a phrase and another by themselves: the phrase counts, the word does not."""

import pytest

from agents.tag.look import Look, Rules, looks
from agents.tag.text.fold import fold
from agents.tag.text.lexicon import lexicon
from agents.watch.load import load_watch
from streams.article_records import Article

RULES = Rules.of([load_watch("macron-russia")])


def look(language: str, title: str) -> Look:
    article = Article(
        article_id="a", version="v", id="a", title=title, text=title,
        published="2022-02-07T10:00:00Z", language=language,
    )  # fmt: skip
    return looks(RULES, article)[0]


@pytest.mark.parametrize(
    ("language", "title", "kind"),
    [
        ("en", "Macron and Putin agree on how to end the fighting in phone call", "call"),  # no explainer
        ("fr", "Macron sur Poutine : le conseil des ministres évoque la Russie", "statement"),
        ("tr", "Kremlin, Macron'un sözlerini memnuniyetle karşıladı", "statement"),  # he welcomed no guest
        ("ar", "ماكرون وبوتين يتبادلان الآراء في اتصال هاتفي", "call"),  # views, no opinion page
        ("ru", "Рано утром Путин и Макрон поговорили по телефону", "call"),  # the hour, no "too early"
        ("it", "Storico incontro tra Macron e Putin a Mosca", "meeting"),  # no historian
    ],
)
def test_news_is_not_undone_by_a_word_of_two_meanings(language: str, title: str, kind: str) -> None:
    found = look(language, title)
    assert (found.match, found.kind) == (True, kind)


@pytest.mark.parametrize(
    ("language", "text", "group", "name"),
    [
        ("en", "dialogue breaks down", "frame", "opinion"),
        ("en", "he updates the allies", "frame", "listing"),
        ("en", "a draw, 2-2", "contact", "meeting"),
        ("en", "France will review its ties", "frame", "opinion"),
        ("de", "vor dem Hintergrund der Krise", "frame", "opinion"),
        ("de", "Macron erklärt sich bereit", "frame", "opinion"),
        ("de", "er wählt scharfe Worte", "never", "election"),
        ("fr", "Paris appelle ses ressortissants à quitter le pays", "contact", "expulsion"),
        ("fr", "la coopération bilatérale", "contact", "meeting"),
        ("en", "Macron embraces the idea", "contact", "meeting"),
        ("ru", "Сирию лидеры не обсуждали", "state", "unplanned"),
        ("ru", "Сирию лидеры не обсуждали", "state", "denied"),
        ("uk", "Сирію лідери не обговорювали", "state", "unplanned"),
        ("fr", "des objectifs revus à la baisse", "contact", "meeting"),
        ("uk", "удруге за тиждень", "frame", "listing"),
        ("uk", "поступки на користь Росії", "never", "crime"),
        ("uk", "він має розмову", "act", "urges"),
        ("tr", "bir dizi görüşme", "never", "art"),
        ("tr", "bir savaş uçağı", "contact", "visit"),
        ("tr", "Gümrük Birliği", "measure", "sanctions"),
        ("ar", "الرأي العام", "frame", "opinion"),
        ("ar", "الرسوم المسيئة", "measure", "sanctions"),
        ("ar", "سيناريو الحرب", "never", "art"),
        ("ar", "قنوات الاتصال", "phone", "words"),
        ("it", "lo storico vertice", "frame", "expert"),
        ("it", "la sfida russa", "act", "refuses"),
        ("es", "la lista de funcionarios", "act", "ready"),
        ("es", "el nuevo orden mundial", "act", "urges"),
        ("es", "sus apellidos", "act", "urges"),
        ("es", "un acuerdo definitivo", "act", "says"),
        ("pt", "o Canal da Mancha", "contact", "negotiation"),
        ("pt", "tem em mente", "act", "accuses"),
        ("pl", "arbiter meczu", "contact", "negotiation"),
    ],
)
def test_a_common_word_is_no_cue_of_a_rarer_meaning(language: str, text: str, group: str, name: str) -> None:
    cues = lexicon(language).groups[group].find(text, fold(text))
    assert name not in {hit.value[1] for hit in cues}


@pytest.mark.parametrize(("language", "text"), [("de", "Hintergrund: die Krise"), ("en", "Review: a thaw")])
def test_a_label_is_one_before_its_colon(language: str, text: str) -> None:
    cues = lexicon(language).groups["frame"].find(text, fold(text))
    assert "opinion" in {hit.value[1] for hit in cues}
