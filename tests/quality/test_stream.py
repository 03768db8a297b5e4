"""A real stream of feeds: every repeat is known, and a reader has judged the links of distinct entries.

All links by text: `right` (one is the other's text, or both report one thing), `series` (one text that its
outlet puts under each part of a series: the text is the same, what happened is not) or `wrong`. And 300 joins
of a story, drawn at random: `right` (one happening, with what follows at once), `theme` (one affair, game or
series, but another happening) or `wrong`.
"""

import json
from collections import Counter
from pathlib import Path

import pytest

from agents.evaluate.intervals import wilson
from tests.quality.stream_links import Played, play

AGAIN = 6_650  # entries that had come before, byte for byte
JUDGED = Path(__file__).with_name("stream_links.json")
# Of the links that were judged: that are right; and that are right or of the second kind.
RIGHT = {"text": 0.6, "story": 0.75}
RIGHT_OR = {"text": 0.9, "story": 0.93}


@pytest.fixture(scope="module")
def played(shared: Path) -> Played:
    return play(shared)


def test_repeats_in_a_real_stream_are_all_known(played: Played) -> None:
    print(
        f"\nstream of {played.entries}: {played.repeats} of {played.again} that had come before are repeats"
    )
    assert played.repeats == played.again == AGAIN


@pytest.mark.parametrize(("by", "second"), [("text", "series"), ("story", "theme")])
def test_links_in_a_real_stream_are_right(played: Played, by: str, second: str) -> None:
    judged = {
        (one["earlier"], one["later"]): one["says"] for one in json.loads(JUDGED.read_text("utf-8"))[by]
    }
    links = [(one["earlier"]["entry"], one["later"]["entry"]) for one in played.links if one["by"] == by]
    said = Counter(judged[link] for link in links if link in judged)
    count = said.total()
    print(f"\n{len(links)} links by {by}, {count} of them judged:", dict(said))
    for name, right in (("right", said["right"]), (f"right or {second}", said["right"] + said[second])):
        low, high = wilson(right, count)
        print(f"  {name}: {right / count:.3f} ({low:.3f} to {high:.3f})")
    assert count >= len(judged) // 2  # else they are to be judged anew: `stream_links`
    assert said["right"] >= RIGHT[by] * count
    assert said["right"] + said[second] >= RIGHT_OR[by] * count
