"""`detente watch backfill`: a watch that is new or changed, run over the last days before it speaks."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from agents.cli.faults import settings
from agents.cli.printable import printable

if TYPE_CHECKING:
    from agents.cli.watch_past import Found, Past
    from agents.watch.definition import Watch
    from streams.settings import Settings

KEPT = 10  # days for which news.unique keeps its articles
DAY_MS = 86_400_000


@click.command()
@click.argument("which", metavar="W")
@click.option(
    "--days",
    type=click.FloatRange(min=0, min_open=True, max=KEPT),
    default=KEPT,
    show_default=True,
    help="How far back; news.unique keeps no more.",
)
@click.option("--apply", is_flag=True, help="Put what it finds on the topic, told to nobody.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document an alert.")
def backfill(which: str, days: float, apply: bool, as_json: bool) -> None:
    """Show what the watch W (its id, or a file) would have alerted in the last days.

    With --apply these alerts are opened without a message, so that what they are about is known once the
    watch speaks: it is told of what is new, not of what is old. Tag and alert must be stopped for that;
    what tag had not come to is left to it, and is told. To run it twice changes nothing.
    """
    loaded = settings(which)
    from agents.watch.load import load_watch

    assert loaded.watches is not None
    watch = load_watch(loaded.watches)
    if apply:
        _at_work(watch)
    import asyncio

    asyncio.run(_run(loaded, watch, int((time.time() * 1000) - days * DAY_MS), days, apply, as_json))


def _at_work(watch: "Watch") -> None:
    """Refuse a watch that alert will not know: it would be decided without its policy."""
    from agents.watch.load import load_watches

    there = {one.id: one.revision for one in load_watches(settings().watches)}
    if watch.id not in there:
        raise click.UsageError(
            f"{watch.id} is not at work: DETENTE_WATCHES names {', '.join(there)}; without --apply it is "
            f"only shown"
        )
    if there[watch.id] != watch.revision:
        raise click.UsageError(
            f"{watch.id} is at work in revision {there[watch.id]}, and this is {watch.revision}: change the "
            f"file that DETENTE_WATCHES names first"
        )


async def _run(
    loaded: "Settings", watch: "Watch", since: int, days: float, apply: bool, as_json: bool
) -> None:
    from agents.alert.policy import policies
    from agents.cli import watch_topic
    from agents.cli.watch_past import Past
    from streams import topics
    from streams.writing import put

    past = Past.of(watch, policies(loaded)[watch.id])
    try:
        if apply:
            await watch_topic.require_rest(loaded)
        await watch_topic.known(loaded, past)
        with _progress() as advance:
            matches = await watch_topic.look(loaded, past, since, apply, advance)
        if apply:
            await watch_topic.require_rest(loaded)
            await put(loaded, topics.TAGGED, matches)
    except watch_topic.AtWork as fault:
        raise click.ClickException(str(fault)) from None
    _show(past, days, apply, as_json)


def _show(past: "Past", days: float, apply: bool, as_json: bool) -> None:
    from streams import codec

    for one in past.found.values():
        click.echo(codec.encode(one.alert) if as_json else _line(one))
    opened = sum(one.opened for one in past.found.values())
    joined, messages = len(past.found) - opened, sum(one.messages for one in past.found.values())
    verb = "opens" if apply else "would open"
    told = "none of which is sent" if apply else "had it been there"
    click.echo(
        f"{past.watch}: {_counted(past.looked, 'article')} of the last {days:g} days looked at, "
        f"{past.wanted} wanted that were not decided before: {verb} {_counted(opened, 'alert')}, "
        f"{'joins' if apply else 'would join'} {joined}; {_counted(messages, 'message')}, {told}",
        err=as_json,
    )
    if past.unusable:
        click.echo(f"{_counted(past.unusable, 'record')} could not be used by tag", err=True)
    if past.looked == 0:
        why = "tag has decided nothing of that time" if apply else "news.unique has nothing of that time"
        click.echo(why, err=True)
    elif apply:
        click.echo("start tag and alert again: what comes from now on is told", err=True)
    elif past.wanted:
        click.echo(
            "nothing was written; with --apply these alerts are known before the watch speaks", err=True
        )


def _line(one: "Found") -> str:
    event = one.alert.event
    return "  ".join(
        (
            "opens" if one.opened else "joins",
            (one.alert.first_seen or "").partition(".")[0],
            f"{event.kind} {event.state} {event.date or 'date unknown'}",
            printable(one.alert.headline),
            f"{_counted(one.reports, 'report')}, {_counted(one.messages, 'message')}",
            one.alert.id,
        )
    )


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


@contextmanager
def _progress() -> "Iterator[Callable[[int, int], None]]":
    """Give a function that is told how many of how many are done; on a terminal it draws a bar on stderr."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("looking", total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
