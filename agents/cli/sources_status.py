"""`detente sources status`: how each source does, the worst first."""

import sys
import time
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from agents.cli.faults import settings
from agents.cli.printable import printable
from agents.cli.sources_words import KINDS, count
from agents.condition import CONDITIONS, TROUBLE, condition, document
from agents.spans import ago, span, until

if TYPE_CHECKING:
    from streams.source_records import PollState, Source

    Row = tuple[Source, PollState]

HEADS = ("how", "outlet", "form", "last poll", "read", "newest", "next", "rhythm", "missed", "url")
WIDE = 150  # columns of a terminal that has room for all
_SPARED = ("form", "read", "rhythm", "missed")
_TOLD = ("well", "failing", "silent", "stopped", "new", "paused")
_COLOURS = {"stopped": "red", "failing": "red", "silent": "yellow", "new": "cyan", "paused": "dim"}
NONE = "no source is followed: `detente sources import` takes files, --catalogue the sources that ship"


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON document a line.")
@click.option("--failing", is_flag=True, help="Only those that fail, are silent, or were given up.")
@click.option("--kind", type=KINDS, help="Only those of it.")
def status(as_json: bool, failing: bool, kind: str | None) -> None:
    """Show how each source does: its last poll, what it gave and when, and the next try; the worst first.

    \b
    stopped  gone for good: not asked again until `detente sources resume`
    failing  the last polls failed, so many in a row
    silent   it answers, and says nothing new far beyond its rhythm
    new      not asked yet
    missed   times that a poll found none of the entries known before: some may have passed between
    """
    loaded = settings()
    import asyncio

    from agents.ingest.sources.agent import read_all
    from streams.source_records import PollState

    standing = asyncio.run(read_all(loaded))
    rows = [(one, state or PollState(url=one.url)) for one, state in standing]
    if not rows:
        click.echo(NONE, err=True)
        return
    wanted = [row for row in rows if kind in (None, row[0].kind)]
    shown = [row for row in wanted if not failing or condition(*row) in TROUBLE]
    _show(sorted(shown, key=_place), as_json)
    click.echo(summary(wanted), err=True)


def summary(rows: "Sequence[Row]") -> str:
    """Return how many sources there are, and how they do."""
    counts = Counter(condition(*row) for row in rows)
    told = ", ".join(f"{counts[name]} {name}" for name in _TOLD if name in counts)
    return f"{count(len(rows), 'source')}: {told}" if told else "0 sources"


def cells(row: "Row", now: float) -> tuple[str, ...]:
    """Return what a person sees of a source, in the order of `HEADS`; `now` in seconds since 1970."""
    from agents.spans import seconds_of

    source, state = row
    how = condition(*row)
    told = (f"{state.outcome}: {state.detail}" if state.detail else state.outcome).strip()
    polled = f"{told}, {ago(seconds_of(state.polled), now)}" if state.polled else told
    moved = f" → {state.address}" if state.address else ""
    return (
        f"{how} ×{state.failures}" if how == "failing" else how,
        printable(source.outlet or "-"),
        source.form,
        printable(polled),
        ago(seconds_of(state.succeeded), now),
        ago(seconds_of(state.newest), now),
        "-" if how in ("stopped", "paused") else until(seconds_of(state.due), now),
        f"every {span(state.rhythm)}" if state.rhythm else "-",
        str(state.missed) if state.missed else "-",
        printable(source.url + moved),
    )


def _show(rows: "Sequence[Row]", as_json: bool) -> None:
    if as_json:
        import orjson

        for row in rows:
            click.echo(orjson.dumps(document(*row)))
    elif rows and sys.stdout.isatty():
        _table(rows, time.time())
    else:
        for row in rows:
            click.echo("  ".join(cells(row, time.time())))


def _table(rows: "Sequence[Row]", now: float) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    table = Table(box=None, pad_edge=False)
    heads = [head for head in HEADS if console.width >= WIDE or head not in _SPARED]
    for head in heads:
        table.add_column(head, overflow="fold", no_wrap=head not in ("outlet", "last poll", "url"))
    for row in rows:
        # What a site says is no markup.
        found = {head: Text(cell) for head, cell in zip(HEADS, cells(row, now), strict=True)}
        found["how"].stylize(_COLOURS.get(condition(*row), ""))
        table.add_row(*(found[head] for head in heads))
    console.print(table)


def _place(row: "Row") -> tuple[int, int, int, str, str]:
    source, state = row
    return (
        CONDITIONS.index(condition(*row)),
        -state.failures,
        -state.missed,
        (source.outlet or "").casefold(),
        source.url,
    )
