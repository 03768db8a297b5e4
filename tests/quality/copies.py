"""`python -m tests.quality.copies [OTHERS]`: edited copies of real articles, found in a stream of others.

Each of some 1,300 real texts of 120 words or more comes once, in full, and then twice as another outlet
edits it (`edits`), among the entries of a real stream, all within one window. Printed: recall by kind of
edit, and precision of all that is called a copy. A copy is right where it is told of the text that it was
made of; an entry of the stream, where half the words of the shorter of the two texts stand in the other,
in stretches of six or more: another measure than the one that is tried. Entries that came before, byte for
byte, are to be repeats.
"""

import io
import itertools
import json
import random
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from urllib.parse import urlsplit

import zstandard
from resiliparse.extract.html2text import extract_plain_text

from agents.dedup.agent import STAGE
from agents.dedup.reading import read
from agents.dedup.shingles import shingles
from agents.ingest.items import Fault, raw_article, read_item
from agents.ingest.read.encoding import decoded
from streams import codec
from streams.article_records import Article, UniqueArticle
from streams.settings import Settings
from streams.stage import Desk, Emit, Incoming, Position, step
from tests.quality.edits import EDITS, Elsewhere, Text, paragraphs

SHARED = Path(__file__).resolve().parents[3] / "shared"
WORDS = 120  # of a text, at least
OUTLETS = 40
COPIES = 2  # of each text
SPARE = 15  # one text in so many is none of those that are copied: leads are taken from it
DISTINCT = 0.1  # texts that share more than this are not both taken
HALF, STRETCH = 0.5, 6

AT = 1_600_000_000_000  # ms; all within one window


@dataclass
class Found:
    """What was found, by kind of edit."""

    planted: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[Article, str]] = field(default_factory=list)  # and the id that it was told a copy of
    others: int = 0
    again: int = 0  # of the others, those that had come before
    repeats: int = 0  # of these, those that were told so
    right_others: int = 0

    @property
    def recall(self) -> dict[str, float]:
        """Return the share of the copies that were found, by kind of edit."""
        return {name: self.right[name] / self.planted[name] for name in EDITS}

    @property
    def precision(self) -> float:
        """Return the share of right ones among all that was called a copy."""
        right = self.right.total() + self.right_others
        return right / (right + len(self.wrong))

    def table(self) -> str:
        """Return the figures for people."""
        rows = [
            f"{name:38} {self.planted[name]:5} planted, recall {recall:.4f}"
            for name, recall in self.recall.items()
        ]
        total = f"{self.planted.total():5} planted, recall {self.right.total() / self.planted.total():.4f}"
        again = f"{self.repeats} of the {self.again} that had come before are repeats; "
        last = again + (
            f"among {self.others} others, of which {self.right_others} are rightly called copies; wrong: "
            f"{len(self.wrong)}, precision {self.precision:.4f}"
        )
        return "\n".join((*rows, f"{'all':38} {total}", last))


def entries(shared: Path) -> Iterator[tuple[bytes, Article]]:
    """Yield the entries of the stream as they came: what makes them the same, and the article."""
    with (shared / "data/stream/rss-2022-01_08.jsonl.zst").open("rb") as packed:
        for number, line in enumerate(io.BufferedReader(zstandard.ZstdDecompressor().stream_reader(packed))):
            item = read_item(line)
            assert not isinstance(item, Fault)
            raw = raw_article(item, f"entry {number}")
            yield line, Article(
                article_id=raw.article_id, version=raw.version, id=raw.id, title=raw.title or "",
                text=raw.text or "", outlet=urlsplit(raw.url or "").hostname or raw.source,
            )  # fmt: skip


def texts(shared: Path) -> list[tuple[str, str]]:
    """Return real headlines (maybe none) and texts, none of which shares much with another."""
    pairs = (shared / "data/stories/pairs-dev.jsonl").read_text("utf-8").splitlines()
    items = [pair[side] for pair in map(json.loads, pairs) for side in "ab"]
    items += map(json.loads, (shared / "data/stories/ecbplus-dev.jsonl").read_text("utf-8").splitlines())
    given = [(item["title"] or "", item["text"] or "") for item in items]
    packed = (shared / "data/pages/trafilatura-eval.tar.zst").read_bytes()
    with tarfile.open(fileobj=io.BytesIO(zstandard.ZstdDecompressor().stream_reader(packed).read())) as tar:
        for page in sorted((one for one in tar if one.name.endswith(".html")), key=lambda one: one.name):
            read_page = tar.extractfile(page)
            assert read_page
            given.append(("", extract_plain_text(decoded(read_page.read()), main_content=True)))
    kept: list[tuple[str, str]] = []
    holder: dict[int, int] = {}
    for headline, body in given:
        if len(body.split()) < WORDS:
            continue
        hashes = shingles(read(headline, body)).every.tolist()
        shared_with = Counter(holder[one] for one in hashes if one in holder)
        if max(shared_with.values(), default=0) < DISTINCT * len(hashes):
            holder |= dict.fromkeys(hashes, len(kept))
            kept.append((headline, body))
    return kept


