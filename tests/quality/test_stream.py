"""A real stream of feeds: every repeat is known, and a reader has judged each link of distinct entries.

A link of two texts is `right` (one is the other's text, or both report one thing), `series` (one text that
its outlet puts under each part of a series: the text is the same, what happened is not) or `wrong`.
"""

import json
from collections import Counter
from pathlib import Path

from agents.evaluate.intervals import wilson
from tests.quality.stream_links import play

AGAIN = 6_650  # entries that had come before, byte for byte
RIGHT = 0.9  # of the links, with those of a series
JUDGED = Path(__file__).with_name("stream_links.json")


def test_repeats_in_a_real_stream_are_all_known_and_its_links_are_right(shared: Path) -> None:
    judged = {(one["earlier"], one["later"]): one["says"] for one in json.loads(JUDGED.read_text("utf-8"))}
    played = play(shared)
    said = Counter(
        judged.get((link["earlier"]["entry"], link["later"]["entry"]), "not judged") for link in played.links
    )
    count = said.total()
    print(
        f"\nstream of {played.entries}: {played.repeats} of {played.again} that had come before are repeats"
    )
    for name, right in (("right", said["right"]), ("right or series", said["right"] + said["series"])):
        low, high = wilson(right, count)
        print(f"{count} links, {name}: {right / count:.3f} ({low:.3f} to {high:.3f})", dict(said))
    assert played.repeats == played.again == AGAIN
    assert said["right"] + said["series"] >= RIGHT * (count - said["not judged"])
    assert said["not judged"] <= count // 2  # else they are to be judged anew: `stream_links`
