"""`detente replay`: one's own texts through every stage, without a broker."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from agents.cli.faults import settings
from agents.cli.paths import PATHS, bar, files

if TYPE_CHECKING:
    from agents.ingest.files import Entry, Skipped


@click.command()
@PATHS
@click.option("--watch", metavar="W", help="One watch alone: its id, or a watch file.")
@click.option("--by-date", "dated", is_flag=True, help="In the order of publication, with the clock at it.")
@click.option("--text", is_flag=True, help="Add the cleaned text that the evidence's offsets index.")
@click.option("--explain", is_flag=True, help="Add what each stage weighed: what `why` says, as data.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="F", help="Write to F.")
def replay(
    paths: tuple[Path, ...], watch: str | None, dated: bool, text: bool, explain: bool, out: Path | None
) -> None:
    """Run articles through every stage in this process: one JSON line for each, with its verdict and alerts.

    Takes JSON Lines (also .gz, .zst), .txt and .html, and folders of them, in the order given.
    """
    loaded, found = settings(watch), files(paths)
    import orjson

    from agents.cli.play import Player
    from agents.cli.why import context_of
    from agents.ingest.agent import LIMIT
    from agents.ingest.files import entries
    from agents.pipeline import configured

    context = context_of(loaded, {}) if explain else None
    player = Player(configured(loaded), loaded.generation, text=text, explain=context)
    unreadable: list[str] = []
    with bar("reading" if dated else "replaying", found) as advance, _sink(out) as sink:
        items = _items(entries(found, LIMIT, advance), unreadable)
        lines = (told for _, told in player.by_date(items)) if dated else player.in_order(items)
        for told in lines:
            sink.write(orjson.dumps(told, option=orjson.OPT_APPEND_NEWLINE))
    if unreadable:
        raise click.ClickException("; ".join(unreadable))


def _items(found: "Iterable[Entry | Skipped]", unreadable: list[str]) -> "Iterator[Entry | Skipped]":
    """Yield the items; of files that end before their end there is no item to speak of."""
    from agents.ingest.files import Entry

    for one in found:
        if isinstance(one, Entry) or one.item:
            yield one
        else:
            unreadable.append(f"{one.where}: {one.error}")


@contextmanager
def _sink(out: Path | None) -> Iterator[BinaryIO]:
    if out is None:
        stream = click.get_binary_stream("stdout")
        yield stream
        stream.flush()
    else:
        with out.open("wb") as file:
            yield file
