"""`detente sources`: what is followed, and how it does."""

import time
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from agents.cli.faults import settings
from agents.cli.printable import printable
from agents.cli.sources_status import status

if TYPE_CHECKING:
    from agents.ingest.sources.plan import Changes
    from streams.records import Source
    from streams.settings import Settings

URLS = click.argument("urls", nargs=-1, required=True, metavar="URL…")
KINDS = click.Choice(["agency", "government", "outlet"])


@click.group()
def sources() -> None:
    """Say which feeds, sitemaps and pages are followed, and see how they do."""


sources.add_command(status)


@sources.command("import")
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


@sources.command()
@click.option("--opml", "kind", flag_value="opml", help="OPML 2.0, for feed readers and for here.")
@click.option("--toml", "kind", flag_value="toml", help="sources.toml, to be edited.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Else stdout.")
def export(kind: str | None, out: Path | None) -> None:
    """Write what is followed as OPML or sources.toml; without either, as the name of the file says.

    Where a feed has moved for good its new address is written.
    """
    loaded = settings()
    import asyncio

    from agents.ingest.sources import opml_write, toml_write
    from agents.ingest.sources.agent import read_all
    from agents.ingest.sources.plan import exported

    found = exported(asyncio.run(read_all(loaded)))
    toml = kind == "toml" or (kind is None and out is not None and out.suffix.lower() == ".toml")
    text = toml_write.write(found).encode() if toml else opml_write.write(found)
    if out is None:
        click.get_binary_stream("stdout").write(text)
    else:
        out.write_bytes(text)
        click.echo(f"{out}: {_count(len(found), 'source')}", err=True)


@sources.command()
@URLS
def remove(urls: tuple[str, ...]) -> None:
    """Follow these sources no longer, and forget how far they were followed."""
    from agents.ingest.sources import agent

    changes = _on(urls, agent.remove)
    for one in changes.removed:
        click.echo(f"removed  {_shown(one)}")
        if _of_file(one):
            click.echo(f"{one.url}: named in {one.origin}: `detente up` defines it again", err=True)


@sources.command()
@URLS
def pause(urls: tuple[str, ...]) -> None:
    """Leave these sources alone until they are resumed, whatever a file says of them."""
    from agents.ingest.sources import agent

    _tell_each("paused", _on(urls, lambda loaded, found: agent.pause(loaded, found, time.time())))


@sources.command()
@URLS
def resume(urls: tuple[str, ...]) -> None:
    """Follow these sources again: those that were paused, and those given up because they were gone."""
    from agents.ingest.sources import agent

    changes = _on(urls, lambda loaded, found: agent.resume(loaded, found, time.time()))
    _tell_each("resumed", changes)
    for before, _ in changes.changed:
        if before.paused and not before.paused_by_hand and _of_file(before):
            click.echo(f"{before.url}: {before.origin} pauses it: `detente up` does so again", err=True)


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


def _on(
    urls: Sequence[str], do: "Callable[[Settings, list[str]], Coroutine[Any, Any, Changes]]"
) -> "Changes":
    """Find the sources at the addresses that a person gave, and do something with all, or with none."""
    loaded = settings()
    import asyncio

    from agents.ingest.sources.agent import read_all

    standing = asyncio.run(read_all(loaded))
    found = [standing.find(url) for url in urls]
    missing = [url for url, one in zip(urls, found, strict=True) if one is None]
    if missing:
        raise click.ClickException("\n".join(_unknown(url, standing.definitions) for url in missing))
    return asyncio.run(do(loaded, [one.url for one in found if one]))


def _unknown(url: str, known: "dict[str, Source]") -> str:
    import difflib

    close = difflib.get_close_matches(url, known, 1, 0.6)
    hint = f", did you mean {close[0]}?" if close else "; `detente sources status` lists what is followed"
    return f"{printable(url)} is not followed{hint}"


def _tell(changes: "Changes") -> None:
    from agents.ingest.sources.plan import differences

    for one in changes.new:
        click.echo(f"new      {_shown(one)}")
    for before, after in changes.changed:
        click.echo(f"changed  {_shown(after)}: {', '.join(differences(before, after))}")
    new, changed, same = len(changes.new), len(changes.changed), len(changes.same)
    click.echo(f"{_count(new, 'new source')}, {changed} changed, {same} as they were", err=True)


def _tell_each(what: str, changes: "Changes") -> None:
    for _, after in changes.changed:
        click.echo(f"{what}  {_shown(after)}")
    for one in changes.same:
        click.echo(f"{one.url}: was {what} already", err=True)


def _shown(one: "Source") -> str:
    return printable(f"{one.url}  {one.outlet}" if one.outlet else one.url)


def _of_file(one: "Source") -> bool:
    from agents.ingest.sources.plan import IMPORT

    return one.origin not in (None, IMPORT)


def _filters(languages: Sequence[str], kinds: Sequence[str]) -> str:
    return " and ".join(" or ".join(names) for names in (languages, kinds) if names)


def _count(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
