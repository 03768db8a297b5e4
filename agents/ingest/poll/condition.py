"""How a source does, in a word, and what of it is worth a line in the log."""

import logging

from agents.ingest.outcome import READ, Outcome
from streams.records import PollState, Source

log = logging.getLogger(__name__)

CONDITIONS = ("well", "new", "failing", "silent", "stopped", "paused")


def polled(source: Source | None, state: PollState | None) -> bool:
    """Return whether to poll a source: defined, not paused, not gone for good since it was defined."""
    if source is None or source.paused:
        return False
    stopped = state.stopped if state else None
    return stopped is None or (source.revision or "") > stopped


def condition(source: Source | None, state: PollState | None) -> str:
    """Return how a source does: one of `CONDITIONS`. One that is not defined any more counts as paused."""
    if source is None or source.paused:
        return "paused"
    if not polled(source, state):
        return "stopped"
    if state is None or state.polled is None:
        return "new"
    if state.failures:
        return "failing"
    return "silent" if state.silent else "well"


def tell(before: PollState, after: PollState) -> None:
    """Log what changed in how a source does; that it was polled is no news."""
    well = Outcome(after.outcome) in READ
    if after.stopped and not before.stopped:
        log.warning("sources: %s: %s; not asked again", after.url, after.detail)
    elif not well and not before.failures:
        log.warning("sources: %s: %s: %s", after.url, after.outcome, after.detail)
    elif well and before.failures:
        log.info("sources: %s: answers again after %d failures", after.url, before.failures)
    if after.silent and not before.silent:
        log.warning("sources: %s: silent: nothing new since %s", after.url, after.newest)
    if after.address != before.address:
        log.info("sources: %s: has moved to %s", after.url, after.address or "its own address again")
