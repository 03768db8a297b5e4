"""`detente ingest`: puts what sources give on `news.raw`."""

from functools import partial
from pathlib import Path

import click

from agents.cli.faults import listening, role_settings, settings, told
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
@click.option("--follow", "follows", is_flag=True, help="Then send what is added or changed, until SIGTERM.")
@click.option(
    "--state",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="With --follow: keep in it how far each file is sent, and go on from there at the next start. "
    "Without, all is sent again then, and dedup knows it as repeats.",
)
def file(paths: tuple[Path, ...], wait: float, follows: bool, state: Path | None) -> None:
    """Send JSON Lines (also .gz, .zst), texts and pages, or folders of them.

    Returns when the broker has confirmed all. Status 1 if anything could not be sent.

    With --follow it looks every second. A text, a page or a packed file is sent once it stands still for
    two seconds or was renamed into place, and again when it changes; of a .jsonl file each line is sent
    once it has ended, also where the file is cut, rotated or renamed. Hidden names, and endings such as
    .tmp, .part and ~, are left alone.
    """
    if state is not None and not follows:
        raise click.UsageError("--state goes with --follow")
    if follows:
        loaded = role_settings()
        import asyncio

        from agents.cli.folders import follow

        asyncio.run(follow(paths, loaded, wait=wait, state=state))
        return
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
def sources() -> None:
    """Follow the sources that `detente sources import` defined, each by its own rhythm, until SIGTERM.

    \b
    Several of these share the sources among them. Settings: sources (a file that is put on the topic at
    the start), contact, host_delay, host_requests, fetch_networks. Status 70: start it again, nothing
    was lost; 78: the settings or the file of sources need a person first.
    """
    loaded = role_settings()
    import asyncio

    from agents.cli.sources_file import keep_in_step
    from agents.ingest.poll.agent import run
    from streams.exits import REFUSED
    from streams.worker import log_to_stderr

    def say(line: str) -> None:
        click.echo(line, err=True)

    log_to_stderr(loaded.log_level)
    with told(REFUSED):
        status = asyncio.run(run(loaded, begin=partial(keep_in_step, loaded, say)))
    raise click.exceptions.Exit(status)


@ingest.command()
@click.argument("url")
@click.option(
    "--every",
    type=click.FloatRange(60, 21_600),
    metavar="SECONDS",
    help="Time between two looks, instead of the feed's own rhythm.",
)
@click.option("--once", is_flag=True, help="Look once, and end.")
def feed(url: str, every: float | None, once: bool) -> None:
    """Follow one feed: each entry is sent once, and again when its text changes.

    A feed that cannot be had is tried again later; with --once that is status 1. What was sent is known
    until this ends, no longer: `detente sources import` is for what is followed for good.
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
    the fields id, url, title, text, published, language, source, and format: html where the text is a
    page. Packed by gzip, zstd or br as you like. With the setting push_token, senders show it as
    Authorization: Bearer … With an Idempotency-Key a request may be sent again without being taken
    twice, until this is started anew. GET /openapi.json describes it all.
    """
    loaded = role_settings()
    import asyncio

    from agents.cli.taking import take
    from streams.worker import log_to_stderr

    log_to_stderr(loaded.log_level)
    place = loaded.push_port if port is None else port
    with listening("--port, or DETENTE_PUSH_PORT"):
        asyncio.run(take(loaded, host or loaded.push_host, place))
