"""`detente clean`: one line a file, and a file that cannot be used does not stop the others."""

import json
from pathlib import Path

import pytest

from tests.agents.cli.conftest import Run

FIELDS = ["path", "title", "text", "published", "modified", "language", "outlet", "authors", "canonical_url"]
BODY = (
    "The ministers of both countries met on Tuesday in the old town hall and agreed to speak again "
    "next week about the border, the trains and the price of gas, their offices said in the evening."
)
PAGE = f"""<!doctype html><html lang="en"><head><title>Ministers meet</title>
<link rel="canonical" href="https://news.example/ministers-meet">
<meta property="article:published_time" content="2024-05-07T18:30:00Z">
<meta property="og:site_name" content="The Example"></head>
<body><article><h1>Ministers meet</h1><p>{BODY}</p><p>{BODY.replace("ministers", "envoys")}</p></article>
</body></html>"""


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    (tmp_path / "a.html").write_text(PAGE)
    (tmp_path / "b.txt").write_text(f"Ministers meet\n\n{BODY}\n")
    return tmp_path


def test_each_file_is_a_line_with_the_fields_of_the_contract(pages: Path, run: Run) -> None:
    result = run("clean", pages / "a.html", pages / "b.txt", "--json")
    assert result.exit_code == 0
    page, text = (json.loads(line) for line in result.stdout.splitlines())
    assert list(page) == list(text) == FIELDS
    assert (page["path"], text["path"]) == (str(pages / "a.html"), str(pages / "b.txt"))
    assert page["canonical_url"] == "https://news.example/ministers-meet"
    assert page["title"] == "Ministers meet"
    assert BODY in page["text"]
    assert BODY in text["text"]
    assert page["language"] == text["language"] == "en"
    assert isinstance(page["authors"], list)


def test_without_json_it_is_for_people(pages: Path, run: Run) -> None:
    result = run("clean", pages / "a.html")
    assert result.exit_code == 0
    assert "language: en\n" in result.stdout
    assert BODY in result.stdout


def test_a_file_that_cannot_be_used_is_told_and_the_others_go_on(pages: Path, run: Run) -> None:
    (pages / "0.txt").write_text(" \n")
    (pages / "c.jsonl").write_text("{broken\n")
    result = run("clean", pages, "--json")
    assert result.exit_code == 1
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["path"] for line in lines] == [
        str(pages / "0.txt"), str(pages / "a.html"), str(pages / "b.txt"), f"{pages / 'c.jsonl'}:1",
    ]  # fmt: skip
    assert [list(line) for line in lines] == [FIELDS] * 4
    for line in (lines[0], lines[3]):
        assert (line["title"], line["text"], line["published"], line["authors"]) == ("", "", None, [])
    first, last = result.stderr.splitlines()
    assert first.startswith(f"Error: {pages / '0.txt'}: ")
    assert last.startswith(f"Error: {pages / 'c.jsonl'}:1: not JSON")
