"""What the watches beyond the first want of a stream of other news, and what they cost beside it."""

import io
import json
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
import zstandard

from agents.tag.look import Rules, looks
from agents.watch.find import MORE, SHIPPED
from agents.watch.load import load_watch
from streams.article_records import Article

# Matches among 10,000 entries of public feeds, right or wrong: the stream is of January to August 2022, and
# what it has of these states is little. Anyone abroad is more than one other state.
MOST = {"poland-abroad": 12.0}
MOST_USUALLY = 6.0
COST = 3.0  # times as long with all of them at work as with the first alone


@pytest.fixture(scope="module")
def entries(shared: Path) -> list[Article]:
    """Return every second distinct entry of the stream."""
    found: dict[tuple[str, str], None] = {}
    path = shared / "data/stream/rss-2022-01_08.jsonl.zst"
    with path.open("rb") as raw, zstandard.ZstdDecompressor().stream_reader(raw) as plain:
        for line in io.TextIOWrapper(plain, encoding="utf-8"):
            row = json.loads(line)
            found[row["title"] or "", row["text"] or ""] = None
    return [
        Article(article_id=str(n), version="v", id=str(n), title=title, text=text, published="2022-05-01")
        for n, (title, text) in enumerate(found)
    ][::2]


@pytest.mark.parametrize("watch", sorted(path.stem for path in MORE.glob("*.toml")))
def test_a_stream_of_other_news_passes_almost_silently(entries: list[Article], watch: str) -> None:
    rules = Rules.of([load_watch(watch)])
    found = [one for one in entries if looks(rules, one)[0].match]
    rate = len(found) / len(entries) * 10_000
    print(f"\n{watch}: {len(found)} matches among {len(entries)} distinct entries, {rate:.1f} in 10,000")
    for one in found:
        print(f"  {one.title or one.text[:90]}")
    assert rate <= MOST.get(watch, MOST_USUALLY)


def test_all_that_ship_cost_little_more_than_one(entries: list[Article]) -> None:
    one = [load_watch(path) for path in SHIPPED.glob("*.toml")]
    every = one + [load_watch(path) for path in MORE.glob("*.toml")]
    part = entries[::4]
    alone, together = _seconds(Rules.of(one), part), _seconds(Rules.of(every), part)
    print(f"\n{len(every)} watches take {together / alone:.2f} times as long as {len(one)}")
    print(f"  {len(part) / alone:.0f} and {len(part) / together:.0f} entries a second of processor time")
    assert together <= COST * alone


def _seconds(rules: Rules, entries: Sequence[Article]) -> float:
    """Return the processor time that the rules take, their names gathered before."""
    for one in entries:
        looks(rules, one)
    began = time.process_time()
    for one in entries:
        looks(rules, one)
    return time.process_time() - began
