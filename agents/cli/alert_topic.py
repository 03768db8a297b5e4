"""A person's word on an alert: made of what stands on the topics, sent, and its answer awaited."""

import asyncio
import secrets
import time
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from agents.alert.commands import Refused, obey
from agents.alert.events import Events
from agents.alert.policy import PLAIN, policies
from agents.ingest.canonical import canonical_url
from streams import clients, codec, topics
from streams.reading import records
from streams.records import Alert, Command, Match
from streams.settings import Settings
from streams.stage import Written
from streams.writing import put

SHORTEST = 6  # characters of an id's beginning


class Refusal(Exception):
    """What is asked for cannot be done; the message says why and what can."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asks for, with ids as they wrote them."""

    command: Literal["retract", "merge", "split", "unwanted"]
    alert: str
    into: str | None = None
    absorbed: str | None = None
    articles: tuple[str, ...] = ()
    note: str | None = None
    by: str | None = None


async def said(settings: Settings, wish: Wish, wait: float) -> list[Alert] | None:
    """Send a command and return the revisions that it led to; None where none came in `wait` seconds.

    An empty list: what is asked for is so already, and nothing was sent. Raises `Refusal`, and
    `BrokerFault`.
    """
    state = await _alerts(settings)
    alert = state.alerts[_known(wish.alert, state)]
    command = Command(
        id=secrets.token_hex(8),
        command=wish.command,
        alert=alert.id,
        into=_known(wish.into, state) if wish.into else None,
        absorbed=_known(wish.absorbed, state) if wish.absorbed else None,
        matches=await _matches(settings, alert, wish.articles) if wish.articles else (),
        note=wish.note,
        by=wish.by,
    )
    policy = policies(settings).get(alert.watch, PLAIN)
    try:
        due = obey(command, state, policy, datetime.now(UTC))
    except Refused as fault:
        raise Refusal(str(fault)) from None
    if not due:
        return []
    now = int(time.time() * 1000)
    record = Written(alert.watch.encode(), codec.encode(command), {"kind": b"command"}, now)
    await put(settings, topics.TAGGED, [record])
    try:
        return await asyncio.wait_for(_answer(settings, command.id, len(due)), wait)
    except TimeoutError:
        return None


async def _alerts(settings: Settings) -> Events:
    state = Events()
    async with aclosing(records(settings, topics.ALERTS)) as found:
        async for record in found:
            if record is not None and record.value is not None:
                headers = clients.headers_of(record.headers)
                state.apply(Written(record.key, record.value, headers, record.timestamp))
    return state


def _known(written: str, state: Events) -> str:
    """Return the id of the one alert that begins like this."""
    found = sorted(one for one in state.alerts if one.startswith(written))
    if written in state.alerts:
        return written
    if len(written) < SHORTEST and found:
        raise Refusal(f"{written!r} is short: give {SHORTEST} characters of an alert's id or more")
    if len(found) != 1:
        raise Refusal(
            f"{len(found)} alerts begin with {written!r}: {', '.join(found[:5])}"
            if found
            else f"there is no alert {written!r}: `detente alerts` lists them"
        )
    return found[0]


async def _matches(settings: Settings, alert: Alert, articles: Sequence[str]) -> tuple[Match, ...]:
    """Return the reports of these articles as they were tagged for the alert's watch."""
    wanted: dict[tuple[str, str], str] = {}
    for name in articles:
        reports = [one.article for one in alert.coverage.listed]
        url = canonical_url(name)
        found = [
            one
            for one in reports
            if name in (one.article_id, one.id, one.url) or (url and url == canonical_url(one.url))
        ]
        if not found:
            raise Refusal(
                f"alert {alert.id} lists no article {name!r}; `detente alerts --json` shows its reports"
            )
        wanted |= {(one.article_id, one.version): name for one in found}
    matches: dict[tuple[str, str], Match] = {}
    async with aclosing(records(settings, topics.TAGGED)) as found_records:
        async for record in found_records:
            if record is None or any(name == "kind" for name, _ in record.headers):
                continue
            try:
                match = codec.decode(Match, record.value)
            except codec.Undecodable:
                continue
            key = (match.article.article_id, match.article.version)
            if key in wanted and match.watch == alert.watch:
                matches.setdefault(key, match)
    if gone := wanted.keys() - matches.keys():
        names = ", ".join(sorted({wanted[key] for key in gone}))
        raise Refusal(f"news.tagged does not have {names} any more (it keeps 14 days): it cannot be parted")
    return tuple(matches.values())


async def _answer(settings: Settings, command: str, count: int) -> list[Alert]:
    answers: list[Alert] = []
    async with aclosing(records(settings, topics.ALERTS, follow=True)) as found:
        async for record in found:
            if record is None:
                continue
            if clients.headers_of(record.headers).get("command") == command.encode():
                answers.append(codec.decode(Alert, record.value))
                if len(answers) == count:
                    break
    return answers
