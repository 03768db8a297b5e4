"""`detente alerts`: what `news.alerts` says, for people and for scripts."""

import sys
from contextlib import aclosing
from typing import TYPE_CHECKING

import click

from agents.cli.faults import settings
from agents.cli.printable import printable

if TYPE_CHECKING:
    from streams.records import Alert
    from streams.settings import Settings


@click.command()
@click.option("--follow", is_flag=True, help="Go on with each new revision as it comes.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document a line.")
def alerts(follow: bool, as_json: bool) -> None:
    """Show the alerts: the latest revision of each, in the order of their last change."""
    import asyncio

    asyncio.run(_show(settings(), follow, as_json))


async def _show(loaded: "Settings", follow: bool, as_json: bool) -> None:
    from streams import codec, topics
    from streams.reading import records
    from streams.records import Alert

    latest: dict[str, Alert] | None = {}
    async with aclosing(records(loaded, topics.ALERTS, follow=follow)) as found:
        async for record in found:
            if record is None:  # all that stood there is read; what follows is shown as it comes
                _print(list((latest or {}).values()), as_json)
                latest = None
                continue
            try:
                alert = codec.decode(Alert, record.value)
            except codec.Undecodable as fault:
                click.echo(f"{record.topic}, offset {record.offset}: {fault}", err=True)
                continue
            if latest is None:
                _print([alert], as_json)
            else:
                latest.pop(alert.id, None)
                latest[alert.id] = alert
    if latest is not None:
        _print(list(latest.values()), as_json)


def _print(found: "list[Alert]", as_json: bool) -> None:
    from streams import codec

    if as_json:
        for alert in found:
            click.echo(codec.encode(alert))
    elif sys.stdout.isatty() and found:
        _table(found)
    else:
        for alert in found:
            click.echo("  ".join(cells(alert)))
    sys.stdout.flush()


def cells(alert: "Alert") -> tuple[str, ...]:
    """Return what a person sees of an alert: when, which, what, and how it is known."""
    event, coverage = alert.event, alert.coverage
    known = f"{_counted(coverage.reports, 'report')}, {_counted(coverage.origins, 'origin')}"
    return (
        (alert.alerted or alert.last_seen or "").partition(".")[0],
        alert.watch,
        f"{event.kind} {event.state} {event.date or 'date unknown'}",
        f"{alert.reason}{'' if alert.notify else ' (silent)'}",
        printable(alert.headline),
        known,
        f"{alert.id} r{alert.revision}",
    )


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _table(found: "list[Alert]") -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    for name in ("when", "watch", "event", "why", "headline", "known from", "alert"):
        table.add_column(name)
    for alert in found:
        table.add_row(*(Text(cell) for cell in cells(alert)))  # a headline is no markup
    Console().print(table)
