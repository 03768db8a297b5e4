"""A JSON Feed is read as any other feed is."""

import json
from typing import Any

import pytest

from agents.ingest.read.given import GivenEntry, Reading, Unreadable
from agents.ingest.read.reading import reading

AT = "https://news.example/feed.json"


def read(items: list[Any], **head: Any) -> Reading:
    said = {"version": "https://jsonfeed.org/version/1.1", "title": "The Harbour Post", "items": items} | head
    return reading("feed", json.dumps(said).encode(), AT)


def test_an_item_is_an_entry() -> None:
    found = read(
        [{
            "id": "1", "url": "/a/1", "external_url": "https://other.example/", "title": "Envoy lands",
            "content_html": "<p>Words.</p>", "content_text": "Words.", "summary": "W.",
            "date_published": "2024-05-06T10:00:00+02:00", "date_modified": "2024-05-06T09:30:00Z",
            "language": "fr", "authors": [{"name": "Ana Silva"}, {"name": "Rui"}],
        }],
        language="en",
        next_url="/feed.json?page=2",
    )  # fmt: skip
    assert (found.form, found.title, found.language) == ("json", "The Harbour Post", "en")
    assert found.following == "https://news.example/feed.json?page=2"
    assert found.entries == (
        GivenEntry(
            id="1", url="https://news.example/a/1", title="Envoy lands", text="<p>Words.</p>", markup=True,
            summary=True, published="2024-05-06T08:00:00Z", modified="2024-05-06T09:30:00Z", language="fr",
            author="Ana Silva",
        ),
    )  # fmt: skip


def test_version_1_0_has_one_author_and_ids_may_be_numbers() -> None:
    found = read([{"id": 7, "external_url": "https://other.example/x", "author": {"name": "Ana"}}]).entries[0]
    assert (found.id, found.url, found.author) == ("7", "https://other.example/x", "Ana")


@pytest.mark.parametrize(
    "odd",
    [
        {"id": None, "url": 5, "title": ["x"], "content_html": {}, "authors": "Ana", "date_published": 12},
        {"id": True, "url": "javascript:x", "authors": [None], "author": []},
        {"authors": [{"name": 3}], "language": 3},
    ],
)
def test_what_has_the_wrong_type_is_not_there(odd: dict[str, Any]) -> None:
    assert read([odd]).entries == (GivenEntry(),)
    assert read([odd, 1, None, "x"]).entries == (GivenEntry(),)


def test_half_a_surrogate_pair_is_replaced() -> None:
    body = b'{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","title":"cut \\ud83d"}]}'
    assert reading("feed", body, AT).entries[0].title == "cut \ufffd"


def test_a_feed_that_does_not_say_its_version_is_known_by_its_items() -> None:
    assert read([{"id": "1", "title": "x"}], version="2").form == "json"
    with pytest.raises(Unreadable):
        read([{"sku": 1}], version="2")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251"])
def test_it_may_be_in_another_encoding(encoding: str) -> None:
    text = json.dumps({"items": [{"id": "1", "title": "Переговоры идут"}]}, ensure_ascii=False)
    assert reading("feed", text.encode(encoding), AT).entries[0].title == "Переговоры идут"
