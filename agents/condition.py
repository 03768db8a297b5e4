"""How a source does, in a word: for the poller, the commands and the board."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from streams.source_records import PollState, Source

CONDITIONS = ("stopped", "failing", "silent", "new", "well", "paused")  # the worst first
TROUBLE = CONDITIONS[:3]  # those that a person may have to do something about


def polled(source: "Source | None", state: "PollState | None") -> bool:
    """Return whether to poll a source: defined, not paused, not gone for good since it was defined."""
    if source is None or source.paused:
        return False
    stopped = state.stopped if state else None
    return stopped is None or (source.revision or "") > stopped


def condition(source: "Source | None", state: "PollState | None") -> str:
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


def document(source: "Source", state: "PollState") -> dict[str, Any]:
    """Return what a program sees of a source: its definition, its state without its entries, how it does."""
    from msgspec import to_builtins

    told = to_builtins(state)
    del told["known"], told["url"]
    return {
        "url": source.url, "condition": condition(source, state),
        "source": to_builtins(source), "state": told,
    }  # fmt: skip
