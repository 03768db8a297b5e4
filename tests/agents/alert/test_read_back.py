"""A state read back from `news.alerts`, wherever the stream is cut, goes on as the one that lived."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from streams import codec
from streams.records import Command, Match, Tick
from streams.stage import Desk, Incoming, Position, Written, step
from tests.agents.alert.conftest import START
from tests.agents.alert.test_order import built, report

reports = st.tuples(st.just("report"), report, st.sampled_from((None, None, None, 0, 3)))  # found days after
ticks = st.tuples(st.just("tick"), st.sampled_from((True, True, False)))
commands = st.tuples(
    st.sampled_from(("retract", "unwanted", "merge", "split", "restore")),
    st.integers(0, 5),
    st.integers(0, 5),
)
arrivals = st.lists(
    st.tuples(st.sampled_from((0, 0, 0, 1, 2, 5, 20)), st.one_of(reports, reports, reports, ticks, commands)),
    min_size=3,
    max_size=14,
)


@settings(max_examples=100, deadline=None)
@given(stream=arrivals, data=st.data())
def test_a_worker_that_starts_anywhere_in_the_stream_decides_what_follows_alike(match, play, stream, data):
    desk, day = play(), 0
    taken: list[Incoming] = []
    written: list[tuple[Written, ...]] = []
    reported: list[Match] = []
    for number, (later, what) in enumerate(stream):
        day += later
        now = START + timedelta(days=day)
        record, headers = made(match, number, what, now, sorted(desk.desk.state.alerts), reported)
        at = Position(1, 0, number)
        one = Incoming(at, None, codec.encode(record), headers, int(now.timestamp() * 1000))
        taken.append(one)
        written.append(step(desk.stage, desk.desk, one).written)
    cut = data.draw(st.integers(0, len(stream)))
    before = [one for each in written[:cut] for one in each]
    last = {one.key: one for one in before}
    compacted = [one for one in before if last[one.key] is one]
    for topic in (before, compacted):
        again = Desk.of(desk.stage)
        for one in topic:
            again.restore(one)
        assert [step(desk.stage, again, one).written for one in taken[cut:]] == written[cut:]


def made(
    match: Any, number: int, what: Any, now: datetime, alerts: list[str], reported: list[Match]
) -> tuple[Match | Tick | Command, dict[str, bytes]]:
    """Return the record that a drawn operation stands for, and its headers."""
    match what:
        case ("report", slots, late):
            one = built(match, number, slots)
            if late is not None:
                one = replace(one, as_of=(now - timedelta(days=late)).isoformat())
            reported.append(one)
            return one, {}
        case ("tick", complete):
            return Tick(id=f"t{number}", time=now.isoformat(), complete=complete), {"kind": b"tick"}
    name, first, second = what
    ids = [*alerts, "none"]
    alert, other = ids[first % len(ids)], ids[second % len(ids)]
    given: dict[str, Any] = {
        "merge": {"into": other},
        "restore": {"absorbed": other},
        "split": {"matches": tuple(reported[second % len(reported) :][:2]) if reported else ()},
    }.get(name, {})
    name = "split" if name == "restore" else name
    return Command(id=f"c{number}", command=name, alert=alert, **given), {"kind": b"command"}
