"""Dates as people and machines write them: read in eleven languages, in the zone that was given."""

import time
from datetime import datetime

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from agents import edtf
from agents.clean.dates.elements import Reader
from agents.clean.dates.possible import instant
from agents.clean.dates.region import country_of, month_first, tag_of
from agents.clean.dates.written import read

DAY = "2020-06-26"

# A line for each way in which the press of a language dates its articles; all of them 26 June 2020.
SHOWN = {
    "en": [
        "Published 26 June 2020", "Published: June 26, 2020", "Posted on June 26th, 2020 by Ann Lee",
        "First published on Fri 26 Jun 2020", "Friday, June 26, 2020", "26 June 2020 | World",
        "Jun. 26, 2020", "Jun 26, 2020, 9 am", "the 26th of June, 2020", "26-Jun-2020", "26th June 2020",
        "FRIDAY 26 JUNE 2020", "By Ann Lee, Harbour Post · June 26, 2020", "2020 June 26", "26 Jun, 2020",
        "June 26 2020", "26.06.2020", "2020/06/26", "2020.06.26", "26/06/2020", "Date: 2020-06-26",
        "26/6/20",
    ],
    "fr": [
        "Publié le 26 juin 2020", "Publié le vendredi 26 juin 2020", "Ven 26 Juin 2020",
        "26 juin 2020 à 14h05", "Paru le 26/06/2020", "le 26.06.2020", "Mis en ligne le 26 juin 2020",
        "vendredi, 26 juin 2020", "26 JUIN 2020", "Posté le 26/06/20", "Date de publication : 26 juin 2020",
        "26-06-2020", "Par Anne Lee, le 26 juin 2020 à 09:05", "Publié le 26 juin 2020 - 14:05",
    ],
    "ru": [
        "26 июня 2020", "26 июня 2020 г.", "26 июня 2020 года, 14:05", "Пт, 26 июня 2020",
        "пятница, 26 июня 2020", "Опубликовано: 26.06.2020", "Опубликовано 26 июня 2020",
        "26.06.2020 14:05", "26.06.20", "14:05, 26.06.2020", "26-го июня 2020",
        "Дата публикации: 26.06.2020", "14:05 26 июня 2020", "26 ИЮНЯ 2020", "Размещено 26 июн. 2020",
        "26/06/2020, 14:05",
    ],
    "de": [
        "26. Juni 2020", "Veröffentlicht am 26. Juni 2020", "Freitag, 26. Juni 2020", "Fr, 26.06.2020",
        "26.06.2020", "Erschienen am 26.6.2020", "26.06.20", "26. Juni 2020, 14.05 Uhr",
        "Von Anna Lee, 26. Juni 2020", "26.Juni 2020", "vom 26.06.2020", "Erstellt: 26.06.2020, 14:05 Uhr",
        "26. JUNI 2020", "Freitag, 26.6.20, 14:05 Uhr", "26. Jun. 2020", "Publiziert: 26.06.2020",
    ],
    "pl": [
        "26 czerwca 2020", "26 czerwca 2020 r.", "Opublikowano 26 czerwca 2020", "piątek, 26 czerwca 2020",
        "26.06.2020", "Dodano: 26.06.2020, 14:05", "26 cze 2020", "26 CZERWCA 2020",
        "Data publikacji: 26.06.2020 r.", "2020-06-26", "26 czerwca 2020, godz. 14:05",
        "Utworzono: 26.06.2020", "26.06.2020 14:05", "pt., 26 czerwca 2020",
    ],
    "uk": [
        "26 червня 2020", "26 червня 2020 року", "Опубліковано: 26 червня 2020", "п’ятниця, 26 червня 2020",
        "26.06.2020, 14:05", "26 червня, 2020", "Дата публікації: 26.06.2020", "14:05 26.06.2020",
        "26 ЧЕРВНЯ 2020", "26-го червня 2020", "26 черв. 2020", "Опубліковано 26/06/2020",
    ],
    "es": [
        "26 de junio de 2020", "Publicado el 26 de junio de 2020", "viernes, 26 de junio de 2020",
        "26/06/2020", "26 junio 2020", "26 jun. 2020", "26 de junio del 2020", "26-06-2020",
        "Publicado: 26/06/2020 14:05", "26 DE JUNIO DE 2020", "Junio 26, 2020", "26/06/20",
        "26 Jun 2020 - 14:05", "26.06.2020 a las 14:05",
    ],
    "it": [
        "26 giugno 2020", "Pubblicato il 26 giugno 2020", "venerdì 26 giugno 2020", "26/06/2020",
        "26 giu 2020", "26 Giugno 2020 alle 14:05", "26.06.2020", "Data di pubblicazione: 26/06/2020",
        "26 GIUGNO 2020", "26/6/2020", "di Anna Lee - 26 giugno 2020", "Creato il 26-06-2020",
    ],
    "pt": [
        "26 de junho de 2020", "Publicado em 26 de junho de 2020", "sexta-feira, 26 de junho de 2020",
        "26/06/2020", "26 jun 2020", "26 de Junho de 2020 às 14h05", "26/06/2020 14h05",
        "Publicado: 26.06.2020", "26-06-2020", "26 DE JUNHO DE 2020", "26/06/20", "Criado em 26/06/2020",
    ],
    "tr": [
        "26 Haziran 2020", "Yayınlanma: 26 Haziran 2020", "26 Haziran 2020 Cuma", "26.06.2020",
        "26.06.2020 14:05", "Yayın tarihi: 26.06.2020", "Giriş: 26.06.2020 - 14:05", "26 Haz 2020",
        "26 HAZİRAN 2020", "26/06/2020", "Cuma, 26 Haziran 2020", "Eklenme: 26/06/2020",
    ],
    "ar": [
        "26 يونيو 2020", "26 حزيران 2020", "نشر في 26 يونيو 2020", "٢٦ يونيو ٢٠٢٠", "٢٦ حزيران ٢٠٢٠",
        "26 جوان 2020", "الجمعة 26 يونيو 2020", "تاريخ النشر: 26/06/2020", "٢٦/٠٦/٢٠٢٠", "نُشر: 26.06.2020",
        "2020/06/26", "26 يونيو، 2020", "آخر الأخبار 26 حزيران 2020",
    ],
}  # fmt: skip
LINES = [(language, line) for language, lines in SHOWN.items() for line in lines]


