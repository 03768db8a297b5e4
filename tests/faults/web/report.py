"""The figures of a run, for whoever reads its output."""

from collections import Counter

from tests.faults.web import arrivals, manners
from tests.faults.web.arrivals import Arrivals
from tests.faults.web.log import polls
from tests.faults.web.play import DELAY, Played


def report(played: Played, found: Arrivals, excused: int) -> str:
    """Return the figures, a line each; `excused` versions were on their way to a poller that ended."""
    site, requests, world = played.site, played.requests, played.site.world
    count = sum(map(len, polls(site, requests).values()))
    same, of = manners.unchanged(site, requests)
    stood, unseen = arrivals.seen_share(site, requests, played.dark)
    gaps = [gap for gap, _ in manners.gaps(requests)]
    spans = [span for span, _ in manners.intervals(site, requests)]
    lines = {
        "feeds, hosts, days": f"{world.count}, {len(world.hosts)}, {world.days:g}",
        "real seconds": f"{played.took:.0f}, and {played.waited:.0f} until all was decided",
        "polls": f"{count}, in {len(requests)} requests",
        "processor": f"{played.cpu:.1f} s, {played.cpu / count * 1000:.1f} ms a poll, with start and pages",
        "memory at most": f"{played.memory / (1 << 20):.0f} MiB of a poller",
        "entries": f"{found.entries} in {found.versions} versions, {played.raw} records on news.raw",
        "verdicts": _counted(found.verdicts),
        "without their page": f"{found.short}",
        "did not arrive": f"{len(found.lost)}, of which {excused} were on their way to a poller that ended",
        "answers 304": f"{same} of {of}, {same / of:.1%}",
        "passed unseen": f"{len(unseen)} of {stood} that stood long enough, {len(unseen) / stood:.2%}",
        "between requests": f"{gaps[0]:.0f} s at least, {sum(g < DELAY for g in gaps)} of {len(gaps)} early",
        "between polls": f"{spans[0]:.0f} s to {spans[-1]:.0f} s, median {spans[len(spans) // 2]:.0f} s",
        "troubles met": _counted(Counter(one.trouble for one in requests if one.trouble)),
        "outcomes at the end": _counted(Counter(state.outcome for state in played.states.values())),
    }
    return "\n" + "\n".join(f"{name:20} {value}" for name, value in lines.items())


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.most_common())
