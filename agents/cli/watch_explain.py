"""`detente watch explain`: why a watch wants an article or does not, sentence by sentence."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from agents.cli.faults import settings
from agents.cli.printable import printable

if TYPE_CHECKING:
    from streams.article_records import Article, RawArticle


@click.command()
@click.argument("what", metavar="FILE|TEXT")
@click.option("--watch", "which", metavar="W", help="One watch alone: its id, or a watch file.")
@click.option("--published", metavar="DATE", help="When a text without a date was published: 2021-03-03.")
@click.option("--language", metavar="CODE", help="The language of a text: en, fr, ru …")
@click.option("--json", "as_json", is_flag=True, help="One JSON document an article and watch.")
def explain(what: str, which: str | None, published: str | None, language: str | None, as_json: bool) -> None:
    """Say why a watch wants an article or not: what each rule saw in each sentence, and what it weighs.

    Takes a file of articles (text, HTML, JSON Lines), a text between quotes, or - for standard input. A
    text's first line is its headline if a blank line follows. Each watch at work is asked.
    """
    loaded = settings(which)
    import orjson

    from agents.cli import watch_words
    from agents.tag.explain import explain as explained
    from agents.tag.look import Rules
    from agents.watch.load import load_watches

    rules, faulty = Rules.of(load_watches(loaded.watches)), False
    for name, given in _articles(what, published, language):
        if isinstance(given, str):
            click.echo(f"Error: {printable(name)}: {given}", err=True)
            faulty = True
            continue
        if not as_json:
            _head(name, given)
        for watch in rules.watches:
            told = explained(rules, given, watch.id)
            if as_json:
                click.echo(orjson.dumps(watch_words.data(told, name)))
            else:
                _show(watch_words.lines(told))
    if faulty:
        raise click.exceptions.Exit(1)


def _head(name: str, article: "Article") -> None:
    click.secho(printable(f"{name}: “{article.title or 'no headline'}”"), bold=True)
    click.echo(
        printable(f"language {article.language or 'unknown'}, published {article.published or 'unknown'}")
    )


def _show(lines: Iterator[str]) -> None:
    for number, line in enumerate(lines):
        click.secho(printable(line), bold=number == 0)
    click.echo()


def _articles(
    what: str, published: str | None, language: str | None
) -> "Iterator[tuple[str, Article | str]]":
    """Yield what each article is called, and the article as it was cleaned, or why there is none."""
    from agents.clean.article import Unusable, clean_article

    for name, given in _given(what):
        if isinstance(given, str):
            yield name, given
            continue
        dated = replace(given, published=given.published or published, language=given.language or language)
        try:
            yield name, clean_article(dated)
        except Unusable as fault:
            yield name, str(fault)


def _given(what: str) -> "Iterator[tuple[str, RawArticle | str]]":
    from agents.ingest.agent import LIMIT
    from agents.ingest.files import Skipped, entries, files_of, known
    from agents.ingest.items import Item, raw_article

    if what != "-" and _is_path(what):
        for entry in entries(files_of([Path(what)]), LIMIT):
            if isinstance(entry, Skipped):
                yield entry.name, entry.error
            else:
                yield entry.id, entry.raw or entry.error or "no article"
        return
    if what != "-" and known(what) and " " not in what:
        raise click.UsageError(f"there is no file {what}")
    yield "text", raw_article(Item(text=sys.stdin.read() if what == "-" else what), "text")


def _is_path(what: str) -> bool:
    try:
        return Path(what).exists()
    except (OSError, ValueError):  # too long for a name, or with a zero byte: a text
        return False
