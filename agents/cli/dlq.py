"""`detente dlq`: records that a stage could not use, with the reason, and their way back."""

import sys
from contextlib import aclosing
from typing import TYPE_CHECKING

import click

from agents.cli.faults import settings
from agents.cli.printable import printable

if TYPE_CHECKING:
    from agents.cli.dlq_topic import Found
    from streams.settings import Settings

POSITIONS = click.argument("positions", nargs=-1, type=click.IntRange(min=0), metavar="POSITION…")


@click.group()
def dlq() -> None:
    """Look at dead letters, and send them back."""


@dlq.command("list")
def list_() -> None:
    """List the dead letters: position, stage, kind, where it was read, key, error."""
    import asyncio

    asyncio.run(_list(settings()))


@dlq.command()
@click.argument("position", type=click.IntRange(min=0))
@click.option("--value", "only", is_flag=True, help="The original bytes alone, for a file.")
def show(position: int, only: bool) -> None:
    """Show one dead letter: its headers, a blank line, the original bytes."""
    loaded = settings()
    import asyncio

    from agents.cli.dlq_topic import letter

    found = asyncio.run(letter(loaded, position))
    if found is None:
        raise click.ClickException(f"there is no dead letter at position {position}")
    out = click.get_binary_stream("stdout")
    if not only:
        for name, value in found.headers.items():
            click.echo(f"{name}: {value.decode('utf-8', 'backslashreplace')}")
        click.echo(f"key: {_key(found)}\n")
        sys.stdout.flush()
    out.write(found.value or b"")
    if not only:
        out.write(b"\n")
    out.flush()


@dlq.command()
@POSITIONS
@click.option("--all", "every", is_flag=True, help="All of them, each record once.")
def requeue(positions: tuple[int, ...], every: bool) -> None:
    """Send dead letters back to the topics they were read from, to be tried again.

    What tag could not use is decided by tag here, and goes on from there. Status 1 if one failed.
    """
    if every == bool(positions):
        raise click.UsageError("name the positions to send back, or --all")
    import asyncio

    if not asyncio.run(_requeue(settings(), None if every else positions)):
        raise click.exceptions.Exit(1)


async def _list(loaded: "Settings") -> None:
    from agents.cli.dlq_topic import letters

    async with aclosing(letters(loaded)) as found:
        async for one in found:
            click.echo("  ".join(_cells(one)))


async def _requeue(loaded: "Settings", positions: tuple[int, ...] | None) -> bool:
    from agents.cli import dlq_topic

    well = True
    async with aclosing(dlq_topic.requeue(loaded, positions)) as done:
        async for offset, told, success in done:
            click.echo(f"{offset}: {told}", err=not success)
            well = well and success
    return well


def _cells(one: "Found") -> tuple[str, ...]:
    about = one.about
    if about is None:
        return (str(one.offset), "no dead letter: its headers do not say where it came from")
    where = f"{about.topic}:{about.partition}:{about.offset}"
    return (str(one.offset), about.stage, about.kind, where, printable(_key(one)), printable(about.error))


def _key(one: "Found") -> str:
    return (one.key or b"-").decode("utf-8", "backslashreplace")
