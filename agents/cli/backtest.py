"""`detente backtest`: what a changed watch would have alerted, against what the one before would have."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from agents.cli.differences import show
from agents.cli.faults import settings
from agents.cli.paths import bar, files

if TYPE_CHECKING:
    from agents.cli.backtest_run import Trial
    from streams.settings import Settings


@click.command()
@click.option("--watch", "new", required=True, metavar="NEW", help="The watch to try: a file, or an id.")
@click.option(
    "--against",
    "old",
    metavar="OLD",
    help="The watch before; else the one at work of NEW's id.",
)
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH…]")
@click.option("--topic", is_flag=True, help="Over what news.unique holds (ten days), in place of files.")
@click.option("--json", "as_json", is_flag=True, help="One JSON line for each difference, then the counts.")
def backtest(new: str, old: str | None, paths: tuple[Path, ...], topic: bool, as_json: bool) -> None:
    """Show the alerts that a changed watch gains, loses, merges and splits, each with its evidence.

    Articles of files are played in the order of publication; nothing is written anywhere.
    """
    if topic == bool(paths):
        raise click.UsageError("name files to play, or --topic")
    loaded = settings(new)
    from agents.cli.backtest_run import Trial, over_files, over_topic
    from agents.evaluate.backtest import compare
    from agents.pipeline import configured

    front, back = configured(loaded)[:2], configured(loaded)[2:]
    before = _before(loaded, old)
    trials = [Trial(back, loaded.generation)]
    if before is not None:
        trials.append(Trial(configured(before)[2:], loaded.generation))
    if topic:
        import asyncio

        with _counted() as advance:
            played = asyncio.run(over_topic(loaded, trials, advance))
    else:
        from agents.ingest.agent import LIMIT
        from agents.ingest.files import entries

        found = files(paths)
        with bar("backtesting", found) as advance_bytes:
            played = over_files(entries(found, LIMIT, advance_bytes), front, trials, loaded.generation)
    against = "" if before is not None else "; there was no watch of that id to compare with"
    groups = compare(_old(trials), trials[0].side)
    show(groups, {"articles": played}, against, as_json)


def _before(loaded: "Settings", old: str | None) -> "Settings | None":
    """Return the settings of the watch to compare with; None where there is none."""
    if old is not None:
        return settings(old)
    from dataclasses import replace

    from agents.watch.find import at_work
    from agents.watch.load import load_watch

    assert loaded.watches is not None
    own_id, usual = load_watch(loaded.watches).id, settings()
    there = {load_watch(path).id: path for path in at_work(usual.watches)}
    return replace(usual, watches=there[own_id]) if own_id in there else None


def _old(trials: "Sequence[Trial]") -> Any:
    from agents.evaluate.backtest import Side

    return trials[1].side if len(trials) > 1 else Side()


@contextmanager
def _counted() -> Iterator[Callable[[int, int], None]]:
    """Give a function that is told how many records of how many are read; a bar on a terminal."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("backtesting", total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
