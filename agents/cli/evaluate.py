"""`detente evaluate`: how well the stages do on labelled items."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from agents.cli.evaluate_pairs import pairs
from agents.cli.evaluate_stories import stories
from agents.cli.faults import settings
from agents.cli.figures import FILE, JSON, PREDICTIONS, row, share, show, write
from agents.cli.paths import bar, files

if TYPE_CHECKING:
    from agents.cli.line import Line


@click.group()
def evaluate() -> None:
    """Measure the stages on labelled items."""


evaluate.add_command(stories)
evaluate.add_command(pairs)


@evaluate.command()
@FILE
@PREDICTIONS
@JSON
@click.option("--watch", metavar="W", help="The watch that the labels are for: its id, or a watch file.")
def watch(file: Path, predictions: Path | None, as_json: bool, watch: str | None) -> None:
    """Play the items of FILE by date, and compare what a watch matched with the labels.

    Without labels the predictions (replay lines, in the file's order) are all there is.
    """
    loaded, found = settings(watch), files([file])
    from agents.evaluate.labels import read_labels
    from agents.evaluate.watch import join, report

    labels = read_labels(file)
    lines = _played(loaded, found)
    write(lines, predictions, file, bool(labels))
    if labels:
        show(report(join(labels, lines, name := _watch_of(lines)), name), as_json, _print)


def _played(loaded: Any, found: Sequence[Path]) -> "list[Line]":
    """Return the replay lines of the items, in the order of the file."""
    from agents.cli.play import Player
    from agents.ingest.agent import LIMIT
    from agents.ingest.files import entries
    from agents.pipeline import configured

    player = Player(configured(loaded), loaded.generation)
    with bar("playing", found) as advance:
        placed = [
            (place, line)
            for place, line in player.by_date(entries(found, LIMIT, advance))
            if place is not None
        ]
    return [line for _, line in sorted(placed, key=lambda one: one[0])]


def _watch_of(lines: "Sequence[Line]") -> str:
    """Return the watch that the labels are for: where several were looked at, the one that matched most."""
    matches: Counter[str] = Counter()
    for look in (look for line in lines for look in line["watches"]):
        matches[look["watch"]] += look["match"]
    if not matches:
        raise click.ClickException("no item reached a watch: nothing to compare")
    best = min(matches, key=lambda name: (-matches[name], name))
    if len(matches) > 1:
        click.echo(f"{len(matches)} watches; the figures are for {best}: choose with --watch", err=True)
    return best


def _print(made: dict[str, Any]) -> None:
    click.echo(f"watch {made['watch']}")
    for name, figures in {"all items": made, **{f"part {k}": v for k, v in made["parts"].items()}}.items():
        click.echo(f"\n{name}")
        click.echo(row("", ("items", "wanted", "matched", "precision", "recall", "F1")))
        for label, scores in _rows(figures):
            click.echo(row(label, scores))
        kind, events = figures["kind"], figures["events"]
        click.echo(
            f"  kind right on {kind['right']} of {kind['items']} wanted items ({share(kind['share'])}); "
            f"of the {kind['matched']} matched {share(kind['share_of_matched'])}"
        )
        click.echo(
            f"  events alerted {events['alerted']} of {events['events']}; "
            f"opened an event {share(events['opened_an_event'])}, "
            f"left after merges {share(events['alerts_an_event'])}; "
            f"alerts over two threads {events['mixed_alerts']} of {events['alerts']}; "
            f"purity {share(events['purity'])}; "
            f"events of several languages on one alert {share(events['languages_together'])}, "
            f"pairs in two languages {share(events['language_pairs_together'])} of {events['language_pairs']}"
        )


def _rows(figures: dict[str, Any]) -> list[tuple[str, tuple[str, ...]]]:
    rows = []
    for name, pair in {"all": figures, **figures["languages"]}.items():
        for key, label in (("all", name), ("without_borderlines", f"{name}, no borderlines")):
            one = pair[key]
            shares = (share(one[figure]) for figure in ("precision", "recall", "f1"))
            rows.append((label, (str(one["items"]), str(one["wanted"]), str(one["matched"]), *shares)))
    return rows
