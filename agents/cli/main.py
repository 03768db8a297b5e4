"""`detente`: the commands, and how a mistake is told.

A mistake of the person who runs a command is one line on stderr and status 1, or 2 for its usage,
never a traceback. What is no such mistake is a fault of ours and keeps its traceback.
"""

import logging
from typing import Any

import click

from agents.cli.alert import alert
from agents.cli.alerts import alerts
from agents.cli.backtest import backtest
from agents.cli.board import board
from agents.cli.clean import clean
from agents.cli.demo import demo
from agents.cli.dlq import dlq
from agents.cli.doctor import doctor
from agents.cli.evaluate import evaluate
from agents.cli.faults import told
from agents.cli.generation import generation
from agents.cli.ingest import ingest
from agents.cli.notify import notify
from agents.cli.outlets import outlets
from agents.cli.replay import replay
from agents.cli.sources import sources
from agents.cli.topics import topics
from agents.cli.up import up
from agents.cli.watch import watch
from agents.cli.why import why
from agents.cli.worker import worker


class _Commands(click.Group):
    """A group whose commands' known faults become one line."""

    def invoke(self, ctx: click.Context) -> Any:
        with told():
            return super().invoke(ctx)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="detente", prog_name="detente")
def cli() -> None:
    """Articles in, one alert for each real event out, with the sentences that prove it."""
    # The client's own lines about a broker that is not there: ours says it once, with the address.
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)


for command in (
    demo,
    up,
    worker,
    ingest,
    replay,
    clean,
    evaluate,
    alerts,
    alert,
    backtest,
    sources,
    outlets,
    topics,
    generation,
    dlq,
    watch,
    notify,
    board,
    why,
    doctor,
):
    cli.add_command(command)


def main() -> None:
    """Run the command line."""
    cli(prog_name="detente")


if __name__ == "__main__":
    main()
