"""Whether a feed gives the article or only a summary of it, for which its page is then fetched."""

import pytest

from agents.ingest.read.closing import is_more
from agents.ingest.read.reading import reading
from agents.ingest.read.summary import CUT, LEAD, LONG, is_summary

SENTENCE = "The two delegations sat down at noon and spoke for an hour about the harbour. "
LEAD_TEXT = SENTENCE * 2
ARTICLE = "".join(f"<p>{SENTENCE * 3}</p>" for _ in range(8))


def summary(text: str, *, whole: bool = False) -> bool:
    return is_summary(text, markup="<" in text, whole=whole)


def test_nothing_is_a_summary() -> None:
    assert is_summary("", markup=False, whole=False)


def test_a_lead_is_a_summary_and_an_article_is_not() -> None:
    assert summary(LEAD_TEXT)
    assert summary(f"<p>{LEAD_TEXT}</p>", whole=True)
    assert not summary(ARTICLE)
    assert not summary(SENTENCE * 30)


def test_a_report_of_two_paragraphs_is_one_where_articles_stand() -> None:
    report = f"<p>{SENTENCE * 4}</p><p>{SENTENCE * 4}</p>"
    assert LEAD < len(report) < LONG
    assert not summary(report, whole=True)
    assert summary(report), "where summaries stand it is a long one"
    assert not summary(report + f"<p>{SENTENCE}</p>")


def test_pictures_and_attributes_do_not_make_a_text_long() -> None:
    assert summary(f'<img src="https://cdn.example/{"x" * 3000}.jpg"><p>{LEAD_TEXT}</p>')
    assert summary("<table>" * 900 + LEAD_TEXT)


@pytest.mark.parametrize("end", ["…", "...", " [...]", " [&#8230;]", " […]", " (…)", "…</p>", "… »", "...”"])
def test_a_text_that_ends_in_an_ellipsis_breaks_off(end: str) -> None:
    assert summary(ARTICLE.removesuffix("</p>") + end)


def test_an_author_s_ellipsis_below_a_long_text_is_none() -> None:
    long = f"<p>{SENTENCE}</p>" * 80
    assert len(long) > CUT
    assert not summary(long + "<p>And so on …</p>")


@pytest.mark.parametrize(
    "more",
    [
        "Read more", "Continue reading →", "Lire la suite", "LIRE LA SUITE »", "Weiterlesen", "Leer más",
        "Leia mais", "Leggi tutto", "Czytaj więcej", "Читать далее", "Подробнее »", "Читати далі",
        "Devamını oku", "DEVAMINI OKU", "اقرأ المزيد", "[Read more]",
    ],
)  # fmt: skip
def test_a_link_to_the_rest_says_that_there_is_one(more: str) -> None:
    assert summary(f'{ARTICLE}<p><a href="/a/1">{more}</a></p>')
    assert summary(f"{SENTENCE * 30}{more}")
    assert is_more(more)


@pytest.mark.parametrize(
    "end", ["и так далее.", "and wanted to read more.", "es gibt mehr dazu.", "On verra la suite."]
)
def test_the_same_words_in_a_sentence_say_nothing(end: str) -> None:
    assert not summary(f"{SENTENCE * 30}, {end}")
    assert not is_more(f"He wanted, {end}")


@pytest.mark.parametrize(
    "added",
    [
        "The post <a href='/1'>Harbour talks</a> appeared first on <a href='/'>The Harbour Post</a>.",
        "L'article Harbour talks est apparu en premier sur The Harbour Post.",
        "Der Beitrag Harbour talks erschien zuerst auf The Harbour Post.",
        "La entrada Harbour talks se publicó primero en The Harbour Post.",
        "Запись Harbour talks впервые появилась The Harbour Post.",
        "Harbour talks yazısı ilk önce The Harbour Post üzerinde ortaya çıktı.",
    ],
)
def test_what_weblog_software_adds_does_not_hide_the_end(added: str) -> None:
    assert summary(f"{ARTICLE}<p>So it was [&#8230;]</p>\n<p>{added}</p>")
    assert not summary(f"{ARTICLE}<p>So it was.</p>\n<p>{added}</p>")


def test_a_feed_with_both_gives_the_article() -> None:
    text = (
        '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<item><description>{SENTENCE}</description><content:encoded><![CDATA[{ARTICLE}]]></content:encoded></item>"
        f"<item><description>{SENTENCE}</description></item></channel></rss>"
    )
    entries = reading("feed", text.encode(), "https://news.example/").entries
    assert [one.summary for one in entries] == [False, True]
