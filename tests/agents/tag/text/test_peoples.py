"""Two peoples who negotiate are their states; two that only stand together are none."""

import pytest

from agents.tag.look import Rules, looks
from agents.watch.load import load_watch
from streams.article_records import Article


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "The French and the Russians resumed talks on the truce in Geneva on Monday.", True),
        ("fr", "Russes et Français ont repris lundi à Genève leurs négociations sur la trêve.", True),
        ("en", "French and Russian chess players shared the prize in Geneva on Monday.", False),
    ],
)
def test_two_peoples_who_negotiate_are_their_states(language: str, text: str, wanted: bool) -> None:
    article = Article(
        article_id="a", version="v", id="i", title="", text=text, published="2024-03-05", language=language
    )
    assert looks(Rules.of([load_watch("macron-russia")]), article)[0].match is wanted
