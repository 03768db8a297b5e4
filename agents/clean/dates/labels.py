"""What a line says its date is the date of: publication, a change, or something else."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

Label = Literal["published", "modified", "other"]

BEFORE, BEHIND = 40, 25  # characters around a date in which its label stands


def label_of(line: str, start: int, end: int, after: int = 0) -> Label | None:
    """Return what is said of the date at `line[start:end]`: the nearest label before it, else right behind.

    What stands before `after` (the end of the date before) is that one's label.
    """
    found = list(_labels().finditer(line[max(start - BEFORE, after) : start].lower()))
    if not found:
        behind = _labels().search(line[end : end + BEHIND].lower())
        found = [behind] if behind else []
    return _kinds(found[-1]) if found else None


def _kinds(found: re.Match[str]) -> Label | None:
    for kind in ("published", "modified", "other"):
        if found[kind]:
            return kind
    return None


@cache
def _labels() -> re.Pattern[str]:
    table = tomllib.loads(files("agents.clean.dates").joinpath("labels.toml").read_text("utf-8"))
    groups = []
    for kind in ("modified", "published", "other"):
        words = sorted({w.lower() for row in table[kind].values() for w in row}, key=len, reverse=True)
        groups.append(f"(?P<{kind}>{'|'.join(map(re.escape, words))})")
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(groups)})")