def planted(given: list[tuple[str, str]], draw: random.Random) -> Iterator[tuple[str, Article]]:
    """Yield the texts, and then their copies in any order: (kind of edit or `text`, article)."""
    leads = [one for _, body in given[::SPARE] for one in paragraphs(body) if 20 <= len(one.split()) <= 80]
    copies = []
    names = itertools.cycle(EDITS)
    for number, (title, body) in enumerate(given):
        if number % SPARE == 0:
            continue
        whole = Text(title or _headline(body, draw), paragraphs(body))
        outlet = draw.randrange(OUTLETS)
        yield "text", _article(f"text {number}", whole, outlet)
        for name in itertools.islice(names, COPIES):
            other = (outlet + draw.randrange(1, OUTLETS)) % OUTLETS
            there = Elsewhere(_headline(body, draw), draw.choice(leads), _boilerplate(other))
            edited = EDITS[name](whole, there, draw)
            copies.append((name, _article(f"text {number} {len(copies)}", edited, other)))
    draw.shuffle(copies)
    yield from copies


def measure(shared: Path, others: int | None = None, seed: int = 7) -> Found:
    """Play the planted texts among so many others, in the stream's order, and return what was found."""
    draw = random.Random(seed)
    among = list(itertools.islice(entries(shared), others))
    mine = list(planted(texts(shared), draw))
    places = set(draw.sample(range(len(mine) + len(among)), len(mine)))
    one, other = iter(mine), iter(among)
    stage = STAGE.configured(Settings())
    desk = Desk.of(stage)
    articles: dict[str, Article] = {}
    lines: set[bytes] = set()
    found = Found(others=len(among))
    for number in range(len(mine) + len(among)):
        kind, article, line = (*next(one), b"") if number in places else ("", *reversed(next(other)))
        articles.setdefault(article.article_id, article)
        incoming = Incoming(
            Position(1, 0, number), article.article_id.encode(), codec.encode(article), {}, AT + number
        )
        decision = step(stage, desk, incoming).decision
        assert isinstance(decision, Emit), decision
        (output,) = decision.outputs
        assert isinstance(output.record, UniqueArticle)
        original = output.record.original if output.record.verdict == "copy" else None
        found.planted[kind] += kind in EDITS
        found.again += line in lines
        found.repeats += line in lines and output.record.verdict == "repeat"
        lines |= {line} - {b""}
        if original is None:
            continue
        if kind in EDITS and original == article.article_id.rpartition(" ")[0]:
            found.right[kind] += 1
        elif not kind and original in articles and agree(article, articles[original]):
            found.right_others += 1
        else:
            found.wrong.append((article, original))
    return found


def agree(one: Article, other: Article) -> bool:
    """Return whether half the words of the shorter of two articles stand in the other, in long stretches."""
    words = sorted((f"{a.title} {a.text}".casefold().split() for a in (one, other)), key=len)
    blocks = SequenceMatcher(None, *words, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size >= STRETCH) >= HALF * len(words[0])


def _article(name: str, text: Text, outlet: int) -> Article:
    return Article(
        article_id=name,
        version="1",
        id=name,
        title=text.headline,
        text=text.body,
        outlet=f"o{outlet}.example",
    )


def _headline(body: str, draw: random.Random) -> str:
    """Return a headline in a text's own words, as an outlet writes it."""
    return " ".join(draw.sample([word for word in body.split() if len(word) > 3], 7)).capitalize()


def _boilerplate(outlet: int) -> tuple[str, ...]:
    draw = random.Random(outlet)
    name, reader, city = ("".join(draw.choices(("ba", "ko", "ri", "mu", "sen", "lo"), k=3)) for _ in range(3))
    return (
        f"Sign up for the {name} letter and have what {reader} readers talk about in your box by seven.",
        f"All rights with {name}; nothing of this page may be kept, sent on or printed without leave.",
        f"More from the {name} desk: what to see in {city} before the winter, and what to pack for it.",
    )


def main() -> None:
    """Measure and print."""
    if not (SHARED / "data").is_dir():
        raise SystemExit(f"the data are not here: {SHARED}")
    found = measure(SHARED, int(sys.argv[1]) if len(sys.argv) > 1 else None)
    print(found.table())
    for article, original in found.wrong:
        print(f"wrong: {article.article_id} told a copy of {original}")


if __name__ == "__main__":
    main()
