"""The tag stage: articles of `news.unique` to matches, one for each watch that wants the article."""

from datetime import datetime
from enum import StrEnum

from agents.tag.look import Look, Rules, looks
from agents.watch.load import load_watches
from streams import topics
from streams.article_records import Article, UniqueArticle
from streams.records import Match, Reference
from streams.settings import Settings
from streams.stage import Decision, Emit, Hold, Output, Stage


class Reason(StrEnum):
    """Why tag passed an article on, or did not."""

    WANTED = "wanted"
    NOT_WANTED = "not_wanted"
    REPEAT = "repeat"


def tag(rules: Rules, record: UniqueArticle, state: None, now: datetime) -> Decision:  # noqa: ARG001 - a stage's signature
    """Decide one article for every watch. The detail is a `Look` for each watch, in their order."""
    if record.verdict == "repeat":
        return Hold(Reason.REPEAT, ())
    found = looks(rules, record.article)
    outputs = tuple(
        _output(record, look, watch.revision)
        for look, watch in zip(found, rules.watches, strict=True)
        if look.match
    )
    return Emit(outputs, Reason.WANTED, found) if outputs else Hold(Reason.NOT_WANTED, found)


def _output(record: UniqueArticle, look: Look, revision: str) -> Output:
    article = record.article
    assert look.event is not None
    match = Match(
        watch=look.watch,
        watch_revision=revision,
        article=_reference(article, record.credit),
        verdict=record.verdict,
        story=record.story,
        original=record.original,
        revision=record.revision,
        event=look.event,
        evidence=look.evidence,
        score=look.score,
        opens=look.opens,
    )
    return Output(
        look.watch, match, {"article": article.article_id, "version": article.version, "watch": look.watch}
    )


def _reference(article: Article, credit: str | None) -> Reference:
    return Reference(
        article_id=article.article_id,
        version=article.version,
        id=article.id,
        url=article.url,
        title=article.title,
        language=article.language,
        outlet=article.outlet,
        outlet_name=article.outlet_name,
        family=article.family,
        agency=article.agency or credit,
        published=article.published,
        fetched=article.fetched,
    )


def _rules(settings: Settings) -> Rules:
    return Rules.of(load_watches(settings.watches))


STAGE = Stage(name="tag", source=topics.UNIQUE, sink=topics.TAGGED, decide=tag, rules=_rules, reasons=Reason)