@pytest.mark.parametrize(("language", "line"), LINES)
def test_the_day_of_a_line_is_read_in_its_language_and_without_knowing_it(language, line):
    assert (read(line, language) or "")[:10] == DAY
    assert (read(line) or "")[:10] == DAY


@pytest.mark.parametrize(("language", "line"), LINES)
def test_a_line_of_publication_is_one_date_of_publication(language, line):
    assert [(one.day, one.role) for one in Reader(language).line(line)] == [(DAY, "published")]


MODIFIED = {
    "en": [
        "Updated June 26, 2020", "Last updated: 26 June 2020", "Last modified on 26/06/2020",
        "Edited 26 June 2020",
    ],
    "fr": [
        "Mis à jour le 26 juin 2020", "Mise à jour : 26/06/2020", "Modifié le 26 juin 2020",
        "Actualisé le 26.06.2020",
    ],
    "ru": [
        "Обновлено: 26.06.2020", "Обновлено 26 июня 2020, 14:05", "Изменено 26 июня 2020",
    ],
    "de": [
        "Aktualisiert am 26. Juni 2020", "Stand: 26.06.2020", "Zuletzt geändert: 26.06.2020",
        "Letzte Änderung 26.6.2020",
    ],
    "pl": [
        "Aktualizacja: 26.06.2020", "Zaktualizowano 26 czerwca 2020",
        "Ostatnia aktualizacja 26 czerwca 2020 r.",
    ],
    "uk": [
        "Оновлено: 26.06.2020", "Оновлено 26 червня 2020", "Змінено 26 червня 2020 року",
    ],
    "es": [
        "Actualizado el 26 de junio de 2020", "Última actualización: 26/06/2020", "Modificado 26 jun 2020",
    ],
    "it": [
        "Aggiornato il 26 giugno 2020", "Ultimo aggiornamento: 26/06/2020",
        "Ultima modifica il 26 giugno 2020",
    ],
    "pt": [
        "Atualizado em 26 de junho de 2020", "Última atualização: 26/06/2020", "Modificado em 26/06/2020",
    ],
    "tr": [
        "Güncelleme: 26.06.2020", "Son güncelleme: 26 Haziran 2020",
        "26 Haziran 2020 tarihinde güncellendi",
    ],
    "ar": [
        "آخر تحديث: 26 يونيو 2020", "تحديث 26 حزيران 2020", "تم تحديث في 26/06/2020",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("language", "line"), [(k, line) for k, lines in MODIFIED.items() for line in lines])
def test_a_line_that_says_updated_is_a_date_of_modification(language, line):
    assert [(one.day, one.role) for one in Reader(language).line(line)] == [(DAY, "modified")]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Published 25 June 2020 | Updated 26 June 2020"),
        ("en", "Published June 25, 2020 9:00 am. Last updated June 26, 2020 2:05 pm"),
        ("fr", "Publié le 25 juin 2020 à 9h00, mis à jour le 26 juin 2020 à 14h05"),
        ("de", "Veröffentlicht: 25.06.2020, 9:00 Uhr / Aktualisiert: 26.06.2020, 14:05 Uhr"),
        ("ru", "Опубликовано 25.06.2020, обновлено 26.06.2020"),
        ("uk", "Опубліковано 25 червня 2020, оновлено 26 червня 2020"),
        ("pl", "Opublikowano: 25.06.2020, aktualizacja: 26.06.2020"),
        ("es", "Publicado 25/06/2020 - actualizado 26/06/2020"),
        ("it", "Pubblicato il 25 giugno 2020, aggiornato il 26 giugno 2020"),
        ("pt", "Publicado em 25/06/2020 09h00, atualizado em 26/06/2020 14h05"),
        ("tr", "Yayınlanma: 25.06.2020 09:00 Güncelleme: 26.06.2020 14:05"),
        ("ar", "نشر في 25 يونيو 2020، آخر تحديث 26 يونيو 2020"),
    ],
)
def test_each_date_of_a_line_has_the_label_that_stands_before_it(language, line):
    found = [(one.day, one.role) for one in Reader(language).line(line)]
    assert found == [("2020-06-25", "published"), (DAY, "modified")]


