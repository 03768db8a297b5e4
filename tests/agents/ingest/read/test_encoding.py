"""A feed is read in the encoding that it is written in, whatever it or its server says of that."""

import pytest

from agents.ingest.read.encoding import decoded
from agents.ingest.read.reading import reading

AT = "https://news.example/feed"
RUSSIAN = "Послы обсудили перемирие, переговоры продолжатся завтра"
UKRAINIAN = "Посли обговорили перемир’я, її продовжать завтра є"
POLISH = "Źródła: posłowie omówili zawieszenie broni, spór wciąż trwa"
TURKISH = "Büyükelçiler ateşkesi görüştü, İstanbul’da sürüyor"
ARABIC = "ناقش السفراء وقف إطلاق النار في أنقرة"
FRENCH = "Les ambassadeurs évoquent l’été à Genève"


def feed(title: str, declared: str = "", language: str = "") -> str:
    said = f'<?xml version="1.0"{f" encoding={chr(34)}{declared}{chr(34)}" if declared else ""}?>'
    spoken = f"<language>{language}</language>" if language else ""
    return f"{said}<rss><channel>{spoken}<item><title>{title}</title></item></channel></rss>"


def title(body: bytes, content_type: str | None = None) -> str | None:
    return reading("feed", body, AT, content_type=content_type).entries[0].title


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "windows-1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "iso-8859-5"),
        (UKRAINIAN, "windows-1251"),
        (UKRAINIAN.replace("’", ""), "koi8-u"),
        (POLISH, "iso-8859-2"),
        (POLISH, "windows-1250"),
        (TURKISH, "windows-1254"),
        (TURKISH.replace("’", ""), "iso-8859-9"),
        (ARABIC, "windows-1256"),
        (FRENCH, "windows-1252"),
        (FRENCH, "iso-8859-1"),
        (FRENCH, "UTF-8"),
        ("双方讨论停火", "gb2312"),
        ("停戦を協議", "euc-jp"),
    ],
)
def test_an_encoding_that_is_declared(text: str, encoding: str) -> None:
    written = "windows-1252" if encoding == "iso-8859-1" else encoding  # as browsers take it
    written = "windows-1254" if encoding == "iso-8859-9" else written
    body = feed(text, encoding).encode(written)
    assert title(body) == text
    assert title(body, "application/xml; charset=ISO-8859-1") == text, (
        "the server's charset is for all its files"
    )
    assert title(feed(text).encode(written), f"text/xml; charset={encoding}") == text


@pytest.mark.parametrize(
    ("text", "encoding", "language"),
    [
        (RUSSIAN, "windows-1251", ""),
        (RUSSIAN, "koi8-r", ""),
        (RUSSIAN, "windows-1251", "ru"),
        (RUSSIAN, "koi8-r", "ru-RU"),
        (UKRAINIAN, "windows-1251", "uk"),
        (POLISH, "iso-8859-2", "pl"),
        (POLISH, "windows-1250", "pl"),
        (TURKISH, "windows-1254", "tr"),
        (ARABIC, "windows-1256", "ar"),
        (FRENCH, "windows-1252", ""),
    ],
)
def test_an_encoding_that_nobody_declares(text: str, encoding: str, language: str) -> None:
    assert title(feed(text, language=language).encode(encoding)) == text
    wrongly = feed(text, "utf-8", language).encode(encoding)
    assert title(wrongly, "application/rss+xml; charset=utf-8") == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "windows-1251"),
        (RUSSIAN, "koi8-r"),
        (UKRAINIAN, "windows-1251"),
        (POLISH, "iso-8859-2"),
        (POLISH, "windows-1250"),
        (TURKISH, "windows-1254"),
        (ARABIC, "windows-1256"),
        (FRENCH, "windows-1252"),
        ("Der Botschafter erklärte, die Größe der Brücken über den Fluss überrasche nicht", "windows-1252"),
        ("El embajador señaló que la decisión está tomada: ¿qué hará España mañana?", "windows-1252"),
        ("O embaixador afirmou que não há razão para atenção à decisão", "windows-1252"),
        ("L’ambasciatore dice che la città è pronta: «più di così non si può»", "windows-1252"),
        ("The ambassador said it’s “settled” — for £5", "windows-1252"),
    ],
)
def test_the_encoding_of_a_text_that_names_neither_encoding_nor_language(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding)) == text


@pytest.mark.parametrize("text", [RUSSIAN, POLISH, FRENCH, "It rained in the valley for 3 days."])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_plain_text_in_unicode_with_and_without_a_mark(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding)) == text


def test_a_text_with_a_few_zeros_is_no_utf_16() -> None:
    text = "It rained in the valley for 3 days.\0" * 9
    assert decoded(text.encode()) == text


@pytest.mark.parametrize("text", [RUSSIAN, ARABIC, TURKISH])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le"]
)
def test_unicode_with_and_without_a_mark(text: str, encoding: str) -> None:
    assert title(feed(text, "utf-16" if "16" in encoding else "").encode(encoding)) == text


def test_utf_8_is_seen_whatever_is_declared() -> None:
    assert title(feed(RUSSIAN, "windows-1251").encode(), "text/xml; charset=koi8-r") == RUSSIAN


def test_utf_8_with_a_cut_character_stays_utf_8() -> None:
    body = feed(f"{RUSSIAN} #").encode().replace(b"#", b"\xd0")
    assert title(body) == f"{RUSSIAN} \ufffd"


def test_an_encoding_that_does_not_exist_is_not_believed() -> None:
    assert title(feed(FRENCH, "x-no-such").encode("cp1252"), "text/xml; charset=rot13") == FRENCH


@pytest.mark.parametrize(
    "body", [b"", b"\xff", b"\xff\xfe\xd8", b"\xef\xbb\xbf", b"<\0\0\0\xff", b"\0<\xd8\x00\xd8"]
)
def test_any_bytes_are_some_text(body: bytes) -> None:
    decoded(body, "charset=").encode()
