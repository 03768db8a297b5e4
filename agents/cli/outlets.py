"""`detente outlets`: the lines that outlets repeat, learned from files or from what stands on the topic."""

from collections.abc import AsyncGenerator, Iterable, Iterator
from contextlib import aclosing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from agents.cli.faults import settings
from agents.cli.paths import bar, files

if TYPE_CHECKING:
    from agents.clean.outlet_learn import Seen
    from agents.clean.outlet_lines import OutletRules
    from streams.article_records import Article
    from streams.settings import Settings

REMOVED = "outlet: "  # how cleaning notes a line of an outlet's frame


@click.group()
def outlets() -> None:
    """Learn the lines that outlets print under article after article, and look at what was learned.

    What `learn` writes is a file of rules: by outlet, the lines that stand in many of its articles that
    have nothing else in common, with how many and since when. Cleaning takes them out, each noted as
    `outlet: …` in `removed`, once the setting `outlet_rules` names the file. The file is for people too:
    a line that is wrong may be deleted, one that is missing added.
    """


@outlets.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH]…")
@click.option("--topic", is_flag=True, help="Learn from what stands on news.clean instead of files.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file; else it is printed.")
@click.option(
    "--articles", type=click.IntRange(min=2), default=4, show_default=True, help="Articles that a line needs."
)
@click.option(
    "--share",
    type=click.FloatRange(0, 100),
    default=2.0,
    show_default=True,
    help="Percent of its source's articles that a line needs; whole sentences need more.",
)
def learn(paths: tuple[Path, ...], topic: bool, out: Path | None, articles: int, share: float) -> None:
    """Write the lines that outlets repeat across different articles, as a file of rules (TOML).

    Articles that share two of headline, first and longest sentence are prints of one text and count once.
    Of files each article is cleaned first; a copy of an article is taken once. Lines that the rules in
    use took out of the articles on the topic count as if they still stood there.
    """
    if topic == bool(paths):
        raise click.UsageError("name files to learn from, or --topic")
    from agents.clean.outlet_learn import learn as learned
    from agents.clean.outlet_lines import written

    taken = [0]
    found = _counted(_from_topic(settings()) if topic else _from_files(paths), taken)
    rules = learned(found, least=articles, share=share / 100, made=datetime.now(UTC).date().isoformat())
    text = written(rules)
    if out is None:
        click.echo(text, nl=False)
    else:
        out.write_text(text, "utf-8")
    click.echo(f"{_size(rules)} learned from {taken[0]} articles; version {rules.version}", err=True)


@outlets.command()
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE")
@click.option("--outlet", help="Show one outlet alone, by its host.")
def show(path: Path, outlet: str | None) -> None:
    """Show a file of rules: each outlet's lines, with the articles they stood in and from when to when.

    A mistake in the file is told with its line; then the status is 1.
    """
    from agents.clean.outlet_lines import load_outlet_rules

    rules = load_outlet_rules(path)
    hosts = [frame.host for frame in rules.outlets]
    if outlet is not None and outlet not in hosts:
        raise click.ClickException(f"{path} has no rules for {outlet}; it has {', '.join(hosts) or 'none'}")
    by_hand = "; changed by hand" if rules.stated not in (None, rules.version) else ""
    click.echo(f"{_size(rules)}; made {rules.made or 'by hand'}, version {rules.version}{by_hand}")
    for frame in rules.outlets:
        if outlet not in (None, frame.host):
            continue
        click.echo(f"\n{frame.host}: {frame.articles} articles")
        for line in sorted(frame.lines, key=lambda one: -one.articles):
            days = " to ".join(dict.fromkeys(day for day in (line.first, line.last) if day))
            click.echo(f"  {line.articles:>6}  {days:<24}  {line.text}")


def _size(rules: "OutletRules") -> str:
    return f"{sum(len(frame.lines) for frame in rules.outlets)} lines of {len(rules.outlets)} outlets"


def _counted(found: "Iterable[Seen]", taken: list[int]) -> "Iterator[Seen]":
    for one in found:
        taken[0] += 1
        yield one


def _from_files(paths: tuple[Path, ...]) -> "Iterator[Seen]":
    from agents.clean.article import Unusable, clean_article
    from agents.ingest.agent import LIMIT
    from agents.ingest.files import Skipped, entries

    found = files(paths)
    with bar("learning", found) as advance:
        for entry in entries(found, LIMIT, advance):
            if isinstance(entry, Skipped) or entry.raw is None:
                click.echo(f"Error: {entry.where}: {entry.error}", err=True)
                continue
            try:
                article = clean_article(entry.raw)
            except Unusable as fault:
                click.echo(f"Error: {entry.where}: {fault}", err=True)
                continue
            if (one := _seen(article, entry.raw.source)) is not None:
                yield one


def _from_topic(loaded: "Settings") -> "Iterator[Seen]":
    """Yield the articles of `news.clean` as they are read: a week of them would not fit in memory."""
    import asyncio

    with asyncio.Runner() as runner:
        stored = _read(loaded)
        try:
            while (one := runner.run(anext(stored, None))) is not None:
                yield one
        finally:
            runner.run(stored.aclose())


async def _read(loaded: "Settings") -> "AsyncGenerator[Seen]":
    from streams import codec, topics
    from streams.article_records import Article
    from streams.reading import records

    async with aclosing(records(loaded, topics.CLEAN)) as stored:
        async for record in stored:
            if record is None:
                break
            try:
                article = codec.decode(Article, record.value)
            except codec.Undecodable as fault:
                click.echo(f"{record.topic}, offset {record.offset}: {fault}", err=True)
                continue
            if (one := _seen(article, None)) is not None:
                yield one


def _seen(article: "Article", source: str | None) -> "Seen | None":
    from agents.clean.outlet_learn import Seen

    if article.outlet is None:
        return None
    gone = [one.removeprefix(REMOVED) for one in article.removed if one.startswith(REMOVED)]
    lines = [line for line in article.text.split("\n") if line]
    day = (article.published or article.fetched or "")[:10] or None
    known = (*lines, *(one for one in gone if not one.endswith("…")))  # "…": cut in the note
    return Seen(article.outlet, source, day, article.title, known, article.language)
