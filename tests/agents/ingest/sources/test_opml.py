"""OPML: what other programs export is understood, and what is exported comes back."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from agents.ingest.sources.fault import SourcesFault
from agents.ingest.sources.opml_read import NAMESPACE, read
from agents.ingest.sources.opml_write import write
from streams.source_records import Source
from tests.agents.ingest.sources.definitions import LISTS

# What the OPML 2.0 specification says of a document and of an outline in a list of feeds.
HEAD = {"title", "dateCreated", "docs"}
OUTLINE = {
    "text",
    "title",
    "type",
    "xmlUrl",
    "htmlUrl",
    "url",
    "language",
    "category",
    "created",
    "description",
}


def opml(body: str) -> bytes:
    return f'<?xml version="1.0"?><opml version="1.0"><head/><body>{body}</body></opml>'.encode()


def by_url(raw: bytes) -> dict[str, Source]:
    return {one.url: one for one in read(raw, "f.opml").sources}


@given(LISTS)
def test_what_is_exported_comes_back_without_a_loss(given: list[Source]) -> None:
    raw = write(given)
    found = read(raw, "f.opml")
    assert set(found.sources) == set(given)
    assert found.said == ()
    assert write(reversed(given)) == raw


@given(LISTS)
def test_an_export_is_opml_2_as_specified(given: list[Source]) -> None:
    root = etree.fromstring(write(given))
    assert (root.tag, root.get("version"), [child.tag for child in root]) == ("opml", "2.0", ["head", "body"])
    assert {child.tag for child in root[0]} <= HEAD
    outlines = list(root[1].iterdescendants())
    assert outlines
    for one in outlines:
        own = {key for key in one.attrib if not key.startswith(f"{{{NAMESPACE}}}")}
        assert one.tag == "outline"
        assert own <= OUTLINE
        assert one.get("text", "").strip()
        if one.get("type") == "rss":
            assert one.get("xmlUrl")
        elif one.get("type") == "link":
            assert one.get("url")
            assert not one.get("xmlUrl"), "a reader would take it for a broken feed"
        else:
            assert len(one), "a folder"


def test_folders_of_a_reader_become_kind_and_outlet() -> None:
    found = by_url(
        opml("""
        <outline text="Agencies"><outline text="Wire" type="rss" xmlUrl="https://wire.example/feed"/></outline>
        <outline text="Politics">
          <outline text="Gazette"><outline text="World" xmlUrl="https://g.example/world" language="de-AT"/>
            <outline text="Europe" xmlUrl="https://www.g.example/europe"/></outline>
          <outline text="Herald" xmlUrl="https://h.example/" language="unknown"/>
          <outline title="Courier" xmlUrl="https://c.example/" category="/Europe,/Newspapers"/>
        </outline>""")
    )
    assert found["https://wire.example/feed"] == Source(
        url="https://wire.example/feed", outlet="Wire", kind="agency"
    )
    assert found["https://g.example/world"] == Source(
        url="https://g.example/world", outlet="Gazette", language="de"
    )
    assert found["https://www.g.example/europe"].outlet == "Gazette"
    assert found["https://h.example/"] == Source(url="https://h.example/", outlet="Herald")
    assert found["https://c.example/"] == Source(url="https://c.example/", outlet="Courier", kind="outlet")


ODD = {
    "names in another case": b"""<opml><body>
        <outline xmlurl='https://a.example/?x=1&y=2' TEXT='Caf&eacute; &amp; A&B'/></body></opml>""",
    "byte order mark": """\ufeff
        <?xml version="1.0" encoding="utf-8"?><OPML><Body>
        <Outline XMLURL="feed://a.example/?x=1&amp;y=2" text="Café &#38; A&amp;B"/></Body></OPML>""".encode(),
    "encoding, DTD, cut off": """<?xml version="1.0" encoding="iso-8859-1"?>
        <!DOCTYPE opml SYSTEM "http://x.example/opml.dtd"><opml><body>
        <outline xmlUrl=" a.example/?x=1&y=2" title="Café & A&B"/>""".encode("latin-1"),
    "UTF-16 with NUL": """<opml><body>
        <outline xmlUrl="https://a.example/?x=1&y=2" text="Caf\0é &amp; A&B"/></body></opml>""".encode(
        "utf-16"
    ),
}


@pytest.mark.parametrize("raw", ODD.values(), ids=ODD)
def test_what_programs_get_wrong_is_understood(raw: bytes) -> None:
    assert read(raw, "f.opml").sources == (Source(url="https://a.example/?x=1&y=2", outlet="Café & A&B"),)


def test_what_cannot_be_used_is_left_out_and_said_with_its_line() -> None:
    found = read(
        opml(
            '\n<outline text="A" xmlUrl="https://a.example/feed"/>\n<outline text="A again" '
            'xmlUrl="http://www.a.example/feed/"/>\n<outline text="Mail" xmlUrl="mailto:a@a.example"/>'
        ),
        "f.opml",
    )
    assert [one.outlet for one in found.sources] == ["A"]
    assert found.said == (
        "f.opml:3: left out: http://www.a.example/feed/ stands twice",
        "f.opml:4: left out: url 'mailto:a@a.example' is no http or https address",
    )


def test_a_value_of_ours_that_someone_spoilt_is_said_and_the_source_stays() -> None:
    raw = write([Source(url="https://a.example/", country="FR", every=600.0)])
    spoilt = raw.replace(b'country="FR"', b'country="Gaul"').replace(b'every="600.0"', b'every="often"')
    found = read(spoilt, "f.opml")
    assert found.sources == (Source(url="https://a.example/"),)
    assert len(found.said) == 2


BOMB = (
    '<!DOCTYPE o [<!ENTITY a "' + "x" * 1000 + '">'
    + "".join(f'<!ENTITY {c} "{f"&{b};" * 10}">' for b, c in zip("abcdefgh", "bcdefghi", strict=True))
    + ']><opml><body><outline text="&i;" xmlUrl="https://a.example/&i;"/></body></opml>'
)  # fmt: skip
FILE = (
    '<!DOCTYPE o [<!ENTITY a SYSTEM "file:///etc/passwd">]><opml><body>'
    '<outline text="&a;" xmlUrl="https://a.example/"/></body></opml>'
)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (BOMB.encode(), "entities of its own"),
        (FILE.encode(), "entities of its own"),
        (FILE.encode("utf-16"), "entities of its own"),
        (b"<rss><channel/></rss>", "its root is <rss>"),
        (b"<html><body>", "its root is <html>"),
        (b"<", "nothing can be read"),
        (b"<opml/>", "names no feed"),
        (opml('<outline text="Empty"/>'), "names no feed"),
        (opml('<outline text="F" xmlUrl="javascript:1"/>'), "left out: url 'javascript:1'"),
    ],
)
def test_what_is_no_list_of_feeds_is_refused_with_the_reason(raw: bytes, why: str) -> None:
    with pytest.raises(SourcesFault, match=r"^f\.opml:1: ") as told:
        read(raw, "f.opml")
    assert why in str(told.value)


def test_a_file_named_by_an_entity_is_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("https://leaked.example/")
    body = '<outline text="x" xmlUrl="https://a.example/&#x26;s;"/>'
    (one,) = read(f'<!DOCTYPE opml SYSTEM "{secret}"><opml><body>{body}</body></opml>'.encode(), "f").sources
    assert "leaked" not in one.url


def test_folders_as_deep_as_can_be_do_no_harm() -> None:
    deep = '<outline text="f">' * 3000 + '<outline text="x" xmlUrl="https://a.example/"/>'
    beside = '<outline text="y" xmlUrl="https://b.example/"/>'
    assert "https://b.example/" in by_url(opml(beside + deep))


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_nothing_in_a_file_ends_in_a_traceback(raw: bytes) -> None:
    for text in (raw, b"<opml><body><outline text='x' xmlUrl='" + raw + b"'/></body></opml>"):
        with suppress(SourcesFault):
            read(text, "f.opml")
