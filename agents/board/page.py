"""Cards to HTML: the page, and one card alone as it is pushed to browsers that follow."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import jinja2

from agents.board.card import Card
from agents.board.shelf import Choice

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
    """One page of the board."""

    cards: Sequence[Card]
    total: int  # alerts that fit the choice
    number: int  # of this page, from 1
    pages: int
    choice: Choice
    watches: Sequence[str]
    kinds: Sequence[str]
    last: int  # the offset up to which this page knows the topic


def board(sheet: Sheet) -> str:
    """Return the page with the alerts."""
    return _PAGES.get_template("board.html").render(sheet=sheet)


def single(card: Card) -> str:
    """Return the page of one alert, with all of it open."""
    return _PAGES.get_template("single.html").render(card=card)


def absent(what: str) -> str:
    """Return the page that says that something is not here."""
    return _PAGES.get_template("absent.html").render(what=what)


def fragment(card: Card) -> str:
    """Return one card alone."""
    return _PAGES.get_template("fragment.html").render(card=card)
