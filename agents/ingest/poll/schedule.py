"""When a source is asked next: by its own rhythm, politely. Seconds, and seconds since 1970.

`chance` is a random number from 0 to 1, handed in; it moves the time by a tenth at most, so that sources
that were defined together do not march in step.
"""

from collections.abc import Collection

SHORTEST = 60.0  # no feed is made to be asked more often; readers that do are blocked
LONGEST = 6 * 3600.0  # so that what speaks once a week is heard on the same half day
# If entries come by chance with a mean gap g, a poll after g/2 finds something in 39 of 100 cases
# (1 - e^-0.5): one in two or three. More often costs requests, less often time.
SHARE = 0.5
# A source that rests is asked after a sixth of the time that it has rested: after a night of eight hours
# its first words wait for 80 minutes at most, and after a day and a half it sleeps (LONGEST).
REST = 1 / 6
UNKNOWN = 600.0  # gap to begin with, where nothing is known
GROWTH = 1.2  # a source that never had an entry rests as if so much longer with each poll
JITTER = 0.1
CLAIM = 3600.0  # what a source says of when it changes is believed for so long: most is a program's default
RETRY = 24 * 3600.0  # how long Retry-After is obeyed
DAILY = 24 * 3600.0
# Failures in a row after which one that only a person can mend is asked once a day. From a minute, doubled to
# six hours, then every six hours: a week.
WEEK = 36
_DOUBLINGS = 20  # enough from a second to LONGEST; keeps powers small
_HOUR = 3600.0


def interval(every: float | None, rhythm: float | None, idle: float | None, polls: int = 0) -> float:
    """Return the seconds between two polls of a source that answers.

    `every` is what its definition says, which is obeyed; `rhythm` its typical gap; `idle` the time since it
    last had something new, None where it never had.
    """
    if every is not None:
        return every
    if idle is None:
        idle = UNKNOWN * GROWTH ** min(polls, 40)
    return _within(max((UNKNOWN if rhythm is None else rhythm) * SHARE, idle * REST))


def after_reading(
    now: float,
    normal: float,
    chance: float,
    *,
    claims: float = 0.0,
    skip_hours: Collection[int] = (),
    fixed: bool = False,
) -> float:
    """Return when to ask again after a poll that could be read; never before `now`.

    `normal` is the interval, `claims` the seconds that the source asks for (its ttl, the freshness of its
    answer), `skip_hours` the hours of the day (UTC) in which it says that it does not change: both count up
    to `CLAIM`. With `fixed` the interval is a person's, and they do not.
    """
    if fixed:
        return now + normal * _jitter(chance)
    due = now + max(_within(normal * _jitter(chance)), min(claims, CLAIM))
    if hour_of(due) in skip_hours:
        due = max(due, min(_after(due, skip_hours), now + CLAIM))
    return due


def after_failure(
    now: float,
    normal: float,
    failures: int,
    chance: float,
    *,
    after: float | None = None,
    person: bool = False,
) -> float:
    """Return when to try again after the last of so many failures in a row; never before `now`.

    `after` is what the site asked for (Retry-After). `person`: a fault that only a person can mend.
    """
    longest = DAILY if person and failures >= WEEK else LONGEST
    doubled = normal * 2.0 ** min(failures, _DOUBLINGS) if longest == LONGEST else DAILY
    return now + max(min(doubled * _jitter(chance), longest), normal, min(after or 0.0, RETRY))


def soon(now: float, chance: float) -> float:
    """Return when to go on with what was left over, or to try again what was no fault of the source."""
    return now + SHORTEST * (1 + JITTER * chance)


def hour_of(moment: float) -> int:
    """Return the hour of the day (UTC)."""
    return int(moment // _HOUR) % 24


def _after(moment: float, hours: Collection[int]) -> float:
    """Return the beginning of the first hour that is none of these; a day on where all are."""
    for _ in range(24):
        if hour_of(moment) not in hours:
            break
        moment = (moment // _HOUR + 1) * _HOUR
    return moment


def _within(seconds: float) -> float:
    return min(max(seconds, SHORTEST), LONGEST)


def _jitter(chance: float) -> float:
    return 1 + JITTER * (2 * chance - 1)
