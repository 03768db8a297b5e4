"""How a source does, in a word and in a line for people."""

from collections.abc import Sequence

from agents.ingest.outcome import Outcome
from agents.ingest.poll.known import Looked, Status
from agents.ingest.poll.sending import Tally

# A source is silent if nothing came for so many of its usual gaps, and for longer than any pause of late.
GAPS = 8
PAUSES = 1.5
DAY = 24 * 3600.0
BUSY = 900.0  # seconds between two entries: what speaks less often than this may rest
WEEKEND = 3 * DAY  # from Friday evening to Monday noon
# Faults that pass without anyone doing something are all others.
PERSON = frozenset({Outcome.MISSING, Outcome.BLOCKED, Outcome.FORMAT, Outcome.FORBIDDEN})
# What a new address may be gone for; then the old one is tried again.
ASTRAY = frozenset({Outcome.MISSING, Outcome.GONE, Outcome.DNS})
ASTRAY_POLLS = 3


def silent(idle: float | None, rhythm: float | None, pause: float | None) -> bool:
    """Return whether a source that answers has been silent far beyond its rhythm (seconds).

    Without a rhythm there is not history enough to say so.
    """
    return idle is not None and rhythm is not None and idle > quiet(rhythm, pause)


def quiet(rhythm: float, pause: float | None) -> float:
    """Return for how many seconds a source may have nothing new without being silent."""
    least = DAY if rhythm < BUSY else WEEKEND
    return max(least, GAPS * rhythm, PAUSES * (pause or 0))


def outcome_of(looked: Sequence[Looked], sent: int) -> Outcome:
    """Return the reason of a poll that was read, at which `sent` entries were sent."""
    if not looked:
        return Outcome.EMPTY
    if not sent:
        return Outcome.UNCHANGED
    dated = any(one.facts.entry.published or one.facts.entry.modified for one in looked)
    return Outcome.NEW if dated else Outcome.UNDATED


def told(looked: Sequence[Looked], tally: Tally, left: int, more: Sequence[str]) -> str:
    """Return what a poll found, in a line: `2 new, 1 changed of 30; 1 too large to send`."""
    if not looked:
        return "; ".join(["no entries", *more])
    counts = {status: sum(one.status is status for one in looked) for status in Status}
    changes = [
        f"{counts[status]} {word}"
        for status, word in ((Status.NEW, "new"), (Status.EDITED, "changed"))
        if counts[status]
    ]
    parts = [f"{', '.join(changes) or 'nothing new'} of {len(looked)}"]
    for count, words in (
        (tally.late, "with the page that was not to be had before"),
        (tally.without, "sent without the page"),
        (tally.waiting, "left to the next poll"),
        (tally.large, "too large to send"),
        (tally.bare, "without title and text, not sent"),
        (left, "beyond what is read of one source"),
    ):
        parts += [f"{count} {words}"] if count else []
    return "; ".join([*parts, *more])


def rested(idle: float, rhythm: float) -> str:
    """Return for how long a source has been silent: `nothing new for 5 days; usually every 3 hours`."""
    return f"nothing new for {span(idle)}; usually every {span(rhythm)}"


def span(seconds: float) -> str:
    """Return a time as people say it, in its largest unit: `3 hours`."""
    for size, name in ((DAY, "day"), (3600.0, "hour"), (60.0, "minute")):
        if seconds >= size:
            count = int(seconds // size)
            return f"{count} {name}{'' if count == 1 else 's'}"
    return f"{int(seconds)} seconds"
