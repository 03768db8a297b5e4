"""When an article was published and modified: from source, page, URL and text, weighed and refused."""

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from agents import edtf
from agents.clean.body import Body
from agents.clean.dates.possible import instant
from agents.clean.dates.text import from_dateline, from_saying
from agents.clean.published import Dated, dates_of
from agents.clean.rules import rules
from streams.article_records import RawArticle

PROSE = "The two ministers agreed to reopen the mountain road before the first snow falls."


def dated(given=None, page=(), url=None, fetched=None, text=PROSE, lines=(), language="en"):
    """Return the dates of an article and what was said of those that were refused."""
    raw = RawArticle(article_id="a", version="v", id="i", published=given, url=url, fetched=fetched)
    repairs = []
    body = Body(text=text, dates=list(lines))
    return dates_of(raw, [list(one) for one in page], body, language, rules(language), repairs), repairs


def page(**dates):
    """Return the dates of a page by their sources; those of modification end in `_modified`."""
    return [
        (
            date,
            name.removesuffix("_modified").replace("_", "-"),
            "modified" if "modified" in name else "published",
        )
        for name, date in dates.items()
    ]


@pytest.mark.parametrize(
    ("fields", "published", "source"),
    [
        ({}, None, None),
        ({"given": "2020-06-26T10:15:00Z"}, "2020-06-26T10:15:00Z", "given"),
        ({"given": "Fri, 26 Jun 2020 10:15:00 +0300"}, "2020-06-26T10:15:00+03:00", "given"),
        ({"given": "2020-06"}, "2020-06", "given"),
        ({"given": "2020-06", "url": "https://x.org/2020/06/26/a"}, "2020-06-26", "url"),
        ({"given": "2020-06-25", "url": "https://x.org/2020/06/26/a"}, "2020-06-25", "given"),
        (
            {"given": "2020-06-26", "page": page(json_ld="2020-06-26T10:15:00+02:00")},
            "2020-06-26T10:15:00+02:00",
            "json-ld",
        ),
        ({"given": "2020-06-26T08:15:00Z", "page": page(meta="2020-06-26")}, "2020-06-26T08:15:00Z", "meta"),
        ({"url": "https://x.org/2020/06/26/a"}, "2020-06-26", "url"),
        ({"url": "https://x.org/2020/06/a"}, "2020-06", "url"),
        ({"lines": ["Published 26 June 2020, 14:05 BST"]}, "2020-06-26T14:05:00+01:00", "dateline"),
        ({"lines": ["Updated 26 June 2020"]}, "2020-06-26", "dateline"),
        ({"lines": ["Updated 27 June 2020", "Published 26 June 2020"]}, "2020-06-26", "dateline"),
        ({"lines": ["04/03/2020"], "url": "https://x.com/a"}, "2020-04-03", "dateline"),
        ({"lines": ["04/03/2020"], "url": "https://x.co.uk/a"}, "2020-03-04", "dateline"),
        ({"text": f"GENEVA, June 26. {PROSE}"}, "XXXX-06-26", "dateline"),
        ({"text": f"GENEVA, June 26. {PROSE}", "url": "https://x.org/2020/06/a"}, "2020-06-26", "dateline"),
        ({"text": f"GENEVA, June 26. {PROSE}", "given": "2020"}, "2020-06-26", "dateline"),
        ({"text": f"The office said on June 26 that it agreed. {PROSE}"}, "XXXX-06-26", "text"),
        (
            {"text": f"The office said on June 26 that it agreed. {PROSE}", "given": "2020-06"},
            "2020-06-26",
            "text",
        ),
        ({"text": f"GENEVA, June 26. {PROSE}", "url": "https://x.org/2021/11/30/a"}, "2021-11-30", "url"),
        ({"page": page(json_ld_modified="2020-06-27")}, "2020-06-27", "json-ld"),
    ],
)
def test_the_date_comes_from_the_best_place_that_has_one(fields, published, source):
    found, repairs = dated(**fields)
    assert (found.published, found.source) == (published, source)
    assert repairs == []


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("9999-12-31", "after 2100"),
        ("9999-12-31T23:59:59-10:00", "after 2100"),
        ("2203-01-01", "after 2100"),
        ("1970-01-01T00:00:00Z", "before 1990"),
        ("0001-01-01T00:00:00+05:00", "before 1990"),
    ],
)
def test_an_impossible_date_is_left_out_with_its_reason(given, why):
    found, repairs = dated(given)
    assert found == Dated()
    assert repairs == [f"published: {given} is impossible ({why}), left out"]


@pytest.mark.parametrize("given", ["yesterday", "2020-13-45", "2020-02-30", "n/a", "\x00", "0", "١" * 50])
def test_what_is_no_date_is_left_out_and_said_so(given):
    found, repairs = dated(given)
    assert found == Dated()
    assert repairs == [f"published: {given[:40]} is no date, left out"]


def test_a_date_more_than_a_day_after_the_fetch_is_refused():
    assert dated("2020-06-27", fetched="2020-06-26T12:00:00Z")[0].published == "2020-06-27"
    found, repairs = dated("2020-06-28", fetched="2020-06-26T12:00:00Z")
    assert found == Dated()
    assert repairs == ["published: 2020-06-28 is impossible (after it was fetched), left out"]


