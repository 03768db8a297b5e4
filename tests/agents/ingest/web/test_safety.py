"""Nothing is asked that is not public: the log of the server that must not be asked has the last word."""

import asyncio
import socket
from collections.abc import Sequence

import pytest

from agents.ingest.outcome import Outcome
from agents.ingest.web.addresses import Forbidden, networks
from agents.ingest.web.client import Web
from agents.ingest.web.names import Names, SystemNames
from tests.agents.ingest.web.site import OPEN, SHUT, asking, fault, get, give, send_on, site

SPELLINGS = [
    "127.0.0.1", "0x7f.1", "2130706433", "0177.0.0.1", "127.1", "0x7f000001", "017700000001", "127.0.0.1.",
    "%31%32%37.0.0.1", "①②⑦.0.0.1", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:7f00:0001]",
    "[64:ff9b::7f00:1]", "[::1]", "[::]", "0.0.0.0", "0", "169.254.169.254", "[fd00:ec2::254]", "10.0.0.1",
    "100.100.100.200", "[2002:7f00:1::]", "[fe80::1]", "[fec0::1]", "255.255.255.255", "224.0.0.1",
]  # fmt: skip


@pytest.mark.parametrize("host", SPELLINGS)
def test_no_spelling_of_an_address_gets_past(host: str) -> None:
    async def work() -> None:
        async with site({"/": give()}, SHUT) as shut, asking() as web:
            found = await fault(web, shut.url("/", host))
        assert found.reason is Outcome.FORBIDDEN
        assert "fetch_networks" in str(found)
        assert shut.log == []

    asyncio.run(work())


@pytest.mark.parametrize("host", SPELLINGS)
def test_no_redirect_leads_there_either(host: str) -> None:
    async def work() -> None:
        async with site({"/": give()}, SHUT) as shut:
            handlers = {"/1": send_on(shut.url("/", host), 301), "/robots.txt": send_on(shut.url("/", host))}
            async with site(handlers) as paper, asking() as web:
                assert (await fault(web, paper.url("/1"))).reason is Outcome.FORBIDDEN
                assert (await fault(web, paper.url("/1"), robots=True)).reason is Outcome.FORBIDDEN
        assert shut.log == []
        assert paper.paths == ["/1", "/robots.txt"]

    asyncio.run(work())


@pytest.mark.parametrize(
    "addresses", [["127.0.0.1"], ["::1", "10.0.0.7"], ["::ffff:127.0.0.1"], ["169.254.169.254"]]
)
def test_a_name_that_leads_there_is_not_asked(addresses: list[str]) -> None:
    async def work() -> None:
        async with site({"/": give()}, SHUT) as shut, asking(names={"evil.example": addresses}) as web:
            found = await fault(web, shut.url("/", "evil.example"))
        assert found.reason is Outcome.FORBIDDEN
        assert addresses[0] in str(found)
        assert shut.log == []

    asyncio.run(work())


def test_of_a_name_with_both_only_the_public_address_is_used() -> None:
    async def work() -> None:
        names = {"both.example": [SHUT, OPEN, "::1"]}
        async with (
            site({"/": give(b"open")}, OPEN) as open_,
            site({"/": give()}, SHUT, open_.port) as shut,
            asking(names=names) as web,
        ):
            assert (await get(web, open_.url("/", "both.example"))).body == b"open"
        assert open_.log[0].host == f"both.example:{open_.port}"
        assert shut.log == []

    asyncio.run(work())


def test_a_name_that_answers_differently_the_second_time_gains_nothing() -> None:
    """DNS rebinding: what is connected to is what was checked, at each connection."""
    answers = [[OPEN], [SHUT], [SHUT]]

    async def lookup(host: str) -> Sequence[str]:
        return answers.pop(0) if len(answers) > 1 else answers[0]

    async def work() -> None:
        said = give(headers={"Connection": "close"})
        async with site({"/": said}) as open_, site({"/": give()}, SHUT, open_.port) as shut:
            url = open_.url("/", "turning.example")
            for expected in (None, Outcome.FORBIDDEN):
                async with Web(agent="x", allowed=networks(OPEN), delay=0, lookup=lookup) as web:
                    for _ in range(3):
                        if expected:
                            assert (await fault(web, url)).reason is expected
                        else:
                            await get(web, url)
        assert shut.log == []

    asyncio.run(work())


def test_a_socket_to_a_forbidden_address_is_never_made() -> None:
    async def nobody(host: str) -> Sequence[str]:
        return []

    with pytest.raises(Forbidden):
        Names(nobody, ()).socket((socket.AF_INET, socket.SOCK_STREAM, 0, "", (SHUT, 80)))


def test_a_name_that_nobody_knows_says_so() -> None:
    async def work() -> None:
        async with asking(names={"empty.example": []}) as web:
            for host in ("nobody.example", "empty.example"):
                found = await fault(web, f"http://{host}/")
                assert found.reason is Outcome.DNS
                assert "no address" in str(found)

    asyncio.run(work())


def test_the_names_of_this_machine_are_looked_up_and_refused_where_they_lead_to_itself() -> None:
    async def work() -> None:
        async with site({"/": give()}, SHUT) as shut, Web(agent="x", delay=0) as web:
            assert (await fault(web, shut.url("/", "localhost"))).reason is Outcome.FORBIDDEN
            assert (await fault(web, f"http://{'a' * 70}.example/")).reason is Outcome.DNS
        assert shut.log == []
        names = SystemNames()
        assert SHUT in await names("localhost")
        names.close()

    asyncio.run(work())


@pytest.mark.parametrize("port", [22, 25, 110, 6000, 6667])
def test_ports_of_other_services_are_refused_even_on_allowed_networks(port: int) -> None:
    async def work() -> None:
        async with asking() as web:
            assert (await fault(web, f"http://{OPEN}:{port}/")).reason is Outcome.FORBIDDEN

    asyncio.run(work())
