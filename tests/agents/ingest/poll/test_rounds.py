"""The rounds of a poller, by a clock that is turned by hand."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from agents.ingest.poll.clock import Clock, stamp
from agents.ingest.poll.roster import Followed
from agents.ingest.poll.rounds import AFTER_FAULT, Rounds
from streams.source_records import PollState, Source

START = 1_800_000_000.0


class Hand:
    """A clock that stands until it is turned."""

    def __init__(self) -> None:
        self.time = START
        self._sleepers: list[tuple[float, asyncio.Event]] = []

    async def sleep(self, seconds: float) -> None:
        if seconds > 0:
            event = asyncio.Event()
            self._sleepers.append((self.time + seconds, event))
            await event.wait()
        await asyncio.sleep(0)

    async def turn(self, seconds: float) -> None:
        self.time += seconds
        for due, event in self._sleepers:
            if due <= self.time:
                event.set()
        for _ in range(20):
            await asyncio.sleep(0)

    def clock(self) -> Clock:
        return Clock(lambda: self.time, self.sleep)


def followed(url: str, due: float | None = None) -> Followed:
    state = PollState(url=url, due=stamp(due) if due else None)
    return Followed(url, 0, Source(url=url), state)


def play(
    of_host: int, script: Callable[[Hand, Rounds, list[str]], Awaitable[None]], every: float
) -> list[str]:
    """Run a script; each poll notes its URL and is due again after `every` seconds."""
    polled: list[str] = []

    async def main() -> None:
        hand = Hand()

        async def once(one: Followed) -> None:
            assert one.state is not None
            polled.append(one.url)
            one.state = replace(one.state, due=stamp(hand.time + every))

        rounds = Rounds(once, hand.clock(), of_host)
        await script(hand, rounds, polled)
        await rounds.end(1)

    asyncio.run(main())


def test_each_source_is_polled_when_its_time_has_come_and_again_after_that() -> None:
    async def script(hand: Hand, rounds: Rounds, polled: list[str]) -> None:
        rounds.follow(followed("https://a.example/", START + 10))
        rounds.follow(followed("https://b.example/", START + 30))
        await hand.turn(5)
        assert polled == []
        await hand.turn(5)
        assert polled == ["https://a.example/"]
        await hand.turn(20)
        assert polled[-1] == "https://b.example/"
        await hand.turn(80)
        assert polled.count("https://a.example/") == 2

    play(2, script, every=100)


def test_new_sources_are_spread_over_their_first_minute() -> None:
    async def script(hand: Hand, rounds: Rounds, polled: list[str]) -> None:
        for number in range(40):
            rounds.follow(followed(f"https://p{number}.example/"))
        await hand.turn(0)
        await hand.turn(30)
        assert 5 <= len(polled) <= 35
        await hand.turn(31)
        assert len(polled) == 40

    play(2, script, every=10_000)


def test_what_is_left_or_paused_is_polled_no_more() -> None:
    async def script(hand: Hand, rounds: Rounds, polled: list[str]) -> None:
        rounds.follow(followed("https://a.example/", START + 10))
        one = followed("https://b.example/", START + 10)
        one.source = replace(one.source or Source(url=one.url), paused=True)
        rounds.follow(one)
        await hand.turn(1)
        await rounds.leave(["https://a.example/", "https://unknown.example/"])
        await hand.turn(100)
        assert polled == []

    play(2, script, every=10)


def test_a_slow_host_with_many_sources_holds_up_no_other() -> None:
    async def main() -> None:
        hand, at_work = Hand(), []

        async def once(one: Followed) -> None:
            at_work.append(one.url)
            if "slow" in one.url:
                await asyncio.Event().wait()
            one.state = replace(one.state or PollState(url=one.url), due=stamp(hand.time + 1000))

        rounds = Rounds(once, hand.clock(), 2)
        for number in range(200):
            rounds.follow(followed(f"https://slow.example/{number}", START + 1))
        rounds.follow(followed("https://other.example/", START + 2))
        await hand.turn(3)
        assert sum("slow" in url for url in at_work) == 2
        assert "https://other.example/" in at_work
        assert rounds.behind() == pytest.approx(2, abs=0.1)
        await rounds.end(0.01)

    asyncio.run(main())


def test_a_poll_on_its_way_comes_to_its_end_within_the_grace_and_is_the_last() -> None:
    async def main() -> None:
        hand, ended, go = Hand(), [], asyncio.Event()

        async def once(one: Followed) -> None:
            await go.wait()
            ended.append(one.url)

        rounds = Rounds(once, hand.clock(), 2)
        rounds.follow(followed("https://a.example/", START + 1))
        await hand.turn(2)
        ending = asyncio.ensure_future(rounds.end(5))
        await asyncio.sleep(0)
        go.set()
        await ending
        assert ended == ["https://a.example/"]

    asyncio.run(main())


def test_a_source_that_our_code_stumbles_over_is_told_and_tried_again_later(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.ERROR)

    async def main() -> None:
        hand, polled = Hand(), []

        async def once(one: Followed) -> None:
            polled.append(one.url)
            if "bad" in one.url:
                raise ZeroDivisionError
            one.state = replace(one.state or PollState(url=one.url), due=stamp(hand.time + 10))

        rounds = Rounds(once, hand.clock(), 2)
        rounds.follow(followed("https://bad.example/", START + 1))
        rounds.follow(followed("https://good.example/", START + 1))
        await hand.turn(0)
        for _ in range(5):
            await hand.turn(10)
        assert polled.count("https://bad.example/") == 1
        assert polled.count("https://good.example/") >= 4
        await hand.turn(AFTER_FAULT)
        assert polled.count("https://bad.example/") == 2
        await rounds.end(1)

    asyncio.run(main())
    assert "https://bad.example/" in caplog.text
    assert "ZeroDivisionError" in caplog.text
