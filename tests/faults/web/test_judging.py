"""The judges of a run find what they are there to find: each fault is made here, and must be named."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from tests.faults.web import arrivals, manners
from tests.faults.web.feed import DAY, Feed
from tests.faults.web.log import Request, polls
from tests.faults.web.manners import Limits
from tests.faults.web.site import Site
from tests.faults.web.trouble import Kind
from tests.faults.web.world import World

WORLD = World(seed=3, count=60, days=2)
SITE = Site(WORLD, 8000, 1_700_000_000.0)
LIMITS = Limits(at_once=2, delay=60.0, factor=1000.0, jitter=0.02)


def sound(**wanted: object) -> Feed:
    return next(
        feed for feed in WORLD.feeds
        if feed.trouble is None and all(getattr(feed, name) == value for name, value in wanted.items())
    )  # fmt: skip


FEED = sound(summaries=False, section_of=None)


def asked(feed: Feed, t: float, **changes: Any) -> Request:
    """Return a request for a feed that was answered with its document."""
    one = Request(
        t=t, until=t + 1, real=t / 1000, took=0.001, host=feed.host, path=feed.path, kind="feed", status=200,
        read=True, who="one", feed=feed.index,
    )  # fmt: skip
    return replace(one, **changes)


def arrived(feed: Feed, times: Iterable[float]) -> list[dict[str, Any]]:
    """Return the records that an exact pipeline would make of a feed asked at these times."""
    found: list[dict[str, Any]] = []
    seen: dict[object, set[object]] = {}
    for t in times:
        for entry, number in WORLD.at(feed, t):
            version = entry.version(number)
            known = seen.setdefault((entry.feed, entry.number), set())
            said = arrivals.said(SITE, entry, version)
            verdict = "repeat" if said in known else "revision" if known else "new"
            known.add(said)
            text = "\n\n".join(entry.text(version, "p" if feed.summaries else "f"))
            article = {
                "article_id": f"{entry.feed} {entry.number}", "version": str(said),
                "title": entry.title(version), "text": "" if verdict == "repeat" else text,
            }  # fmt: skip
            found.append({"article": article, "verdict": verdict})
    return found


TIMES = tuple(3600.0 * hour for hour in range(48))
REQUESTS = [asked(FEED, t) for t in TIMES]


def test_a_run_in_which_all_went_well_has_no_faults() -> None:
    for feed in (FEED, sound(summaries=True, section_of=None)):
        found = arrivals.judge(SITE, [asked(feed, t) for t in TIMES], arrived(feed, TIMES))
        assert (found.lost, found.twice, found.strange, found.apart) == ({}, [], [], [])
        assert found.versions == found.verdicts["new"] + found.verdicts["revision"] >= found.entries > 10


def test_a_version_that_did_not_arrive_is_lost() -> None:
    records = arrived(FEED, TIMES)
    edit = next(record for record in records if record["verdict"] == "revision")
    found = arrivals.judge(SITE, REQUESTS, [record for record in records if record is not edit])
    assert [str(one) for one in found.lost] == [edit["article"]["version"]]


def test_a_version_that_came_again_otherwise_than_as_a_repeat_came_twice() -> None:
    records = arrived(FEED, TIMES)
    found = arrivals.judge(SITE, REQUESTS, [*records, records[0]])
    assert len(found.twice) == len(found.apart) == 1


def test_an_entry_under_two_ids_is_apart() -> None:
    records = arrived(FEED, TIMES)
    edit = next(record for record in records if record["verdict"] == "revision")
    edit["verdict"] = "new"
    edit["article"]["article_id"] = "another"
    assert len(arrivals.judge(SITE, REQUESTS, records).apart) == 1


def test_what_no_site_gave_is_strange() -> None:
    other = next(feed for feed in WORLD.feeds if feed.host != FEED.host and not feed.summaries)
    records = [*arrived(FEED, TIMES), *arrived(other, [0.0])[:1]]
    records.append(
        {"article": {"article_id": "x", "version": "1", "title": "Else", "text": ""}, "verdict": "new"}
    )
    records.append(
        {"article": {"article_id": "y", "version": "1", "title": "Odd", "text": ""}, "verdict": "repeat"}
    )
    assert len(arrivals.judge(SITE, REQUESTS, records).strange) == 3


def test_what_stood_long_enough_and_was_never_fetched_passed_unseen() -> None:
    alone = Site(World(seed=3, count=1, days=2), 8000, 0.0)
    feed = alone.world.feeds[0]
    often = [asked(feed, t * feed.rhythm) for t in range(int(2 * DAY / feed.rhythm))]
    stood, unseen = arrivals.seen_share(alone, often, None)
    assert (stood > 5, unseen) == (True, [])
    _, unseen = arrivals.seen_share(alone, often[:3], None)
    assert len(unseen) > 5
    assert len(arrivals.seen_share(alone, often[:3], (4 * 3600.0, 2 * DAY))[1]) < len(unseen)


def test_more_requests_at_once_than_allowed_are_found() -> None:
    slow = [asked(FEED, t, took=0.5) for t in (0, 100, 200)]
    assert manners.at_once(slow[:2], LIMITS) == []
    assert len(manners.at_once(slow, LIMITS)) == 1
    assert manners.at_once([*slow[:2], replace(slow[2], who="two")], LIMITS) == []


def test_requests_in_quick_succession_are_found() -> None:
    steady = [asked(FEED, 60.0 * n) for n in range(200)]
    assert manners.crowded(steady, LIMITS) == []
    late = [replace(one, t=one.t + 15) if n % 20 == 10 else one for n, one in enumerate(steady)]
    assert manners.crowded(late, LIMITS) == []  # one that was late makes the next look early
    assert manners.crowded([replace(one, t=one.t * 0.9) for one in steady], LIMITS)
    doubled = [replace(one, t=one.t - 30 * (n % 2)) for n, one in enumerate(steady)]
    assert manners.crowded(doubled, LIMITS)
    assert manners.crowded(steady[:3], LIMITS) == ["too few to say"]


def test_who_does_not_wait_as_asked_is_found() -> None:
    busy = asked(FEED, 0, status=429, read=False, wait=1800.0)
    assert manners.too_soon(SITE, [busy, asked(FEED, 1900)], LIMITS) == []
    assert len(manners.too_soon(SITE, [busy, asked(FEED, 1700)], LIMITS)) == 1


def test_who_asks_for_what_is_gone_is_found() -> None:
    gone = asked(FEED, 0, status=410, read=False)
    assert manners.after_the_end(SITE, [gone]) == []
    assert len(manners.after_the_end(SITE, [gone, asked(FEED, 9000)])) == 1


def test_who_does_not_keep_to_robots_txt_is_found() -> None:
    robots = asked(FEED, 0, kind="robots", path="/robots.txt")
    page = asked(FEED, 10, kind="page", path="/news/1-1-1")
    closed = asked(FEED, 20, kind="page", path="/closed/1-4-1")
    assert manners.trespasses([robots, page]) == []
    assert len(manners.trespasses([page])) == len(manners.trespasses([robots, page, closed])) == 1


def test_polls_out_of_measure_are_found() -> None:
    alone = Site(World(seed=3, count=1, days=2), 8000, 0.0)
    feed = alone.world.feeds[0]
    steady = [asked(feed, t) for t in range(0, int(alone.world.end), 600)]
    assert manners.too_often(alone, steady) == manners.too_seldom(alone, steady, LIMITS) == []
    assert len(manners.too_often(alone, [*steady, asked(feed, steady[-1].t + 30)])) == 1
    assert manners.too_seldom(alone, steady[:10] + steady[60:100] + steady[160:], LIMITS)
    assert manners.too_seldom(alone, steady[:100], LIMITS) == ["feed 0 is forgotten"]
    gone = [*steady[:100], asked(feed, 60_000, status=410, read=False)]
    assert manners.too_seldom(alone, gone, LIMITS) == []


def test_a_redirect_and_where_it_leads_are_one_poll() -> None:
    feed = next(feed for feed in WORLD.feeds if feed.trouble and feed.trouble.kind == Kind.MOVED)
    moved = asked(feed, 0, status=301, read=False)
    there = asked(feed, 60, path=f"{feed.path}-new")
    requests = [moved, there, replace(there, t=9000, real=9)]
    assert [one.t for one in polls(SITE, requests)[feed.index]] == [0, 9000]
