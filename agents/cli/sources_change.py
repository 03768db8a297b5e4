"""`detente sources remove`, `pause` and `resume`: one source or some, by their addresses."""

import time
from collections.abc import Callable, Coroutine, Sequence
from typing import TYPE_CHECKING, Any

import click

from agents.cli.faults import settings
from agents.cli.printable import printable
from agents.cli.sources_words import shown

if TYPE_CHECKING:
    from agents.ingest.sources.plan import Changes
    from streams.settings import Settings
    from streams.source_records import Source

URLS = click.argument("urls", nargs=-1, required=True, metavar="URL…")


@click.command()
@URLS
def remove(urls: tuple[str, ...]) -> None:
    """Follow these sources no longer, and forget how far they were followed."""
    from agents.ingest.sources import agent

    changes = _on(urls, agent.remove)
    for one in changes.removed:
        click.echo(f"removed  {shown(one)}")
        if _of_file(one):
            click.echo(f"{one.url}: named in {one.origin}: `detente up` defines it again", err=True)


@click.command()
@URLS
def pause(urls: tuple[str, ...]) -> None:
    """Leave these sources alone until they are resumed, whatever a file says of them."""
    from agents.ingest.sources import agent

    _tell_each("paused", _on(urls, lambda loaded, found: agent.pause(loaded, found, time.time())))


@click.command()
@URLS
def resume(urls: tuple[str, ...]) -> None:
    """Follow these sources again: those that were paused, and those given up because they were gone."""
    from agents.ingest.sources import agent

    changes = _on(urls, lambda loaded, found: agent.resume(loaded, found, time.time()))
    _tell_each("resumed", changes)
    for before, _ in changes.changed:
        if before.paused and not before.paused_by_hand and _of_file(before):
            click.echo(f"{before.url}: {before.origin} pauses it: `detente up` does so again", err=True)


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


def _tell_each(what: str, changes: "Changes") -> None:
    for _, after in changes.changed:
        click.echo(f"{what}  {shown(after)}")
    for one in changes.same:
        click.echo(f"{one.url}: was {what} already", err=True)


def _of_file(one: "Source") -> bool:
    from agents.ingest.sources.plan import IMPORT

    return one.origin not in (None, IMPORT)
