"""Headlines and authors of saved pages, against trafilatura's on the same pages; figures printed with `-s`.

A person wrote down what they read on the page. What its publisher calls the article elsewhere (for a search
engine, in JSON-LD) is often worded otherwise, so nothing can be right on all.
"""

from pathlib import Path

import pytest
from trafilatura.metadata import extract_metadata

from agents.clean.page import read_page
from agents.clean.page_title import letters
from tests.quality.saved_pages import SavedPage, saved_pages

# Shares of the pages with a label, just below what is reached; trafilatura's is printed beside it.
TITLES, AUTHORS = 0.77, 0.59
WRONG = 0.13  # of the pages with an author: somebody else is named

Said = tuple[str, set[str]]  # letters of a title and of each author


@pytest.fixture(scope="module")
def found(shared: Path) -> list[tuple[SavedPage, Said, Said]]:
    """Return each page with what is read on it, here and by trafilatura."""
    rows = []
    for page in saved_pages(shared):
        if page.title or page.authors:
            own, other = read_page(page.html, page.url), extract_metadata(page.html, default_url=page.url)
            ours = letters(own.get("title") or ""), set(map(letters, own.get("authors") or ()))
            names = (other.author or "").split(";")
            rows.append((page, ours, (letters(other.title or ""), set(map(letters, names)) - {""})))
    return rows


def test_headlines_are_those_that_readers_see(found: list[tuple[SavedPage, Said, Said]]) -> None:
    rows = [(letters(page.title), ours[0], theirs[0]) for page, ours, theirs in found if page.title]
    ours, theirs = (sum(row[0] == row[n] for row in rows) / len(rows) for n in (1, 2))
    print(f"\nheadlines: {ours:.3f} right of {len(rows)}, trafilatura {theirs:.3f}")
    assert ours >= TITLES
    assert ours > theirs


def test_authors_are_those_that_the_page_names_and_nobody_else(
    found: list[tuple[SavedPage, Said, Said]],
) -> None:
    rows = [
        (set(map(letters, page.authors)), ours[1], theirs[1]) for page, ours, theirs in found if page.authors
    ]
    ours, theirs = (sum(row[0] == row[n] for row in rows) / len(rows) for n in (1, 2))
    wrong, theirs_wrong = (sum(bool(row[n] - row[0]) for row in rows) / len(rows) for n in (1, 2))
    print(f"\nauthors: {ours:.3f} right of {len(rows)}, trafilatura {theirs:.3f}", end="; ")
    print(f"somebody else named on {wrong:.3f}, trafilatura {theirs_wrong:.3f}")
    assert ours >= AUTHORS
    assert wrong <= WRONG
