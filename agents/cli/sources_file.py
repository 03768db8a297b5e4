"""The file of sources that `DETENTE_SOURCES` names, put on the topic: what `detente up` does at its start."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from agents.cli.printable import printable

if TYPE_CHECKING:
    from streams.settings import Settings


async def keep_in_step(settings: "Settings", say: Callable[[str], None]) -> None:
    """Bring the topic in step with the file of sources, and say in a line what changed; without one, nothing.

    Raises `SourcesFault` or `TomlFault` for a mistake in it (nothing is written then), and `BrokerFault`.
    """
    if settings.sources is None:
        return
    from agents.ingest.sources.agent import sync
    from agents.ingest.sources.load import load

    # Not what a link leads to: where a file is mounted, that changes with each of its versions.
    path = settings.sources.absolute()
    given = load(path)
    for line in given.said:
        say(printable(line))
    changes = await sync(settings, given.sources, str(path), time.time())
    new, changed, removed = len(changes.new), len(changes.changed), len(changes.removed)
    say(f"{path}: {new} new, {changed} changed, {removed} removed, {len(changes.same)} as they were")
