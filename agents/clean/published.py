"""When an article was published and modified: what source, page, URL and text say, weighed.

A date is an EDTF day, month or year, or an RFC 3339 time in the zone that it was given in; its first ten
characters are the day at the outlet. What cannot be is left out and named in `repairs`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from agents import edtf
from agents.clean.body import Body
from agents.clean.dates.address import from_url
from agents.clean.dates.choose import Chosen, choose
from agents.clean.dates.elements import Reader
from agents.clean.dates.found import Found, Role
from agents.clean.dates.possible import FIRST_PRINTED, FIRST_YEAR, fault, instant
from agents.clean.dates.region import country_of, month_first
from agents.clean.dates.text import in_lines, in_text
from agents.clean.outlet import host_of
from agents.clean.rules import Rules
from streams.article_records import RawArticle

SHOWN = 40  # characters of what was written that a repair shows


@dataclass(frozen=True, slots=True)
class Dated:
    """The dates of an article, and where that of publication was found."""

    published: str | None = None
    source: str | None = None
    modified: str | None = None


def dates_of(
    raw: RawArticle,
    page: Iterable[Sequence[str | None]],
    body: Body,
    language: str | None,
    rules: Rules,
    repairs: list[str],
) -> Dated:
    """Return when an article was published and modified; `repairs` says what was refused, and why.

    `page` are the dates of its page as `Found.packed` writes them. A function of its arguments.
    """
    host = host_of(raw.url or body.link)
    reader = Reader(language, country_of(host), month_first(language, None, host))
    found = [*_given(raw, reader, repairs), *(Found(*one) for one in page)]  # type: ignore[arg-type]
    if not any(one.source == "url" for one in found) and (day := from_url(raw.url) or from_url(body.link)):
        found.append(Found(day, "url"))
    shown = list(in_lines(body.dates, reader))
    found += shown or ([Found(body.day, "dateline")] if body.day else [])
    found = _possible(found, raw.fetched, repairs)
    if not any(one.day for one in found) and (
        day_of_text := in_text(body.text, language, rules, _out_by(found, raw.fetched))
    ):
        found += _possible([day_of_text], raw.fetched, repairs)
    published = choose(_of(found, "published"))
    modified = choose(_of(found, "modified"))
    if published is None and modified is not None:
        published = modified  # "Updated on …" alone: it was out by then
    if published is None:
        return Dated()
    _overruled(published, repairs)
    changed = modified.date if modified is not None else None
    if changed is not None and _before(changed, published.date):
        repairs.append(f"modified: {changed} is before {published.date}, when it was published, left out")
        changed = None
    return Dated(published.date, published.source, changed)


def _given(raw: RawArticle, reader: Reader, repairs: list[str]) -> list[Found]:
    text = " ".join((raw.published or "")[:200].split())
    if not text:
        return []
    date = reader.read(text)
    if date is None:
        repairs.append(f"published: {text[:SHOWN]} is no date, left out")
    return [Found(date, "given")] if date else []


def _possible(found: Iterable[Found], fetched: str | None, repairs: list[str]) -> list[Found]:
    """Return what can be a date of the article; `repairs` names the rest with its reason, each once."""
    kept = []
    for one in found:
        first = FIRST_PRINTED if one.source in ("dateline", "text") else FIRST_YEAR
        reason = fault(one.date, fetched, first)
        note = f"{one.role}: {one.date} is impossible ({reason}), left out"
        if reason is None:
            kept.append(one)
        elif note not in repairs:
            repairs.append(note)
    return kept


def _out_by(found: Iterable[Found], fetched: str | None) -> str | None:
    """Return the day of the fetch where a source names its month, so that the article was new then."""
    day = (fetched or "")[:10]
    return day if any(one.date == day[:7] for one in found) else None


def _of(found: Iterable[Found], role: Role) -> list[Found]:
    return [one for one in found if one.role == role]


def _overruled(published: Chosen, repairs: list[str]) -> None:
    """Note where what a source declares was not believed."""
    believed = f"{published.date} ({', '.join((published.source, *published.agree))})"
    repairs += [
        f"published: {one.date} ({one.source}) left out for {believed}"
        for one in published.against
        if one.source in ("meta", "json-ld", "given")
    ]


def _before(modified: str, published: str) -> bool:
    """Return whether an article would have been modified before it was published, as far as can be told."""
    one, other = instant(modified), instant(published)
    if one is not None and other is not None:
        return one < other
    first, second = edtf.parse(modified), edtf.parse(published)
    last, start = first.last() if first else None, second.first() if second else None
    # A day and a time in UTC may differ by the zone.
    return last is not None and start is not None and (start - last).days > ("Z" in modified + published)
