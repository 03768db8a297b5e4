"""How the commands around sources name a source, and count."""

from typing import TYPE_CHECKING

import click

from agents.cli.printable import printable

if TYPE_CHECKING:
    from streams.source_records import Source

KINDS = click.Choice(["agency", "government", "outlet"])


def shown(one: "Source") -> str:
    """Return a source's address and its outlet."""
    return printable(f"{one.url}  {one.outlet}" if one.outlet else one.url)


def count(number: int, what: str) -> str:
    """Return a number with its noun, which takes an s."""
    return f"{number} {what}{'' if number == 1 else 's'}"
