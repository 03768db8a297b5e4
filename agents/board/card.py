"""One alert as the page shows it: every code in words, every link checked. The template escapes."""

from collections.abc import Mapping
from dataclasses import dataclass

import ada_url

from agents.board import words
from agents.board.accounts import Account, accounts, differences
from agents.board.shelf import Entry
from streams.records import Alert, Change, Evidence, Reference

Names = Mapping[tuple[str, str], str]
_RTL = frozenset({"ar", "fa", "he", "ur"})
PROMINENT = 2  # sentences that are shown at once; the others are behind a word


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A sentence of an article, verbatim."""

    sentence: str
    lang: str  # for the `lang` attribute; empty where it is not known
    rtl: bool  # written from right to left
    language: str
    outlet: str
    title: str
    href: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the history."""

    at: str  # RFC 3339
    when: str
    reason: str
    about: str  # state and date as they were then
    quiet: bool  # only counts as one more report
    note: str  # of a person, or what a silence is measured by; else empty


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One report."""

    title: str
    lang: str
    about: str  # outlet, language, copy of whom
    href: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What the page shows of an alert."""

    id: str
    offset: int
    at: str  # what the page is sorted by, RFC 3339
    watch: str
    headline: str
    lang: str
    kind: str
    state: str  # empty for a statement that was made, of which that says nothing
    date: str  # EDTF, for machines; empty where it is not known
    day: str
    actors: tuple[str, ...]
    act: str  # who says or does what, for statements and acts; else empty
    since: str  # empty where nothing comparable is known
    withdrawn: bool
    accounts: tuple[Account, ...]
    differences: tuple[str, ...]
    counts: str
    languages: tuple[str, ...]
    first_seen: tuple[str, str]  # RFC 3339, in words
    last_seen: tuple[str, str]
    quotes: tuple[Quote, ...]
    more_quotes: tuple[Quote, ...]
    history: tuple[Line, ...]
    sources: tuple[Source, ...]
    unlisted: int  # reports that are counted and not listed


def card(entry: Entry, names: Names) -> Card:
    """Return what the page shows of an alert; `names` are the parties' by watch and id."""
    alert, event, coverage = entry.alert, entry.alert.event, entry.alert.coverage
    articles = {report.article.article_id: report.article for report in coverage.listed}
    opening = coverage.listed[0].article.language if coverage.listed else None
    # A headline that stands above the sentences need not be the first of them.
    proofs = sorted(alert.evidence, key=lambda one: one.sentence.strip() == alert.headline.strip())
    quotes = tuple(_quote(one, articles.get(one.article_id)) for one in proofs)
    return Card(
        id=alert.id,
        offset=entry.offset,
        at=entry.news_at,
        watch=alert.watch,
        headline=alert.headline or "(no headline)",
        lang=opening or "",
        kind=event.kind.replace("_", " "),
        state=_state(alert),
        date=event.date or "",
        day=words.day(event.date),
        actors=tuple(words.actor(names, alert.watch, one) for one in event.actors),
        act=_act(alert, names),
        since=words.day(alert.first_since) if alert.first_since else "",
        withdrawn=alert.withdrawn is not None,
        accounts=accounts(alert, names),
        differences=differences(alert, names),
        counts=f"{words.counted(coverage.reports, 'report')}, {words.counted(coverage.origins, 'origin')}",
        languages=tuple(words.language(one) for one in coverage.by_language),
        first_seen=(alert.first_seen or "", words.clock(alert.first_seen)),
        last_seen=(alert.last_seen or "", words.clock(alert.last_seen)),
        quotes=quotes[:PROMINENT],
        more_quotes=quotes[PROMINENT:],
        history=tuple(_line(one) for one in alert.history),
        sources=tuple(
            Source(
                title=report.article.title or report.article.id,
                lang=report.article.language or "",
                about=_about(report.article, report.verdict, report.origin),
                href=link(report.article.url),
            )
            for report in coverage.listed
        ),
        unlisted=max(coverage.reports - len(coverage.listed), 0),
    )


def link(url: str | None) -> str | None:
    """Return an address that may be followed from the page: http or https, with a host; else None."""
    if not url:
        return None
    try:
        parsed = ada_url.URL(url)
    except ValueError:
        return None
    if parsed.protocol not in ("http:", "https:") or not parsed.hostname or parsed.username:
        return None
    return str(parsed.href)


def _state(alert: Alert) -> str:
    if alert.withdrawn:
        return "withdrawn"
    return "" if alert.event.family == "act" and alert.event.state == "held" else alert.event.state


def _act(alert: Alert, names: Names) -> str:
    if alert.event.family != "act" or not (alert.event.speaker and alert.event.act):
        return ""
    return f"{words.actor(names, alert.watch, alert.event.speaker)} {alert.event.act}"


def _quote(one: Evidence, article: Reference | None) -> Quote:
    return Quote(
        sentence=one.sentence,
        lang=one.language or "",
        rtl=one.language in _RTL,
        language=words.language(one.language),
        outlet=_outlet(article) if article else "outlet not known",
        title=article.title if article else "",
        href=link(article.url) if article else None,
    )


def _line(one: Change) -> Line:
    about = one.state + (f", {words.day(one.date)}" if one.date else "")
    quiet = one.reason in ("coverage", "copy")
    reason, note = words.reason(one.reason), one.note or ""
    return Line(at=one.at, when=words.clock(one.at), reason=reason, about=about, quiet=quiet, note=note)


def _outlet(article: Reference) -> str:
    return article.outlet_name or article.outlet or "outlet not known"


def _about(article: Reference, verdict: str, origin: str) -> str:
    parts = [_outlet(article), words.language(article.language)]
    if origin not in (article.outlet or "unknown", article.family):
        parts.append(f"after {origin}")
    if verdict == "copy":
        parts.append("copy")
    return " · ".join(parts)
