"""What the reports of one story say together speaks for those who tell of it, and against its like."""

from collections.abc import Callable

import numpy as np
import pytest

from agents.dedup.stories.join import Related
from agents.dedup.stories.together import TOGETHER, WEIGHT, together
from streams.article_records import Article
from streams.stage import Emit

LEAD_NAME, FIGURE = 31 | 1 << 5 | 1 << 7, 31 | 1 << 6
HELD = (
    "Anders Lund, 31, goalkeeper of Norrby United, was held by police in Norrby after his car hit a tram at "
    "23:40. Lund was released on Tuesday, the club said."
)
STOOD_BY = (
    "Norrby United will not punish goalkeeper Anders Lund, 31, who was held by the police after a crash "
    "with a tram at 23:40."
)
FREE = (
    "Anders Lund, goalkeeper of Norrby United, is free after his car hit a tram in Norrby at 23:40; he is 31."
)
LIKE = (
    "Mikael Strand, 24, striker of Norrby United, was held by police in Norrby after driving at 117 in a "
    "street where 50 is allowed. Strand was released, the club said."
)


def says(entries: list[int], met: list[int], stories: list[int], *, across: bool = False) -> list[float]:
    """Return what reports add whose leads' names the article has by half."""
    begins = np.array([(10.0, 5.0, 1.0, across)] * len(stories))
    found = np.full((len(stories), TOGETHER + 1), 0.5)
    found[:, TOGETHER] = 0
    together(np.array(entries, np.uint32), np.array(met, np.uint32), begins, np.array(stories), found)
    assert (found[:, 0] == 0.5 + found[:, TOGETHER]).all()
    added: list[float] = found[:, TOGETHER].tolist()
    return added


def test_a_report_alone_says_nothing_more_and_reports_of_another_language_neither() -> None:
    assert says([FIGURE], [0b11], [0, 1]) == [0, 0]
    assert says([FIGURE], [0b11], [0, 0], across=True) == [0, 0]


def test_what_one_report_lacks_another_of_its_story_may_have() -> None:
    whole = says([FIGURE, FIGURE], [0b01, 0b10], [0, 0])
    half = says([FIGURE, FIGURE], [0b01, 0], [0, 0])
    parted = says([FIGURE, FIGURE], [0b001, 0b100], [0, 0, 1])
    assert whole[0] == whole[1] > half[0] == half[1] == pytest.approx(parted[0])
    assert whole[0] - half[0] == pytest.approx(WEIGHT / 2 / 2)


def test_a_weighty_name_that_no_report_has_speaks_against_the_story() -> None:
    long = [FIGURE + (place << 16) for place in range(95)]
    known, unknown = (says([*long, LEAD_NAME], [0] * 95 + [met], [0, 0])[0] for met in (0b10, 0))
    assert known - unknown == pytest.approx(WEIGHT / 2)


def test_the_like_of_a_story_has_all_its_reports_against_it(dedup, article: Callable[..., Article]) -> None:
    dedup.say(article("a", "Keeper of Norrby United held over crash", HELD))
    dedup.say(article("b", "Norrby United stand by Lund after night in cell", STOOD_BY))
    said = []
    for name, title, text in (("c", "Norrby United striker held", LIKE), ("d", "Norrby keeper free", FREE)):
        decision = dedup.take(article(name, title, text)).decision
        assert isinstance(decision, Emit)
        said.append(next(near.together for near in decision.detail if isinstance(near, Related)))
    assert said[0] < 0 < said[1]
