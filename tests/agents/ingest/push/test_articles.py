"""The articles in a body: what is read, and which one is wrong where."""

import contextlib

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.ingest.files import Entry
from agents.ingest.push.articles import entries_in
from agents.ingest.push.problem import Problem
from tests.agents.ingest.push.served import ONE

AT = "2024-02-28T10:00:00.000Z"


def read(body: bytes, *, lines: bool = False, limit: int = 1 << 20) -> list[Entry]:
    return entries_in(body, limit, AT, lines=lines)


def refused(body: bytes, *, lines: bool = False, limit: int = 1 << 20) -> Problem:
    with pytest.raises(Problem) as fault:
        read(body, lines=lines, limit=limit)
    return fault.value


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (orjson.dumps([ONE, ONE | {"id": "b"}]), False),
        (b"\xef\xbb\xbf \n" + orjson.dumps([ONE, ONE | {"id": "b"}]), False),
        (orjson.dumps(ONE) + b"\n\n" + orjson.dumps(ONE | {"id": "b"}) + b"\r\n", True),
    ],
)
def test_several_are_taken_as_an_array_or_a_line_each(body: bytes, lines: bool) -> None:
    found = read(body, lines=lines)
    assert [one.id for one in found] == ["push:0", "b"]
    assert all(one.raw is not None and one.raw.fetched == AT for one in found)


def test_a_text_that_is_a_page_says_so() -> None:
    (page,) = read(orjson.dumps(ONE | {"text": "<p>They <b>met</b>.</p>", "format": "html"}))
    (text,) = read(orjson.dumps(ONE | {"text": "They met.", "format": "text"}))
    assert page.raw is not None
    assert text.raw is not None
    assert (page.raw.format, text.raw.format) == ("html", "text")


def test_nothing_is_taken_where_one_is_wrong_and_it_is_said_which_and_why() -> None:
    fault = refused(orjson.dumps([ONE, {"title": 5}, {"url": "https://x.example"}, ONE | {"format": "pdf"}]))
    assert fault.more["errors"] == [
        {
            "index": 1,
            "pointer": "#/1/title",
            "detail": "not an item: Expected `str | null`, got `int` - at `$.title`",
        },
        {"index": 2, "pointer": "#/2", "detail": "not an article: neither a title nor a text"},
        {"index": 3, "pointer": "#/3/format", "detail": 'format: allowed are "text", "html"'},
    ]
    assert fault.detail.startswith("3 of 4 articles cannot be taken, so nothing was; the first: article 1")


def test_a_line_that_is_wrong_is_told_by_its_number_with_the_place_in_it() -> None:
    fault = refused(orjson.dumps(ONE) + b'\n\n{"text": []}\n', lines=True)
    (error,) = fault.more["errors"]
    assert (error["index"], error["line"], error["pointer"]) == (1, 3, "#/text")
    assert refused(b'{"text": []}').more["errors"][0]["pointer"] == "#/text"


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (b"", False), (b"[]", False), (b"\n\n", True), (b"{", False), (b"[1", False), (b"[" * 5000, False),
        (b"null", False), (b"\xff\xfe", False), (b'{"title": ""}', False), (b"nonsense", True),
        (b'{"format":' * 3000, False),
    ],
)  # fmt: skip
def test_what_is_no_article_is_told(body: bytes, lines: bool) -> None:
    assert refused(body, lines=lines).kind == "invalid"


def test_a_record_over_its_limit_is_told_with_which() -> None:
    fault = refused(orjson.dumps([ONE, ONE | {"text": "x" * 9000}]), limit=8000)
    assert (fault.kind, fault.more["errors"][0]["index"]) == ("too_large", 1)


@given(st.binary(max_size=300), st.booleans())
def test_no_body_is_more_than_a_problem(body: bytes, lines: bool) -> None:
    with contextlib.suppress(Problem):
        read(body, lines=lines)
