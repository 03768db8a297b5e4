"""`detente watch`: the files that say what is wanted."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from agents.cli.faults import settings
from agents.cli.watch_backfill import backfill
from agents.cli.watch_explain import explain
from agents.cli.watch_new import new

if TYPE_CHECKING:
    from agents.watch.definition import Side, Watch


@click.group()
def watch() -> None:
    """Write, check and try the watches: files that say what is wanted (docs/watches.md)."""


watch.add_command(new)
watch.add_command(explain)
watch.add_command(backfill)


@watch.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH]…")
def check(paths: tuple[Path, ...]) -> None:
    """Read watch files, or those at work, and say all that is wrong: file, line, what is allowed."""
    from agents.watch.load import WatchFault, load_watches
    from streams.tomlfile import TomlFault

    places: tuple[Path | None, ...] = paths or (settings().watches,)
    faulty = False
    for place in places:
        try:
            found = load_watches(place)
        except TomlFault as fault:  # the other files are checked all the same
            for one in fault.faults if isinstance(fault, WatchFault) else (fault,):
                click.echo(f"Error: {one}", err=True)
            faulty = True
            continue
        for one_watch in found:
            click.echo(
                f"{one_watch.id}: {one_watch.title}; {_sides(one_watch)}; revision {one_watch.revision}"
            )
    if faulty:
        raise click.exceptions.Exit(1)


@watch.command("list")
def list_() -> None:
    """List the watches at work, and those that ship and are not: id, title, sides, file."""
    from agents.watch.find import at_work, shipped
    from agents.watch.load import load_watch
    from streams.tomlfile import TomlFault

    working = at_work(settings().watches)
    others = [path for path in shipped().values() if path not in working]
    faulty = False
    for how, path in [*(("at work", path) for path in working), *(("ships", path) for path in others)]:
        try:
            one = load_watch(path)
        except TomlFault as fault:
            click.echo(f"Error: {fault}", err=True)
            faulty = True
            continue
        click.echo(f"{how:<8}  {one.id:<20}  {one.title}; {_sides(one)}; {path}")
    if faulty:
        raise click.exceptions.Exit(1)


@watch.command("states")
def states_() -> None:
    """List the states and unions of the gazetteer: code, name, and how many people it knows of them."""
    from agents.gazetteer.load import load_state, states

    for code in states():
        state = load_state(code)
        click.echo(f"{code:<12}  {state.title:<32}  {len(state.people)} people")


def _sides(one: "Watch") -> str:
    sides = [f"{side.title} ({_names(side)})" for side in one.sides if not side.abroad]
    far = sum(side.abroad for side in one.sides)
    return " and ".join([*sides, *([f"anyone abroad ({far} states and unions)"] if far else [])])


def _names(side: "Side") -> str:
    people = len({party.id for party in side.parties if party.rank in ("leader", "official")})
    others = len(side.parties) - sum(party.rank in ("leader", "official") for party in side.parties)
    return f"{people} people, {others} other names"
