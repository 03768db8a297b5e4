"""What says that only subscribers read all of an article, in every language, and what only looks like it."""

import pytest

from agents.clean.article import clean_article
from agents.clean.language import SUPPORTED
from agents.clean.locked import says_locked
from agents.clean.rules import fold, rules
from streams.article_records import RawArticle

PROSE = "The keeper of the lamp told the paper that he would miss the sound of its motor in winter."
NOTICES = {
    "en": "This article is for subscribers only.",
    "fr": "Il vous reste 70 % de cet article à lire. La suite est réservée aux abonnés.",
    "ru": "Чтобы продолжить чтение, оформите подписку.",
    "de": "Dieser Artikel ist nur für Abonnenten.",
    "pl": "Artykuł dostępny tylko dla prenumeratorów",
    "uk": "Цей матеріал доступний лише для передплатників.",
    "es": "Contenido exclusivo para suscriptores",
    "it": "Contenuto riservato agli abbonati",
    "tr": "Bu haber abonelere özel",
    "ar": "هذا المقال متاح للمشتركين فقط",
    "pt": "Conteúdo exclusivo para assinantes",
}
OTHERS = (
    "Already a subscriber?", "Subscribe to our newsletter", "Scroll down to continue reading", "Premium",
    "Déjà abonné ?", "Jetzt abonnieren", "Войти", "Zaloguj się", "Ya soy suscriptor", PROSE, "",
)  # fmt: skip


@pytest.mark.parametrize("language", SUPPORTED)
def test_a_notice_in_any_language_is_known_in_any_case(language):
    assert says_locked(NOTICES[language])
    assert says_locked(NOTICES[language].upper().replace("İ", "I")) or language == "tr"
    assert all(says_locked(phrase) for phrase in rules(language).locks)


@pytest.mark.parametrize("line", OTHERS)
def test_what_asks_every_reader_says_nothing_of_the_article(line):
    assert not says_locked(line)


@pytest.mark.parametrize("language", SUPPORTED)
def test_every_phrase_is_written_as_lines_are_folded(language):
    assert all(phrase == fold(phrase) == phrase.strip() for phrase in rules(language).locks)


@pytest.mark.parametrize(
    ("notice", "locked"), [(NOTICES["en"], True), ("Already a subscriber? Log in", False)]
)
def test_a_text_that_says_so_is_stated_and_the_notice_goes(notice, locked):
    found = clean_article(RawArticle(article_id="a", version="v", id="1", text=f"{PROSE}\n\n{notice}"))
    assert found.text == PROSE
    assert found.removed == (f"paywall: {notice}",)
    assert found.repairs == (
        ("text: for subscribers, so that it may be the beginning only",) if locked else ()
    )


def test_a_sentence_of_the_article_about_subscribers_says_nothing():
    line = "“The channel is for subscribers only,” said the keeper, who had paid for it since 1998."
    found = clean_article(RawArticle(article_id="a", version="v", id="1", text=f"{PROSE}\n\n{line}"))
    assert line in found.text
    assert found.repairs == ()
