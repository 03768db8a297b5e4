"""How a source does, in a word: for the poller, the commands and the board."""

from streams.source_records import PollState, Source

CONDITIONS = ("stopped", "failing", "silent", "new", "well", "paused")  # the worst first


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
