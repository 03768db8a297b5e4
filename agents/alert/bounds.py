"""An alert's document within its size: 64 kB, however many reports and however long their words."""

from dataclasses import replace
from typing import TypeVar

from agents.alert.coverage import fewer_names
from streams import codec
from streams.records import Alert, Change

T = TypeVar("T")

BYTES = 64_000
_SHARE = 4  # of a list, what is given up at a time


def bounded(alert: Alert) -> Alert:
    """Return the alert with as much of its lists as fits.

    The last listed reports go first, then the names of outlets that reported least, then the sentences of
    old lines of history, then old lines, then the vaguest facets, then sentences, then the sides' accounts:
    what is lost in that order is least missed. Counts stay as they are.
    """
    while len(codec.encode(alert)) > BYTES:
        coverage = alert.coverage
        if len(coverage.listed) > 1:
            alert = replace(alert, coverage=replace(coverage, listed=_fewer(coverage.listed)))
        elif (fewer := fewer_names(coverage)) != coverage:
            alert = replace(alert, coverage=fewer)
        elif any(line.evidence for line in alert.history[:-1]):
            alert = replace(alert, history=_unproved(alert.history))
        elif len(alert.history) > 2:
            middle = alert.history[1:-1]
            alert = replace(
                alert, history=(alert.history[0], *middle[len(middle) // 2 + 1 :], alert.history[-1])
            )
        elif len(alert.facets) > 1:
            alert = replace(alert, facets=_fewer(alert.facets))
        elif len(alert.evidence) > 1:
            alert = replace(alert, evidence=_fewer(alert.evidence))
        elif alert.readouts:
            alert = replace(alert, readouts=(), differences=())
        else:
            break
    return alert


def _unproved(lines: tuple[Change, ...]) -> tuple[Change, ...]:
    """Return the lines without the sentence of the first half of those that have one before the last."""
    having = [at for at, line in enumerate(lines[:-1]) if line.evidence]
    gone = set(having[: len(having) // 2 + 1])
    return tuple(replace(line, evidence=None) if at in gone else line for at, line in enumerate(lines))


def _fewer(rows: tuple[T, ...]) -> tuple[T, ...]:
    return rows[: max(1, len(rows) - 1 - len(rows) // _SHARE)]
