"""What an import, a file kept in step, a pause or a removal changes on the topic of sources. Pure."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, fields, replace

from agents.ingest.sources.same import same
from agents.ingest.sources.standing import Sources
from streams.source_records import Source

IMPORT = "import"  # origin of what a person put there by a command


@dataclass(frozen=True, slots=True)
class Changes:
    """What is to be written: definitions, new or other than they stand, and URLs that go."""

    new: tuple[Source, ...] = ()
    changed: tuple[tuple[Source, Source], ...] = ()  # as it stands, as it is to be
    same: tuple[Source, ...] = ()
    removed: tuple[Source, ...] = ()

    @property
    def written(self) -> tuple[Source, ...]:
        """Return the definitions to write."""
        return (*self.new, *(after for _, after in self.changed))

    @property
    def gone(self) -> tuple[str, ...]:
        """Return the URLs whose records go: removed, or defined under another address from now on."""
        return (
            *(one.url for one in self.removed),
            *(before.url for before, after in self.changed if before.url != after.url),
        )


def defined(standing: Sources, given: Iterable[Source], origin: str, revision: str) -> Changes:
    """Return what defining `given` changes; of one that is given twice the last counts.

    A source that stands under another spelling of its address, or has moved to the one that is given, is
    the same: it is defined under the address that is given from then on. What a command paused stays
    paused. What was imported by hand stays that, also where a file names it as well.
    """
    wanted = {same(source.url): source for source in given}
    at = {same(source.url): source for source in standing.definitions.values()}
    moved = {
        same(state.address): source
        for source, state in standing
        if state and state.address and same(source.url) not in wanted
    }
    new, changed, alike = [], [], []
    for key, source in wanted.items():
        before = at.get(key) or moved.pop(key, None)
        if before is None:
            new.append(replace(source, origin=origin, revision=revision))
            continue
        after = replace(
            source,
            origin=IMPORT if before.origin in (None, IMPORT) else origin,
            paused=source.paused or before.paused_by_hand,
            paused_by_hand=before.paused_by_hand,
            revision=before.revision,
        )
        if after == before:
            alike.append(before)
        else:
            changed.append((before, replace(after, revision=revision)))
    return Changes(tuple(new), tuple(changed), tuple(alike))


def in_step(standing: Sources, given: Iterable[Source], origin: str, revision: str) -> Changes:
    """Return what brings the topic in step with a file: as `defined`, and what it no longer names goes.

    Only what the file defined goes; what was imported by hand, or by another file, stays.
    """
    changes = defined(standing, given, origin, revision)
    kept = {one.url for one in changes.same} | {before.url for before, _ in changes.changed}
    removed = (
        one for one, _ in standing if one.origin == origin and origin != IMPORT and one.url not in kept
    )
    return replace(changes, removed=tuple(removed))


def paused(standing: Sources, urls: Collection[str], revision: str) -> Changes:
    """Return what pausing the sources at `urls` changes."""
    return _each(
        standing,
        urls,
        lambda one: (
            one if one.paused_by_hand else replace(one, paused=True, paused_by_hand=True, revision=revision)
        ),
    )


def resumed(standing: Sources, urls: Collection[str], revision: str) -> Changes:
    """Return what takes the sources at `urls` up again: also those that were stopped, by a new revision."""
    return _each(
        standing, urls, lambda one: replace(one, paused=False, paused_by_hand=False, revision=revision)
    )


def removed(standing: Sources, urls: Collection[str]) -> Changes:
    """Return what removing the sources at `urls` changes."""
    return Changes(removed=tuple(one for one, _ in standing if one.url in urls))


def exported(standing: Sources) -> tuple[Source, ...]:
    """Return the sources as a file has them: where one has moved for good, at its new address; each once."""
    found: dict[str, Source] = {}
    for source, state in standing:
        one = replace(source, url=state.address) if state and state.address else source
        found.setdefault(same(one.url), one)
    return tuple(found.values())


def differences(before: Source, after: Source) -> tuple[str, ...]:
    """Return the names of the fields in which two definitions differ, revision apart."""
    names = (one.name for one in fields(Source) if one.name != "revision")
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))


def _each(standing: Sources, urls: Collection[str], change: Callable[[Source], Source]) -> Changes:
    pairs = [(one, change(one)) for one, _ in standing if one.url in urls]
    return Changes(
        changed=tuple(pair for pair in pairs if pair[0] != pair[1]),
        same=tuple(before for before, after in pairs if before == after),
    )
