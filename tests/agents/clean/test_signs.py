"""Characters, language, outlet, agency and markup: the small signs that cleaning reads."""

import time
import unicodedata

import pytest

from agents.clean.agency import agency_of
from agents.clean.characters import is_binary, unescaped, visible
from agents.clean.language import language_of
from agents.clean.markup import is_markup, is_page, without_tags
from agents.clean.outlet import host_of, outlet_of, same_site

SENTENCES = {
    "en": "The ministers agreed to reopen the mountain road.",
    "fr": "Les ministres ont décidé de rouvrir la route de montagne.",
    "ru": "Министры договорились открыть горную дорогу.",
    "de": "Die Minister einigten sich auf die Öffnung der Bergstraße.",
    "pl": "Ministrowie zgodzili się otworzyć drogę w górach.",
    "uk": "Міністри домовилися відкрити гірську дорогу.",
    "es": "Los ministros acordaron reabrir la carretera de montaña.",
    "it": "I ministri hanno deciso di riaprire la strada di montagna.",
    "tr": "Bakanlar dağ yolunu yeniden açmaya karar verdi.",
    "ar": "اتفق الوزيران على إعادة فتح الطريق الجبلي.",
    "pt": "Os ministros decidiram não manter fechada a estrada da montanha.",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_a_headline_is_enough_to_know_the_language(language):
    assert language_of(SENTENCES[language], "xx", []) == language


def test_the_claim_decides_only_where_there_is_hardly_a_letter():
    assert language_of("Paris 2024", "fr-FR", []) == "fr"
    assert language_of("2024", None, []) is None
    assert language_of(SENTENCES["ru"], "en", []) == "ru"


def test_a_language_without_rules_is_named_in_a_repair():
    repairs = []
    dutch = "De ministers hebben maandag besloten om de weg door de bergen weer open te stellen. " * 4
    assert language_of(dutch, "en", repairs) == "nl"
    assert repairs == ["language: nl is not supported, so no rules of a language were used"]
    assert language_of("部长们同意重新开放山路" * 3, None, []) == "zh"
    assert language_of("ᚠᚢᚦᚨᚱᚲ" * 10, None, repairs) not in SENTENCES


def test_invisible_and_control_characters_go_and_the_latter_are_stated():
    repairs = []
    assert visible("Ma\u00adcron\u200b\x00 a\u0301\r\nb\u202e", "text", repairs) == "Macron á\nb"
    assert repairs == ["text: 1 control characters removed"]


def test_thousands_of_marks_on_one_letter_are_cut_to_thirty_and_said_so():
    repairs = []
    assert (
        visible("a" + "\u0301" * 31 + "b" + "\u0301", "text", repairs) == "\u00e1" + "\u0301" * 29 + "b\u0301"
    )
    assert repairs == ["text: 1 combining marks beyond 30 on one letter removed"]


@pytest.mark.parametrize("marks", ["\u0301", "\u0301\u0316", "\u0344", "\u0591\u05b0\u0301"])
def test_marks_without_end_take_no_time(marks):
    start = time.process_time()
    visible("a" + marks * (1_000_000 // len(marks)), "text", [])
    assert time.process_time() - start < 5, "linear time takes a few tenths of a second"


@pytest.mark.parametrize("word", ["ёлка", "Việt", "شَدَّة", "בְּרֵאשִׁית", "क्षत्रिय", "각", "e\u0301t\u0323\u0307"])
def test_marks_of_real_spelling_are_kept(word):
    repairs = []
    assert visible(word, "text", repairs) == unicodedata.normalize("NFC", word)
    assert repairs == []


def test_characters_that_could_not_be_read_are_stated_and_stay():
    repairs = []
    assert visible("caf\ufffd and na\ufffdve", "title", repairs) == "caf\ufffd and na\ufffdve"
    assert repairs == ["title: 2 characters that could not be read"]


def test_bytes_of_windows_1252_are_mended():
    repairs = []
    assert visible("France\x92s \x93plan\x94", "text", repairs) == "France’s “plan”"
    assert repairs == ["text: 3 characters of Windows-1252 mended"]


def test_entities_are_resolved_and_urls_left_alone():
    assert unescaped("Caf&eacute; &#8211; &amp; &quot;bar&quot;") == 'Café – & "bar"'
    assert unescaped("http://x.org/?a=1&copy=2") == "http://x.org/?a=1&copy=2"


def test_binary_is_known_from_text():
    assert is_binary("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00")
    assert not is_binary("One NUL\x00 in a text of some length.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>Hello</p>", True),
        ("  <!DOCTYPE html><html>", True),
        ("One <b>two</b> three <br/> four", True),
        ("If a<b and c>d then <i>", False),
        ("1 < 2", False),
    ],
)
def test_markup_is_known_from_text(text, expected):
    assert is_markup(text) is expected


def test_a_page_is_known_from_a_fragment():
    assert is_page("<!doctype html><title>x</title>")
    assert is_page("<style>p {}</style><title>x</title><p>html, head and body may be left out</p>")
    assert not is_page("<p>entry of a feed</p>")
    assert without_tags("A <b>bold</b> claim, 1 < 2") == "A bold claim, 1 < 2"


@pytest.mark.parametrize(
    ("url", "source", "expected"),
    [
        ("https://www.example.co.uk/a", "Feed", "example.co.uk"),
        ("https://m.example.org/a", None, "example.org"),
        ("https://amp.example.org/a", None, "example.org"),
        ("https://www.gov.uk/a", None, "gov.uk"),
        ("https://m.co.uk/a", None, "m.co.uk"),
        (None, "https://feeds.example.org/rss.xml", "example.org"),
        (None, "The  Harbour Post", "The Harbour Post"),
        ("http://[broken", "", None),
        (None, None, None),
    ],
)
def test_the_outlet_is_the_host_else_the_source(url, source, expected):
    assert outlet_of(url, source) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("example.org", "m.example.org"),
        ("news.example.org", "example.org"),
        ("news.example.org", "sport.example.org"),
        ("news.bbc.co.uk", "www.bbc.co.uk"),
        ("www.aa.com.tr", "aa.com.tr"),
        ("mfa.gov.ua", "uk.mfa.gov.ua"),
        ("gov.uk", "www.gov.uk"),
    ],
)
def test_hosts_under_one_registered_name_are_one_site(one, other):
    assert same_site(f"https://{one}/a", f"https://{other}/b")
    assert same_site(f"https://{other}/a", f"https://{one}/b")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bbc.co.uk", "bbc.com"),
        ("evil-example.org", "example.org"),
        ("someone.github.io", "other.github.io"),
        ("github.io", "other.github.io"),
        ("example.com.tr", "other.com.tr"),
        ("mfa.gov.ua", "president.gov.ua"),
        ("example.co.uk", "co.uk"),
        ("192.0.2.1", "198.51.2.1"),
    ],
)
def test_a_link_of_another_site_is_not_the_same_site(one, other):
    assert not same_site(f"https://{one}/a", f"https://{other}/a")
    assert not same_site(f"https://{other}/a", f"https://{one}/a")


def test_what_is_no_web_address_is_of_no_site():
    assert not same_site("javascript:alert(1)", "https://example.org/a")
    assert host_of("ftp://example.org/") is None


@pytest.mark.parametrize(
    ("text", "credited", "outlet", "expected"),
    [
        ("GENEVA, October 28. /TASS/. The talks went on.", (), None, "TASS"),
        ("GENEVA (AP) — The talks went on.", (), None, "AP"),
        ("ЖЕНЕВА, 28 октября. /ТАСС/. Переговоры.", (), None, "TASS"),
        ("Genf (dpa) - Die Gespräche gehen weiter.", (), None, "dpa"),
        ("Rozmowy trwają. (PAP)", (), None, "PAP"),
        ("The talks went on. — AFP", (), None, "AFP"),
        ("The talks went on.", ("By AFP",), None, "AFP"),
        ("The talks went on.", ("With reporting by AFP, AP, and Reuters",), None, None),
        ("The talks went on.", (), "tass.com", "TASS"),
        ("The AP reported that talks went on (a map of them follows).", (), None, None),
    ],
)
def test_the_agency_credited_is_found(text, credited, outlet, expected):
    assert agency_of(text, credited, outlet) == expected
