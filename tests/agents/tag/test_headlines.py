"""How news in ten languages say call, visit, meeting and the rest, in headlines that say it plainly."""

from dataclasses import replace
from pathlib import Path

import pytest

from agents.tag.look import Rules, looks
from agents.watch.load import load_watch
from streams.article_records import Article

# Whether such a headline is wanted is another question (test_short): here each is taken to be.
RULES = Rules.of([replace(load_watch("macron-russia"), threshold=0.0001)])
LINES = Path(__file__).with_name("headlines.txt").read_text("utf-8").splitlines()[1:]


@pytest.mark.parametrize("line", LINES)
def test_a_headline_tells_its_kind_and_how_far_it_has_come(line):
    language, wanted, title, text, *_ = [*line.split("|"), ""]
    kind, _, state = wanted.partition(":")
    article = Article(
        article_id="a", version="v", id="i", title=title, text=text, published="2022-02-08", language=language
    )
    (look,) = looks(RULES, article)
    assert look.event is not None
    assert (look.kind, look.event.state) == (kind, state or look.event.state)
    assert state or kind in ("statement", "sanctions") or look.event.state in ("held", "planned")
