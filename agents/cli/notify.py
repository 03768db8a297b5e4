"""`detente notify`: alerts to those who want to be told."""

import sys
from typing import TYPE_CHECKING

import click

from agents.cli.faults import role_settings, told
from agents.watch.definition import TARGETS

if TYPE_CHECKING:
    from agents.notify.deliver import Target
    from streams.settings import Settings


@click.command()
@click.option(
    "--target", "names", multiple=True, type=click.Choice(TARGETS), help="One target alone; may be repeated."
)
def notify(names: tuple[str, ...]) -> None:
    """Tell each alert that is worth a message, once: on stdout, and to the webhook if one is set.

    A watch may name who of them is told (`[notify] to`).

    Settings: webhook_url, webhook_secret, notify_since. Status 70: start it again, nothing was lost.
    """
    loaded = role_settings()
    import asyncio

    from agents.notify.agent import run
    from agents.notify.wanted import unheard, wanted_of
    from agents.watch.load import load_watches
    from streams.exits import REFUSED
    from streams.worker import log_to_stderr

    with told(REFUSED):
        targets = _targets(loaded, names)
        wanted = wanted_of(load_watches(loaded.watches))
    for line in () if names else unheard(wanted, (target.name for target in targets)):
        click.echo(f"Warning: {line}", err=True)
    log_to_stderr(loaded.log_level)
    sys.exit(asyncio.run(run(targets, loaded, wanted)))


def _targets(loaded: "Settings", names: tuple[str, ...]) -> "list[Target]":
    from agents.notify.console import Console
    from agents.notify.webhook import webhook

    found: list[Target] = []
    if not names or "console" in names:
        found.append(Console(sys.stdout))
    hook = webhook(loaded)
    if hook is not None and (not names or "webhook" in names):
        found.append(hook)
    if hook is None and "webhook" in names:
        raise click.UsageError("--target webhook: set DETENTE_WEBHOOK_URL and DETENTE_WEBHOOK_SECRET")
    return found
