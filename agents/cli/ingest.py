"""`detente ingest`: puts what sources give on `news.raw`."""

from pathlib import Path

import click

from agents.cli.faults import listening, role_settings, settings
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


@ingest.command()
@click.argument("url")
@click.option(
    "--every",
    default=300.0,
    show_default=True,
    type=click.FloatRange(30, 86_400),
    metavar="SECONDS",
    help="Time between two looks. More often is seldom welcome, and seldom of use.",
)
@click.option("--once", is_flag=True, help="Look once, and end.")
def feed(url: str, every: float, once: bool) -> None:
    """Follow one RSS or Atom feed: each entry is sent once, and again when its text changes.

    A feed that cannot be had is tried again at the next look; with --once that is status 1.
    """
    loaded = role_settings()
    import asyncio

    from agents.cli.following import follow

    asyncio.run(follow(url, loaded, every=every, once=once))


@ingest.command()
@click.option("--host", metavar="ADDRESS", help="Address to listen on; else the setting push_host.")
@click.option("--port", type=click.IntRange(0, 65_535), metavar="PORT", help="0: any free.")
def push(host: str | None, port: int | None) -> None:
    """Take articles by HTTP: POST /articles, answered with 202 once Kafka has confirmed them.

    \b
    One JSON object, an array of them (application/json), or a line each (application/x-ndjson), with
    the fields id, url, title, text, published, language, source. With the setting push_token, senders
    show it as Authorization: Bearer …
    """
    loaded = role_settings()
    import asyncio

    from agents.cli.taking import take
    from streams.worker import log_to_stderr

    log_to_stderr(loaded.log_level)
    place = loaded.push_port if port is None else port
    with listening("--port, or DETENTE_PUSH_PORT"):
        asyncio.run(take(loaded, host or loaded.push_host, place))
