"""Same story or not: what two articles share, how much a word says, and what dates rule out."""

from hypothesis import given
from hypothesis import strategies as st

from agents.dedup.same_story import Background, same_story, words
from streams.article_records import Article

FIRE = Article(
    article_id="1", version="1", id="1", title="Ferry catches fire off Gotska harbour",
    text="A ferry with 214 people aboard caught fire off the harbour of Gotska on Monday. The captain, Lena "
    "Holm, ordered everyone into the boats; nobody was hurt, the coast guard said.",
)  # fmt: skip
FIRE_TOO = Article(
    article_id="2", version="2", id="2", title="All 214 rescued from burning Gotska ferry",
    text="Passengers of the ferry that burned near Gotska are safe. Captain Lena Holm had them leave in "
    "boats after flames broke out in the engine room.",
)  # fmt: skip
MARKET = Article(
    article_id="3", version="3", id="3", title="Wheat prices climb for a third week",
    text="Wheat rose again on Monday as drought hurt crops in the south. Traders said the harbour strikes "
    "would keep exports low; bakers warned of dearer bread.",
)  # fmt: skip


def dated(article: Article, published: str | None) -> Article:
    from dataclasses import replace

    return replace(article, published=published)


def test_two_reports_of_one_fire_are_one_story_and_the_market_is_another() -> None:
    for background in (Background(), Background((FIRE, FIRE_TOO, MARKET))):
        assert same_story(FIRE, FIRE_TOO, background).same
        assert not same_story(FIRE, MARKET, background).same


def test_an_article_is_of_one_story_with_itself() -> None:
    assert same_story(FIRE, FIRE, Background()).score == 1


def test_publications_more_than_three_days_apart_are_of_two_stories() -> None:
    def at(one: str | None, other: str | None) -> tuple[bool, int | None]:
        said = same_story(dated(FIRE, one), dated(FIRE_TOO, other), Background())
        return said.same, said.days

    assert at("2024-05-06", "2024-05-09T23:00:00Z") == (True, 3)
    assert at("2024-05-06", "2024-05-10") == (False, 4)
    assert at("2024-05", "2024-05-10") == (True, 0)  # a month can be that day
    assert at("2023", "2024-05-10")[0] is False
    assert at(None, "2024-05-10") == (True, None)
    assert at("XXXX-05-06", "2024-08-10") == (True, None)


def test_a_word_that_every_article_has_says_less() -> None:
    common = Background(dated(FIRE, None) for _ in range(200))
    assert common.weight("ferry") < Background().weight("ferry")
    assert common.weight("ferry") < common.weight("wheat")
    assert Background().weight("the") < Background().weight("ferry")
    assert Background().weight("1") == Background().weight("ferry")  # a number is no short word


def test_word_forms_are_compared_by_their_beginnings() -> None:
    assert words("Verhandlungen") == words("VERHANDLUNG")
    assert words("переговоры, переговоров") == ["перего", "перего"]


def test_articles_without_a_headline_or_without_words_have_a_score_too() -> None:
    bare = Article(article_id="4", version="4", id="4", text=FIRE.text)
    assert same_story(bare, Article(article_id="5", version="5", id="5", text=FIRE.text), Background()).same
    nothing = Article(article_id="6", version="6", id="6", title="?!", text="…")
    assert same_story(nothing, FIRE, Background()).score == 0
    assert not same_story(nothing, nothing, Background()).same


ARTICLES = st.builds(
    Article, article_id=st.just("a"), version=st.just("v"), id=st.just("i"),
    title=st.text("ab c1é", max_size=30), text=st.text("ab c1é\n", max_size=90),
)  # fmt: skip


@given(ARTICLES, ARTICLES)
def test_the_order_of_the_two_makes_no_difference(one: Article, other: Article) -> None:
    background = Background((one,))
    there, back = same_story(one, other, background), same_story(other, one, background)
    assert there == back
    assert 0 <= there.score <= 1
