"""Whom a watch tells: the targets that its file names, or all."""

from collections.abc import Iterable, Iterator, Mapping

from agents.watch.definition import Watch

Wanted = Mapping[str, frozenset[str]]  # names of targets, by watch id; a watch without any tells all


def wanted_of(watches: Iterable[Watch]) -> Wanted:
    """Return whom each watch tells, where it names someone."""
    return {watch.id: frozenset(watch.notify_to) for watch in watches if watch.notify_to}


def tells(wanted: Wanted, watch: str, target: str) -> bool:
    """Return whether alerts of a watch go to a target; those of a watch whose file is gone go to all."""
    return watch not in wanted or target in wanted[watch]


def unheard(wanted: Wanted, targets: Iterable[str]) -> Iterator[str]:
    """Yield a line for each watch that tells nobody, since the targets that it names are not set."""
    there = set(targets)
    for watch, names in sorted(wanted.items()):
        if not names & there:
            alone = " and ".join(sorted(names))
            yield f"watch {watch} tells {alone} alone, which is not set up: nobody is told"
