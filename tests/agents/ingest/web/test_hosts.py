"""Politeness to a host: turns, the time between them, rests."""

import asyncio
import gc
from collections import Counter

import pytest

from agents.ingest.outcome import Outcome
from agents.ingest.web.answer import Fault
from agents.ingest.web.hosts import IN_FLIGHT, Hosts
from tests.agents.ingest.web.site import Hand


def test_two_requests_to_a_host_begin_a_delay_apart_and_hosts_do_not_wait_for_each_other() -> None:
    hand, began = Hand(), []
    hosts = Hosts(2, 5.0, hand.clock)

    async def work() -> None:
        for host in ("a.example", "b.example", "a.example", "www.a.example"):
            async with hosts.turn(host):
                began.append((host, hand.now() - 1_000_000))

    asyncio.run(work())
    assert began == [("a.example", 0), ("b.example", 0), ("a.example", 5), ("www.a.example", 10)]


def test_a_host_is_asked_by_so_many_at_once_in_the_order_of_asking() -> None:
    hosts, order, most, now = Hosts(2, 0.0, Hand().clock), [], 0, 0

    async def one(number: int) -> None:
        nonlocal most, now
        async with hosts.turn("a.example"):
            order.append(number)
            now += 1
            most = max(most, now)
            await asyncio.sleep(0.001)
            now -= 1

    async def work() -> None:
        await asyncio.gather(*(one(number) for number in range(20)))

    asyncio.run(work())
    assert order == list(range(20))
    assert most == 2


def test_all_hosts_together_are_asked_by_so_many_at_once() -> None:
    hosts, most, now = Hosts(2, 0.0, Hand().clock), 0, 0

    async def one(number: int) -> None:
        nonlocal most, now
        async with hosts.turn(f"{number}.example"):
            now += 1
            most = max(most, now)
            await asyncio.sleep(0.01)
            now -= 1

    async def work() -> None:
        await asyncio.gather(*(one(number) for number in range(200)))

    asyncio.run(work())
    assert most == IN_FLIGHT


def test_who_gives_up_waiting_leaves_the_turn_to_the_next() -> None:
    async def work() -> None:
        hosts = Hosts(1, 0.0, Hand().clock)
        holding = asyncio.Event()

        async def hold() -> None:
            async with hosts.turn("a.example"):
                holding.set()
                await asyncio.sleep(3600)

        first = asyncio.create_task(hold())
        await holding.wait()
        waiting = [asyncio.create_task(hold()) for _ in range(3)]
        await asyncio.sleep(0)
        for task in (first, *waiting):
            task.cancel()
        await asyncio.gather(first, *waiting, return_exceptions=True)
        async with asyncio.timeout(1), hosts.turn("a.example"):
            pass

    asyncio.run(work())


def test_a_short_rest_is_waited_out_and_a_long_one_is_said() -> None:
    hand = Hand()
    hosts = Hosts(2, 1.0, hand.clock)

    async def work() -> None:
        hosts.rest("a.example", 30)
        async with hosts.turn("www.a.example"):
            assert hand.now() == 1_000_030
        hosts.rest("a.example", 600)
        hosts.rest("a.example", 1)  # a shorter one does not end it
        with pytest.raises(Fault, match="left alone") as raised:
            async with hosts.turn("a.example"):
                raise AssertionError("it was asked")
        assert raised.value.reason is Outcome.BUSY
        assert raised.value.after == 600
        async with hosts.turn("b.example"):
            assert hand.now() == 1_000_030
        hand.at += 600
        async with hosts.turn("a.example"):
            pass

    asyncio.run(work())


def test_a_host_rests_for_an_hour_at_most() -> None:
    hand = Hand()
    hosts = Hosts(2, 1.0, hand.clock)

    async def work() -> None:
        hosts.rest("a.example", 1e9)
        hand.at += 3600
        async with hosts.turn("a.example"):
            pass

    asyncio.run(work())


def test_the_pace_that_robots_txt_asks_for_holds_up_to_half_a_minute() -> None:
    hand = Hand()
    hosts = Hosts(2, 1.0, hand.clock)

    async def work() -> None:
        for pace in (0.0, 10.0, 300.0, 0.1):
            hosts.pace("a.example", pace)
            async with hosts.turn("a.example"):
                pass

    asyncio.run(work())
    assert hand.slept == [10.0, 30.0, 1.0]


def test_a_clock_that_is_set_back_does_not_stop_a_host() -> None:
    hand = Hand()
    hosts = Hosts(2, 1.0, hand.clock)

    async def work() -> None:
        async with hosts.turn("a.example"):
            hand.at -= 86400
        async with hosts.turn("a.example"):
            pass

    asyncio.run(work())
    assert hand.slept == [1.0]


def test_idle_hosts_are_forgotten_and_resting_ones_are_not() -> None:
    hand = Hand()
    hosts = Hosts(2, 1.0, hand.clock)

    async def work() -> None:
        hosts.rest("resting.example", 3600)
        for number in range(20_000):
            async with hosts.turn(f"{number}.example"):
                hand.at += 0.01
        with pytest.raises(Fault):
            async with hosts.turn("resting.example"):
                raise AssertionError("it was asked")

    asyncio.run(work())
    gc.collect()
    assert len(hosts) < 2100
    assert Counter(hand.slept) == Counter()
