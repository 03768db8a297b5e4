"""What each stage decided about an article, in plain words and as data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from agents.cli.revision_words import as_data, change_lines, source_lines
from agents.cli.story_words import story_data, story_lines
from streams.article_records import Article, UniqueArticle
from streams.records import Alert
from streams.stage import Emit, Hold

if TYPE_CHECKING:
    from agents.dedup.judge import Comparison
    from agents.tag.look import Look

_CUES = 4  # of those that speak for a kind or against it, the strongest

Data = dict[str, Any]
Lines = list[str]


@dataclass(frozen=True, slots=True)
class Context:
    """What is known beside the steps: the score that each watch asks for, and articles by their ids."""

    thresholds: Mapping[str, float]
    named: Callable[[str], str]  # what to call an article: its headline and outlet, else its id


def said(stage: str, decision: Emit | Hold, context: Context) -> tuple[Lines, Data]:
    """Return what the stage of that name decided: lines for people, and the same for machines."""
    return _SAID[stage](decision, context)


def _clean(decision: Emit | Hold, _: Context) -> tuple[Lines, Data]:
    article = _record(decision, Article)
    if article is None:
        return [], {}
    where = f" (from {article.published_source})" if article.published_source else ""
    lines = [
        f"“{article.title or 'no headline'}”, {len(article.text)} characters of text",
        f"language {article.language or 'unknown'}, published {article.published or 'unknown'}{where}, "
        f"outlet {article.outlet or 'unknown'}" + (f", agency {article.agency}" if article.agency else ""),
        *(f"mended: {one}" for one in article.repairs),
        *(f"removed: {one}" for one in article.removed),
    ]
    names = ("title", "language", "published", "published_source", "outlet", "agency", "repairs", "removed")
    return lines, {name: getattr(article, name) for name in names}


def _dedup(decision: Emit | Hold, context: Context) -> tuple[Lines, Data]:
    unique = _record(decision, UniqueArticle)
    if unique is None:
        return [], {}
    from agents.dedup.judge import Comparison
    from agents.dedup.stories.join import Related

    weighed = decision.detail or ()
    compared = [one for one in weighed if isinstance(one, Comparison)]
    related = [one for one in weighed if isinstance(one, Related)]
    of = context.named(unique.original) if unique.original else "a known one"
    lines = [
        {
            "new": "a text that had not been seen",
            "repeat": "the same article in the same version, seen before: it goes no further than here; "
            f"`detente why {unique.article.article_id}` tells of the first time",
            "revision": "a known article, changed",
            "copy": f"a copy of {of}"
            + (
                f": {unique.containment:.0%} of the smaller text is in the other"
                if unique.containment
                else ""
            ),
        }[unique.verdict],
        *change_lines(unique.revision),
        *source_lines(unique),
        *(_compared(one, context) for one in compared[:3] if one.origin != unique.original),
        *story_lines(unique, related, context.named),
    ]
    return lines, {
        "verdict": unique.verdict,
        "story": unique.story,
        "original": unique.original,
        "containment": unique.containment,
        **as_data(unique),
        "compared": [
            {
                "article": one.origin,
                "containment": round(one.containment, 3),
                "headline": round(one.headline, 3),
                "lead": round(one.lead, 3),
                "copy": one.copy,
            }
            for one in compared
        ],
        **story_data(unique, related),
    }


def _compared(one: "Comparison", context: Context) -> str:
    what = "a copy of it too" if one.copy else "one story with it, no copy"
    return (
        f"shares {one.containment:.0%} with {context.named(one.origin)} "
        f"(headline {one.headline:.0%}, lead {one.lead:.0%}): {what}"
    )


def _tag(decision: Emit | Hold, context: Context) -> tuple[Lines, Data]:
    from agents.cli.fact_words import WORDS
    from agents.cli.kind_words import words
    from agents.tag.kinds.score import cues
    from agents.tag.wanted.score import shares

    lines: Lines = []
    looks: list[Data] = []
    for look in decision.detail or ():
        weighed = shares(look.facts) if look.facts else {}
        asked = context.thresholds.get(look.watch)
        lines += [f"watch {look.watch}: {_verdict(look, asked)}"]
        lines += [f"  {weight:+.2f}  {WORDS.get(fact, fact)}" for fact, weight in weighed.items()]
        kind = cues(look.kind_facts, look.kind) if look.kind_facts and look.kind else {}
        lines += [
            f"  {look.kind}: {weight:+.2f}  {words(fact)}" for fact, weight in list(kind.items())[:_CUES]
        ]
        lines += [f"  proof: “{one.sentence}”" for one in look.evidence]
        looks.append(
            {
                "watch": look.watch,
                "match": look.match,
                "score": look.score,
                "threshold": asked,
                "facts": [{"fact": fact, "weight": round(weight, 4)} for fact, weight in weighed.items()],
                "kind": look.kind,
                "kind_cues": [{"fact": fact, "weight": round(weight, 4)} for fact, weight in kind.items()],
                "state": look.event.state if look.event else None,
                "date": look.date,
                "opens": look.opens,
                "evidence": [
                    {"sentence": one.sentence, "start": one.start, "end": one.end} for one in look.evidence
                ],
            }
        )
    return lines or ["a repeat is not looked at"], {"watches": looks}


def _verdict(look: "Look", asked: float | None) -> str:
    score = f"score {look.score:.2f}" + (f", {asked:.2f} is asked for" if asked is not None else "")
    if look.match and look.event is not None:
        passing = "" if look.opens else ", named in passing only: it cannot open an alert"
        return f"wanted ({score}): {look.kind} {look.event.state}, {look.date or 'date unknown'}{passing}"
    if not look.facts:
        return "not wanted: the article does not name both sides"
    if asked is not None and look.score >= asked:
        return f"not wanted ({score}): its kind or topic is none that the watch follows"
    return f"not wanted ({score})"


def _alert(decision: Emit | Hold, _: Context) -> tuple[Lines, Data]:
    if isinstance(decision, Hold):
        held = {
            "background": "it names an event only in passing, or an old one, and no open alert is of it",
            "replay": "this version of this article was decided before",
        }
        return [held.get(decision.reason, f"nothing to do ({decision.reason})")], {"alerts": []}
    lines: Lines = []
    alerts: list[Data] = []
    for output in reversed(decision.outputs):
        alert = output.record
        assert isinstance(alert, Alert)
        event = alert.event
        told = f"alert {alert.id} revision {alert.revision}: {event.kind} {event.state}, "
        lines.append(f"{alert.reason}: {told}{event.date or 'date unknown'}, “{alert.headline}”")
        lines.append("  worth a message" if alert.notify else f"  no message: {_silent(alert)}")
        alerts.append(
            {
                "id": alert.id,
                "watch": alert.watch,
                "revision": alert.revision,
                "reason": alert.reason,
                "notify": alert.notify,
                "merged_into": alert.merged_into,
            }
        )
    return lines, {"alerts": alerts}


def _silent(alert: Alert) -> str:
    if alert.merged_into is not None:
        return f"it is one with alert {alert.merged_into}"
    if alert.withdrawn is not None:
        return "a person withdrew the alert"
    if alert.reason in ("coverage", "copy"):
        return "one more report of what is known"
    if alert.told and alert.alerted is None:
        return "a watch that changed found it afterwards (`detente watch backfill`)"
    if alert.revision > 1 and not alert.history[-1].facts:
        return "it says nothing that was not told before"
    return f"the watch does not tell {alert.reason} of a {alert.event.kind} that is {alert.event.state}"


def _record(decision: Emit | Hold, kind: type) -> Any:
    if isinstance(decision, Emit):
        for output in decision.outputs:
            if isinstance(output.record, kind):
                return output.record
    return None


_SAID: dict[str, Callable[[Emit | Hold, Context], tuple[Lines, Data]]] = {
    "clean": _clean,
    "dedup": _dedup,
    "tag": _tag,
    "alert": _alert,
}
