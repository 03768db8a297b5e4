"""`detente board`: the page with the alerts."""

import click

from agents.cli.faults import listening, role_settings


@click.command()
@click.option("--host", metavar="ADDRESS", help="Address to listen on; else the setting board_host.")
@click.option("--port", type=click.IntRange(0, 65_535), metavar="PORT", help="0: any free.")
def board(host: str | None, port: int | None) -> None:
    """Serve a page with the alerts and their evidence, and one with the sources; both follow their topics.

    Beside them: /api/alerts, /api/alerts/ID and /api/sources as JSON, /events, /metrics, /livez, /readyz.
    """
    loaded = role_settings()
    import asyncio

    from agents.board.agent import serve
    from streams.worker import log_to_stderr

    log_to_stderr(loaded.log_level)
    place = loaded.board_port if port is None else port
    with listening("--port, or DETENTE_BOARD_PORT"):
        asyncio.run(serve(loaded, host or loaded.board_host, place))
