"""The PATH arguments that several commands take, and a bar that shows how far they are read."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

PATHS = click.argument(
    "paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="PATH…"
)


def files(paths: Sequence[Path]) -> list[Path]:
    """Return the files at the paths given; a usage error for a kind that is not known."""
    from agents.ingest.files import UnknownKind, files_of

    try:
        return files_of(paths)
    except UnknownKind as fault:
        raise click.UsageError(str(fault)) from None


@contextmanager
def bar(what: str, found: Sequence[Path]) -> Iterator[Callable[[int], Any]]:
    """Give a function that is told the bytes read of the files; on a terminal it draws a bar on stderr."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=sum(one.stat().st_size for one in found if one.is_file()))
        yield lambda count: progress.advance(task, count)
