"""`detente watch new`: a watch on two states, or on one and anyone abroad, in a minute."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from agents.gazetteer.definition import State

ABROAD = "abroad"


@click.command()
@click.argument("one", required=False, metavar="[ACTOR]")
@click.argument("other", required=False, metavar="[ACTOR]")
@click.option("--id", "own_id", metavar="ID", help="Its id; else made of the two: germany-china.")
@click.option("--title", metavar="TEXT", help="What it is called; else Germany and China.")
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="FILE", help="Where to; else the id and .toml, here."
)
def new(one: str | None, other: str | None, own_id: str | None, title: str | None, out: Path | None) -> None:
    """Write a commented watch file from the gazetteer, on two actors: `detente watch new DE CN`.

    An ACTOR is a state or union by its code (DE, EU) or its name in any language ("Germany", "Китай"). The
    second may be `abroad`: anyone else. On a terminal it asks for what is not given. A file that is there is
    never overwritten.
    """
    from agents.watch.load import load_watch
    from agents.watch.write import id_of, text_of

    asks = sys.stdin.isatty()
    first, second = _actor(one, "One side", asks), _other(other, asks)
    if second is not None and second.code == first.code:
        raise click.UsageError(f"both are {first.title}: a watch needs two sides")
    name = own_id or id_of(first, second)
    path = out or Path(f"{name}.toml")
    text = text_of(first, second, datetime.now(UTC).date(), name, title or "")
    _write(path, text)
    try:
        watch = load_watch(path)
    except ValueError:
        path.unlink()
        raise
    click.echo(f"{path}: {watch.title}, written")
    click.echo(f"  detente watch explain TEXT --watch {path}   # whether a text is wanted, and why")
    click.echo(f"  detente watch backfill {path}               # what it would have alerted in the last days")
    click.echo(f"  DETENTE_WATCHES={path}                      # puts it to work")


def _write(path: Path, text: str) -> None:
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise click.ClickException(f"{path} is there, and is not overwritten: --out names another") from None


def _other(given: str | None, asks: bool) -> "State | None":
    """Return the other side; None for anyone abroad."""
    if given is None and asks:
        given = click.prompt(f"The other (or {ABROAD}: anyone else)", err=True)
    return None if given is not None and given.strip().lower() == ABROAD else _actor(given, "", asks)


def _actor(given: str | None, question: str, asks: bool) -> "State":
    """Return the state that is meant; on a terminal ask until there is one."""
    from agents.gazetteer.load import UnknownState
    from agents.watch.named import state_named

    while True:
        if given is None:
            if not asks:
                raise click.UsageError("name two actors: `detente watch new DE CN`, or `… new PL abroad`")
            given = click.prompt(question or "The other", err=True)
        try:
            return state_named(given)
        except UnknownState as unknown:
            said = f"{unknown}; `detente watch states` lists the {len(unknown.codes)} that there are"
            if not asks:
                raise click.UsageError(said) from None
            click.echo(said, err=True)
            given = None