def test_an_impossible_date_makes_way_for_the_next_best():
    found, repairs = dated("1970-01-01", page(json_ld="2203-01-01", meta="2203-01-01", line="2020-06-26"))
    assert (found.published, found.source) == ("2020-06-26", "line")
    assert repairs == [
        "published: 1970-01-01 is impossible (before 1990), left out",
        "published: 2203-01-01 is impossible (after 2100), left out",
    ]


def test_a_paper_of_an_archive_keeps_the_day_in_its_own_text():
    assert dated(text=f"GENEVA, June 26, 1941. {PROSE}")[0].published == "1941-06-26"
    assert dated(page=page(json_ld="1941-06-26"))[0].published is None


def test_a_declared_date_that_is_not_believed_is_named():
    found, repairs = dated("2020-06-26", page(json_ld="2020-06-25"))
    assert (found.published, found.source) == ("2020-06-25", "json-ld")
    assert repairs == ["published: 2020-06-26 (given) left out for 2020-06-25 (json-ld)"]
    found, repairs = dated(page=page(json_ld="2019-06-17", url="2017-07-12"))
    assert (found.published, found.source) == ("2017-07-12", "url")
    assert repairs == ["published: 2019-06-17 (json-ld) left out for 2017-07-12 (url)"]


@pytest.mark.parametrize(
    ("published", "modified", "expected"),
    [
        ("2020-06-26", "2020-06-27", "2020-06-27"),
        ("2020-06-26", "2020-06-26", "2020-06-26"),
        ("2020-06-26T10:15:00Z", "2020-06-26T12:16:00+02:00", "2020-06-26T12:16:00+02:00"),
        ("2020-06-26", "2020-06-25T22:15:00Z", "2020-06-25T22:15:00Z"),
        ("2020-06-26T00:15:00+02:00", "2020-06-25T22:15:00Z", "2020-06-25T22:15:00Z"),
        ("2020-06", "2020-06-01", "2020-06-01"),
    ],
)
def test_when_it_was_modified_is_kept(published, modified, expected):
    found, repairs = dated(page=page(json_ld=published, json_ld_modified=modified))
    assert found.modified == expected
    assert repairs == []


@pytest.mark.parametrize(
    ("published", "modified"),
    [
        ("2020-06-26", "2020-06-25"),
        ("2020-06-26", "2020-06-24T22:15:00Z"),
        ("2020-06-26T10:15:00Z", "2020-06-26T12:14:00+02:00"),
        ("2020-06", "2020-05-31"),
    ],
)
def test_a_modification_before_publication_is_left_out_and_said_so(published, modified):
    found, repairs = dated(page=page(json_ld=published, json_ld_modified=modified))
    assert (found.published, found.modified) == (published, None)
    assert repairs == [f"modified: {modified} is before {published}, when it was published, left out"]


def test_an_impossible_modification_is_left_out_and_said_so():
    found, repairs = dated(page=page(json_ld="2020-06-26", json_ld_modified="2203-01-01"))
    assert found == Dated("2020-06-26", "json-ld")
    assert repairs == ["modified: 2203-01-01 is impossible (after 2100), left out"]


