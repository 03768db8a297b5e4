"""`detente evaluate pairs`: are two articles of the same story."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from agents.cli.figures import FILE, JSON, PREDICTIONS, row, share, show, write

if TYPE_CHECKING:
    from agents.dedup.same_story import Answer
    from agents.evaluate.pairs import Pair
    from agents.ingest.items import Item
    from streams.article_records import Article


@click.command()
@FILE
@PREDICTIONS
@JSON
def pairs(file: Path, predictions: Path | None, as_json: bool) -> None:
    """Say of each pair of articles in FILE, {"a", "b"}, if both are of one story; compare with `same_story`.

    Without labels the predictions, a line {"same_story", "score"} for each pair in the file's order,
    are all there is.
    """
    from agents.evaluate.pairs import Judged, language_of, read_pairs, report

    found = read_pairs(file)
    cleaned = [(_cleaned(pair.a), _cleaned(pair.b)) for pair in found]
    answers = _answers(cleaned)
    lines = [{"same_story": one.same, "score": one.score} for one in answers]
    labelled = [
        Judged(pair.same_story, answer.same, language_of(_language(pair, cleaned[place])), pair.borderline)
        for place, (pair, answer) in enumerate(zip(found, answers, strict=True))
        if pair.same_story is not None
    ]
    write(lines, predictions, file, bool(labelled))
    if labelled:
        show(report(labelled), as_json, _print)


def _cleaned(item: "Item") -> "Article | None":
    """Return the article as it would go on from cleaning; None where nothing of it would."""
    from agents.clean.article import Unusable, clean_article
    from agents.ingest.items import raw_article

    try:
        return clean_article(raw_article(item, "pair"))
    except Unusable:
        return None


def _answers(cleaned: "Sequence[tuple[Article | None, Article | None]]") -> "list[Answer]":
    from agents.dedup.same_story import Answer, Background, same_story

    # What words weigh is learned from the articles of the file, all of them, and not from the labels.
    background = Background(article for pair in cleaned for article in pair if article is not None)
    return [
        Answer(False, 0.0) if one is None or other is None else same_story(one, other, background)
        for one, other in cleaned
    ]


def _language(pair: "Pair", cleaned: "tuple[Article | None, Article | None]") -> tuple[str | None, ...]:
    return tuple(
        article.language if article else item.language
        for item, article in zip((pair.a, pair.b), cleaned, strict=True)
    )


def _print(made: dict[str, Any]) -> None:
    click.echo(row("", ("pairs", "same", "said so", "precision", "recall", "F1")))
    for name, figures in {"all": made, **made["languages"]}.items():
        for key, label in (("all", name), ("without_borderlines", f"{name}, no borderlines")):
            one = figures[key]
            counts = (str(one[count]) for count in ("items", "wanted", "matched"))
            shares = (share(one[figure]) for figure in ("precision", "recall", "f1"))
            click.echo(row(label, (*counts, *shares)))
