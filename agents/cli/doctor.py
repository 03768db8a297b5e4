"""`detente doctor`: is everything here that the service needs, and how to mend what is not."""

import os
from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING

import click

from agents.cli.printable import printable

if TYPE_CHECKING:
    from agents.cli.checks import Check

_MARKS = {True: ("✓", "green"), False: ("✗", "red"), None: ("·", "yellow")}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON document a check.")
def doctor(as_json: bool) -> None:
    """Check Python, packages, settings, watches, the broker and its topics, the stages, ports and disk.

    A line each: ✓ is well, ✗ has to be mended, · is worth knowing. Status 1 if something has to be mended.
    """
    import asyncio

    well = asyncio.run(_look(as_json))
    if not well:
        raise click.exceptions.Exit(1)


async def _look(as_json: bool) -> bool:
    well = True
    async for one in _checks():
        _show(one, as_json)
        well = well and one.well is not False
    return well


async def _checks() -> "AsyncIterator[Check]":
    """Yield the checks as they are made; what needs what is missing is left out."""
    from agents.cli import checks, checks_kafka
    from streams.settings import SettingsFault, load_settings

    for one in _of_machine():
        yield one
    try:
        loaded = load_settings(os.environ)
    except (SettingsFault, OSError) as fault:
        yield checks.Check("settings", False, str(fault), "docs/settings.md says what is allowed")
        return
    yield checks.settings(loaded)
    yield checks.watches(loaded)
    async for one in checks.ports(loaded):
        yield one
    async for one in checks_kafka.broker(loaded):
        yield one


def _of_machine() -> "Iterator[Check]":
    from agents.cli import checks

    yield checks.python()
    yield checks.packages()
    yield checks.disk()


def _show(one: "Check", as_json: bool) -> None:
    if as_json:
        import orjson

        click.echo(orjson.dumps(one))
        return
    mark, colour = _MARKS[one.well]
    hint = f" → {one.hint}" if one.hint and one.well is not True else ""
    click.echo(f"{click.style(mark, fg=colour)} {one.name}: {printable(one.says)}{printable(hint)}")
