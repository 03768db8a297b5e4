"""`detente sources check`: each source asked once, with a verdict and a hint."""

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from agents.cli.faults import settings
from agents.cli.printable import printable
from agents.cli.sources_words import count
from agents.spans import ago

if TYPE_CHECKING:
    from agents.ingest.check import Checked
    from streams.settings import Settings
    from streams.source_records import Source

HEADS = ("verdict", "outlet", "form", "entries", "full", "dated", "newest", "took", "url", "what helps")
AT_ONCE = 16  # sources asked at the same time, of one host two


@click.command()
@click.argument("places", nargs=-1, metavar="[PATH|URL]…")
@click.option("--catalogue", is_flag=True, help="The sources that ship.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document a line.")
def check(places: tuple[str, ...], catalogue: bool, as_json: bool) -> None:
    """Ask each source once and say what it gives, and what helps where it gives nothing.

    Files of sources, addresses of feeds, or --catalogue; without any, what is followed now. Nothing is
    put on a topic. Status 1 if one of them cannot be followed as it is.

    \b
    entries  how many it has now; full: with the article's text; dated: with a date
    """
    loaded = settings()
    import asyncio

    wanted = _wanted(loaded, places, catalogue)
    if not wanted:
        raise click.ClickException("no source is followed: name files or addresses, or --catalogue")
    found = asyncio.run(_check(wanted, loaded, progress=sys.stderr.isatty() and not as_json))
    _show(found, as_json)
    well = sum(one.well for one in found)
    click.echo(f"{count(len(found), 'source')}: {well} can be followed", err=True)
    if well < len(found):
        raise click.exceptions.Exit(1)


def _wanted(loaded: "Settings", places: Sequence[str], catalogue: bool) -> "list[Source]":
    from agents.ingest.sources.load import CATALOGUE, load
    from streams.source_records import Source

    found: list[Source] = []
    for place in (*([str(CATALOGUE)] if catalogue else []), *places):
        if place.startswith(("http://", "https://")):
            found.append(Source(url=place))
        else:
            found += load(Path(place)).sources
    if places or catalogue:
        return found
    import asyncio

    from agents.ingest.sources.agent import read_all

    return [source for source, _ in asyncio.run(read_all(loaded))]


async def _check(wanted: "Sequence[Source]", loaded: "Settings", *, progress: bool) -> "list[Checked]":
    import asyncio

    from rich.progress import Progress

    from agents.ingest.check import check as look
    from agents.ingest.web.client import Web, networks, user_agent

    try:
        allowed = networks(loaded.fetch_networks)
    except ValueError as fault:
        raise click.UsageError(f"DETENTE_FETCH_NETWORKS: {fault}") from None
    places = asyncio.Semaphore(AT_ONCE)
    web = Web(
        agent=user_agent(loaded.contact), allowed=allowed, requests=loaded.host_requests,
        delay=loaded.host_delay,
    )  # fmt: skip
    with Progress(disable=not progress, transient=True) as shown:
        task = shown.add_task("asking", total=len(wanted))

        async def one(source: "Source") -> "Checked":
            async with places:
                checked = await look(source, web, time.time)
            shown.advance(task)
            return checked

        async with web:
            return await asyncio.gather(*map(one, wanted))


def cells(one: "Checked", now: float) -> tuple[str, ...]:
    """Return what a person sees of a look, in the order of `HEADS`; `now` in seconds since 1970."""
    what = "; ".join(part for part in (one.detail if not one.well else "", one.moved, one.hint) if part)
    return (
        _verdict(one),
        printable(one.source.outlet or "-"),
        one.form or one.source.form,
        str(one.entries) if one.entries else "-",
        str(one.full) if one.full else "-",
        str(one.dated) if one.dated else "-",
        ago(one.newest, now) if one.newest is not None else "-",
        f"{one.seconds:.1f} s",
        printable(one.source.url),
        printable(what),
    )


def document(one: "Checked") -> dict[str, Any]:
    """Return what a program sees of a look."""
    return {
        "url": one.source.url, "outlet": one.source.outlet, "well": one.well, "outcome": one.outcome.value,
        "detail": one.detail, "hint": one.hint, "form": one.form, "entries": one.entries, "full": one.full,
        "dated": one.dated, "newest": one.newest, "moved": one.moved, "seconds": round(one.seconds, 3),
    }  # fmt: skip


def _verdict(one: "Checked") -> str:
    if one.well and not one.hint:
        return "well"
    return "stale" if one.outcome.value == "unchanged" else one.outcome.value


def _show(found: "Sequence[Checked]", as_json: bool) -> None:
    if as_json:
        import orjson

        for one in found:
            click.echo(orjson.dumps(document(one)))
        return
    now = time.time()
    rows = [cells(one, now) for one in sorted(found, key=lambda one: (one.well, one.source.url))]
    if not sys.stdout.isatty():
        for row in rows:
            click.echo("  ".join(row))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    for head in HEADS:
        table.add_column(head, overflow="fold", no_wrap=head not in ("outlet", "url", "what helps"))
    for row in rows:
        # What a site says is no markup.
        table.add_row(*map(Text, row))
    Console().print(table)
