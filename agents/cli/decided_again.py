"""One stored article decided again: by each stage as it is now, with what the stage knew then."""

from collections.abc import Sequence
from datetime import UTC, datetime

from agents.cli.account import Account, Story, account, called, conclusion
from agents.cli.stage_words import Context
from agents.cli.stored import Arrival, Past, Shelf
from streams import codec
from streams.article_records import Article, RawArticle, UniqueArticle
from streams.records import Alert, Match, Record
from streams.stage import Emit, Incoming, Position, Reject, Stage, Step, step


async def decided_again(
    shelf: Shelf, stages: Sequence[Stage], arrival: Arrival, context: Context, known: dict[str, str]
) -> Story:
    """Return what each stage makes of a stored article, and why there was or was not an alert.

    Each stage is given what the one before it wrote; where that is not on the topic (yet, or any more),
    what the one before decides now. `known` takes the names of the articles that are spoken of.
    """
    story = _story(arrival)
    first = next(place for place, stage in enumerate(stages) if stage.source is arrival.topic)
    waiting = [(arrival.first, True)]
    for stage in stages[first:]:
        following: list[tuple[Incoming, bool]] = []
        for incoming, stored in waiting:
            past = Past.nothing(stage)
            if stored or stage.state is not None:
                past = await shelf.past(stage, incoming, now=not stored)
            done = step(stage, past.desk, incoming)
            await _learn_names(shelf, past, done, known)
            told = account(stage.name, done, context)
            told.lines.extend(await _remarks(shelf, stage, past, done, stored))
            if stage.sink.record is Alert:
                told.lines.extend(await _today(shelf, told))
            story.stages.append(told)
            following += [(one, True) for one in past.answers] or await _made_now(shelf, stage, done)
        waiting = following
    story.conclusion = conclusion(story.stages)
    return story


def _story(arrival: Arrival) -> Story:
    first = arrival.first
    at = first.position
    came = datetime.fromtimestamp(first.timestamp / 1000, UTC).isoformat(timespec="seconds")
    where = f"{arrival.topic.name} partition {at.partition} offset {at.offset}, since {came}"
    story = Story(first.headers.get("name", first.key or b"").decode("utf-8", "replace"), where)
    kind = arrival.topic.record
    assert kind in (RawArticle, Article)
    try:
        article: RawArticle | Article = codec.decode(kind, first.value)
    except codec.Undecodable:
        return story
    story.id, story.url = article.id, article.url
    story.notes.append(f"article {article.article_id}, version {article.version}")
    if arrival.times > 1:
        story.notes.append(f"came {arrival.times} times; this is the first")
    return story


async def _learn_names(shelf: Shelf, past: Past, done: Step, known: dict[str, str]) -> None:
    """Note the headlines of the articles that dedup compared with."""
    decision = done.decision
    if isinstance(decision, Reject) or not past.offsets:
        return
    spoken = [one.origin for one in decision.detail or ()]
    if isinstance(decision, Emit):
        records = (output.record for output in decision.outputs)
        spoken += [one.original for one in records if isinstance(one, UniqueArticle) and one.original]
    for identity in dict.fromkeys(spoken):
        if identity not in known and identity in past.offsets:
            article = await shelf.article(past.offsets[identity])
            if article is not None:
                known[identity] = called(article)


async def _remarks(shelf: Shelf, stage: Stage, past: Past, done: Step, stored: bool) -> list[str]:
    """Return what has to be said of the step: is it what was decided then, and with all that was known?"""
    lines = []
    if past.left_out:
        lines.append(
            f"only the newest {past.read} records of {stage.sink.name} before it were read back, "
            f"{past.left_out} older ones were not: what it has to do with those is not known here; --most "
            f"reads more"
        )
    then = [one.value for one in past.answers]
    now = [one.value for one in done.written]
    if then and then != now:
        what = "; ".join(filter(None, map(_said, _decoded(stage, past.answers))))
        lines.append(
            f"it was decided otherwise then, and that is what counts: {what} (the rules have changed)"
        )
    if not stored:
        lines.append(f"{stage.source.name} does not have it: this is what would be decided now")
    elif isinstance(done.decision, Reject):
        offset = await shelf.letter(stage, done.incoming)
        lines.append(
            f"`detente dlq show {offset}` shows it"
            if offset is not None
            else f"news.dlq does not have it: {stage.name} has not come to it yet, or accepted it then"
        )
    elif now and not then:
        lines.append(
            f"{stage.sink.name} has no record of it: {stage.name} has not come to it yet, or it is gone"
        )
    return lines


async def _today(shelf: Shelf, told: Account) -> list[str]:
    """Return how the alerts that a step opened or joined stand today."""
    raised = {one["id"]: one["revision"] for one in told.data.get("alerts", ())}
    lines = []
    for value in (await shelf.latest(set(raised)) if raised else {}).values():
        alert = codec.decode(Alert, value)
        if alert.revision > raised[alert.id]:
            event = alert.event
            merged = f", merged into {alert.merged_into}" if alert.merged_into else ""
            taken = f", withdrawn by a person ({alert.withdrawn})" if alert.withdrawn else ""
            lines.append(
                f"alert {alert.id} stands at revision {alert.revision} today: {event.kind} {event.state}, "
                f"{event.date or 'date unknown'}, {alert.coverage.reports} reports{merged}{taken}"
            )
    return lines


async def _made_now(shelf: Shelf, stage: Stage, done: Step) -> list[tuple[Incoming, bool]]:
    """Return what a step leads to as the next stage would read it if it were written now."""
    if not done.written or stage.sink.record is Alert:
        return []
    at = await shelf.end(stage.sink)
    return [
        (
            Incoming(
                Position(at.generation, 0, at.offset + number), one.key, one.value, one.headers, one.timestamp
            ),
            False,
        )
        for number, one in enumerate(done.written)
    ]


def _decoded(stage: Stage, answers: Sequence[Incoming]) -> list[Record]:
    assert stage.sink.record is not None
    return [codec.decode(stage.sink.record, one.value) for one in answers]


def _said(record: Record) -> str:
    match record:
        case Article():
            return f"cleaned to {len(record.text)} characters"
        case UniqueArticle():
            return f"{record.verdict}, story {record.story}"
        case Match():
            return f"{record.event.kind} {record.event.date or 'date unknown'}, score {record.score:.2f}"
        case Alert():
            return f"{record.reason}, alert {record.id} revision {record.revision}"
    return ""
