"""Say what each hand rule of tag is worth: how many labelled reports come out worse without it.

`python tests/bench/ablate.py [NAME …]` takes one rule after the other that answers yes or no (of the rooms
relations, wanted and kinds; with NAMEs those whose name holds one), lets it answer no to everything, and
prints by how many reports fewer are then right: whether they are wanted, and their kind. The reports are the
items of the shipped watch that are there to be read and the project's own cases; `--also FOLDER` takes more,
in the form that fit_kinds.py takes. A rule worth nothing anywhere, or one report, is one to delete. Needs
../shared/data/watch/dev.jsonl; takes some three seconds a rule.
"""

import argparse
import importlib
import inspect
import pkgutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from labelled import CASES, ITEMS, article, lines, rules_in, rules_of  # noqa: E402 - the path comes first

import agents.tag  # noqa: E402
from agents.tag.look import Rules, looks  # noqa: E402
from agents.watch.load import load_watch  # noqa: E402
from streams.article_records import Article  # noqa: E402

ROOMS = ("agents.tag.relations.", "agents.tag.wanted.", "agents.tag.kinds.")
Rule = Callable[..., bool]


@dataclass(frozen=True)
class Report:
    """A labelled report: its set, the rules it is read with, whether it is wanted, kinds that are right."""

    of: str
    article: Article
    rules: Rules
    wanted: bool
    kinds: tuple[str, ...]


def main() -> None:
    """Print what each rule is worth, set by set."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("names", nargs="*")
    given.add_argument("--also", type=Path)
    arguments = given.parse_args()
    reports = [*_reports(), *(_also(arguments.also) if arguments.also else ())]
    modules = [importlib.import_module(one.name) for one in _modules()]
    before = _right(reports)
    print(f"{len(reports)} reports")
    for name, rule in _rules(modules, arguments.names):
        places = _put(modules, rule, _never)
        after = _right(reports)
        for module, at in places:
            setattr(module, at, rule)
        print(f"{name:40} {_told(reports, before, after)}", flush=True)


def _modules() -> Iterator[pkgutil.ModuleInfo]:
    yield from pkgutil.walk_packages(agents.tag.__path__, "agents.tag.")


def _rules(modules: list[ModuleType], names: list[str]) -> Iterator[tuple[str, Rule]]:
    for module in modules:
        for name, rule in list(vars(module).items()):
            own = inspect.isfunction(rule) and rule.__module__ == module.__name__
            if (
                not own
                or not module.__name__.startswith(ROOMS)
                or rule.__annotations__.get("return") is not bool
            ):
                continue
            told = f"{module.__name__.removeprefix('agents.tag.')}.{name}"
            if not names or any(one in told for one in names):
                yield told, rule


def _never(*_: object, **__: object) -> bool:
    return False


def _put(modules: list[ModuleType], rule: Rule, other: Rule) -> list[tuple[ModuleType, str]]:
    """Put another function in the place of a rule wherever it was imported; return where."""
    places = [(module, name) for module in modules for name, one in vars(module).items() if one is rule]
    for module, name in places:
        setattr(module, name, other)
    return places


def _right(reports: list[Report]) -> list[tuple[bool, bool]]:
    """Return of each report whether it is matched as it should be, and whether its kind is right."""
    found = []
    for one in reports:
        look = looks(one.rules, one.article)[0]
        found.append((look.match == one.wanted, one.wanted and look.match and look.kind in one.kinds))
    return found


def _told(reports: list[Report], before: list[tuple[bool, bool]], after: list[tuple[bool, bool]]) -> str:
    parts = []
    for of in dict.fromkeys(one.of for one in reports):
        at = [place for place, one in enumerate(reports) if one.of == of]
        match, kind = (sum(before[i][which] - after[i][which] for i in at) for which in (0, 1))
        if match or kind:
            parts.append(f"{of}: match {match:+d}, kind {kind:+d}")
    return "; ".join(parts) or "nothing"


def _reports() -> Iterator[Report]:
    shipped = Rules.of([load_watch("macron-russia")])
    for row in lines(ITEMS):
        if row["part"] == "look" and not row["borderline"]:
            yield _report("look", row, shipped, bool(row["label"]))
    for path in (*sorted(CASES.glob("*.jsonl")), *sorted((CASES / "cases").glob("*.jsonl"))):
        for row in lines(path):
            if "match" in row and not row.get("doubt"):
                yield _report("cases", row, rules_of(row, shipped), bool(row["match"]))


def _also(folder: Path) -> Iterator[Report]:
    for path in sorted(folder.glob("*.jsonl")):
        rows = [row for row in lines(path) if not row.get("borderline")]
        rules = rules_in(folder, rows)
        for row in rows:
            part = "also, kept" if row.get("part") == "kept" else "also"
            yield _report(part, row, rules[row["watch"]], bool(row["label"]))


def _report(of: str, row: dict[str, Any], rules: Rules, wanted: bool) -> Report:
    kinds = tuple(kind for kind in (row.get("kind"), row.get("or_kind")) if kind)
    return Report(of, article({"text": "", **row}), rules, wanted, kinds)


if __name__ == "__main__":
    main()
