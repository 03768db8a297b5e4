"""What names in the markup say: words in any spelling, and what only looks like one."""

import pytest

from agents.clean.page_signs import ARTICLE, BODY, MAIN, OTHER, is_apart, is_talk, signs_of


@pytest.mark.parametrize(
    ("names", "word"),
    [
        ("related-articles", "related"), ("relatedArticles", "related"), ("c-related__list", "related"),
        ("userComments", "comments"), ("comment_list", "comment"), ("commentary", None),
        ("siteFooter", "footer"),
        ("has-sidebar", None), ("tag-harbour", None), ("post-tags", "tags"), ("image-caption", "caption"),
        ("foto_text", "caption"), ("navy", None), ("headline", None), ("shareButtons", "share"), ("", None),
        ("advertorial", "advert"), ("ads cookie-bar", "cookie"), ("breadcrumbs", "breadcrumbs"),
    ],
)  # fmt: skip
def test_a_name_is_read_by_its_words(names, word):
    assert signs_of("div", [("class", names)]).word == word
    assert signs_of("div", [("id", names.replace(" ", "-"))]).word == word


@pytest.mark.parametrize(
    ("tag", "attributes", "frame"),
    [
        ("article", [], ARTICLE), ("main", [], MAIN), ("div", [], OTHER), ("div", [("role", "main")], MAIN),
        ("div", [("class", "article-body")], BODY), ("div", [("class", "c entry-content")], BODY),
        ("div", [("id", "content")], MAIN), ("div", [("class", "articleBody")], BODY),
        ("div", [("itemprop", "articleBody")], 4), ("div", [("class", "posts")], OTHER),
    ],
)  # fmt: skip
def test_frames_of_articles_are_known(tag, attributes, frame):
    assert signs_of(tag, attributes).frame == frame


@pytest.mark.parametrize(
    "attributes",
    [
        [("style", "display: none")],
        [("style", "color:red;display:none")],
        [("hidden", "")],
        [("aria-hidden", "true")],
    ],
)
def test_what_is_hidden_is_marked(attributes):
    assert signs_of("div", attributes).word == "hidden"


def test_what_readers_write_and_what_is_never_the_article_are_told_apart():
    assert is_talk("comments")
    assert is_apart("comments")
    assert is_apart("cookie")
    assert not is_talk("cookie")
    assert not is_apart("widget")


def test_a_standfirst_is_known():
    assert signs_of("p", [("class", "article__standfirst")]).lead
    assert not signs_of("p", [("class", "article__paragraph")]).lead
