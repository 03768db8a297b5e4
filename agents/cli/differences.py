"""How two sets of alerts differ, as it is printed: gained, lost, merged, split, with the evidence."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from agents.cli.printable import printable

if TYPE_CHECKING:
    from agents.evaluate.backtest import Group
    from streams.records import Alert

SENTENCES = 2  # of each alert


def show(groups: "Sequence[Group]", about: Mapping[str, int], more: str, as_json: bool) -> None:
    """Print the groups that differ, then how many there are of each outcome.

    `about` counts what was compared, such as `{"articles": 110}`; `more` ends the last line.
    """
    from agents.evaluate.backtest import counts

    found = counts(groups)
    if as_json:
        _print_json(groups, {**about, **found})
        return
    for group in groups:
        if group.outcome != "same":
            click.echo("\n".join(_lines(group)) + "\n")
    compared = ", ".join(f"{count} {name}" for name, count in about.items())
    told = ", ".join(f"{count} {outcome}" for outcome, count in found.items())
    click.echo(f"{compared}: {told}{more}")


def _lines(group: "Group") -> Iterator[str]:
    yield group.outcome
    for side, alerts in (("-", group.old), ("+", group.new)):
        for alert in alerts:
            event = alert.event
            about = f"{event.kind} {event.state} {event.date or 'date unknown'}"
            known = f"{alert.coverage.reports} {'report' if alert.coverage.reports == 1 else 'reports'}"
            yield printable(f"  {side} {about}, {known}: {alert.headline}")
            for one in alert.evidence[:SENTENCES]:
                yield printable(f"      “{one.sentence}”")


def _print_json(groups: "Sequence[Group]", counted: Mapping[str, int]) -> None:
    import orjson

    for group in groups:
        if group.outcome != "same":
            told = {"outcome": group.outcome, "old": _told(group.old), "new": _told(group.new)}
            click.echo(orjson.dumps(told))
    click.echo(orjson.dumps(dict(counted)))


def _told(alerts: "Sequence[Alert]") -> list[dict[str, Any]]:
    return [
        {
            "id": alert.id, "kind": alert.event.kind, "state": alert.event.state, "date": alert.event.date,
            "headline": alert.headline, "reports": alert.coverage.reports, "evidence": alert.evidence,
            "articles": [report.article.id for report in alert.coverage.listed],
        }
        for alert in alerts
    ]  # fmt: skip
