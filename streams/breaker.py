"""The circuit breaker: a stage whose rules fail on record after record stops, and waits for a person.

Each single failure of `decide` is that record's dead letter. Many of them are a fault of the rules,
not of the records; to go on would put the day's news on the dead-letter topic.
"""

from collections import deque

IN_A_ROW = 20
OF_LAST = 2_000  # 20 of these is one in a hundred


class Breaker:
    """Counts what `decide` raised; `open` says why to stop, once there is a reason."""

    def __init__(self) -> None:
        self._row = 0
        self._seen = 0
        self._failures: deque[int] = deque(maxlen=IN_A_ROW)  # when the last ones came, in records

    def count(self, failed: bool) -> None:
        """Take in the result of one record."""
        self._seen += 1
        self._row = self._row + 1 if failed else 0
        if failed:
            self._failures.append(self._seen)

    @property
    def open(self) -> str | None:
        """Return why the stage must stop, or None."""
        if self._row >= IN_A_ROW:
            return f"the rules failed on {self._row} records in a row"
        if len(self._failures) == IN_A_ROW and self._seen - self._failures[0] < OF_LAST:
            return f"the rules failed on {IN_A_ROW} of the last {self._seen - self._failures[0] + 1} records"
        return None
