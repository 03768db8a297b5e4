"""Sources followed for days in a minute or some, by two pollers of which one is killed: nothing is missed.

Times are the world's where nothing else is said. The limits of a host go by the compressed clock, so what a
busy machine adds to a request's way counts many times: `JITTER` is what is allowed for that.
"""

from pathlib import Path

import pytest

from tests.faults.pipeline import Pipeline
from tests.faults.web import arrivals, manners, troubles
from tests.faults.web.manners import Limits
from tests.faults.web.play import AT_ONCE, DELAY, Play
from tests.faults.web.report import report
from tests.faults.web.world import World
from tests.kafka import harness

JITTER = 0.1  # real seconds
UNSEEN = 0.01  # of the versions of sound feeds that stood for twice the feed's rhythm
SAME = 1 / 3  # of the answers of feeds that can say so say that nothing changed
DAY = World(seed=1, count=48, days=1)
WEEK = World(seed=7, count=200, days=7)


@pytest.mark.parametrize(
    ("world", "factor", "kill"),
    [
        pytest.param(DAY, 2160.0, 0.45, id="day"),
        pytest.param(DAY, 2160.0, None, id="day-alone", marks=pytest.mark.slow),
        pytest.param(WEEK, 1260.0, 0.5, id="week", marks=pytest.mark.slow),
    ],
)
def test_every_version_arrives_once_and_politely_also_when_a_poller_is_killed(
    pipeline: Pipeline, tmp_path: Path, world: World, factor: float, kill: float | None
) -> None:
    with harness.processes() as started:
        played = Play(pipeline, world, factor, tmp_path, started).run(kill and kill * world.end)
    site, requests, limits = played.site, played.requests, Limits(AT_ONCE, DELAY, factor, JITTER)
    found = arrivals.judge(site, requests, played.unique)
    excused = {one for one, answers in found.lost.items() if all(map(played.broken_off, answers))}
    print(report(played, found, len(excused)))

    faults = {
        "nothing forbidden was reached": played.forbidden,
        "nothing forbidden was tried": played.attempts,
        "every version arrived": sorted(set(found.lost) - excused),
        "once": found.twice,
        "and nothing else did": found.strange,
        "all versions of an entry are one article": found.apart,
        "few requests at once to a host": manners.at_once(requests, limits),
        "and not one after the other": manners.crowded(requests, limits),
        "Retry-After was kept": manners.too_soon(site, requests, limits),
        "what is gone was let be": manners.after_the_end(site, requests),
        "robots.txt was kept": manners.trespasses(requests),
        "no poll sooner than a minute after the last": manners.too_often(site, requests),
        "or later than six hours": manners.too_seldom(site, requests, limits),
        "each trouble was known for what it is": troubles.unknown(played),
        "a feed is asked where it moved to, and nowhere else": troubles.astray(played),
        "hostile answers were cut short": troubles.swallowed(played),
    }
    for what, wrong in faults.items():
        print(f"{what}: {wrong[:5] or 'yes'}")
    assert {what: wrong[:10] for what, wrong in faults.items() if wrong} == {}
    assert len(excused) <= found.versions / 200
    stood, unseen = arrivals.seen_share(site, requests, played.dark)
    assert len(unseen) <= UNSEEN * stood
    same, of = manners.unchanged(site, requests)
    assert same >= SAME * of
