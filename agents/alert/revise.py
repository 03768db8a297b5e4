"""The next revision of an alert: opened, joined by a report, noted otherwise. Always the whole document."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from agents.alert.coverage import covered
from agents.alert.facets import LETTERS, keep
from agents.alert.facts import first_facts, news, notice_of, speaks, untold
from agents.alert.merge import LINES, STORIES, absorbing, first_of
from agents.alert.policy import Policy
from agents.alert.proof import proof
from agents.alert.readouts import account, differences, side_by_side
from agents.alert.reasons import Reason
from agents.alert.summary import event_of
from agents.spans import rfc3339
from streams.records import Alert, Change, Coverage, Event, Evidence, Facet, Match, Readout

HEADLINE = 300  # characters
NOTE = 500


def alert_id(*parts: str) -> str:
    """Return the id of the alert that a watch and an article open: 32 hex digits."""
    return sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:32]


def opened(
    match: Match, facet: Facet, identity: tuple[str, int], since: str | None, policy: Policy, now: datetime
) -> Alert:
    """Return the first revision of an alert with this id and number.

    `since` is the day of the last comparable contact.
    """
    event = event_of((facet,), policy)
    said = speaks(Reason.NEW_EVENT, event, policy)
    notify = said and match.as_of is None  # what was found afterwards counts as told, and is told to nobody
    facts = first_facts(event)
    at = rfc3339(now)
    readouts = side_by_side(_account(match, event, policy))
    coverage = covered(Coverage(), match)
    return Alert(
        id=identity[0],
        number=identity[1],
        watch=match.watch,
        watch_revision=match.watch_revision,
        revision=1,
        reason=Reason.NEW_EVENT,
        notify=notify,
        headline=_headline(match),
        event=event,
        history=(_line(1, Reason.NEW_EVENT, at, event, match, facts),),
        evidence=proof((), match.evidence),
        coverage=coverage,
        facets=(facet,),
        told=facts if said else (),
        stories=_story(match),
        first_seen=at,
        last_seen=at,
        first_since=since,
        readouts=readouts,
        published=coverage.listed[0].article.published,
        fetched=coverage.listed[0].article.fetched,
        alerted=at if notify else None,
    )


def joined(
    alert: Alert, match: Match, facet: Facet | None, absorbed: Iterable[Alert], policy: Policy, now: datetime
) -> Alert:
    """Return the next revision of `alert` with one more report, and the alerts that it absorbs.

    Without a facet the report only counts as coverage: it mentions the event in passing.
    """
    merged = alert
    for other in absorbed:
        merged = absorbing(merged, other, policy)
    facets = merged.facets if facet is None else keep((*merged.facets, facet), policy)
    event = event_of(facets, policy)
    reason, facts = news(alert.event, event, match, merged, policy)
    if facet is None:
        reason, facts = (Reason.COPY if match.verdict == "copy" else Reason.COVERAGE), ()
    fresh = untold(facts, merged.told)
    said = bool(fresh) and merged.withdrawn is None and speaks(reason, event, policy)
    notify = said and match.as_of is None
    # What is found afterwards counts as told, but to those who know of the event it is owed.
    heard = notify or (said and merged.alerted is None)
    readouts = side_by_side(merged.readouts, _account(match, event, policy))
    at, revision = rfc3339(now), alert.revision + 1
    line = _line(revision, reason, at, event, match, fresh)
    return replace(
        merged,
        watch_revision=match.watch_revision,
        revision=revision,
        reason=reason,
        notify=notify,
        event=event,
        history=line_added(merged.history, line),
        evidence=proof(merged.evidence, match.evidence),
        coverage=covered(merged.coverage, match),
        facets=facets,
        readouts=readouts,
        differences=differences(readouts),
        told=(*merged.told, *fresh) if heard else merged.told,
        stories=first_of(STORIES, merged.stories, _story(match) if facet else ()),
        first_seen=min(merged.first_seen or at, at),
        last_seen=max(merged.last_seen or at, at),
        alerted=merged.alerted or (at if notify else None),
    )


def noted(
    alert: Alert, reason: Reason, now: datetime, *, facts: tuple[str, ...] = (), note: str | None = None,
    notify: bool = False,
) -> Alert:  # fmt: skip
    """Return the next revision of an alert for a reason that no report gives: a person's, or a silence."""
    at, revision = rfc3339(now), alert.revision + 1
    line = Change(
        revision=revision, reason=reason, at=at, state=alert.event.state, date=alert.event.date,
        facts=facts, note=note[:NOTE] if note else None,
    )  # fmt: skip
    return replace(
        alert,
        revision=revision,
        reason=reason,
        notify=notify,
        history=line_added(alert.history, line),
        told=(*alert.told, *untold(facts, alert.told)),
        alerted=alert.alerted or (at if notify else None),
    )


def _line(
    revision: int, reason: Reason, at: str, event: Event, match: Match, facts: tuple[str, ...]
) -> Change:
    return Change(
        revision=revision,
        reason=reason,
        at=at,
        state=event.state,
        date=event.date,
        article_id=match.article.article_id,
        facts=facts,
        evidence=_proving(match) if facts else None,
        note=notice[:NOTE] if facts and (notice := notice_of(match)) else None,
    )


def _proving(match: Match) -> Evidence | None:
    sentences = proof((), match.evidence)
    return sentences[0] if sentences else None


def _account(match: Match, event: Event, policy: Policy) -> tuple[Readout, ...]:
    told = account(match, event, policy)
    return () if told is None else (told,)


def line_added(lines: tuple[Change, ...], line: Change) -> tuple[Change, ...]:
    """Return the history with one more line: what is only coverage gives way to what comes after it."""
    kept = lines
    if len(kept) > 1 and kept[-1].reason in (Reason.COVERAGE, Reason.COPY):
        kept = kept[:-1]
    if len(kept) == LINES:
        kept = (kept[0], *kept[2:])
    return (*kept, line)


def _story(match: Match) -> tuple[str, ...]:
    return (match.story[:LETTERS],) if match.story else ()


def _headline(match: Match) -> str:
    text = match.article.title or (match.evidence[0].sentence if match.evidence else match.event.kind)
    return " ".join(text[: HEADLINE * 2].split())[:HEADLINE]
