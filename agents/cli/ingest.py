"""`detente ingest`: puts what sources give on `news.raw`."""

from pathlib import Path

import click

from agents.cli.faults import settings
from agents.cli.paths import PATHS, bar, files


@click.group()
def ingest() -> None:
    """Put articles on the topic that the stages read from."""


@ingest.command()
@PATHS
@click.option(
    "--wait",
    default=60.0,
    show_default=True,
    type=click.FloatRange(0, 86_400),
    metavar="SECONDS",
    help="How long to wait for a broker.",
)
def file(paths: tuple[Path, ...], wait: float) -> None:
    """Send JSON Lines (also .gz, .zst), texts and pages, or folders of them.

    Returns when the broker has confirmed all. Status 1 if anything could not be sent.
    """
    loaded, found = settings(), files(paths)
    import asyncio

    from agents.ingest.agent import LIMIT, send
    from agents.ingest.files import entries

    def say(line: str) -> None:
        click.echo(line, err=True)

    with bar("sending", found) as advance:
        tally = asyncio.run(send(entries(found, LIMIT, advance), loaded, wait=wait, say=say))
    faulty = f", {tally.faulty} of them no items: they become dead letters" if tally.faulty else ""
    click.echo(f"{tally.sent} records sent{faulty}", err=True)
    if tally.skipped:
        click.echo(f"{tally.skipped} not sent", err=True)
        raise click.exceptions.Exit(1)
