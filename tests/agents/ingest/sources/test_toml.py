"""sources.toml: what it means, and how its mistakes are told."""

from pathlib import Path

import pytest
from hypothesis import given

from agents.ingest.sources.fault import SourcesFault
from agents.ingest.sources.load import load
from agents.ingest.sources.toml_read import read
from agents.ingest.sources.toml_write import write
from streams.source_records import Source
from streams.tomlfile import parse
from tests.agents.ingest.sources.definitions import LISTS

EXAMPLE = Path(__file__).parents[4] / "deploy" / "examples" / "sources.toml"


def sources(text: str) -> tuple[Source, ...]:
    return read(parse(text, "s.toml")).sources


def told(text: str) -> list[str]:
    with pytest.raises(SourcesFault) as fault:
        sources(text)
    return str(fault.value).splitlines()


def test_an_outlet_with_several_feeds_is_written_once() -> None:
    text = """
    [defaults]
    text = "page"
    country = "FR"
    [outlet."Le Quotidien"]
    family = "Presse"
    language = "fr"
    feeds = ["https://q.example/a.xml", "https://q.example/b.xml"]
    [[source]]
    outlet = "Le Quotidien"
    url = "https://q.example/en.xml"
    language = "en"
    every = 600
    [[source]]
    outlet = "Other"
    url = "https://other.example/feed"
    text = "feed"
    """
    common = {"outlet": "Le Quotidien", "family": "Presse", "country": "FR", "text": "page"}
    assert sources(text) == (
        Source(url="https://q.example/a.xml", language="fr", **common),  # type: ignore[arg-type]
        Source(url="https://q.example/b.xml", language="fr", **common),  # type: ignore[arg-type]
        Source(url="https://q.example/en.xml", language="en", every=600.0, **common),  # type: ignore[arg-type]
        Source(url="https://other.example/feed", outlet="Other", country="FR", text="feed"),
    )


def test_all_mistakes_of_a_file_are_told_at_once_with_their_lines() -> None:
    lines = told("""# line 1
[defaults]
txt = "page"
[[source]]
url = "www.example.org/feed"
country = "UK"
[[source]]
ulr = "https://example.org/feed"
language = "french"
[[source]]
url = "https://example.org/news"
form = "links"
[outlet."Nobody"]
kind = "goverment"
""")
    assert [line.partition(": ")[0] for line in lines] == [
        f"s.toml:{number}" for number in (3, 5, 6, 7, 8, 9, 12, 13, 14)
    ]
    for word in (
        "did you mean 'text'?",
        "'https://www.example.org/feed'",
        "'GB'",
        "'url'",
        "'fr'",
        "'government'",
    ):
        assert word in "\n".join(lines)
    assert "needs its url" in lines[3]
    assert "needs links" in lines[6]
    assert "no source is of the outlet 'Nobody'" in lines[7]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("every = 59", "60 to 21600 seconds"),
        ("every = 21601", "60 to 21600 seconds"),
        ("every = true", "60 to 21600 seconds"),
        ("every = nan", "60 to 21600 seconds"),
        ("paused = 1", "true or false"),
        ("outlet = ''", "is no name"),
        ('outlet = "a\\u0007"', "is no name"),
        (f"outlet = '{'a' * 300}'", "300 characters"),
        ("family = 3", "a text in quotes"),
        ("form = 'fed'", "did you mean 'feed'"),
        ("text = 'both '", "did you mean 'both'"),
        ("country = 'fr'", "did you mean 'FR'"),
        ("country = 'France'", "did you mean 'FR'"),
        ("country = 'ZZ'", "ISO 3166"),
        ("language = 'fr-CA'", "did you mean 'fr'"),
        ("language = 'Ukrainian'", "did you mean 'uk'"),
        ("links = '/a/'", "is for form links"),
        ("form = 'links'\nlinks = '('", "no regular expression"),
        ("form = 'links'\nlinks = '[[a]]'", "no regular expression"),
        ("form = 'links'\nlinks = ''", "must be a regular expression"),
        ("revision = '2026'", "unknown key 'revision'"),
        ("url2 = 'x'", "unknown key 'url2', did you mean 'url'"),
    ],
)
def test_a_value_that_cannot_be_is_told_once_with_what_is_allowed(line: str, why: str) -> None:
    (one,) = told(f"[[source]]\nurl = 'https://example.org/feed'\n{line}\n")
    assert one.startswith("s.toml:")
    assert why in one


def test_a_feed_that_stands_twice_is_told_with_both_lines() -> None:
    lines = told("""
[outlet.A]
feeds = ["https://example.org/feed"]
[[source]]
url = "http://www.example.org/feed/"
""")
    assert lines == ["s.toml:5: http://www.example.org/feed/ is the same feed as in line 3"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "defines no source"),
        ("[defaults]\ntext = 'page'", "defines no source"),
        ("[source]\nurl = 'https://example.org/'", "[[source]]"),
        ("source = 3", "[[source]]"),
        ("outlet = 3", "[outlet]"),
        ("outlet.A = 3", '[outlet."A"]'),
        ("[outlet.A]\nfeeds = 'https://example.org/'", "a list of addresses"),
        ("[feeds]", "allowed: defaults, outlet, source"),
    ],
)
def test_a_file_of_another_shape_says_what_is_expected(text: str, why: str) -> None:
    assert why in "\n".join(told(text))


def test_the_example_that_ships_is_well() -> None:
    assert {one.form for one in load(EXAMPLE).sources} == {"feed", "sitemap", "links", "page"}


@given(LISTS)
def test_what_is_written_reads_back_as_it_was(given: list[Source]) -> None:
    text = write(given)
    assert set(sources(text)) == set(given)
    assert write(reversed(given)) == text
