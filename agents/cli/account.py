"""What the stages did with one article, in plain words and as data: why there was an alert, or none."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from agents.cli.stage_words import Context, Data, Lines, said
from streams.article_records import Article, RawArticle
from streams.stage import Reject, Step


@dataclass(frozen=True, slots=True)
class Account:
    """What one stage did."""

    stage: str
    reason: str  # as the stage counts it; `rejected` for a dead letter
    lines: Lines
    data: Data


@dataclass(slots=True)
class Story:
    """What is told of one version of an article."""

    id: str
    where: str
    url: str | None = None
    notes: list[str] = field(default_factory=list)
    stages: list[Account] = field(default_factory=list)
    conclusion: str = ""


def called(article: RawArticle | Article) -> str:
    """Return what to call an article: its headline, outlet and id."""
    title = " ".join((article.title or "").split())[:100]
    outlet = article.outlet if isinstance(article, Article) else article.source
    named = f"“{title}”{f' ({outlet})' if outlet else ''}" if title else article.id
    return f"{named}, article {article.article_id}"


def account(stage: str, step: Step, context: Context) -> Account:
    """Return what a stage's step says; it is the same for a step that was taken again."""
    decision = step.decision
    if isinstance(decision, Reject):
        error = f"could not use it, so it became a dead letter ({decision.kind}): {decision.error}"
        return Account(stage, "rejected", [error], {"kind": decision.kind, "error": decision.error})
    lines, data = said(stage, decision, context)
    return Account(stage, str(decision.reason), lines, data)


def conclusion(accounts: Sequence[Account]) -> str:
    """Return in one sentence why there was or was not an alert."""
    last = accounts[-1]
    if raised := [one for told in accounts for one in told.data.get("alerts", ())]:
        return "; ".join(_outcome(one) for one in raised)
    if last.reason == "rejected":
        return f"no alert: {last.stage} could not use the article"
    if last.stage == "alert":
        return "no alert: " + "; ".join(told.lines[0] for told in accounts if told.stage == "alert")
    if last.stage == "tag":
        repeat = last.reason == "repeat"
        return f"no alert: {'it had come before, and was decided then' if repeat else 'no watch wants it'}"
    return f"no alert: {last.stage} is the last stage that decided it"


def _outcome(alert: Data) -> str:
    if alert["merged_into"] is not None:
        return f"alert {alert['id']} was merged into {alert['merged_into']}"
    message = "with a message" if alert["notify"] else "without a message"
    if alert["reason"] == "new_event":
        return f"it opened alert {alert['id']}, {message}"
    return f"it joined alert {alert['id']} as {alert['reason']} (revision {alert['revision']}), {message}"
