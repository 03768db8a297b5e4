"""How many articles a second one core judges, with one watch and with five hundred.

`python tests/bench/tag_speed.py` prints articles a second of process time (other work on the machine does
not change it). The articles are those of ../shared/data/stories/ecbplus-dev.jsonl, which name few sides of
any one watch, and the project's own full-length cases, most of which name both sides of the shipped one:
one in ten is such. All are repeated or cut to 3,000 code points. The five hundred watches are pairs of
states of the gazetteer. Made and read once before the clock starts, as in a worker that runs.
"""

import itertools
import json
import sys
import time
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from agents.tag.look import Rules, looks  # noqa: E402 - the path comes first
from agents.watch.definition import Side, Watch  # noqa: E402
from agents.watch.load import load_watch  # noqa: E402
from agents.watch.states import parties_of  # noqa: E402
from streams.article_records import Article  # noqa: E402

ECB = ROOT.parent / "shared/data/stories/ecbplus-dev.jsonl"
CASES = ROOT / "tests/agents/tag/cases"
STATES = (
    "FR RU US GB DE CN UA TR IR IL PL IT ES IN BR CA AU JP KR SA ZA MX ID AR EG GR NL BE SE FI NO DK RO RS"
)
LENGTH = 3000
OWN = 10  # every so many articles one of the project's own


def main() -> None:
    """Print speeds."""
    articles = list(_articles())
    shipped = load_watch("macron-russia")
    many = [shipped, *itertools.islice(_pairs(shipped), 499)]
    for watches in ([shipped], many):
        rules = Rules.of(watches)
        matched = sum(_run(rules, articles))
        started = time.process_time()
        _run(rules, articles)
        spent = time.process_time() - started
        print(
            f"{len(watches)} watches: {len(articles) / spent:.0f} articles of {LENGTH} code points a second, "
            f"{matched} matches in {len(articles)}"
        )


def _run(rules: Rules, articles: Sequence[Article]) -> list[int]:
    return [sum(look.match for look in looks(rules, article)) for article in articles]


def _articles() -> list[Article]:
    rows = [json.loads(line) for line in ECB.read_text().splitlines()]
    own = [
        (path.stem, case)
        for path in sorted(CASES.glob("*.toml"))
        for case in tomllib.loads(path.read_text())["case"]
    ]
    turn = itertools.cycle(own)
    found = []
    for at, row in enumerate(rows):
        language, case = next(turn) if at % OWN == 0 else ("en", row)
        text = str(case["text"]).strip() or str(case["title"])
        text = ("\n\n".join([text] * (LENGTH // len(text) + 1)))[:LENGTH]
        found.append(
            Article(
                article_id=str(at), version="v", id=str(at), title=case["title"] or "", text=text,
                published=case.get("published"), language=language,
            )
        )  # fmt: skip
    return found


def _pairs(shipped: Watch) -> list[Watch]:
    sides = {code: Side(id=code, title=code, parties=parties_of(code)) for code in STATES.split()}
    return [
        replace(shipped, id=f"{one}-{other}", sides=(sides[one], sides[other]))
        for one, other in itertools.combinations(sides, 2)
        if all(_apart(sides[one], sides[other]))
    ]


def _apart(one: Side, other: Side) -> list[bool]:
    return [party.id not in {theirs.id for theirs in other.parties} for party in one.parties]


if __name__ == "__main__":
    main()
