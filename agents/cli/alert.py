"""`detente alert`: what a person says about an alert, as a record that the alert stage decides."""

import getpass
from typing import TYPE_CHECKING

import click

from agents.cli.faults import settings

if TYPE_CHECKING:
    from agents.cli.alert_topic import Wish

ALERT = click.argument("alert", metavar="ALERT")
NOTE = click.option("--note", help="Why, in a few words: it stands in the alert's history.")
BY = click.option("--by", default=getpass.getuser, show_default="your login", help="Who says so.")
WAIT = click.option(
    "--wait", type=click.FloatRange(min=0), default=30.0, show_default=True, metavar="SECONDS",
    help="For how long to wait for the answer.",
)  # fmt: skip


@click.group()
def alert() -> None:
    """Overrule an alert: take it back, silence it, merge two, part what is two events.

    ALERT is an alert's id as `detente alerts` shows it, or its beginning. What is said is decided like
    everything else, stands in the history, and reaches all who got the alert.
    """


@alert.command()
@ALERT
@NOTE
@BY
@WAIT
def retract(alert: str, note: str | None, by: str, wait: float) -> None:
    """Take an alert back: whoever was told of it hears that it was wrong."""
    from agents.cli.alert_topic import Wish

    _say(Wish("retract", alert, note=note, by=by), wait)


@alert.command()
@ALERT
@NOTE
@BY
@WAIT
def unwanted(alert: str, note: str | None, by: str, wait: float) -> None:
    """Hear no more of an event: its reports are still counted, and nobody is told."""
    from agents.cli.alert_topic import Wish

    _say(Wish("unwanted", alert, note=note, by=by), wait)


@alert.command()
@ALERT
@click.option("--into", required=True, metavar="ALERT", help="The alert that remains.")
@NOTE
@BY
@WAIT
def merge(alert: str, into: str, note: str | None, by: str, wait: float) -> None:
    """Say that two alerts are of one event."""
    from agents.cli.alert_topic import Wish

    _say(Wish("merge", alert, into=into, note=note, by=by), wait)


@alert.command()
@ALERT
@click.argument("articles", nargs=-1, metavar="[ARTICLE…]")
@click.option("--absorbed", metavar="ALERT", help="An alert that was merged into it and is to stand again.")
@NOTE
@BY
@WAIT
def split(
    alert: str, articles: tuple[str, ...], absorbed: str | None, note: str | None, by: str, wait: float
) -> None:
    """Part what is of another event: articles by URL or id, which get an alert of their own.

    The two are never merged again by themselves. Articles can be parted for as long as news.tagged keeps
    them (14 days).
    """
    if bool(articles) == (absorbed is not None):
        raise click.UsageError("name the articles that are of another event, or --absorbed and an alert")
    from agents.cli.alert_topic import Wish

    _say(Wish("split", alert, absorbed=absorbed, articles=articles, note=note, by=by), wait)


def _say(wish: "Wish", wait: float) -> None:
    import asyncio

    from agents.cli.alert_topic import Refusal, said
    from agents.cli.alerts import cells

    try:
        answers = asyncio.run(said(settings(), wish, wait))
    except Refusal as fault:
        raise click.ClickException(str(fault)) from None
    if answers is None:
        click.echo(f"sent; the alert stage has not answered within {wait:g} s, and will", err=True)
        return
    if not answers:
        click.echo("that is so already", err=True)
    for one in answers:
        click.echo("  ".join(cells(one)))