@pytest.mark.parametrize(
    "line",
    [
        "Joined 26 June 2020",
        "Valid until June 26, 2020",
        "Deadline: 26 June 2020",
        "© 26 June 2020 Harbour Post",
        "Anmeldeschluss 26.06.2020",
        "Gültig bis 26.06.2020",
        "Действует до 26.06.2020",
        "Inscrit le 26/06/2020",
    ],
)
def test_dates_of_other_things_are_no_dates_of_the_article(line):
    assert list(Reader().line(line)) == []


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2020-06-26", "2020-06-26"),
        ("2020-06", "2020-06"),
        ("2020", "2020"),
        ("XXXX-06-26", "XXXX-06-26"),
        ("June 2020", "2020-06"),
        ("20200626", "2020-06-26"),
        ("2020-6-5", "2020-06-05"),
        ("2020-06-26T10:15:00Z", "2020-06-26T10:15:00Z"),
        ("2020-06-26T10:15:00.123+02:00", "2020-06-26T10:15:00+02:00"),
        ("2020-06-26T10:15:00+0200", "2020-06-26T10:15:00+02:00"),
        ("2020-06-26T10:15+02", "2020-06-26T10:15:00+02:00"),
        ("2020-06-26T10:15:00-05:30", "2020-06-26T10:15:00-05:30"),
        ("2020-06-26 10:15:00 +0200", "2020-06-26T10:15:00+02:00"),
        ("2020-06-26 10:15:00 UTC", "2020-06-26T10:15:00Z"),
        ("2020-06-26T10:15:00.000+0000", "2020-06-26T10:15:00Z"),
        ("20200626T101500Z", "2020-06-26T10:15:00Z"),
        ("Fri, 26 Jun 2020 10:15:00 +0300", "2020-06-26T10:15:00+03:00"),
        ("Fri, 26 Jun 2020 10:15:00 GMT", "2020-06-26T10:15:00Z"),
        ("Fri, 26 Jun 2020 10:15:00 EDT", "2020-06-26T10:15:00-04:00"),
        ("Fri Jun 26 10:15:00 CEST 2020", "2020-06-26T10:15:00+02:00"),
        ("Fri Jun 26 2020 10:15:00 GMT+0200 (CEST)", "2020-06-26T10:15:00+02:00"),
        ("1593166500", "2020-06-26T10:15:00Z"),
        ("1593166500000", "2020-06-26T10:15:00Z"),
        ("26 June 2020, 14:05 BST", "2020-06-26T14:05:00+01:00"),
        ("26 June 2020, 14.05 BST", "2020-06-26T14:05:00+01:00"),
        ("June 26, 2020, 2:05 p.m. EDT", "2020-06-26T14:05:00-04:00"),
        ("June 26, 2020 12:05 AM PDT", "2020-06-26T00:05:00-07:00"),
        ("2:05pm GMT, June 26, 2020", "2020-06-26T14:05:00Z"),
        ("26 июня 2020, 14:05 мск", "2020-06-26T14:05:00+03:00"),
        ("26 июня 2020, 14:05 (МСК)", "2020-06-26T14:05:00+03:00"),
        ("26. Juni 2020, 14:05 Uhr MESZ", "2020-06-26"),
        ("26.06.2020, 14:05 MESZ", "2020-06-26T14:05:00+02:00"),
        ("26 juin 2020 à 14h05 GMT", "2020-06-26T14:05:00Z"),
        ("26 يونيو 2020 14:05 GMT", "2020-06-26T14:05:00Z"),
        ("٢٠٢٠-٠٦-٢٦", "2020-06-26"),
    ],
)
def test_a_time_is_kept_in_the_zone_that_it_was_given_in(written, expected):
    assert read(written) == expected


