"""How well scraped text is read: the five texts word for word, languages, characters, frames of pages.

Pinned floors; the figures are printed with `-s`. Sentences stand here as hashes.
"""

import hashlib
import io
import itertools
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import zstandard
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLTree

from agents.clean.article import clean_article
from agents.clean.language import language_of
from agents.clean.mojibake import mended
from agents.clean.outlet_learn import Seen, learn
from agents.clean.outlet_lines import normal
from agents.clean.plain import read_plain
from agents.clean.rules import rules
from agents.ingest.files import Entry, entries, files_of
from agents.ingest.items import Item, raw_article
from streams.article_records import Article
from tests.quality.saved_pages import saved_pages

SEEDS = json.loads((Path(__file__).parent / "seeds.json").read_text("utf-8"))
SENTENCE = re.compile(r"\S.*?(?:[.!?][\"”’]{0,2}(?=\s)|$)", re.MULTILINE)

LANGUAGE = {"bodies": 0.995, "headlines of 6 words and more": 0.99}
# A whole page as its text alone, bars and boxes and all. Of what must stay, two in three that go are
# what the rules are meant to take: addresses, captions, comments.
KEPT, GONE = 0.985, 0.30
EACH = 3  # of the pages each third is read
MILLISECONDS = 4.0  # for 3,000 characters on a busy machine; 1 where nothing else runs
STREAM = 4_000  # entries of the stream: lines are learned from the first half and taken from the second
LEARNED, TAKEN = 100, 0.2


def hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def seeds(shared: Path) -> dict[str, tuple[str, Article]]:
    found = {}
    for entry in entries(files_of([shared / "seeds"]), 1 << 20):
        assert isinstance(entry, Entry)
        assert entry.raw is not None
        found[entry.name[:3]] = (entry.raw.text or "", clean_article(entry.raw))
    return found


@pytest.mark.parametrize("number", SEEDS)
def test_of_each_text_every_sentence_stays_word_for_word_and_nothing_else(
    seeds: dict[str, tuple[str, Article]], number: str
) -> None:
    given, article = seeds[number]
    found = [sentence[0] for sentence in SENTENCE.finditer(article.text)]
    assert [hashed(sentence) for sentence in found] == SEEDS[number]["sentences"]
    assert all(sentence in given for sentence in found)
    assert (hashed(article.title) if article.title else None) == SEEDS[number]["title"]
    print(
        f"\ntext {number}: {len(found)} sentences kept word for word, {len(article.removed)} lines gone",
        end="",
    )
    assert article.published == SEEDS[number]["published"]
    assert article.language == "en"


@pytest.mark.parametrize(
    ("number", "reasons"),
    [
        ("000", {}),
        ("001", {"navigation": 3, "caption": 2, "credit": 1, "about": 2, "trailer": 2}),
        ("002", {"byline": 1, "date": 1, "caption": 1, "related": 1, "source": 1, "link": 1}),
        ("003", {"date": 1, "caption": 1}),
        ("004", {"title again": 1, "unrelated headline": 1, "comments": 1}),
    ],
)
def test_each_line_around_a_text_went_for_its_reason(
    seeds: dict[str, tuple[str, Article]], number: str, reasons: dict[str, int]
) -> None:
    _, article = seeds[number]
    assert Counter(one.partition(": ")[0] for one in article.removed) == reasons
    assert article.agency == ("AFP" if number == "002" else None)
    assert article.authors == ()


def labelled(shared: Path) -> Iterator[tuple[str, str, str, str]]:
    """Yield kind, part, language and text of what is labelled."""
    for row in rows(shared / "data/watch/dev.jsonl"):
        if row["text"] and len(row["text"]) >= 100:
            yield "bodies", row["part"], row["language"], row["text"]
        if row["title"] and len(row["title"].split()) >= 6:
            yield "headlines of 6 words and more", row["part"], row["language"], row["title"]
    for row in rows(shared / "data/stories/pairs-dev.jsonl"):
        for one in (row["a"], row["b"]):
            language = "ru" if re.search("[а-я]{4}", one["text"]) else "en"
            yield "bodies", "pairs", language, one["text"]
            if len((one["title"] or "").split()) >= 6:
                yield "headlines of 6 words and more", "pairs", language, one["title"]
    for row in rows(shared / "data/stories/ecbplus-dev.jsonl"):
        yield "bodies", "ecb+", "en", row["text"]


