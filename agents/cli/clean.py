"""`detente clean`: what cleaning makes of files, to look at or to use elsewhere."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from agents.cli.faults import settings
from agents.cli.paths import PATHS, bar, files

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agents.clean.outlet_lines import OutletLines
    from agents.ingest.files import Entry, Skipped

_FIELDS = ("title", "text", "published", "modified", "language", "outlet", "authors", "canonical_url")
_NOTHING: dict[str, Any] = dict.fromkeys(_FIELDS) | {"title": "", "text": "", "authors": ()}


@click.command()
@PATHS
@click.option("--json", "as_json", is_flag=True, help="One JSON line a file.")
def clean(paths: tuple[Path, ...], as_json: bool) -> None:
    """Say what remains of texts and pages: headline, body, dates, language, outlet, authors.

    Status 1 if a file could not be used; the others are cleaned all the same. With --json it has its line
    too, with nothing in it.
    """
    found, loaded = files(paths), settings()
    import orjson

    from agents.clean.outlet_lines import load_outlet_rules
    from agents.ingest.agent import LIMIT
    from agents.ingest.files import entries

    frames = load_outlet_rules(loaded.outlet_rules).by_host() if loaded.outlet_rules else {}
    faulty = False
    with bar("cleaning", found) as advance:
        for entry in entries(found, LIMIT, advance):
            made = _cleaned(entry, frames)
            if isinstance(made, str):
                click.echo(f"Error: {entry.where}: {made}", err=True)
                faulty = True
                if as_json:  # whoever reads the lines beside the files must not count one short
                    click.echo(orjson.dumps({"path": entry.where} | _NOTHING))
            else:
                click.echo(orjson.dumps(made) if as_json else _readable(made))
    if faulty:
        raise click.exceptions.Exit(1)


def _cleaned(entry: "Entry | Skipped", frames: "Mapping[str, OutletLines]") -> dict[str, Any] | str:
    """Return the fields of the cleaned article, or why there is none."""
    from agents.clean.article import Unusable, clean_article
    from agents.ingest.files import Skipped

    if isinstance(entry, Skipped) or entry.raw is None:
        return entry.error or "no article"
    try:
        article = clean_article(entry.raw, frames)
    except Unusable as fault:
        return str(fault)
    except Exception as fault:  # noqa: BLE001 - what would be a dead letter does not stop the others here
        return f"{type(fault).__name__}: {fault}"
    return {"path": entry.where} | {name: getattr(article, name) for name in _FIELDS}


def _readable(made: dict[str, Any]) -> str:
    about = [made["path"]]
    for name in ("published", "modified", "language", "outlet", "authors", "canonical_url"):
        value = made[name]
        if value:
            about.append(f"{name}: {value if isinstance(value, str) else ', '.join(value)}")
    return "\n".join([*about, "", *(part for part in (made["title"], made["text"]) if part), ""])
