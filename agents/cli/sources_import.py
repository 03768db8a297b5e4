"""`detente sources import`: what to follow, from files and from the catalogue that ships."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from agents.cli.faults import settings
from agents.cli.printable import printable
from agents.cli.sources_words import KINDS, count, shown

if TYPE_CHECKING:
    from agents.ingest.sources.plan import Changes
    from streams.settings import Settings
    from streams.source_records import Source


@click.command("import")
@click.argument(
    "paths", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="PATH…"
)
@click.option("--catalogue", is_flag=True, help="The sources that ship.")
@click.option("--language", "languages", multiple=True, metavar="CODE", help="Only those in it, such as fr.")
@click.option("--kind", "kinds", multiple=True, type=KINDS, help="Only those of it.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and write nothing.")
def import_(
    paths: tuple[Path, ...],
    catalogue: bool,
    languages: tuple[str, ...],
    kinds: tuple[str, ...],
    dry_run: bool,
) -> None:
    """Follow the sources of files: sources.toml, or OPML as feed readers export it; by their content.

    What is followed already as it is given is let be, so that an import can be repeated. All mistakes of a
    file are told at once, and nothing is written then. With --catalogue those that ship, also beside files.
    """
    if not (paths or catalogue):
        raise click.UsageError("name files to import, or --catalogue for the sources that ship")
    given = _given(paths, catalogue)
    wanted = [
        one
        for one in given
        if (not languages or one.language in languages) and (not kinds or one.kind in kinds)
    ]
    if not wanted:
        raise click.ClickException(f"of {len(given)} sources none is {_filters(languages, kinds)}")
    _tell(_import(settings(), wanted, dry_run))
    if dry_run:
        click.echo("nothing was written", err=True)


def _given(paths: Sequence[Path], catalogue: bool) -> "list[Source]":
    """Return the sources of files and of the catalogue; what was let pass in them is said."""
    from agents.ingest.sources.load import CATALOGUE, load

    found: list[Source] = []
    for path in (*([CATALOGUE] if catalogue else []), *paths):
        one = load(path)
        for line in one.said:
            click.echo(printable(line), err=True)
        found += one.sources
    return found


def _import(loaded: "Settings", wanted: "Sequence[Source]", dry_run: bool) -> "Changes":
    import asyncio

    from agents.ingest.sources import agent, plan
    from agents.ingest.sources.standing import Sources

    if not dry_run:
        return asyncio.run(agent.define(loaded, wanted, time.time()))
    if not loaded.kafka:
        click.echo("no broker is set: shown as if nothing were followed yet", err=True)
    standing = asyncio.run(agent.read_all(loaded)) if loaded.kafka else Sources()
    return plan.defined(standing, wanted, plan.IMPORT, "")


def _tell(changes: "Changes") -> None:
    from agents.ingest.sources.plan import differences

    for one in changes.new:
        click.echo(f"new      {shown(one)}")
    for before, after in changes.changed:
        click.echo(f"changed  {shown(after)}: {', '.join(differences(before, after))}")
    new, changed, same = len(changes.new), len(changes.changed), len(changes.same)
    click.echo(f"{count(new, 'new source')}, {changed} changed, {same} as they were", err=True)


def _filters(languages: Sequence[str], kinds: Sequence[str]) -> str:
    return " and ".join(" or ".join(names) for names in (languages, kinds) if names)
