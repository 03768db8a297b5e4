"""docs/watches.md: the watch language, made from what the code allows."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from agents.gazetteer.definition import OFFICES
from agents.watch.definition import (
    ACTS,
    CONTACTS,
    KINDS,
    LANGUAGES,
    OPEN_DAYS,
    REASONS,
    STATES,
    SUBJECTS,
    TARGETS,
    TOPICS,
)
from agents.watch.find import at_work, shipped
from agents.watch.load import load_watch
from agents.watch.read import KEYS, NOTIFY, POLICY
from agents.watch.sides import ABROAD, OWN, PARTY, SIDE, TABLES
from agents.watch.words import ABOUT, KIND_WORDS

_TEXT = Path(__file__).with_suffix(".md")  # the words around the tables


def describe() -> str:
    """Return docs/watches.md: what a watch is, every key with its default, examples."""
    return _TEXT.read_text(encoding="utf-8").format(
        top=_table("", KEYS),
        policy=_table("policy.", POLICY),
        notify=_table("notify.", NOTIFY),
        side=_table("side.", dict.fromkeys((*SIDE, *ABROAD))),
        party=_table("party.", dict.fromkeys((*PARTY, *(key for keys in OWN.values() for key in keys)))),
        tables=", ".join(f"`[[side.{name}]]`" for name in TABLES),
        kinds=_kinds(),
        topics=_words(TOPICS),
        subjects=_words(SUBJECTS),
        reasons=_words(REASONS),
        states=_words(STATES),
        targets=_words(TARGETS),
        offices=_words(OFFICES),
        languages=_words(LANGUAGES),
        shipped=_shipped(),
    )


def _table(where: str, keys: Iterable[str]) -> str:
    rows = ["| key | default | allowed | what it does |", "|---|---|---|---|"]
    rows += [f"| `{key}` | {' | '.join(ABOUT[where + key])} |" for key in keys]
    return "\n".join(rows)


def _kinds() -> str:
    families: Mapping[str, Sequence[str]] = {"contact": CONTACTS, "act": ACTS}
    rows = ["| kind | family | what it is | open for (days) |", "|---|---|---|---|"]
    for family, kinds in families.items():
        rows += [f"| `{kind}` | {family} | {KIND_WORDS[kind]} | {OPEN_DAYS[kind]} |" for kind in kinds]
    assert len(rows) == 2 + len(KINDS)
    return "\n".join(rows)


def _words(values: Iterable[str]) -> str:
    return ", ".join(f"`{value}`" for value in values)


def _shipped() -> str:
    usual = at_work(None)
    rows = [(path, load_watch(path)) for path in sorted(shipped().values(), key=lambda one: one not in usual)]
    return "\n".join(
        f"- `{one.id}`: {one.title}{' (at work where nothing else is said)' if path in usual else ''}"
        for path, one in rows
    )


if __name__ == "__main__":
    print(describe(), end="")
