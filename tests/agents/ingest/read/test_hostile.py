"""What is sent to do harm does none: each is read or refused within seconds, in bounded memory."""

import contextlib
import gc
import subprocess
import sys
import time

import pytest

from agents.ingest.read.bounds import BODY, MARKS
from agents.ingest.read.given import Unreadable
from agents.ingest.read.reading import reading

SECONDS = 2.0  # of the processor, for the worst 16 MiB
AT = "https://news.example/feed"
LAUGHS = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 30))
TITLE = "<rss><channel><item><title>{}</title><link>/1</link></item></channel></rss>"


@pytest.mark.parametrize(
    ("dtd", "reference"),
    [
        (f"<!DOCTYPE rss [<!ENTITY l0 'ha'>{LAUGHS}]>", "&l29;"),
        (f"<!DOCTYPE rss [<!ENTITY a '{'a' * 200_000}'>]>", "&a;" * 50_000),
        ("<!DOCTYPE rss [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>", "&a;"),
        ("<!DOCTYPE rss [<!ENTITY % a SYSTEM 'http://127.0.0.1:9/x.dtd'> %a;]>", "&a;"),
        ("<!DOCTYPE rss SYSTEM 'http://127.0.0.1:9/x.dtd'>", "&a;"),
        ("<?xml version='1.0'?><!-- > --><!DOCTYPE rss [<!ENTITY a '<item/>'> <!-- ]> --> ]>", "&a;"),
    ],
    ids=["billion laughs", "quadratic", "file", "parameter", "outer subset", "brackets"],
)
def test_an_entity_of_a_dtd_is_never_expanded(dtd: str, reference: str) -> None:
    started = time.process_time()
    entry = reading("feed", (dtd + TITLE.format(f"so {reference}")).encode(), AT).entries[0]
    assert time.process_time() - started < SECONDS
    assert (entry.title or "").startswith(f"so {reference}"[:200])
    assert entry.url == "https://news.example/1"


def test_a_dtd_behind_junk_is_none_either() -> None:
    text = f"junk <rss><!DOCTYPE rss [<!ENTITY a 'expanded'>]>{TITLE.format('&a;')}"
    assert [one.title for one in reading("feed", text.encode(), AT).entries] == ["&a;"]


def test_what_html_would_run_is_only_text() -> None:
    entry = reading("feed", TITLE.format("&lt;img src=x onerror=alert(1)&gt;Talks").encode(), AT).entries[0]
    assert entry.title == "Talks"


XHTML = "<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='xhtml'>"
RSS, ITEM = "<rss><channel>", "<rss><channel><item>"
FILLED = {
    "comments in a dtd": ("<!DOCTYPE a [", "<!--"), "comments before a page": ("", "<!---->"),
    "quotes in a tag": ("<html><a ", "\"'"), "ended quotes in a tag": ("<html><a ", "'x'"),
    "elements in a text": (XHTML, "<item/>"), "texts": (ITEM, "<content><i/><i/><i/></content>"),
    "locations": ("<urlset><url>", "<loc>"), "locations of a page": ("<urlset><url>", "<loc/>"),
    "breaks": (ITEM + "<description><![CDATA[", "<br>  "), "spaces in a page": ("<html><a ", " "),
    "tags": (ITEM, "<a>"), "closing tags": (RSS, "</item>"), "items": (RSS, "<item/>"),
    "open items": (RSS, "<item>"), "ampersands": (RSS, "&"), "unknown entities": (RSS, "&x;"),
    "references": (ITEM + "<description>", "&lt;"), "brackets": (ITEM, "a<b "), "cdata": (RSS, "<![CDATA["),
    "ends of cdata": (ITEM + "<title><![CDATA[", "]]>"), "comments": ("", "<!--"),
    "instructions": ("", "<?"), "declarations": ("", "<?xml "), "quotes in a dtd": ("<!DOCTYPE a [", "\"'"),
    "entities in a dtd": ("<!DOCTYPE a [", "<!ENTITY a 'x'>"), "attributes": ("<rss ", "a='1' "),
    "bare attributes": ("<rss ", "a=1 "), "nul": (RSS, "\0a"), "controls": (RSS, "\1\2a"),
    "spaces": (ITEM + "<link>", "\n"), "dates": (ITEM + "<pubDate>", "1 "),
    "mails": (ITEM + "<author>", "a@b ("), "titles": (ITEM + "<title>", "&lt;b &lt;script"),
    "ellipses": (ITEM + "<description>", "..."), "descriptions": (ITEM, "<description>x</description>"),
    "groups": (ITEM, "<media:group><media:title/></media:group>"),
    "urls": ("<urlset>", "<url><loc>http://a.example/x</loc></url>"),
    "parts": ("<sitemapindex>", "<sitemap><loc>/x</loc></sitemap>"),
    "addresses": ("", "http://a.example/b\n"), "one address": ("", "http://a.example/b"),
    "arrays": ("", "["), "objects": ("", '{"items":'), "numbers": ('{"items":[', "9"),
    "json items": ('{"items":[{"id":"1","title":"x"}', ',{"id":"x"}'), "divs": ("<html>", "<div>"),
    "anchors": ("<html>", "<a href=/x>"), "quoted anchors": ("<html>", '<a "'),
    "scripts": ("<html>", "<script>"), "words": ("", "word "), "high bytes": ("", "\xff"),
}  # fmt: skip
PEAK = 900  # MiB of memory, of which the interpreter with its libraries takes 60
CHILD = """
import resource, sys, time
from agents.ingest.read.given import Unreadable
from agents.ingest.read.reading import reading
body = sys.stdin.buffer.read()
for form in sys.argv[1:]:
    started = time.process_time()
    try:
        reading(form, body, "https://news.example/feed", links="x")
    except Unreadable:
        pass
    print(form, time.process_time() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@pytest.mark.parametrize("name", FILLED)
def test_the_time_for_anything_grows_with_its_size(name: str) -> None:
    start, filling = FILLED[name]
    body = (start + filling * ((1 << 20) // len(filling))).encode("latin-1")
    gc.freeze()  # what other tests left behind is not looked through again while the time is taken
    for form in ("feed", "links"):
        began = time.process_time()
        with contextlib.suppress(Unreadable):
            reading(form, body, AT, links="x")  # type: ignore[arg-type]
        assert time.process_time() - began < SECONDS / 2, form


@pytest.mark.slow
@pytest.mark.parametrize("name", FILLED)
def test_16_mib_of_anything_take_two_seconds_at_most(name: str) -> None:
    start, filling = FILLED[name]
    most = (MARKS - start.count("<")) // max(filling.count("<"), 1)  # beyond, it is refused at once
    body = (start + filling * min((BODY - len(start)) // len(filling), most)).encode("latin-1")
    forms = ["feed", "links"]
    ended = subprocess.run(
        [sys.executable, "-c", CHILD, *forms], input=body, capture_output=True, timeout=60, check=True
    )
    figures = [line.split() for line in ended.stdout.decode().splitlines()]
    assert [form for form, _, _ in figures] == forms
    assert {form: float(took) for form, took, _ in figures if float(took) > SECONDS} == {}
    assert max(int(peak) for _, _, peak in figures) < PEAK


def test_what_is_over_the_limit_is_refused() -> None:
    with pytest.raises(Unreadable, match="more than 16 MiB"):
        reading("feed", b"<rss>" + b" " * BODY, AT)
