"""Pages: the article is found, and a page that harms its parser costs only the parser."""

import os
import time

import pytest

from agents.clean.page import agreement, read_page
from agents.clean.sandbox import PageLost, Sandbox

PROSE = [
    "The two ministers agreed on Monday to reopen the mountain road before the first snow falls in it.",
    "Engineers will inspect the bridges this week, the transport office in the capital said in a statement.",
    "Drivers on both sides had waited for the decision since a landslide closed the pass early in spring.",
]
PAGE = f"""<!doctype html><html><head><title>Road to reopen - Harbour Post</title>
<link rel="canonical" href="https://example.org/road">
<meta property="article:modified_time" content="2020-06-27T08:00:00Z">
<script type="application/ld+json">{{"@graph": [{{"@type": "WebSite", "name": "Harbour Post"}},
{{"@type": "NewsArticle", "headline": "Road to reopen", "datePublished": "2020-06-26T10:15:00+02:00",
"author": [{{"@type": "Person", "name": "Ann Lee"}}]}}]}}</script></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Road to reopen</h1>
{"".join(f"<p>{p}</p>" for p in PROSE)}</article><footer>Imprint and contact</footer></body></html>"""


@pytest.fixture(scope="module")
def sandbox():
    box = Sandbox(seconds=5)
    yield box
    box.close()


def test_text_and_what_the_page_says_of_itself_are_read():
    page = read_page(PAGE, "https://example.org/road")
    assert all(p in page["text"] for p in PROSE)
    assert "Imprint" not in page["text"]
    assert page["title"] == "Road to reopen"
    assert page["dates"] == [
        ["2020-06-26T10:15:00+02:00", "json-ld", "published", None],
        ["2020-06-27T08:00:00Z", "meta", "modified", None],
    ]
    assert page["authors"] == ["Ann Lee"]
    assert page["canonical"] == "https://example.org/road"
    assert page["section"] is None


def test_a_fragment_is_all_article():
    assert read_page("<p>One.</p><ul><li>Two.</li></ul>", None)["text"].split() == ["One.", "Two."]


def test_agreement_is_the_share_of_common_words():
    assert agreement("a b", "b c") == pytest.approx(1 / 3)
    assert agreement("", "") == 1.0
    assert agreement("a", "") == 0.0


def test_a_page_read_in_the_sandbox_is_the_page_read_here(sandbox):
    assert sandbox.read(PAGE, "https://example.org/road") == read_page(PAGE, "https://example.org/road")


def test_one_process_serves_many_pages(sandbox):
    sandbox.read(PAGE, None)
    first = sandbox._process.pid
    sandbox.read(PAGE, None)
    assert sandbox._process.pid == first


@pytest.mark.seconds
def test_a_page_that_takes_too_long_is_lost_and_the_next_is_read():
    box = Sandbox(seconds=1)
    try:
        box.read("<p>One.</p>", None)
        pid = box._process.pid
        start = time.monotonic()
        with pytest.raises(PageLost, match=r"longer than 1 seconds"):
            box.read("<html><body><p>" + "word " * 6_000_000, None)
        assert time.monotonic() - start < 10
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
        assert box.read("<p>Two.</p>", None)["text"].strip() == "Two."
    finally:
        box.close()


@pytest.mark.seconds
def test_an_answer_that_nobody_waited_for_is_not_taken_for_the_next(sandbox, monkeypatch):
    sandbox.read(PAGE, None)
    with monkeypatch.context() as patched:

        def interrupted(process: object, deadline: float) -> None:
            raise KeyboardInterrupt

        patched.setattr("agents.clean.sandbox._read_message", interrupted)
        with pytest.raises(KeyboardInterrupt):
            sandbox.read(PAGE, None)
    assert sandbox.read("<p>Two.</p>", None)["text"].strip() == "Two."


@pytest.mark.seconds
def test_what_is_no_answer_ends_the_process_and_the_page_is_asked_for_again(sandbox):
    sandbox.read(PAGE, None)
    first = sandbox._process
    reading, writing = os.pipe()
    os.write(writing, b"\x00\x00\x00\x04oops")
    os.dup2(reading, first.stdout.fileno())
    os.close(reading)
    os.close(writing)
    assert PROSE[0] in sandbox.read(PAGE, None)["text"]
    assert sandbox._process.pid != first.pid


def test_a_page_larger_than_any_record_is_not_handed_over(sandbox):
    with pytest.raises(PageLost, match="larger than 64 MiB"):
        sandbox.read("<html>" + "x" * (65 << 20), None)


def test_halves_of_characters_in_a_page_do_not_lose_it(sandbox):
    page = sandbox.read(PAGE.replace("mountain", "&#xD83D;&#55357; \N{MOUNTAIN}"), None)
    assert "\N{MOUNTAIN} road" in page["text"]


@pytest.mark.seconds
def test_a_process_that_was_killed_is_replaced_without_a_loss(sandbox):
    sandbox.read(PAGE, None)
    sandbox._process.kill()
    assert PROSE[0] in sandbox.read(PAGE, None)["text"]


@pytest.mark.seconds
def test_a_page_that_eats_the_memory_is_lost_with_a_clear_error():
    box = Sandbox(seconds=20, memory=640 << 20)
    try:
        with pytest.raises(PageLost, match="parser"):
            box.read("<html><body>" + "<p>x" * 1_500_000, None)
    finally:
        box.close()


@pytest.mark.seconds
def test_closing_leaves_no_process_and_the_next_page_starts_another():
    box = Sandbox()
    box.close()
    box.read("<p>One.</p>", None)
    pid = box._process.pid
    box.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert box.read("<p>Two.</p>", None)["text"].strip() == "Two."
    box.close()
