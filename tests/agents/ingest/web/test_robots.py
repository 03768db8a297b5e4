"""robots.txt: what it allows, how long it is believed, and what happens where it cannot be had."""

import asyncio
import time
from collections.abc import Callable

import pytest

from agents.ingest.outcome import Outcome
from agents.ingest.web.answer import Fault
from agents.ingest.web.exchange import Given
from agents.ingest.web.hosts import Hosts
from agents.ingest.web.robots import BYTES, LIMIT, SITES, Robots, parsed
from agents.ingest.web.target import Target, target_of
from tests.agents.ingest.web.site import Hand

PAGE = "https://paper.example/news/1"


class Sites:
    """Answers for robots.txt, and how often each was asked for."""

    def __init__(self, answer: Callable[[str], Given | Fault]) -> None:
        self.answer, self.asked = answer, 0

    async def __call__(self, target: Target) -> Given:
        self.asked += 1
        await asyncio.sleep(0)
        given = self.answer(target.origin)
        if isinstance(given, Fault):
            raise given
        return given


def given(body: str = "", status: int = 200, **headers: str) -> Given:
    return Given(status, headers, body.encode(), len(body))


def verdicts(
    answers: list[Given | Fault], *, hours: float = 25, url: str = PAGE
) -> tuple[list[Fault | None], int]:
    """Return what came of asking again and again, so many hours apart, and how often robots.txt was asked."""
    hand, left = Hand(), list(answers)
    sites = Sites(lambda _: left.pop(0) if len(left) > 1 else left[0])
    robots, found = Robots(sites, Hosts(2, 0.0, hand.clock), hand.clock), []

    async def work() -> None:
        for _ in answers:
            try:
                await robots.check(target_of(url))
                found.append(None)
            except Fault as fault:
                found.append(fault)
            hand.at += hours * 3600

    asyncio.run(work())
    return found, sites.asked


def allowed(text: str, url: str = PAGE) -> bool:
    (one,), _ = verdicts([given(text)], url=url)
    assert one is None or (one.reason is Outcome.BLOCKED and str(one) == "robots.txt does not allow it")
    return one is None


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("", True),
        ("User-agent: *\nDisallow: /", False),
        ("\ufeffuser-agent:*\r\ndisallow:/news\r\n", False),
        ("User-agent: *\nDisallow:", True),
        ("User-agent: *\nDisallow: /news/\nAllow: /news/1", True),
        ("User-agent: *\nDisallow: /*/1$", False),
        ("User-agent: detente\nDisallow: /\n\nUser-agent: *\nAllow: /", False),
        ("User-agent: DETENTE/1.0\nAllow: /\n\nUser-agent: *\nDisallow: /", True),
        ("User-agent: GPTBot\nUser-agent: Detente\nDisallow: /", False),
        ("User-agent: GPTBot # a robot\nDisallow: /", True),
        ("User-agent: det\nDisallow: /", True),
        ("User-agent: detente-archive\nDisallow: /", True),
        ("User-agent: GPTBot\nDisallow: /\nUser-agent: *\nDisallow: /private", True),
        ("Disallow: /", True),
        ("<html><body>Disallow: /</body></html>", True),
        ("\0\0User-agent: *\nDisallow: /", True),
    ],
)
def test_the_rules_that_are_for_us_are_kept(text: str, verdict: bool) -> None:
    assert allowed(text) is verdict


@pytest.mark.parametrize("status", [204, 301, 400, 401, 403, 404, 410, 451])
def test_a_site_without_rules_allows_everything(status: int) -> None:
    assert verdicts([given("User-agent: *\nDisallow: /", status)]) == ([None], 1)


