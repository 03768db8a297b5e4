"""`detente watch`: the files that say what is wanted."""

from pathlib import Path

import click

from agents.cli.faults import settings
from agents.cli.watch_backfill import backfill
from agents.cli.watch_explain import explain


@click.group()
def watch() -> None:
    """Check the watches."""


watch.add_command(backfill)
watch.add_command(explain)


@watch.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH]…")
def check(paths: tuple[Path, ...]) -> None:
    """Read watch files, or those configured, and say what is wrong with them: file, line, what is allowed."""
    from agents.watch.load import load_watches

    places: tuple[Path | None, ...] = paths or (settings().watches,)
    faulty = False
    for place in places:
        try:
            found = load_watches(place)
        except ValueError as fault:  # a TomlFault; the other files are checked all the same
            click.echo(f"Error: {fault}", err=True)
            faulty = True
            continue
        for one in found:
            sides = " and ".join(f"{side.title} ({len(side.parties)} names)" for side in one.sides)
            click.echo(f"{one.id}: {one.title}; {sides}; revision {one.revision}")
    if faulty:
        raise click.exceptions.Exit(1)