def test_lines_of_a_text_tell_both_dates():
    found, _ = dated(lines=["Published 26 June 2020, 10:15 GMT | Updated 27 June 2020"])
    assert found == Dated("2020-06-26T10:15:00Z", "dateline", "2020-06-27")


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "GENEVA, October 28. /TASS/. The talks went on.", "XXXX-10-28"),
        ("ru", "ЖЕНЕВА, 28 октября. /ТАСС/. Переговоры продолжились.", "XXXX-10-28"),
        ("en", "GENEVA, Oct 28, 2021 (AFP) - The talks went on.", "2021-10-28"),
        ("uk", "КИЇВ, 28 жовтня. Переговори тривали.", "XXXX-10-28"),
        ("fr", "GENÈVE, 28 octobre (AFP) - Les discussions ont repris.", "XXXX-10-28"),
        ("es", "GINEBRA, 28 de octubre. Las conversaciones siguieron.", "XXXX-10-28"),
        ("pl", "GENEWA, 28 października. Rozmowy trwały.", "XXXX-10-28"),
        ("en", "The talks went on, October 28 was the last day.", None),
        ("en", "", None),
    ],
)
def test_the_day_of_a_dateline_is_read(language, text, expected):
    assert from_dateline(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The minister said on June 27 that the talks would go on.", "XXXX-06-27"),
        ("ru", "Министр заявил 27 июня, что переговоры продолжатся.", "XXXX-06-27"),
        ("uk", "Міністр заявив 27 червня, що переговори триватимуть.", "XXXX-06-27"),
        ("fr", "La ministre a déclaré le 27 juin que les discussions continuaient.", "XXXX-06-27"),
        ("de", "Die Ministerin sagte am 27. Juni, die Gespräche gingen weiter.", "XXXX-06-27"),
        ("pl", "Minister powiedział 27 czerwca, że rozmowy będą trwały.", "XXXX-06-27"),
        ("es", "La ministra dijo el 27 de junio que las conversaciones siguen.", "XXXX-06-27"),
        ("it", "Il ministro ha dichiarato il 27 giugno che i colloqui continuano.", "XXXX-06-27"),
        ("pt", "A ministra disse em 27 de junho que as conversas continuam.", "XXXX-06-27"),
        ("tr", "Bakan 27 Haziran günü görüşmelerin süreceğini söyledi.", "XXXX-06-27"),
        ("ar", "قال الوزير في 27 يونيو إن المحادثات مستمرة.", "XXXX-06-27"),
        ("en", "The festival opens on June 27 in the old harbour.", None),
        ("en", "The minister said the summit of June 27, 2011 had failed.", None),
    ],
)
def test_a_day_beside_a_verb_of_saying_is_the_day_of_the_report(language, text, expected):
    assert from_saying(text, language, rules(language)) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The minister said on Friday that the talks would go on.", "2020-06-26"),
        ("ru", "Министр заявил в пятницу, что переговоры продолжатся.", "2020-06-26"),
        ("uk", "Міністр заявив у п'ятницю, що переговори триватимуть.", "2020-06-26"),
        ("fr", "La ministre a déclaré vendredi que les discussions continuaient.", "2020-06-26"),
        ("de", "Die Ministerin sagte am Freitag, die Gespräche gingen weiter.", "2020-06-26"),
        ("pl", "Minister powiedział w piątek, że rozmowy będą trwały.", "2020-06-26"),
        ("es", "La ministra dijo el viernes que las conversaciones siguen.", "2020-06-26"),
        ("it", "Il ministro ha dichiarato venerdì che i colloqui continuano.", "2020-06-26"),
        ("pt", "A ministra disse na sexta-feira que as conversas continuam.", "2020-06-26"),
        ("tr", "Bakan cuma günü görüşmelerin süreceğini söyledi.", "2020-06-26"),
        ("ar", "قال الوزير يوم الجمعة إن المحادثات مستمرة.", "2020-06-26"),
        ("en", "The festival opens on Friday in the old harbour.", None),
        ("en", "The minister said on June 27 that the talks would go on.", None),
    ],
)
def test_a_weekday_beside_a_verb_of_saying_is_the_last_before_the_article_was_out(language, text, expected):
    assert from_saying(text, language, rules(language), "2020-06-28") == expected


@pytest.mark.parametrize(
    ("fields", "published"),
    [
        ({"url": "https://x.org/2020/06/a", "fetched": "2020-06-28T10:15:00Z"}, "2020-06-26"),
        ({"given": "2020-06", "fetched": "2020-06-28T10:15:00Z"}, "2020-06-26"),
        ({"url": "https://x.org/2020/06/a", "fetched": "2020-06-26T10:15:00Z"}, "2020-06-26"),
        ({"url": "https://x.org/2020/06/a", "fetched": "2020-07-02T10:15:00Z"}, "2020-06"),
        ({"url": "https://x.org/2020/06/a", "fetched": "2020-06-03T10:15:00Z"}, "2020-06"),
        ({"url": "https://x.org/2020/06/a", "fetched": "2026-06-28T10:15:00Z"}, "2020-06"),
        ({"url": "https://x.org/2020/06/a"}, "2020-06"),
        ({"given": "2020", "fetched": "2020-06-28T10:15:00Z"}, "2020"),
        ({"fetched": "2020-06-28T10:15:00Z"}, None),
    ],
)
def test_a_weekday_is_a_day_where_the_article_was_fetched_in_the_month_that_another_source_names(
    fields, published
):
    found, _ = dated(text="The minister said on Friday that the talks would go on.", **fields)
    assert found.published == published


WRITTEN = st.one_of(
    st.text(max_size=40),
    st.dates().map(str),
    st.datetimes(timezones=st.timezones()).map(lambda at: at.isoformat()),
    st.sampled_from(
        ["9999-12-31T23:59:59-10:00", "0001-01-01T00:00:00+05:00", "2020", "XXXX-02-29", "June 26"]
    ),
)


@examples(WRITTEN, st.text(max_size=60), st.lists(st.text(max_size=60), max_size=3), st.none() | WRITTEN)
def test_whatever_a_source_gives_leads_to_dates_that_can_be_or_to_none(given, text, lines, fetched):
    found, repairs = dated(given, url=text, text=text, lines=lines, fetched=fetched)
    assert (found, repairs) == dated(given, url=text, text=text, lines=lines, fetched=fetched)
    for date in (found.published, found.modified):
        assert date is None or edtf.parse(date) is not None
        assert date is None or "T" not in date or instant(date) is not None


@examples(st.datetimes(timezones=st.timezones()).map(lambda at: at.isoformat()), st.dates())
def test_no_date_lies_more_than_a_day_after_the_fetch(given, fetched):
    found, _ = dated(given, fetched=str(fetched))
    first = edtf.parse(found.published)
    assert first is None or (first.first() - fetched).days <= 1
