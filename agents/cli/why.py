"""`detente why`: stage by stage, why an article led to an alert or did not."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from agents.cli.faults import settings
from agents.cli.paths import bar, files
from agents.cli.printable import printable

if TYPE_CHECKING:
    from agents.cli.account import Story
    from agents.cli.stage_words import Context
    from agents.cli.stored import Arrival
    from streams.settings import Settings

MOST = 1_000_000  # records of a topic: dedup's memory of these takes about a gigabyte
SHOWN = 5  # versions of an article


@click.command()
@click.argument("target", required=False, metavar="[URL|ID]")
@click.option(
    "--file",
    "paths",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    metavar="PATH",
    help="Ask of the articles in a file or folder, played in order without Kafka; without ID, of all.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document a version of an article.")
@click.option(
    "--most",
    type=click.IntRange(min=1),
    default=MOST,
    show_default=True,
    help="Records of a topic that are read at most.",
)
def why(target: str | None, paths: tuple[Path, ...], as_json: bool, most: int) -> None:
    """Say why there was or was not an alert of an article: by its URL, its article id or its item's own id.

    The stored article is decided again, stage by stage, with what each stage knew then.
    """
    if target is None and not paths:
        raise click.UsageError("name an article by its URL or id, or a file of articles with --file")
    loaded = settings()
    told = 0
    for story in _of_files(loaded, paths, target) if paths else _of_topics(loaded, target or "", most):
        told += 1
        _show(story, as_json)
    if not told:
        where = "in these files" if paths else f"on the topics of {loaded.kafka}"
        hint = (
            "the ids are those of `detente replay` on them"
            if paths
            else "it never came, or retention took it (news.raw keeps 7 days); --file asks of a file"
        )
        raise click.ClickException(f"no article {printable(target or '')!r} {where}: {hint}")


def _of_files(loaded: "Settings", paths: Sequence[Path], target: str | None) -> "Iterator[Story]":
    """Play the files and yield what became of each article that is meant."""
    found = files(paths)
    from agents.cli.account import Story, account, called, conclusion
    from agents.cli.order import STANDSTILL
    from agents.ingest.agent import LIMIT
    from agents.ingest.canonical import canonical_url
    from agents.ingest.files import Skipped, entries
    from agents.pipeline import configured
    from streams.replay import Replay

    known: dict[str, str] = {}
    context = context_of(loaded, known)
    replay = Replay(configured(loaded), loaded.generation)
    canonical = canonical_url(target)
    with bar("replaying", found) as advance:
        for entry in entries(found, LIMIT, advance):
            if isinstance(entry, Skipped):
                if target in (None, entry.name, entry.where):
                    yield Story(entry.name, entry.where, conclusion=f"no alert: not sent: {entry.error}")
                continue
            trails = replay.feed(entry.key, entry.value, entry.headers, int(STANDSTILL.timestamp() * 1000))
            raw = entry.raw
            names = {entry.name, entry.where, entry.id, raw.url if raw else None}
            names |= {raw.article_id, canonical_url(raw.url)} if raw else set()
            if target is None or names & {target, canonical} - {None}:
                story = Story(entry.id, entry.where, raw.url if raw else None)
                story.stages = [account(one.stage, one.step, context) for one in trails]
                story.conclusion = conclusion(story.stages)
                yield story
            if raw is not None:
                known.setdefault(raw.article_id, called(raw))


def _of_topics(loaded: "Settings", target: str, most: int) -> "Iterator[Story]":
    """Find an article on the topics and yield what becomes of each of its versions."""
    import asyncio

    from agents.cli.stored import Shelf
    from agents.pipeline import configured

    def say(line: str) -> None:
        click.echo(line, err=True)

    shelf, stages = Shelf(loaded, most, say), configured(loaded)
    known: dict[str, str] = {}

    async def tell(arrival: "Arrival") -> "Story":
        from agents.cli.decided_again import decided_again

        return await decided_again(shelf, stages, arrival, context_of(loaded, known), known)

    found = asyncio.run(shelf.find(target))
    if len(found) > SHOWN:
        say(f"{len(found)} versions; the newest {SHOWN} follow")
    for arrival in found[-SHOWN:]:
        yield asyncio.run(tell(arrival))


def context_of(loaded: "Settings", known: dict[str, str]) -> "Context":
    """Return what is known beside a step: the thresholds of the watches, and what articles are called."""
    from agents.cli.stage_words import Context
    from agents.watch.load import load_watches

    thresholds = {watch.id: watch.threshold for watch in load_watches(loaded.watches)}
    return Context(thresholds, lambda identity: known.get(identity, f"article {identity}"))


def _show(story: "Story", as_json: bool) -> None:
    if as_json:
        import orjson

        click.echo(orjson.dumps(asdict(story)))
        return
    url = f"  {story.url}" if story.url else ""
    click.secho(printable(f"{story.id}{url}"), bold=True)
    click.echo(printable(f"  {story.where}"))
    for note in story.notes:
        click.echo(printable(f"  {note}"))
    for one in story.stages:
        click.secho(f"\n{one.stage}: {one.reason}", bold=True)
        for line in one.lines:
            click.echo(f"  {printable(line)}")
    click.secho(f"\n{printable(story.conclusion)}\n", bold=True)
