"""`detente worker`: one stage at work on Kafka."""

import sys

import click

from agents.cli.faults import settings


@click.command()
@click.option("--stage", "name", required=True, metavar="S", help="clean, dedup, tag or alert.")
def worker(name: str) -> None:
    """Run one stage until it is told to stop (SIGTERM).

    \b
    Status 70: something went wrong that starting again may mend; nothing was lost.
    Status 78: the topics or the settings need a person first.
    """
    loaded = settings()
    from agents.pipeline import PIPELINE, stage_named
    from streams.worker import run

    try:
        stage = stage_named(name)
    except ValueError as fault:
        raise click.UsageError(str(fault)) from None
    sys.exit(run(stage.configured(loaded), loaded, PIPELINE.index(stage)))
