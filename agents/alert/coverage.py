"""Who reported an event: counts by outlet, language and origin, and the first reports by name.

An origin is where a text comes from: the agency that it is credited to, else the publisher's family,
since its outlets share their reports, else the outlet. A copy has the origin of the text that it copies;
where a later print names the agency of that text, the prints before it are of that origin too.
"""

from collections import Counter
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
    coverage = _credited(coverage, match)
    origin = origin_of(coverage, match)
    by_origin = _count(coverage.by_origin, origin)
    listed = coverage.listed
    if len(listed) < LISTED:
        original = match.original[:NAME] if match.original and match.verdict == "copy" else None
        report = Report(article=_short(article), verdict=match.verdict, origin=origin, original=original)
        listed = (*listed, report)
    return Coverage(
        reports=coverage.reports + 1,
        origins=_origins(coverage.origins, by_origin),
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
        origins=max(one.origins, other.origins, _named(by_origin))
        if OTHERS in by_origin
        else _named(by_origin),
        by_outlet=_add(one.by_outlet, other.by_outlet),
        by_language=_add(one.by_language, other.by_language),
        by_origin=by_origin,
        listed=(*one.listed, *other.listed)[:LISTED],
    )


def united(one: Coverage, other: Coverage) -> Coverage:
    """Return the coverage of two accounts of one event: a report that both list counts once."""
    one, other = sorted((one, other), key=lambda each: -each.reports)
    mine = {(report.article.article_id, report.article.version) for report in one.listed}
    fresh = tuple(
        report for report in other.listed if (report.article.article_id, report.article.version) not in mine
    )
    if len(fresh) == len(other.listed):
        return together(one, other)
    rest = Coverage(
        reports=len(fresh),
        by_outlet=Counter(_name(report.article.outlet) for report in fresh),
        by_language=Counter(_name(report.article.language) for report in fresh),
        by_origin=Counter(report.origin for report in fresh),
        listed=fresh,
    )
    return together(one, rest)


def without(coverage: Coverage, gone: Coverage) -> Coverage:
    """Return the coverage less that of reports that turned out to be of another event."""
    parted = {(one.article.article_id, one.article.version) for one in gone.listed}
    by_origin = _less(coverage.by_origin, gone.by_origin)
    return Coverage(
        reports=max(coverage.reports - gone.reports, 0),
        origins=_named(by_origin),
        by_outlet=_less(coverage.by_outlet, gone.by_outlet),
        by_language=_less(coverage.by_language, gone.by_language),
        by_origin=by_origin,
        listed=tuple(
            one for one in coverage.listed if (one.article.article_id, one.article.version) not in parted
        ),
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
    """Return where a report's text comes from: its agency, else its publisher; of a copy, its original's."""
    prints = _prints(coverage, match)
    if prints and (prints[0].article.agency or not match.article.agency):
        return prints[0].origin
    return _name(match.article.agency or match.article.family or match.article.outlet)


def is_only_origin(coverage: Coverage, match: Match) -> bool:
    """Return whether all that is known so far comes from where this report's text comes from."""
    return set(coverage.by_origin) == {origin_of(coverage, match)}


def _prints(coverage: Coverage, match: Match) -> list[Report]:
    """Return the listed reports of the text that a copy or a revision has, the original first."""
    if match.original is None:
        return []
    original = match.original[:NAME]
    found = [one for one in coverage.listed if original in (one.article.article_id, one.original)]
    return sorted(found, key=lambda one: one.article.article_id != original)


def _credited(coverage: Coverage, match: Match) -> Coverage:
    """Return the coverage with the agency that a further print of a text is the first to name."""
    agency = _cut(match.article.agency)
    prints = _prints(coverage, match)
    owed = [one for one in prints if one.article.agency is None and one.origin != agency]
    if agency is None or len(owed) < len(prints) or not owed:
        return coverage
    by_origin = dict(coverage.by_origin)
    for name in [one.origin for one in owed]:
        if by_origin.get(name, 0) > 0:  # else it stands under `*` by now
            by_origin[name] -= 1
            by_origin = _add(by_origin, {agency: 1})
    by_origin = {name: count for name, count in by_origin.items() if count}
    listed = tuple(replace(one, origin=agency) if one in owed else one for one in coverage.listed)
    origins = _origins(coverage.origins, by_origin)
    return replace(coverage, by_origin=by_origin, listed=listed, origins=origins)


def _origins(before: int, by_origin: Mapping[str, int]) -> int:
    """Return how many origins there are; where names were dropped from the table, no fewer than before."""
    return max(before, _named(by_origin)) if OTHERS in by_origin else _named(by_origin)


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


def _less(counts: Mapping[str, int], gone: Mapping[str, int]) -> dict[str, int]:
    left = {name: count - gone.get(name, 0) for name, count in counts.items()}
    return {name: count for name, count in left.items() if count > 0}


def _most(counts: Mapping[str, int]) -> dict[str, int]:
    if _named(counts) <= FEWER:
        return dict(counts)
    named = sorted((name for name in counts if name != OTHERS), key=lambda name: (-counts[name], name))
    kept = {name: counts[name] for name in named[:FEWER]}
    return kept | {OTHERS: sum(counts.values()) - sum(kept.values())}


def _named(counts: Mapping[str, int]) -> int:
    return len(counts) - (OTHERS in counts)
