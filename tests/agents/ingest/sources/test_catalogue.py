"""The sources that ship, and files by their content."""

from collections import Counter
from pathlib import Path

import pytest

from agents.ingest.sources.fault import SourcesFault
from agents.ingest.sources.load import CATALOGUE, catalogue, load
from agents.ingest.sources.opml_write import write
from agents.ingest.sources.same import same
from streams.tomlfile import TomlFault

SOURCES = catalogue().sources


def test_every_language_of_the_watches_and_every_kind_has_sources() -> None:
    assert len({one.outlet for one in SOURCES}) >= 60
    languages = Counter(one.language for one in SOURCES)
    assert set(languages) == {"ar", "de", "en", "es", "fr", "it", "pl", "ru", "tr", "uk"}
    assert min(languages.values()) >= 2
    assert {one.kind for one in SOURCES} == {"agency", "government", "outlet"}


def test_each_source_says_who_stands_behind_it() -> None:
    assert [one.url for one in SOURCES if not (one.outlet and one.family and one.kind and one.language)] == []
    # NATO and OSCE have no code of ISO 3166; the EU and the UN do.
    assert {one.outlet for one in SOURCES if one.country is None} == {"NATO", "OSCE"}


def test_an_outlet_has_one_family_kind_and_country() -> None:
    for name in {one.outlet for one in SOURCES}:
        of_one = [one for one in SOURCES if one.outlet == name]
        assert len({(one.family, one.kind, one.country) for one in of_one}) == 1, name


@pytest.mark.parametrize(
    "outlets",
    [
        ("BBC News", "BBC Russian", "BBC Ukrainian", "BBC Arabic", "BBC Türkçe", "BBC Mundo"),
        ("France 24", "RFI"),
        ("RIA Novosti", "Sputnik"),
        ("Die Welt", "Politico Europe"),
        ("Corriere della Sera", "El Mundo"),
        ("Kremlin", "MFA Russia", "Rossiyskaya Gazeta"),
        ("Élysée", "France Diplomatie"),
    ],
)
def test_outlets_of_one_publisher_are_of_one_family(outlets: tuple[str, ...]) -> None:
    families = {one.family for one in SOURCES if one.outlet in outlets}
    assert {one.outlet for one in SOURCES if one.outlet in outlets} == set(outlets)
    assert len(families) == 1


def test_no_feed_stands_twice_and_no_secret_in_an_address() -> None:
    assert max(Counter(same(one.url) for one in SOURCES).values()) == 1
    assert [one.url for one in SOURCES if "@" in one.url] == []


def test_the_head_of_the_catalogue_says_how_to_see_what_answers() -> None:
    assert "detente sources check" in CATALOGUE.read_text(encoding="utf-8")[:1000]


def test_a_file_is_known_by_its_content_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "sources.txt"
    path.write_bytes(write(SOURCES))
    assert set(load(path).sources) == set(SOURCES)
    path.write_text('[[source]]\nurl = "https://a.example/"\n')
    assert [one.url for one in load(path).sources] == ["https://a.example/"]


def test_a_file_that_cannot_be_used_is_told_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(SourcesFault, match=r"none\.toml:1: cannot be read: No such file"):
        load(tmp_path / "none.toml")
    path = tmp_path / "image.png"
    path.write_bytes(b"\x89PNG\r\n")
    with pytest.raises(TomlFault, match=r"image\.png:1: is not UTF-8"):
        load(path)
    path.write_bytes(b" " * (17 << 20))
    with pytest.raises(SourcesFault, match="is over"):
        load(path)
