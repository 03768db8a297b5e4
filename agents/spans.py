"""Times as people say them: how long ago, how long until.

Times are seconds since 1970, as written RFC 3339.
"""

from datetime import UTC, datetime

_UNITS = ((365 * 86_400, "y"), (86_400, "d"), (3600, "h"), (60, "min"))


def span(seconds: float) -> str:
    """Return a span in its largest unit, rounded down: `45 s`, `12 min`, `3 h`, `9 d`, `2 y`."""
    for size, unit in _UNITS:
        if seconds >= size:
            return f"{int(seconds // size)} {unit}"
    return f"{int(max(seconds, 0))} s"


def ago(then: float | None, now: float) -> str:
    """Return how long ago a time was (both in seconds since 1970); `never` for none."""
    if then is None:
        return "never"
    return f"{span(now - then)} ago" if now - then >= 1 else "now"


def until(then: float | None, now: float) -> str:
    """Return how long it is until a time; `now` where it is past, a dash for none."""
    if then is None:
        return "-"
    return f"in {span(then - now)}" if then - now >= 1 else "now"


def rfc3339(moment: datetime) -> str:
    """Return a moment as RFC 3339 in UTC with milliseconds."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def seconds_of(stamp: str | None) -> float | None:
    """Return a time of RFC 3339 as seconds since 1970, UTC where it names no zone; None for none and for
    what is no time.
    """
    if not stamp:
        return None
    try:
        at = datetime.fromisoformat(stamp)
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None
