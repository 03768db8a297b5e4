"""`python -m tests.bench.dedup [DOCUMENTS]`: what dedup costs at 10,000 and at a million documents.

Prints a look-up in the index, a decision without its hashing (the same probes at both sizes, in turn, the
median of processor times), and for texts of 200 and 3,000 characters a decision with all that goes with
it: bytes to record, decided, to bytes, remembered. Then the bytes a document, what reading back takes in
the process, and the memory that is left once the window has passed.
"""

import gc
import itertools
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from unittest import mock

from agents.dedup import judge as rules
from agents.dedup.agent import STAGE, Seen
from agents.dedup.memory import VERDICTS, Memory, identity, terms
from agents.dedup.reading import read
from agents.dedup.recurring import outlet_number
from agents.dedup.sketch import sketch
from streams import codec
from streams.article_records import Article
from streams.settings import Settings
from streams.stage import Desk, Incoming, Position, step
from tests.bench.dedup_load import Made, articles, texts
from tests.bench.dedup_restart import window

WINDOW = timedelta(hours=72)
MS = int(WINDOW.total_seconds() * 1000)
SMALL, LARGE = 10_000, 1_000_000
PROBES, ROUND = 2_000, 50
REPORTS = 100_000  # of 3,000 characters, whose whole state is measured


def filled(count: int) -> tuple[Memory, float, float]:
    """Return a memory of `count` documents, µs for each, and the longest that one took, in s.

    An eighth more than that have come, so that the window moves on.
    """
    past = Memory(MS)
    made = articles(7)
    took = longest = 0.0
    new = VERDICTS.index("new")
    every = count + count // 8
    for number in range(every):
        one = next(made)
        header = sketch(one.shingles).to_bytes()
        name = b"%032x" % number
        began = time.process_time()
        past.add(
            time=number * MS // count, article=identity(name), version=number, story=number, verdict=new,
            outlet=outlet_number(one.outlet), sketch=header, origin=name,
        )  # fmt: skip
        spent = time.process_time() - began
        took, longest = took + spent, max(longest, spent)
    return past, took / every * 1e6, longest


def in_turn(calls: Sequence[Callable[[int], object]]) -> list[float]:
    """Return the µs that each call takes: medians over rounds of probes, one call's after the other's."""
    spent: list[list[float]] = [[] for _ in calls]
    for start in range(0, PROBES, ROUND):
        for place, call in enumerate(calls):
            began = time.process_time_ns()
            for number in range(start, start + ROUND):
                call(number)
            spent[place].append((time.process_time_ns() - began) / ROUND / 1e3)
    return [statistics.median(one) for one in spent]


def probed(pasts: Sequence[Memory], made: Sequence[Made]) -> dict[str, list[float]]:
    """Return µs of a look-up and of a decision without its hashing, in each memory."""
    sought = [terms(number, number, sketch(one.shingles)) for number, one in enumerate(made)]

    def look_up(past: Memory) -> Callable[[int], object]:
        return lambda number: past.postings.find(sought[number], past.since(0))

    found = {"look_up": in_turn([look_up(past) for past in pasts])}
    newest = MS + MS // 8
    chosen: list[Made] = [made[0]]
    empty = read("", "")
    probes = [
        Article(article_id=f"probe {n}", version="1", id="", outlet=one.outlet) for n, one in enumerate(made)
    ]

    def decided(past: Memory) -> Callable[[int], object]:
        def one(number: int) -> object:
            chosen[0] = made[number]
            return rules.judge(probes[number], empty, past, newest, MS)

        return one

    with mock.patch.object(rules, "shingles", side_effect=lambda *_: chosen[0].shingles):
        found["decision_without_hashing"] = in_turn([decided(past) for past in pasts])
    return found


def decisions(characters: int, count: int = 5_000) -> tuple[float, float]:
    """Return the µs of a whole step for texts of that length, all of them new to the stage.

    The median of rounds, and the tenth that others on the machine disturbed least.
    """
    stage = STAGE.configured(Settings(dedup_window=WINDOW))
    desk = Desk.of(stage)
    source = texts(3, characters)
    given = []
    for number in range(count):
        title, text = next(source)
        name = f"{number:032x}"
        one = Article(
            article_id=name, version=name, id=name, title=title, text=text, language="en",
            outlet=f"o{number % 200}.example",
        )  # fmt: skip
        given.append(Incoming(Position(1, 0, number), name.encode(), codec.encode(one), {}, MS + number))
    spent = []
    for start in range(0, count, ROUND):
        began = time.process_time()
        for incoming in given[start : start + ROUND]:
            step(stage, desk, incoming)
        spent.append((time.process_time() - began) / ROUND * 1e6)
    return statistics.median(spent), statistics.quantiles(spent, n=10)[0]


def remembered(count: int) -> dict[str, int]:
    """Return the bytes of state that a document takes, by what they are for, in a window of reports."""
    desk = Desk.of(STAGE.configured(Settings(dedup_window=WINDOW)))
    for written in window(count, MS):
        desk.restore(written)
    assert isinstance(desk.state, Seen)
    parts = {
        "near_duplicates": desk.state.past.nbytes, "wording_and_credit": desk.state.kept.nbytes,
        "stories": desk.state.stories.nbytes,
    }  # fmt: skip
    return {name: round(part / count) for name, part in (parts | {"all": sum(parts.values())}).items()}


def resident() -> float:
    """Return the MiB of memory that this process holds (Linux)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def main() -> None:
    """Measure and print."""
    large = int(sys.argv[1]) if len(sys.argv) > 1 else LARGE
    figures: dict[str, object] = {}
    for characters in (200, 3_000):
        usual, best = decisions(characters)
        figures[f"step_{characters}_characters"] = {
            "us": round(usual), "us_undisturbed": round(best), "a_second": round(1e6 / usual),
            "a_second_undisturbed": round(1e6 / best),
        }  # fmt: skip
    before = resident()
    small, _, _ = filled(SMALL)
    past, added, longest = filled(large)
    full = resident()
    made = list(itertools.islice(articles(8), PROBES))
    for name, (few, many) in probed((small, past), made).items():
        figures[name] = {"us_small": round(few, 1), "us_large": round(many, 1), "ratio": round(many / few, 2)}
    figures["remember"] = {"us": round(added, 1), "longest_s": round(longest, 2)}
    figures["bytes_a_document"] = round(past.nbytes / len(past))
    figures["state_bytes_a_document"] = remembered(min(REPORTS, large))
    held = past.nbytes
    for number in range(2):  # the second makes room in the arrays of rows
        past.add(
            time=3 * MS, article=number, version=1, story=1, outlet=1, verdict=VERDICTS.index("repeat"),
            sketch=b"", origin=b"",
        )  # fmt: skip
    del made
    gc.collect()
    figures["mib"] = {
        "process_before": round(before), "full": round(full), "window_passed": round(resident()),
        "arrays_full": round(held / 2**20), "arrays_window_passed": round(past.nbytes / 2**20),
    }  # fmt: skip
    print(json.dumps({"documents": [SMALL, large], **figures}, indent=2))


if __name__ == "__main__":
    main()
