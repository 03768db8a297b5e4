"""Who reported an event: counts by outlet, language and origin, and the first reports by name."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from streams.records import Coverage, Match, Reference, Report

LISTED = 50
NAMES = 100  # of one table; a table of every outlet on earth would not fit the document
FEWER = 10  # of one table, where the names are so long that a hundred of them do not fit either
OTHERS = "*"
UNKNOWN = "unknown"
TITLE = 200  # characters of a listed headline
NAME = 80  # characters of an outlet's or agency's name
URL = 500  # longer ones are trackers; the report is listed without


def covered(coverage: Coverage, match: Match) -> Coverage:
    """Return `coverage` with one more report."""
    article = match.article
    origin = origin_of(coverage, match)
    by_origin = _count(coverage.by_origin, origin)
    listed = coverage.listed
    if len(listed) < LISTED:
        listed = (*listed, Report(article=_short(article), verdict=match.verdict, origin=origin))
    return Coverage(
        reports=coverage.reports + 1,
        origins=max(coverage.origins, _named(by_origin)),
        by_outlet=_count(coverage.by_outlet, _name(article.outlet)),
        by_language=_count(coverage.by_language, _name(article.language)),
        by_origin=by_origin,
        listed=listed,
    )


def together(one: Coverage, other: Coverage) -> Coverage:
    """Return the coverage of two alerts that turned out to be one."""
    by_origin = _add(one.by_origin, other.by_origin)
    return Coverage(
        reports=one.reports + other.reports,
        origins=max(one.origins, other.origins, _named(by_origin)),
        by_outlet=_add(one.by_outlet, other.by_outlet),
        by_language=_add(one.by_language, other.by_language),
        by_origin=by_origin,
        listed=(*one.listed, *other.listed)[:LISTED],
    )


def fewer_names(coverage: Coverage) -> Coverage:
    """Return the coverage with the names in its tables that have the highest counts; no count is lost."""
    return replace(
        coverage,
        by_outlet=_most(coverage.by_outlet),
        by_language=_most(coverage.by_language),
        by_origin=_most(coverage.by_origin),
    )


def origin_of(coverage: Coverage, match: Match) -> str:
    """Return where a report's text comes from: its agency, else its outlet; of a copy, its original's."""
    if match.original is not None:
        for report in coverage.listed:
            if report.article.article_id == match.original[:NAME]:
                return report.origin
    return _name(match.article.agency or match.article.outlet)


def _short(article: Reference) -> Reference:
    url = article.url if article.url and len(article.url) <= URL else None
    return replace(
        article,
        article_id=article.article_id[:NAME],
        version=article.version[:NAME],
        id=article.id[:TITLE],
        url=url,
        title=article.title[:TITLE],
        language=_cut(article.language),
        outlet=_cut(article.outlet),
        outlet_name=_cut(article.outlet_name),
        family=_cut(article.family),
        agency=_cut(article.agency),
        published=_in_utc(_cut(article.published)),
        fetched=_cut(article.fetched),
    )


def _cut(name: str | None) -> str | None:
    return name[:NAME] if name else None


def _in_utc(when: str | None) -> str | None:
    """Return a time in UTC, as all times leave us; a day stays the day at the outlet."""
    if when is None or "T" not in when:
        return when
    try:
        moment = datetime.fromisoformat(when)
    except ValueError:
        return when
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z") if moment.tzinfo else when


def _name(name: str | None) -> str:
    return name[:NAME] if name else UNKNOWN


def _count(counts: Mapping[str, int], name: str) -> dict[str, int]:
    return _add(counts, {name: 1})


def _add(counts: Mapping[str, int], more: Mapping[str, int]) -> dict[str, int]:
    total = dict(counts)
    for name, count in more.items():
        key = name if name in total or len(total) < NAMES else OTHERS
        total[key] = total.get(key, 0) + count
    return total


def _most(counts: Mapping[str, int]) -> dict[str, int]:
    if _named(counts) <= FEWER:
        return dict(counts)
    named = sorted((name for name in counts if name != OTHERS), key=lambda name: (-counts[name], name))
    kept = {name: counts[name] for name in named[:FEWER]}
    return kept | {OTHERS: sum(counts.values()) - sum(kept.values())}


def _named(counts: Mapping[str, int]) -> int:
    return len(counts) - (OTHERS in counts)
