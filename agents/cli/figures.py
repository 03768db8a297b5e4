"""What the evaluations share: their arguments, where predictions go, and how figures are shown."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import click

FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE")
PREDICTIONS = click.option(
    "--predictions", type=click.Path(dir_okay=False, path_type=Path), metavar="F", help="Write to F."
)
JSON = click.option("--json", "as_json", is_flag=True, help="The figures as JSON.")


def write(lines: Sequence[Any], predictions: Path | None, file: Path, labelled: bool) -> None:
    """Write predictions, a JSON line each, to a file; without one to stdout where there are no labels."""
    import orjson

    if not lines:
        click.echo(f"no items in {file}", err=True)
    if predictions is not None:
        with predictions.open("wb") as sink:
            sink.writelines(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE) for line in lines)
    elif not labelled:
        for line in lines:
            click.echo(orjson.dumps(line))
    if not labelled and predictions is not None:
        click.echo(f"no labels in {file}: {len(lines)} predictions in {predictions}", err=True)


def show(made: dict[str, Any], as_json: bool, to_people: Callable[[dict[str, Any]], None]) -> None:
    """Print figures: as JSON, or by a function of the evaluation's own."""
    import orjson

    if as_json:
        click.echo(orjson.dumps(made, option=orjson.OPT_INDENT_2))
    else:
        to_people(made)


def row(label: str, cells: Iterable[str]) -> str:
    """Return one row of a table of figures."""
    return f"  {label:<24}" + "".join(f"{cell:>10}" for cell in cells)


def share(figure: float | None) -> str:
    """Return a share with three places; a dash for one that cannot be had."""
    return "–" if figure is None else f"{figure:.3f}"


def interval(figure: tuple[float, float] | None) -> str:
    """Return what is to be said of the interval of F1."""
    return "" if figure is None else f"95 % of draws of the items have F1 {figure[0]:.3f} to {figure[1]:.3f}"