@pytest.mark.parametrize(
    "written",
    [
        "2020-06-26T10:15",
        "2020-06-26T10:15:00",
        "2020-06-26T00:00:00",
        "2020-06-26 10:15",
        "26.06.2020 14:30",
        "Fri, 26 Jun 2020 10:15:00",
        "26 June 2020, 14:05 IST",
        "June 26, 2020, 2 pm ET",
        "2020-06-26T99:15:00Z",
    ],
)
def test_a_time_without_a_known_zone_is_no_moment_and_leaves_the_day(written):
    assert read(written) == DAY


def test_a_zone_that_several_countries_call_alike_is_that_of_the_press():
    assert read("26 June 2020, 14:05 IST", country="in") == "2020-06-26T14:05:00+05:30"
    assert read("26 June 2020, 14:05 IST", country="ie") == "2020-06-26T14:05:00+01:00"


@pytest.mark.parametrize(
    "written",
    [
        None,
        "",
        " ",
        "yesterday",
        "2020-13-45",
        "2020-02-30",
        "n/a",
        "\x00",
        "١" * 50,
        "12:30",
        "31 June 2020",
        "Foobar 26, 2020",
        "192.168.20.26",
        "$26.06",
        "0",
        "123456",
        "29 février 2021",
    ],
)
def test_what_is_no_date_is_none(written):
    assert read(written) is None


@pytest.mark.parametrize(
    ("language", "country", "host", "expected"),
    [
        ("en", "us", "post.example.com", "2020-04-03"),
        ("en", None, "example.com", "2020-04-03"),
        ("en", "gb", "example.com", "2020-03-04"),
        ("en", "us", "example.co.uk", "2020-03-04"),
        ("en", None, "example.ie", "2020-03-04"),
        ("en", "ph", None, "2020-04-03"),
        ("de", None, "example.com", "2020-03-04"),
        ("es", "us", "example.com", "2020-04-03"),
        ("fr", None, None, "2020-03-04"),
        (None, None, "example.gov", "2020-04-03"),
        (None, None, "example.com", "2020-03-04"),
        (None, None, None, "2020-03-04"),
    ],
)
def test_the_month_stands_first_where_the_press_writes_so(language, country, host, expected):
    assert read("04/03/2020", language, month_first=month_first(language, country, host)) == expected


def test_an_order_that_makes_no_date_is_turned():
    assert read("06/26/2020") == read("26/06/2020", month_first=True) == DAY


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en-GB", ("en", "gb")),
        ("en_US", ("en", "us")),
        ("zh-Hant-TW", ("zh", "tw")),
        ("de", ("de", None)),
        ("sr-Latn", ("sr", None)),
        ("English (United States)", (None, None)),
        (None, (None, None)),
    ],
)
def test_language_and_country_of_a_tag_are_told_apart(tag, expected):
    assert tag_of(tag) == expected


def test_a_country_is_that_of_its_domain():
    assert [country_of(host) for host in ("x.co.uk", "x.de", "x.com", "", None)] == [
        "gb",
        "de",
        None,
        None,
        None,
    ]


@examples(st.one_of(st.text(max_size=80), st.from_regex(r"[0-9:.,TZ+ /JunMarпмя-]{1,40}", fullmatch=True)))
def test_whatever_is_written_leads_to_edtf_to_a_time_or_to_none_and_always_to_the_same(written):
    found = read(written)
    assert found is None or edtf.parse(found) is not None
    assert found is None or "T" not in found or len(found) >= 20
    assert found == read(written)
    assert list(Reader("en").line(written)) == list(Reader("en").line(written))


@examples(st.datetimes(timezones=st.timezones()))
def test_every_moment_in_iso_is_read_as_that_moment(at):
    if at.utcoffset().total_seconds() % 60 or abs(at.utcoffset().total_seconds()) > 14 * 3600:
        return  # before the zones of our days
    found = read(at.isoformat())
    assert found is not None
    assert found[:19] == at.isoformat()[:19]
    if 2 < at.year < 9998:
        assert instant(found) == datetime.fromisoformat(at.isoformat()).replace(microsecond=0)


@pytest.mark.parametrize(
    "piece", ["26 June ", "2020-", "1.2.", "9", "Jun ", "12:30 ", "٢٦ ", "\u0301", "a.m. ", "+02:00"]
)
def test_a_line_of_millions_of_characters_is_read_as_fast_as_a_short_one(piece):
    started = time.process_time()
    read(piece * (2_000_000 // len(piece)))
    list(Reader("en").line(piece * 300_000))
    assert time.process_time() - started < 0.5