def test_the_language_of_bodies_and_headlines_is_right(shared: Path) -> None:
    right: Counter[tuple[str, str]] = Counter()
    asked: Counter[tuple[str, str]] = Counter()
    language_of("The identifier is read once.", None, [])
    start = time.process_time()
    for kind, part, language, text in labelled(shared):
        asked[kind, part] += 1
        right[kind, part] += language_of(text, None, []) == language
    each = (time.process_time() - start) / asked.total() * 1000
    for kind, floor in LANGUAGE.items():
        good, of = (sum(n for (one, _), n in count.items() if one == kind) for count in (right, asked))
        parts = ", ".join(
            f"{part} {right[one, part]}/{n}" for (one, part), n in sorted(asked.items()) if one == kind
        )
        print(f"\nlanguage of {kind}: {good / of:.4f} of {of} ({parts}); {each:.2f} ms each")
        assert good / of >= floor


def entries_of_the_stream(shared: Path) -> Iterator[dict[str, Any]]:
    path = shared / "data/stream/rss-2022-01_08.jsonl.zst"
    with path.open("rb") as packed, zstandard.ZstdDecompressor().stream_reader(packed) as plain:
        seen = set()
        for line in io.TextIOWrapper(plain, encoding="utf-8"):
            row = json.loads(line)
            if (key := (row["title"], row["text"])) not in seen:
                seen.add(key)
                yield row


def test_good_characters_are_never_changed(shared: Path) -> None:
    texts = [text for _, _, _, text in labelled(shared)]
    texts += [row["text"] or "" for row in entries_of_the_stream(shared)]
    foreign = [text for text in texts if not text.isascii()]
    start = time.process_time()
    changed = [text for text in foreign if mended(text, "text", []) != text]
    each = (time.process_time() - start) / sum(map(len, foreign)) * 3e6
    print(f"\ncharacters: {len(changed)} of {len(foreign)} texts changed; {each:.2f} ms for 3,000 characters")
    assert not changed


def test_of_a_whole_page_as_text_the_frame_goes_and_the_article_stays(shared: Path) -> None:
    counts: Counter[str] = Counter()
    spent, size = 0.0, 0
    for page in saved_pages(shared)[::EACH]:
        text = extract_plain_text(HTMLTree.parse(page.html), main_content=False, alt_texts=False)
        language = language_of(text, None, [])
        known = rules(language)
        start = time.process_time()
        body = read_plain(text, "", language, known)
        spent += time.process_time() - start
        size += len(text)
        given, left = (" ".join(one.split()) for one in (text, f"{body.title}\n{body.text}"))
        for key, passages in (("with", page.wanted), ("without", page.unwanted)):
            there = [phrase for one in passages if (phrase := " ".join(one.split())) in given]
            counts[key] += len(there)
            counts[f"{key} left"] += sum(one in left for one in there)
    kept = counts["with left"] / counts["with"]
    gone = 1 - counts["without left"] / counts["without"]
    each = spent / size * 3e6
    print(f"\npages as text: {kept:.3f} of {counts['with']} phrases of articles kept")
    print(f"pages as text: {gone:.3f} of {counts['without']} phrases of frames gone")
    print(f"pages as text: {each:.2f} ms for 3,000 characters")
    assert kept >= KEPT
    assert gone >= GONE
    assert each <= MILLISECONDS


def test_lines_learned_from_the_past_are_found_again(shared: Path) -> None:
    articles = []
    for row in itertools.islice(entries_of_the_stream(shared), STREAM):
        item = Item(url=row["url"], title=row["title"], text=row["text"], source=row["source"])
        found = clean_article(raw_article(item, "stream"))
        lines = tuple(line for line in found.text.split("\n") if line)
        day = row["published"][:10]
        articles.append(Seen(found.outlet or "", row["source"], day, found.title, lines, found.language))
    past, later = articles[: STREAM // 2], articles[STREAM // 2 :]
    learned = learn(past)
    frames = learned.by_host()
    gone = [line for one in later for line in one.lines if normal(line) in frames.get(one.outlet, ())]
    count = sum(map(len, frames.values()))
    share = len(gone) / sum(len(one.lines) for one in later)
    print(
        f"\noutlets: {count} lines of {len(frames)} outlets learned; {share:.3f} of later lines are of them"
    )
    assert count >= LEARNED
    assert share >= TAKEN
