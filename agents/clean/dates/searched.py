"""The last resort: what htmldate finds on a page that says nothing of its dates."""

from datetime import datetime
from typing import Any

import htmldate

from agents.clean.dates.possible import LAST_YEAR

# Else htmldate takes the day on which it runs, and cleaning would not be a function of the page.
_LATEST = datetime(LAST_YEAR, 12, 31)  # noqa: DTZ001 - htmldate compares naive dates


def searched(tree: Any) -> str | None:
    """Return the day that htmldate finds, or the year where it has no more: then it says the 1st of January.

    Takes some milliseconds; htmldate copies the tree before it prunes it.
    """
    found: str | None = htmldate.find_date(tree, original_date=True, max_date=_LATEST)
    return found[:4] if found and found.endswith("-01-01") else found
