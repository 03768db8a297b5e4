"""`python -m tests.quality.stream_links FILE [SAMPLE]`: every link that dedup sees in a real stream.

Plays the entries of `../shared/data/stream`, cleaned, within one window, and writes a JSON line for each
two distinct entries that it links: the later and the earlier one, and why. By `text`: whether it is a copy,
containment, share of the headline and of the lead. By `story`: the nearest report of the story that it
joins, and how alike the two are. With SAMPLE, a number: prints so many of the latter instead, drawn at
random and in any order, as two texts without their scores, to be judged by a reader. What a reader said of
the former, all of them, and of a sample of 300 of the latter stands in `stream_links.json`, by the numbers
of the entries, from 0.
"""

import io
import json
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import zstandard

from agents import pipeline
from agents.dedup.judge import Comparison
from agents.dedup.memory import identity
from agents.dedup.stories.join import Related
from agents.ingest.items import Fault, key_of, raw_article, read_item
from streams import codec
from streams.article_records import UniqueArticle
from streams.replay import Replay
from streams.settings import Settings
from streams.stage import Emit
from tests.quality.copies import AT, SHARED

CHARACTERS = 700  # of a text that is shown


@dataclass
class Played:
    """What came of the stream."""

    entries: int = 0
    again: int = 0  # entries that had come before, byte for byte
    repeats: int = 0  # of these, those that were told so
    links: list[dict[str, Any]] = field(default_factory=list)  # each with both texts


def play(shared: Path) -> Played:
    """Play the whole stream to clean and dedup, within one window."""
    stages = [one.configured(Settings()) for one in pipeline.PIPELINE if one.name in ("clean", "dedup")]
    replay = Replay(stages)
    texts: dict[str, dict[str, Any]] = {}
    lines: set[bytes] = set()
    played = Played()
    with (shared / "data/stream/rss-2022-01_08.jsonl.zst").open("rb") as packed:
        for number, line in enumerate(io.BufferedReader(zstandard.ZstdDecompressor().stream_reader(packed))):
            played.entries, before = number + 1, line in lines
            played.again += before
            lines.add(line)
            item = read_item(line)
            assert not isinstance(item, Fault)
            raw = raw_article(item, f"entry {number}")
            for trail in replay.feed(key_of(raw), codec.encode(raw), {}, AT):
                if trail.stage != "dedup" or not isinstance(trail.step.decision, Emit):
                    continue
                (output,) = trail.step.decision.outputs
                assert isinstance(output.record, UniqueArticle)
                article = output.record.article
                name = article.article_id
                own = {
                    "entry": number,
                    "title": article.title,
                    "text": article.text,
                    "outlet": article.outlet,
                    "url": article.url,
                }
                if output.record.verdict == "repeat":
                    played.repeats += before
                    continue
                played.links += _links(name, own, output.record, trail.step.decision.detail, texts)
                texts.setdefault(name, own)
    return played


def _links(
    name: str, own: dict[str, Any], said: UniqueArticle, detail: object, texts: dict[str, dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    compared = detail if isinstance(detail, tuple) else ()
    seen = {name}
    for one in compared:
        if isinstance(one, Comparison) and one.origin not in seen:
            seen.add(one.origin)
            yield {
                "by": "text", "later": own, "earlier": texts[one.origin], "copy": one.copy,
                "containment": round(one.containment, 3), "headline": round(one.headline, 3),
                "lead": round(one.lead, 3), "verdict": said.verdict,
            }  # fmt: skip
    if said.verdict == "copy" and said.original is not None and said.original not in seen:
        equal = {"copy": True, "containment": said.containment, "headline": 1.0, "lead": 1.0}
        yield {"by": "text", "later": own, "earlier": texts[said.original], **equal, "verdict": said.verdict}
    joined = (one for one in compared if isinstance(one, Related) and one.joined)
    near = next((one for one in joined if f"{one.story:016x}" in (said.story, *said.absorbs)), None)
    if near is not None and said.story != f"{identity(name):016x}":
        yield {
            "by": "story", "later": own, "earlier": texts[near.origin], "score": round(near.score, 3),
            "asked": round(near.joins, 3), "absorbs": len(said.absorbs),
        }  # fmt: skip


def main() -> None:
    """Write the links, or print a sample of them without their scores."""
    if not (SHARED / "data").is_dir():
        raise SystemExit(f"the data are not here: {SHARED}")
    path = Path(sys.argv[1])
    if len(sys.argv) == 2:
        with path.open("w", encoding="utf-8") as out:
            for link in play(SHARED).links:
                out.write(json.dumps(link, ensure_ascii=False) + "\n")
        return
    every = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    every = [link for link in every if link["by"] == "story"]
    places = random.Random(300).sample(range(len(every)), min(int(sys.argv[2]), len(every)))
    for number, place in enumerate(places):
        print(f"===== {number} (line {place + 1})")
        for side in ("earlier", "later"):
            one = every[place][side]
            print(f"[{one['outlet']}] {one['title']}\n  {' '.join(one['text'].split())[:CHARACTERS]}")


if __name__ == "__main__":
    main()
