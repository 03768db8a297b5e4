"""How often a message is tried, how long is waited, and what a receiver's answer leads to."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.notify.deliver import FIRST, LONGEST, PATIENCE, REFUSALS, Answer, deliver, pause
from agents.notify.message import Message
from agents.notify.webhook import judged
from tests.agents.board.samples import alert

NOW = datetime(2021, 3, 4, 10, tzinfo=UTC)
MESSAGE = Message(id="a1.1", type="alert.new.v1", time="2021-03-04T09:05:00.000Z", alert=alert())


class Scripted:
    """A target that gives these answers in turn."""

    name = "scripted"

    def __init__(self, answers: Sequence[Answer]) -> None:
        self._answers = iter(answers)
        self.sent: list[str] = []

    async def send(self, message: Message) -> Answer:
        self.sent.append(message.id)
        return next(self._answers)

    async def close(self) -> None: ...


def delivered(*answers: Answer) -> tuple[Answer, Scripted, list[float], list[str]]:
    target, rests, said = Scripted(answers), list[float](), list[str]()

    async def rest(seconds: float) -> None:
        rests.append(seconds)

    async def work() -> Answer:
        return await deliver(target, MESSAGE, rest, lambda: 0.0, said.append)

    return asyncio.run(work()), target, rests, said


def test_a_receiver_that_is_down_is_tried_until_it_is_back_with_the_same_id() -> None:
    down = Answer("again", "connection refused")
    answer, target, rests, said = delivered(*[down] * 8, Answer("told"))
    assert answer.kind == "told"
    assert target.sent == ["a1.1"] * 9
    assert rests == [1, 2, 4, 8, 16, 32, 60, 60]
    assert said[0] == "scripted: a1.1: connection refused; try 2 in 1.0 s"


def test_a_message_that_the_receiver_finds_wrong_is_given_up_so_that_the_next_can_go() -> None:
    wrong = Answer("refused", "status 422")
    answer, target, _, _ = delivered(*[wrong] * REFUSALS)
    assert (answer, len(target.sent)) == (wrong, REFUSALS)


def test_a_receiver_that_wants_nothing_more_is_asked_once() -> None:
    answer, target, _, _ = delivered(Answer("closed", "410"))
    assert (answer.kind, len(target.sent)) == ("closed", 1)


def test_a_receiver_that_asks_to_be_left_alone_is_left_alone() -> None:
    assert delivered(Answer("again", after=120), Answer("told"))[2] == [120]


@given(st.integers(1, 10_000), st.none() | st.floats(0, 1e12), st.floats(0, 1))
def test_a_pause_is_never_short_and_never_endless(tries: int, asked: float | None, chance: float) -> None:
    assert FIRST / 2 <= pause(tries, asked, chance) <= max(LONGEST, PATIENCE)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (200, "told"), (202, "told"), (204, "told"), (301, "again"), (307, "again"), (400, "refused"),
        (401, "again"), (403, "again"), (404, "again"), (408, "again"), (410, "closed"), (413, "refused"),
        (415, "refused"), (422, "refused"), (429, "again"), (500, "again"), (502, "again"), (503, "again"),
    ],
)  # fmt: skip
def test_each_status_has_its_meaning(status: int, kind: str) -> None:
    assert judged(status, None, NOW).kind == kind


@pytest.mark.parametrize("status", [302, 401, 404])
def test_a_receiver_that_is_set_up_wrongly_says_what_to_look_at(status: int) -> None:
    assert "look at webhook_url" in judged(status, None, NOW).why


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("30", 30.0), ("Thu, 04 Mar 2021 10:01:00 GMT", 60.0), ("Thu, 04 Mar 2021 09:00:00 GMT", 0.0),
        ("soon", None), ("-5", None), ("", None), (None, None), ("9" * 400, 999999999.0),
    ],
)  # fmt: skip
def test_retry_after_is_read_as_seconds_or_a_date(header: str | None, seconds: float | None) -> None:
    assert judged(503, header, NOW).after == seconds
