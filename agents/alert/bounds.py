"""An alert's document within its size: 64 kB, however many reports and however long their words."""

from dataclasses import replace
from typing import TypeVar

from agents.alert.coverage import fewer_names
from streams import codec
from streams.records import Alert

T = TypeVar("T")

BYTES = 64_000
_SHARE = 4  # of a list, what is given up at a time


def bounded(alert: Alert) -> Alert:
    """Return the alert with as much of its lists as fits.

    The last listed reports go first, then the names of outlets that reported least, then old lines of
    history, then the vaguest facets, then sentences: what is lost in that order is least missed. Counts
    stay as they are.
    """
    while len(codec.encode(alert)) > BYTES:
        coverage = alert.coverage
        if len(coverage.listed) > 1:
            alert = replace(alert, coverage=replace(coverage, listed=_fewer(coverage.listed)))
        elif (fewer := fewer_names(coverage)) != coverage:
            alert = replace(alert, coverage=fewer)
        elif len(alert.history) > 2:
            middle = alert.history[1:-1]
            alert = replace(
                alert, history=(alert.history[0], *middle[len(middle) // 2 + 1 :], alert.history[-1])
            )
        elif len(alert.facets) > 1:
            alert = replace(alert, facets=_fewer(alert.facets))
        elif len(alert.evidence) > 1:
            alert = replace(alert, evidence=_fewer(alert.evidence))
        else:
            break
    return alert


def _fewer(rows: tuple[T, ...]) -> tuple[T, ...]:
    return rows[: max(1, len(rows) - 1 - len(rows) // _SHARE)]
