"""`detente worker`: one stage at work on Kafka."""

import sys
from functools import partial

import click

from agents.cli.faults import role_settings, told


@click.command()
@click.option("--stage", "name", required=True, metavar="S", help="clean, dedup, tag or alert.")
def worker(name: str) -> None:
    """Run one stage until it is told to stop (SIGTERM).

    \b
    Status 70: something went wrong that starting again may mend; nothing was lost.
    Status 69: the rules failed on record after record; status 78: the topics, the settings or a watch
    need a person first.
    """
    from agents.cli.ticking import ticks
    from agents.pipeline import PIPELINE, stage_named
    from agents.rehearsal.records import records
    from streams.exits import REFUSED
    from streams.worker import run

    try:
        stage = stage_named(name)
    except ValueError as fault:
        raise click.UsageError(str(fault)) from None
    with told(REFUSED):  # a supervisor must not start again what only a person can mend
        loaded = role_settings()
        configured = stage.configured(loaded)
    beside = partial(ticks, loaded) if stage is PIPELINE[-1] else None
    rehearsal = records(name) if loaded.rehearse == "yes" else ()
    sys.exit(run(configured, loaded, PIPELINE.index(stage), beside, rehearsal))
