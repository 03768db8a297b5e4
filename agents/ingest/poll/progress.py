"""From one state of a source to the next: what a poll that was read, or was not, changes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from agents.ingest.outcome import Outcome
from agents.ingest.poll import arrivals, health, schedule
from agents.ingest.poll.clock import stamp
from agents.ingest.poll.document import Document
from agents.ingest.poll.known import DEPARTED, MOST, Looked, Status, remembered
from agents.ingest.poll.outbox import Outbox
from agents.ingest.poll.sending import Tally
from agents.ingest.web.answer import Answer, Fault
from agents.ingest.web.headers import freshness
from agents.spans import seconds_of
from streams.source_records import KnownEntry, PollState, Source


@dataclass(frozen=True, slots=True)
class Times:
    """When a poll began and ended (seconds since 1970), and its random number from 0 to 1."""

    began: float
    now: float
    chance: float


def failed(source: Source, state: PollState, fault: Fault, times: Times) -> PollState:
    """Return the state after a poll that gave nothing to read; 410 of the source itself ends it."""
    failures = state.failures + 1
    gone = fault.reason is Outcome.GONE and state.address is None
    # The address that it moved to leads nowhere: the one that was defined may have something better.
    astray = (
        state.address is not None
        and failures >= health.ASTRAY_POLLS
        and fault.reason in health.ASTRAY
        and state.outcome in health.ASTRAY
    )
    due = schedule.after_failure(
        times.now, _interval(source, state, times.now), failures, times.chance,
        after=fault.after, person=fault.reason in health.PERSON,
    )  # fmt: skip
    if astray:
        due = schedule.soon(times.now, times.chance)
    return replace(
        state,
        outcome=fault.reason.value,
        detail=str(fault),
        polled=stamp(times.began),
        due=None if gone else stamp(due),
        stopped=stamp(times.now) if gone else None,
        failures=failures,
        silent=False,
        polls=state.polls + 1,
        address=None if astray else state.address,
        etag=None if astray else state.etag,
        modified=None if astray else state.modified,
        digest=None if astray else state.digest,
    )


def unconfirmed(state: PollState, why: str, outbox: Outbox, times: Times) -> PollState:
    """Return the state after a poll whose entries were not all confirmed: only those that were are known."""
    return replace(
        state,
        outcome=Outcome.UNCONFIRMED.value,
        detail=f"not confirmed: {why}; tried again",
        polled=stamp(times.began),
        due=stamp(schedule.soon(times.now, times.chance)),
        polls=state.polls + 1,
        sent=state.sent + outbox.sent,
        known=remembered(outbox.done.values(), state.known, MOST, left=False),
        etag=None,
        modified=None,
        digest=None,
    )


def unchanged(source: Source, state: PollState, answer: Answer, times: Times) -> PollState:
    """Return the state after a poll that gave what the last one gave."""
    digest = state.digest
    return _answered(source, state, answer, times, Outcome.UNCHANGED, "nothing changed", digest, soon=False)


def read(
    source: Source, state: PollState, answer: Answer, found: Document, looked: Sequence[Looked],
    outbox: Outbox, tally: Tally, digest: str, times: Times,
) -> PollState:  # fmt: skip
    """Return the state after a document was read and what is new in it was sent."""
    came = sum(one.status is not Status.KNOWN and place in outbox.done for place, one in enumerate(looked))
    # An index names more than is read of it, and a document that is empty may be a fault of the site's.
    departed = DEPARTED if found.whole and looked else MOST
    after = replace(
        _moving(state, found, came, times.now),
        known=remembered(_kept(looked, outbox.done), state.known, departed),
        sent=state.sent + outbox.sent,
        missed=state.missed + found.missed,
        ttl=found.reading.ttl,
        skip_hours=tuple(sorted(found.reading.skip_hours)),
    )
    if found.fault is not None:
        return failed(source, replace(after, etag=None, modified=None, digest=None), found.fault, times)
    outcome = health.outcome_of(looked, outbox.sent)
    detail = health.told(looked, tally, found.left, found.notes)
    settled = found.settled and not tally.waiting
    result = _answered(
        source, after, answer, times, outcome, detail, digest if settled else None, soon=tally.waiting > 0
    )
    # The sitemaps of an index are read again as long as something of them was left over.
    return replace(result, succeeded=state.succeeded) if tally.waiting and not found.whole else result


def _kept(looked: Sequence[Looked], done: dict[int, KnownEntry]) -> list[KnownEntry]:
    """Return what to remember of the document, newest first: what was known, and what is confirmed."""
    kept = []
    for place, one in reversed(list(enumerate(looked))):
        if place in done:
            kept.append(done[place])
        elif one.status is Status.KNOWN and (one.after is None or one.after in done):
            kept.append(one.known)
    return kept


def _moving(state: PollState, found: Document, came: int, now: float) -> PollState:
    """Return the state with the source's rhythm after `came` entries were new or changed."""
    if not came:
        return state
    times = arrivals.moments(found.entries, now)
    idle = _idle(state, now)
    rhythm = arrivals.by_dates(times)
    if rhythm is None:
        rhythm = arrivals.Rhythm(state.rhythm, state.pause)
        if state.succeeded is not None and idle is not None:
            rhythm = arrivals.by_arrival(rhythm, idle, came)
    # What stands in a source when it is seen first may be from long ago.
    newest = min(times[0], now) if state.succeeded is None and times else now
    return replace(state, newest=stamp(newest), rhythm=rhythm.gap, pause=rhythm.pause)


def _answered(
    source: Source, state: PollState, answer: Answer, times: Times, outcome: Outcome, detail: str,
    digest: str | None, *, soon: bool,
) -> PollState:  # fmt: skip
    """Return the state after an answer that was read; without `digest` it is read again next time, whatever
    the site says of changes. `soon`: something was left over.
    """
    now = times.now
    idle = _idle(state, now)
    silent = health.silent(idle, state.rhythm, state.pause)
    if silent and idle is not None and state.rhythm is not None:
        detail = f"{detail}; {health.rested(idle, state.rhythm)}"
    address = answer.moved or state.address
    address = None if address == source.url else address
    if address is not None and address != state.address:
        outcome, detail = Outcome.MOVED, f"{detail}; it has moved to {address}"
    claims = max(freshness(answer.headers, now) or 0.0, state.ttl or 0.0)
    due = schedule.after_reading(
        now, _interval(source, state, now), times.chance,
        claims=claims, skip_hours=state.skip_hours, fixed=source.every is not None,
    )  # fmt: skip
    etag, modified = answer.headers.get("ETag"), answer.headers.get("Last-Modified")
    if answer.status == 304:
        etag, modified = etag or state.etag, modified or state.modified
    return replace(
        state,
        outcome=outcome.value,
        detail=detail,
        polled=stamp(times.began),
        succeeded=stamp(times.began),
        due=stamp(schedule.soon(now, times.chance) if soon else due),
        stopped=None,
        failures=0,
        silent=silent,
        polls=state.polls + 1,
        address=address,
        etag=etag if digest else None,
        modified=modified if digest else None,
        digest=digest,
    )


def _interval(source: Source, state: PollState, now: float) -> float:
    return schedule.interval(source.every, state.rhythm, _idle(state, now), state.polls)


def _idle(state: PollState, now: float) -> float | None:
    newest = seconds_of(state.newest)
    return None if newest is None else max(now - newest, 0.0)
