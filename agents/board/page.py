"""What is shown to HTML: the pages, and the parts of them that are pushed to or fetched by who follows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import jinja2

from agents.board.card import Card
from agents.board.shelf import Choice
from agents.board.sources.row import Row
from agents.board.sources.shelf import Wanted

FOLDER = Path(__file__).parent / "pages"
_PAGES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(FOLDER),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page of the alerts."""

    cards: Sequence[Card]
    total: int  # alerts that fit the choice
    number: int  # of this page, from 1
    pages: int
    choice: Choice
    watches: Sequence[str]
    kinds: Sequence[str]
    last: int  # the offset up to which this page knows the topic


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesSheet:
    """One page of the sources."""

    rows: Sequence[Row]
    counts: Mapping[str, int]  # by condition, of all that have the words
    number: int  # of this page, from 1
    pages: int
    wanted: Wanted
    waits_for: str | None  # why not all of them may be here
    changes: int  # the change up to which this page knows them


def board(sheet: Sheet, troubled: int) -> str:
    """Return the page with the alerts; `troubled` is how many sources may need a person."""
    return _PAGES.get_template("board.html").render(sheet=sheet, troubled=troubled)


def single(card: Card) -> str:
    """Return the page of one alert, with all of it open."""
    return _PAGES.get_template("single.html").render(card=card)


def absent(what: str) -> str:
    """Return the page that says that something is not here."""
    return _PAGES.get_template("absent.html").render(what=what)


def fragment(card: Card) -> str:
    """Return one card alone."""
    return _PAGES.get_template("fragment.html").render(card=card)


def sources(sheet: SourcesSheet) -> str:
    """Return the page with the sources."""
    return _PAGES.get_template("sources.html").render(sheet=sheet)


def table(sheet: SourcesSheet) -> str:
    """Return what of the page with the sources is renewed."""
    return _PAGES.get_template("table.html").render(sheet=sheet)
