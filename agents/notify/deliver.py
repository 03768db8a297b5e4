"""Brings one message to one target, however often that has to be tried.

Knows no Kafka and no clock of its own: pauses and chance are handed in.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from agents.notify.message import Message

FIRST, LONGEST = 1.0, 60.0  # seconds between two tries: doubled each time, less up to half by chance
PATIENCE = 3600.0  # the longest pause that a receiver may ask for, in seconds
# Tries of a message that the receiver finds wrong in itself: a fault of its own is mended in that time
# or not (some two minutes), and what comes after it must not wait for ever.
REFUSALS = 8


@dataclass(frozen=True, slots=True)
class Answer:
    """What a target said to one try.

    `again`: not now, or not as it is set up; `refused`: this message is wrong; `closed`: never again.
    """

    kind: Literal["told", "again", "refused", "closed"]
    why: str = ""
    after: float | None = None  # seconds that the receiver asked to be left alone


class Target(Protocol):
    """Where messages go."""

    @property
    def name(self) -> str:
        """What it is called: in its group, its log and its metrics."""

    async def send(self, message: Message) -> Answer:
        """Try once."""

    async def close(self) -> None:
        """Let go of connections."""


async def deliver(
    target: Target,
    message: Message,
    rest: Callable[[float], Awaitable[None]],
    chance: Callable[[], float],
    say: Callable[[str], None],
) -> Answer:
    """Try until the message is told, refused for good, or the target closed; return that answer.

    `rest` waits for so many seconds (and may raise to end it), `chance` returns a number from 0 to 1,
    and `say` is told why each try failed.
    """
    refusals = tries = 0
    while True:
        answer = await target.send(message)
        tries += 1
        if answer.kind in ("told", "closed"):
            return answer
        if answer.kind == "refused":
            refusals += 1
            if refusals >= REFUSALS:
                return answer
        wait = pause(tries, answer.after, chance())
        say(f"{target.name}: {message.id}: {answer.why}; try {tries + 1} in {wait:.1f} s")
        await rest(wait)


def pause(tries: int, asked: float | None, chance: float) -> float:
    """Return the seconds until the next try, after `tries`; `chance` is a number from 0 to 1."""
    usual = min(FIRST * float(2 ** min(tries - 1, 20)), LONGEST) * (1 - chance / 2)
    return max(usual, min(asked or 0.0, PATIENCE))
