"""`detente sources export`: what is followed, as a file for here and for others."""

from pathlib import Path

import click

from agents.cli.faults import settings
from agents.cli.sources_words import count


@click.command()
@click.option("--opml", "kind", flag_value="opml", help="OPML 2.0, for feed readers and for here.")
@click.option("--toml", "kind", flag_value="toml", help="sources.toml, to be edited.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Else stdout.")
def export(kind: str | None, out: Path | None) -> None:
    """Write what is followed as OPML or sources.toml; without either, as the name of the file says.

    Where a feed has moved for good its new address is written.
    """
    loaded = settings()
    import asyncio

    from agents.ingest.sources import opml_write, toml_write
    from agents.ingest.sources.agent import read_all
    from agents.ingest.sources.plan import exported

    found = exported(asyncio.run(read_all(loaded)))
    toml = kind == "toml" or (kind is None and out is not None and out.suffix.lower() == ".toml")
    text = toml_write.write(found).encode() if toml else opml_write.write(found)
    if out is None:
        click.get_binary_stream("stdout").write(text)
    else:
        out.write_bytes(text)
        click.echo(f"{out}: {count(len(found), 'source')}", err=True)
