"""`detente evaluate pairs`: are two articles of the same story."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from agents.cli.faults import settings
from agents.cli.figures import FILE, JSON, PREDICTIONS, interval, row, share, show, write

if TYPE_CHECKING:
    from agents.evaluate.pairs import Pair
    from agents.ingest.items import Item
    from streams.replay import Replay
    from streams.stage import Emit, Stage


@dataclass(frozen=True, slots=True)
class Answer:
    """What dedup says of the second article of a pair, when the first is all that it has seen."""

    same: bool
    score: float  # how alike the two are, 0 to 1; 1 where they share text
    languages: tuple[str | None, str | None]


@click.command()
@FILE
@PREDICTIONS
@JSON
def pairs(file: Path, predictions: Path | None, as_json: bool) -> None:
    """Give each pair of articles in FILE, {"a", "b"}, to clean and dedup: do they end in one story?

    Compares with `same_story`. Without labels the predictions, a line {"same_story", "score"} for each
    pair in the file's order, are all there is.
    """
    from agents.evaluate.pairs import Judged, language_of, read_pairs, report
    from agents.pipeline import stage_named

    found = read_pairs(file)
    loaded = settings()
    stages = tuple(stage_named(name).configured(loaded) for name in ("clean", "dedup"))
    answers = [_answer(stages, pair) for pair in found]
    lines = [{"same_story": one.same, "score": one.score} for one in answers]
    labelled = [
        Judged(pair.same_story, answer.same, language_of(answer.languages), pair.borderline)
        for pair, answer in zip(found, answers, strict=True)
        if pair.same_story is not None
    ]
    write(lines, predictions, file, bool(labelled))
    if labelled:
        show(report(labelled), as_json, _print)


def _answer(stages: "Sequence[Stage]", pair: "Pair") -> Answer:
    """Play both articles to stages that have seen nothing else."""
    from agents.dedup.stories.join import Related
    from streams.article_records import UniqueArticle
    from streams.replay import Replay

    replay = Replay(stages)
    decided = [_decided(replay, item, name) for item, name in ((pair.a, "a"), (pair.b, "b"))]
    made = [one.outputs[0].record if one else None for one in decided]
    languages = [
        one.article.language if isinstance(one, UniqueArticle) else item.language
        for one, item in zip(made, (pair.a, pair.b), strict=True)
    ]
    a, b = made
    if not isinstance(a, UniqueArticle) or not isinstance(b, UniqueArticle) or decided[1] is None:
        return Answer(False, 0.0, (languages[0], languages[1]))
    related = [one for one in decided[1].detail if isinstance(one, Related)]
    same = a.story == b.story
    score = max((one.score for one in related), default=1.0 if same else 0.0)
    return Answer(same, round(min(max(score, 0.0), 1.0), 4), (languages[0], languages[1]))


def _decided(replay: "Replay", item: "Item", name: str) -> "Emit | None":
    """Return what dedup decides on an item; None where cleaning refuses it."""
    from agents.cli.order import STANDSTILL
    from agents.ingest.items import key_of, raw_article
    from streams import codec
    from streams.stage import Emit

    raw = raw_article(item, name)
    at = int(STANDSTILL.timestamp() * 1000)
    last = replay.feed(key_of(raw), codec.encode(raw), {}, at)[-1]
    decision = last.step.decision
    return decision if last.stage == "dedup" and isinstance(decision, Emit) else None


def _print(made: dict[str, Any]) -> None:
    click.echo(row("", ("pairs", "same", "said so", "precision", "recall", "F1")))
    for name, figures in {"all": made, **made["languages"]}.items():
        for key, label in (("all", name), ("without_borderlines", f"{name}, no borderlines")):
            one = figures[key]
            counts = (str(one[count]) for count in ("items", "wanted", "matched"))
            shares = (share(one[figure]) for figure in ("precision", "recall", "f1"))
            click.echo(row(label, (*counts, *shares)))
    click.echo(interval(made["f1_interval"]))
