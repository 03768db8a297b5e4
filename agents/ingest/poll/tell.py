"""What of a poll is worth a line in the log."""

import logging

from agents.ingest.outcome import READ, Outcome
from streams.source_records import PollState

log = logging.getLogger(__name__)


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
