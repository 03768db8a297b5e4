"""Alerts on a terminal, or in a log: a few lines each."""

import asyncio
from collections.abc import Iterator
from typing import TextIO

from agents.notify.deliver import Answer
from agents.notify.message import Message
from streams.records import Alert

SENTENCES = 2


class Console:
    """Writes to a stream, as a rule stdout."""

    name = "console"

    def __init__(self, out: TextIO) -> None:
        self._out = out

    async def send(self, message: Message) -> Answer:
        """Write one alert, in a thread: a terminal may be held up for as long as a person likes."""
        try:
            await asyncio.to_thread(self._write, "\n".join(lines(message.alert)) + "\n\n")
        except OSError as fault:
            return Answer("closed", f"cannot be written to: {fault.strerror or fault}")
        return Answer("told")

    async def close(self) -> None:
        """Leave the stream as it is: it is not ours."""

    def _write(self, text: str) -> None:
        self._out.write(text)
        self._out.flush()


def lines(alert: Alert) -> Iterator[str]:
    """Yield what a person reads of an alert; nothing in it can steer a terminal."""
    event, coverage = alert.event, alert.coverage
    yield _plain(alert.headline)
    when = event.date or "date not known"
    yield _plain(f"  {event.kind}, {event.state}, {when}: {', '.join(event.actors)} ({alert.reason})")
    if alert.history and alert.history[-1].note:
        yield _plain(f"  {alert.history[-1].note}")
    for difference in alert.differences:
        said = ", ".join(f"{side} {what}" for side, what in sorted(difference.said.items()))
        yield _plain(f"  {difference.about}: {said}")
    for one in alert.evidence[:SENTENCES]:
        yield _plain(f"  “{one.sentence}”")
    known = f"  {_counted(coverage.reports, 'report')}, {_counted(coverage.origins, 'origin')}"
    address = coverage.listed[0].article.url if coverage.listed else None
    yield _plain(known + (f"  {address}" if address else ""))


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _plain(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)
