"""`detente topics`: what the system needs on the broker."""

import click

from agents.cli.faults import settings


@click.group()
def topics() -> None:
    """Create and check the topics."""


@topics.command()
def create() -> None:
    """Create the topics that are missing; those that are there stay as they are."""
    loaded = settings()
    import asyncio

    from streams.admin import create_topics

    for line in asyncio.run(create_topics(loaded)):
        click.echo(line)


@topics.command()
def check() -> None:
    """Say where the topics differ from what is expected; status 1 if they do."""
    loaded = settings()
    import asyncio

    from streams.admin import check_topics

    faults = asyncio.run(check_topics(loaded))
    for line in faults:
        click.echo(line, err=True)
    if faults:
        raise click.exceptions.Exit(1)
    click.echo("the topics are as expected")
