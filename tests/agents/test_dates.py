"""Dates in running text: found in ten languages, resolved against the day of publication."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents import edtf
from agents.dates import mentions

SATURDAY = "2020-06-27"


def dates(text, language="en", reference=SATURDAY):
    return [m.date for m in mentions(text, language, reference)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "They met on June 26, 2020."),
        ("en", "They met on Friday, June 26, 2020, in the evening."),
        ("en", "They met on the 26th of June 2020."),
        ("en", "Jun. 26, 2020 — the office said"),
        ("en", "date 2020-06-26 follows"),
        ("en", "on 06/26/2020"),
        ("fr", "le vendredi 26 juin 2020, à Paris"),
        ("ru", "Разговор состоялся 26 июня 2020 года."),
        ("ru", "26-го июня 2020 г."),
        ("de", "Am 26. Juni 2020 sprachen sie."),
        ("de", "am 26.06.2020"),
        ("pl", "26 czerwca 2020 r. rozmawiali"),
        ("uk", "26 червня 2020 року"),
        ("es", "el 26 de junio de 2020"),
        ("it", "il 26 giugno 2020"),
        ("tr", "26 Haziran 2020'de"),
        ("ar", "في 26 يونيو 2020"),
        ("ar", "٢٦ حزيران ٢٠٢٠"),
        ("pt", "em 26 de junho de 2020"),
        ("xx", "26/06/2020"),
    ],
)
def test_a_full_date_is_read_in_every_language(language, text):
    found = mentions(text, language, None)
    assert [(m.date, m.kind) for m in found] == [("2020-06-26", "full")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "said on June 26 that"),
        ("en", "on 26 June,"),
        ("fr", "le 26 juin,"),
        ("ru", "26 июня президент"),
        ("de", "am Freitag, dem 26. Juni,"),
        ("pl", "26 czerwca prezydent"),
        ("uk", "26 червня президент"),
        ("tr", "26 Haziran'da"),
    ],
)
def test_a_day_without_a_year_takes_the_year_from_the_reference_only(language, text):
    assert dates(text, language) == ["2020-06-26"]
    assert [m.date for m in mentions(text, language, None)][-1] == "XXXX-06-26"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "he spoke on Friday"),
        ("fr", "il a parlé vendredi"),
        ("ru", "Он говорил в пятницу."),
        ("de", "Er sprach am Freitag."),
        ("de", "Er sprach am Freitagabend."),
        ("pl", "Rozmawiali w piątek."),
        ("uk", "Розмовляли у п’ятницю."),
        ("uk", "Розмовляли у пʼятницю."),
        ("es", "habló el viernes"),
        ("it", "ha parlato venerdì"),
        ("tr", "Cuma günü konuştu"),
        ("ar", "قال يوم الجمعة"),
        ("pt", "falou na sexta-feira"),
    ],
)
def test_a_bare_weekday_is_the_last_such_day_and_offers_the_next(language, text):
    (found,) = mentions(text, language, SATURDAY)
    assert (found.date, found.ahead, found.kind) == ("2020-06-26", "2020-07-03", "weekday")
    assert mentions(text, language, "2020-06") == [], "without a full day it is unknown"


@pytest.mark.parametrize(
    ("language", "text", "coming"),
    [
        ("es", "dijo el martes que hablará", False),
        ("es", "hablará el martes que viene", True),
        ("pt", "disse na terça-feira que falará", False),
        ("pt", "falará na terça-feira que vem", True),
    ],
)
def test_a_weekday_that_comes_is_told_from_one_that_a_clause_follows(language, text, coming):
    (found,) = mentions(text, language, "2020-06-26")
    assert found.date == ("2020-06-30" if coming else "2020-06-23")


def test_the_day_of_publication_itself_may_be_the_weekday_named():
    (found,) = mentions("on Saturday", "en", SATURDAY)
    assert (found.date, found.ahead) == ("2020-06-27", "2020-07-04")


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "next Friday", "2020-07-03"),
        ("en", "last Saturday", "2020-06-20"),
        ("fr", "vendredi prochain", "2020-07-03"),
        ("ru", "в прошлую среду", "2020-06-24"),
        ("de", "am kommenden Freitag", "2020-07-03"),
        ("pl", "w ubiegły piątek", "2020-06-26"),
        ("en", "yesterday", "2020-06-26"),
        ("en", "the day before yesterday", "2020-06-25"),
        ("fr", "aujourd’hui", "2020-06-27"),
        ("fr", "après-demain", "2020-06-29"),
        ("ru", "вчера", "2020-06-26"),
        ("de", "gestern", "2020-06-26"),
        ("pl", "wczoraj", "2020-06-26"),
        ("ar", "أمس", "2020-06-26"),
        ("en", "last week", "2020-06"),
        ("en", "next month", "2020-07"),
        ("ru", "в прошлом году", "2019"),
        ("ru", "в июне", "2020-06"),
        ("pl", "w czerwcu", "2020-06"),
        ("tr", "Haziran'da", "2020-06"),
        ("en", "in 2014", "2014"),
        ("ru", "события 2014 года", "2014"),
        ("fr", "en mars", "2020-03"),
        ("ar", "10 تشرين الأول 2019", "2019-10-10"),
    ],
)
def test_words_for_days_and_periods_count_from_the_reference(language, text, expected):
    assert dates(text, language) == [expected]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "They may march on the capital."),
        ("en", "May said so, and so did April."),
        ("en", "30 February 2020"),
        ("en", "2020-13-01 and 31/04/2020 and 9999-12-31 and 1789-07-14"),
        ("en", "June 10:30, version 1.26.2020.4"),
        ("en", "Black Friday, Fridays"),
        ("fr", "La planète Mars attend"),
        ("ru", "окружающая среда; предпятницу; мартеновский"),
        ("it", "vince 2 set a zero"),
        ("tr", "Pazar büyüyor"),
        ("pl", "Maja i 12 lis"),
        ("xx", "June 26, 2020"),
    ],
)
def test_words_and_numbers_that_are_no_dates_are_left_alone(language, text):
    assert dates(text, language) == []


@pytest.mark.parametrize(
    ("text", "reference", "date", "ahead"),
    [
        ("December 28", "2021-01-03", "2020-12-28", None),
        ("January 3", "2020-12-28", "2021-01-03", None),
        ("September 15", "2020-06-27", "2019-09-15", "2020-09-15"),
        ("June 26", "2020", "2020-06-26", None),
        ("June 26", "2020-07", "2020-06-26", None),
        ("June 26", "XXXX-07-01", "XXXX-06-26", None),
        ("February 29", "2021-03-01", "XXXX-02-29", None),
    ],
)
def test_the_year_left_out_is_within_ten_months_back_and_two_ahead(text, reference, date, ahead):
    (found,) = mentions(text, "en", reference)
    assert (found.date, found.ahead) == (date, ahead)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "on 26-27 June"),
        ("ru", "26 и 27 июня"),
        ("de", "am 26. und 27. Juni"),
        ("fr", "les 26 et 27 juin"),
    ],
)
def test_both_days_of_a_range_are_found(language, text):
    assert dates(text, language) == ["2020-06-26", "2020-06-27"]


def test_offsets_cut_out_what_was_read():
    text = "🙂 Встреча прошла 26 июня 2020 года, а звонок — в пятницу."
    assert [text[m.start : m.end] for m in mentions(text, "ru", SATURDAY)] == ["26 июня 2020", "пятницу"]


@pytest.mark.parametrize(
    "text", ["June 26 " * 60_000, "1 " * 400_000, "a" * 1_000_000, "2020-" * 200_000, "\u0301" * 1_000_000]
)
def test_a_megabyte_of_anything_takes_seconds(text):
    start = time.process_time()
    mentions(text, "en", SATURDAY)
    assert time.process_time() - start < 15, "linear time takes about a second at worst"


PIECES = st.sampled_from(
    [
        "June",
        "26",
        "2020",
        "-",
        ".",
        ", ",
        " ",
        "26.06.2020",
        "Friday",
        "next",
        "of",
        "th",
        "\n",
        "³",
        "٢٦",
        "0",
        "31",
    ]
)


@given(
    st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=12).map("".join),
    st.sampled_from(["en", "fr", "ru", "de", "pl", "tr", "ar"]),
    st.sampled_from(
        [None, "2020", "2020-06", "2020-06-27", "1900-01-01", "2100-12-31", "0001-01-01", "9999-12-31"]
    ),
)
def test_every_mention_is_a_date_that_exists_in_order_and_inside_the_text(text, language, reference):
    found = mentions(text, language, reference)
    for one in found:
        assert edtf.parse(one.date) is not None
        assert one.ahead is None or edtf.parse(one.ahead) is not None
        assert 0 <= one.start < one.end <= len(text)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "on May 9 next year"),
        ("fr", "le 9 mai de l'année prochaine"),
        ("de", "am 9. Mai nächsten Jahres"),
        ("ru", "на 9 мая следующего года"),
        ("pl", "9 maja przyszłego roku"),
        ("uk", "на 9 травня наступного року"),
        ("es", "el 9 de mayo del próximo año"),
        ("it", "il 9 maggio dell'anno prossimo"),
    ],
)
def test_a_day_takes_the_year_that_stands_behind_it_in_words(language, text):
    assert [(one.date, one.kind) for one in mentions(text, language, "2019-08-16")] == [
        ("2020-05-09", "full")
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Er reist morgen nach Moskau.", "2020-06-27"),
        ("Morgen reist er nach Moskau.", "2020-06-27"),
        ("Er wird am Morgen (8 Uhr) empfangen.", "2020-06-26"),
        ("Heute Morgen sprachen sie.", "2020-06-26"),
        ("Gestern Morgen sprachen sie.", "2020-06-25"),
    ],
)
def test_the_german_morning_is_not_tomorrow(text, day):
    (found,) = mentions(text, "de", "2020-06-26")
    assert found.date == day
