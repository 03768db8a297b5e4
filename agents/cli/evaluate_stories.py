"""`detente evaluate stories`: does dedup put the items together that belong together."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from agents.cli.faults import settings
from agents.cli.figures import FILE, JSON, PREDICTIONS, interval, row, share, show, write
from agents.cli.paths import bar, files

if TYPE_CHECKING:
    from streams.settings import Settings


@click.command()
@FILE
@PREDICTIONS
@JSON
def stories(file: Path, predictions: Path | None, as_json: bool) -> None:
    """Run the items of FILE through clean and dedup in its order, and compare stories with column `story`.

    Without labels the predictions, a line {"id", "story"} for each item in the file's order, are all
    there is.
    """
    loaded, found = settings(), files([file])
    from agents.evaluate.stories import read_stories, report

    labels = read_stories(file)
    told = list(_told(loaded, found))
    write([{"id": one, "story": story} for one, story, _ in told], predictions, file, bool(labels))
    if labels:
        said = {one: story for one, story, _ in told}
        languages = {one: language for one, _, language in told}
        show(report(labels, said, languages), as_json, _print)


def _told(loaded: "Settings", found: Sequence[Path]) -> Iterator[tuple[str, str | None, str | None]]:
    """Yield id, story and language of each item in the file's order, each decided before the next is read."""
    from agents.cli.play import Player
    from agents.ingest.agent import LIMIT
    from agents.ingest.files import entries
    from agents.pipeline import stage_named

    stages = tuple(stage_named(name).configured(loaded) for name in ("clean", "dedup"))
    player = Player(stages, loaded.generation)
    with bar("deduplicating", found) as advance:
        for line in player.in_order(entries(found, LIMIT, advance)):
            yield line["id"], line["story"], line["language"]


def _print(made: dict[str, Any]) -> None:
    click.echo(f"{made['stories']} stories, {made['predicted_stories']} predicted; BCubed")
    click.echo(row("", ("items", "precision", "recall", "F1")))
    for name, pair in {"all": made, **made["languages"]}.items():
        for key, label in (("all", name), ("without_borderlines", f"{name}, no borderlines")):
            one = pair[key]
            figures = (share(one[figure]) for figure in ("precision", "recall", "f1"))
            click.echo(row(label, (str(one["items"]), *figures)))
    click.echo(interval(made["f1_interval"]))
