"""The five seed texts: two versions of one agency report, three reports of their own."""

import itertools
from pathlib import Path

import pytest

from streams.article_records import Article

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"
VERSIONS = {"002", "003"}


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed texts are not here: ../shared/seeds is absent")
def test_in_every_order_the_agency_report_is_copied_once_and_all_else_is_new(dedup_of) -> None:
    articles = [
        Article(article_id=path.name[:3], version="1", id=path.stem, text=path.read_text("utf-8"))
        for path in sorted(SEEDS.glob("*.txt"))
    ]
    assert len(articles) == 5
    for order in itertools.permutations(articles):
        dedup = dedup_of()
        said = {one.article_id: dedup.say(one) for one in order}
        copies = {name: one.original for name, one in said.items() if one.verdict == "copy"}
        first, second = (one.article_id for one in order if one.article_id in VERSIONS)
        assert copies == {second: first}
        assert {one.verdict for name, one in said.items() if name != second} == {"new"}
        # None bears a date, so that all five may be one story to a reader of words; but these two are.
        assert said["002"].story == said["003"].story
