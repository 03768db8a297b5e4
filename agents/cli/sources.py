"""`detente sources`: what is followed, and how it does."""

import click

from agents.cli.sources_change import pause, remove, resume
from agents.cli.sources_check import check
from agents.cli.sources_export import export
from agents.cli.sources_import import import_
from agents.cli.sources_status import status


@click.group()
def sources() -> None:
    """Say which feeds, sitemaps and pages are followed, and see how they do."""


for command in (import_, export, check, remove, pause, resume, status):
    sources.add_command(command)
