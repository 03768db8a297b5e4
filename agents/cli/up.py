"""`detente up`: every role, supervised, until Ctrl-C or SIGTERM."""

import click

from agents.cli.faults import settings

NO_BROKER = """no Kafka broker is set.
  One of your own:    export DETENTE_KAFKA=host:port   (or kafka = "host:port" in the file that
                      DETENTE_SETTINGS names), then `detente topics create` once
  A new one:          `docker-compose up` in the repository starts Apache Kafka and everything else;
                      without Docker, `deploy/kafka/start` there starts a broker
  Only to try it out: `detente up --embedded`, in memory: all is gone when it ends"""


@click.command()
@click.option(
    "--embedded", is_flag=True, help="On a broker in memory, for trying out: all is gone when it ends."
)
def up(embedded: bool) -> None:
    """Run every role against DETENTE_KAFKA; start again what falls over, and say what needs a person.

    Each line is a role's, after its name. Ctrl-C or SIGTERM ends all in order. Status 78 where a role waits
    for a person, 1 where the broker in memory ended.
    """
    loaded = settings()
    if not (embedded or loaded.kafka):
        raise click.ClickException(NO_BROKER)
    import asyncio

    from agents.cli.running import run
    from agents.watch.load import load_watches

    load_watches(loaded.watches)  # a mistake in one is told here, once, and not by each role
    raise click.exceptions.Exit(asyncio.run(run(loaded, embedded=embedded)))