@pytest.mark.parametrize(
    ("answer", "reason", "says"),
    [
        (given("", 500), Outcome.SERVER, "status 500"),
        (given("", 429), Outcome.BUSY, "status 429"),
        (Fault(Outcome.SLOW, "no whole answer"), Outcome.SLOW, "no whole answer"),
        (Fault(Outcome.FORBIDDEN, "its host is 10.0.0.1"), Outcome.FORBIDDEN, "10.0.0.1"),
    ],
)
def test_rules_that_cannot_be_had_forbid_the_page_for_ten_minutes(
    answer: Given | Fault, reason: Outcome, says: str
) -> None:
    found, asked = verdicts([answer, given(""), given("")], hours=0.1)
    assert [one and one.reason for one in found] == [reason, reason, None]
    assert asked == 2
    assert str(found[0]).startswith("robots.txt cannot be had now")
    assert says in str(found[0])


def test_redirects_without_end_are_as_good_as_no_rules() -> None:
    assert verdicts([Fault(Outcome.REDIRECTS, "more than 5 redirects")])[0] == [None]


def test_rules_are_believed_for_a_day_and_longer_only_while_no_others_can_be_had() -> None:
    closed, open_, down = given("User-agent: *\nDisallow: /"), given(""), given("", 502)
    found, asked = verdicts([closed] * 20 + [open_], hours=1)
    assert all(found)
    assert asked == 1
    found, asked = verdicts([closed, down, down, open_], hours=25)
    assert [one and one.reason for one in found] == [Outcome.BLOCKED] * 3 + [None]
    assert asked == 4


def test_a_crawl_delay_holds_for_the_host() -> None:
    hand = Hand()
    hosts = Hosts(2, 1.0, hand.clock)
    robots = Robots(Sites(lambda _: given("User-agent: *\nCrawl-delay: 12")), hosts, hand.clock)

    async def work() -> None:
        for _ in range(3):
            await robots.check(target_of(PAGE))
            async with hosts.turn("paper.example"):
                pass

    asyncio.run(work())
    assert hand.slept == [12.0, 12.0]


def test_all_who_ask_at_once_wait_for_one_fetch_and_one_who_gives_up_spoils_it_for_nobody() -> None:
    hand, sites = Hand(), Sites(lambda _: given(""))
    robots = Robots(sites, Hosts(2, 0.0, hand.clock), hand.clock)

    async def work() -> None:
        tasks = [asyncio.create_task(robots.check(target_of(PAGE))) for _ in range(20)]
        await asyncio.sleep(0)
        tasks[0].cancel()
        done = await asyncio.gather(*tasks, return_exceptions=True)
        assert done[1:] == [None] * 19

    asyncio.run(work())
    assert sites.asked == 2, "the fetch that was given up, and the one for all others"


def test_the_rules_of_so_many_sites_are_kept_and_no_more() -> None:
    hand = Hand()
    sites = Sites(
        lambda origin: given("User-agent: *\n" + "Disallow: /x\n" * (400 if "big" in origin else 1))
    )
    robots = Robots(sites, Hosts(2, 0.0, hand.clock), hand.clock)

    async def work() -> None:
        for number in range(SITES + 50):
            await robots.check(target_of(f"https://{number}.example/"))
        assert len(robots._sites) == SITES
        for number in range(300):
            await robots.check(target_of(f"https://big{number}.example/"))
        assert robots._size <= BYTES
        assert robots._size == sum(one.size for one in robots._sites.values())

    asyncio.run(work())


@pytest.mark.parametrize(
    "body",
    [
        b"".join(b"User-agent: a%d\n" % n for n in range(16_000)) + b"Disallow: /x\n" * 20_000,
        b"".join(b"user\tagent a%d\n" % n for n in range(16_000)) + b"Disallow: /x\n" * 20_000,
        b"User-agent: *\n" + b"".join(b"Disallow: /%d*a*b*c*d*e*f*g$\n" % n for n in range(15_000)),
        b"User-agent: *\nDisallow: /" + b"*a" * 250_000,
        bytes(range(256)) * 2000,
        b"User-agent: *\n" * 36_000,
    ],
    ids=["many agents", "oddly written", "many wildcards", "one long rule", "any bytes", "one line"],
)
def test_a_file_made_to_hurt_does_not(body: bytes) -> None:
    began = time.process_time()
    parsed(body[:LIMIT]).can_fetch("https://paper.example/" + "a" * 2000, "detente")
    assert time.process_time() - began < 5
