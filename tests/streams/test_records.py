"""The shapes of records: what is given must be given, what is absent is None."""

from dataclasses import FrozenInstanceError, fields, is_dataclass
from typing import get_args, get_type_hints

import pytest

from streams.article_records import Article, RawArticle
from streams.records import Alert, Coverage, Record

KINDS = get_args(Record)


def article(**parts: str) -> Article:
    return Article(article_id="a", version="v", id="i", **parts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("title", "text", "whole"),
    [("Title", "Body.", "Title\n\nBody."), ("Title", "", "Title"), ("", "Body.", "Body."), ("", "", "")],
)
def test_evidence_offsets_index_title_blank_line_text(title: str, text: str, whole: str) -> None:
    assert article(title=title, text=text).whole == whole


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_record_cannot_be_changed(kind: type) -> None:
    assert is_dataclass(kind)
    assert "__slots__" in vars(kind)
    assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]


def test_an_attempt_to_change_one_says_so() -> None:
    with pytest.raises(FrozenInstanceError):
        article().title = "other"  # type: ignore[misc]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_what_may_be_absent_is_none_by_default(kind: type) -> None:
    hints = get_type_hints(kind)
    for field in fields(kind):
        if type(None) in get_args(hints[field.name]):
            assert field.default is None, f"{kind.__name__}.{field.name}"


def test_a_raw_article_needs_only_its_ids() -> None:
    assert RawArticle(article_id="a", version="v", id="i").text is None
    with pytest.raises(TypeError, match="version"):
        RawArticle(article_id="a", id="i")  # type: ignore[call-arg]


def test_two_alerts_do_not_share_their_counts() -> None:
    assert Coverage().by_outlet is not Coverage().by_outlet
    assert get_type_hints(Alert)["coverage"] is Coverage
