"""Full-length articles in ten languages: what the shipped watch makes of each, in figures with floors.

The articles are the project's own (tests/agents/tag/cases, one file a language); where in the text the
contact stands is their `place`. A case expects `match`; of a match also `kind` (`or_kind` where two are as
good), `state`, `date` (EDTF; "" where the report names none) and words of a sentence that the evidence
must hold.
"""

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from agents.tag.look import Look, Rules, looks
from agents.watch.load import load_watch
from streams.article_records import Article

FOLDER = Path(__file__).parents[1] / "agents/tag/cases"
FLOORS = {"match": 0.95, "kind": 0.93, "state": 0.9, "date": 0.9, "shows": 0.95}


SHORT, KIND = 0.95, 0.87  # F1 of the short ones, and the share of their kinds that are right
# Two sets written unseen, half of each what nearly looks as if it were wanted. At first sight F1 was 0.892
# (precision 0.931, recall 0.856) on the first and 0.837 (0.878, 0.800) on the second; the rules were mended
# since and the weights fitted with them, so that these floors hold what was won.
# The third was written after that and neither mended nor fitted: at first sight 0.929 (1.000, 0.867).
# The fourth, in eight languages, was at first sight 0.865 (0.949, 0.796), with kinds right on 0.784; the
# fifth, without headlines, 0.871 (0.925, 0.822) and 0.703; the sixth, all of it wanted and in the plain words
# of agencies, 0.931 (recall 0.870) and 0.745. These three were mended since. The last two were not: `final`,
# in ten languages, was at first sight 0.906 (0.960, 0.857) and 0.708.
UNSEEN = {
    "fresh": 0.95,
    "again": 0.87,
    "last": 0.87,
    "wide": 0.92,
    "bare": 0.89,
    "agency": 0.94,
    "final": 0.88,
}
NEARBY = (
    2  # false matches among 51 that nearly look as if they were wanted, written unseen; one at first sight
)
LONG, MANY = 300, 40  # words of the articles that count as long, and how many there are


@dataclass(frozen=True)
class Case:
    language: str
    row: dict[str, Any]
    article: Article
    look: Look

    def right(self, what: str) -> bool | None:
        """Return whether one thing is as expected; None where the case expects nothing of it."""
        if what == "match":
            return self.look.match is self.row["match"]
        if not self.row["match"] or what not in self.row or self.look.event is None:
            return None
        if what == "shows":
            return any(self.row["shows"] in proof.sentence for proof in self.look.evidence)
        if what == "kind":
            return self.look.kind in (self.row["kind"], self.row.get("or_kind"))
        return (getattr(self.look.event, what) or "") == self.row[what]


def _case(language: str, row: dict[str, Any], at: int, rules: Rules) -> Case:
    article = Article(
        article_id=f"{language}{at}", version="v", id=f"{language}{at}", title=row["title"],
        text=row["text"].strip(), published=row["published"], language=language,
    )  # fmt: skip
    return Case(language, row, article, looks(rules, article)[0])


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    rules = Rules.of([load_watch("macron-russia")])
    return [
        _case(path.stem, row, at, rules)
        for path in sorted(FOLDER.glob("*.toml"))
        for at, row in enumerate(tomllib.loads(path.read_text())["case"])
    ]


@pytest.mark.parametrize("what", list(FLOORS))
def test_full_length_articles_are_read_right(cases: list[Case], what: str) -> None:
    told = [(case, right) for case in cases if (right := case.right(what)) is not None]
    wrong = [case for case, right in told if not right]
    share = 1 - len(wrong) / len(told)
    print(f"\ncases: {what} right on {share:.3f} of {len(told)} articles in ten languages")
    for case in wrong:
        told_as = case.look.event and (case.look.event.kind, case.look.event.state, case.look.event.date)
        print(f"  {case.language}, {case.row['place']}: {case.row['title']} ({case.look.score}, {told_as})")
    assert share >= FLOORS[what]


def test_short_articles_written_before_the_rules_are_told_apart() -> None:
    rules = Rules.of([load_watch("macron-russia")])
    rows = [json.loads(line) for line in (FOLDER / "short.jsonl").read_text().splitlines()]
    found = [_case(row["language"], row, at, rules) for at, row in enumerate(rows)]
    sure = [case for case in found if not case.row.get("borderline")]
    right = sum(case.row["match"] and case.look.match for case in sure)
    f1 = 2 * right / sum(case.row["match"] + case.look.match for case in sure)
    kinds = [case.right("kind") for case in found if case.row["match"] and case.look.match]
    print(f"\nshort cases: F1 {f1:.3f} of {len(sure)}; kind right on {sum(map(bool, kinds))} of {len(kinds)}")
    assert f1 >= SHORT
    assert sum(map(bool, kinds)) / len(kinds) >= KIND


@pytest.mark.parametrize("name", UNSEEN)
def test_short_articles_that_were_written_unseen_are_told_apart_by_what_they_are(name: str) -> None:
    rules = Rules.of([load_watch("macron-russia")])
    rows = [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text().splitlines()]
    found = [_case(row["language"], row, at, rules) for at, row in enumerate(rows)]
    sure = [case for case in found if not case.row.get("borderline")]
    print(f"\n{name}: {len(rows)} items, {len(sure)} of them beyond doubt; right of each class")
    for about in dict.fromkeys(case.row["about"] for case in sure):
        of = [case for case in sure if case.row["about"] == about]
        print(f"  {about:24} {sum(bool(case.right('match')) for case in of):3} of {len(of)}")
    for language in sorted({case.language for case in sure}):
        print(f"  {language}: F1 {_f1([case for case in sure if case.language == language]):.3f}")
    kinds = [case.right("kind") for case in found if case.row["match"] and case.look.match]
    print(f"  all: F1 {_f1(sure):.3f}; kind right on {sum(map(bool, kinds))} of {len(kinds)}")
    assert len({case.language for case in found}) >= 8, name
    assert _f1(sure) >= UNSEEN[name]


def test_short_articles_that_nearly_look_wanted_pass_silently() -> None:
    rules = Rules.of([load_watch("macron-russia")])
    rows = [json.loads(line) for line in (FOLDER / "nearby.jsonl").read_text().splitlines()]
    found = [
        case for at, row in enumerate(rows) if (case := _case(row["language"], row, at, rules)).look.match
    ]
    print(f"\nnearby: {len(found)} false of {len(rows)}")
    assert len(found) <= NEARBY


def _f1(cases: list[Case]) -> float:
    right = sum(case.row["match"] and case.look.match for case in cases)
    return 2 * right / max(1, sum(case.row["match"] + case.look.match for case in cases))


def test_evidence_is_verbatim_on_every_match(cases: list[Case]) -> None:
    for case in cases:
        assert bool(case.look.evidence) is case.look.match
        for proof in case.look.evidence:
            assert case.article.whole[proof.start : proof.end] == proof.sentence


def test_there_are_forty_long_cases_in_ten_languages_and_all_places(cases: list[Case]) -> None:
    assert sum(len(case.article.text.split()) >= LONG for case in cases) >= MANY
    assert len({case.language for case in cases}) == 10
    assert {case.row["place"] for case in cases} >= {
        "lead", "middle", "background", "listing", "quotation", "denied", "hypothetical", "past",
    }  # fmt: skip
