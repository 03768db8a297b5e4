"""Metrics and health of one process over HTTP: /metrics, /livez, /readyz (also as /healthz)."""

import logging
from collections.abc import Callable

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from streams.metrics import READY

log = logging.getLogger(__name__)


class Health:
    """Serves what `why_not` says: the reason for which the process is not ready, or None."""

    def __init__(self, name: str, why_not: Callable[[], str | None]) -> None:
        self.name, self._why_not = name, why_not
        app = web.Application()
        app.add_routes(self.routes())
        self._runner = web.AppRunner(app, access_log=None)

    def routes(self) -> list[web.RouteDef]:
        """Return the paths, for a process that serves them beside its own."""
        return [
            web.get("/metrics", self._metrics),
            web.get("/livez", self._live),
            web.get("/readyz", self._ready),
            web.get("/healthz", self._ready),
        ]

    async def start(self, host: str, port: int) -> int:
        """Listen, and return the port; raises OSError where the address cannot be had."""
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        bound: int = self._runner.addresses[0][1]
        log.info("%s: metrics and health on http://%s:%d", self.name, host, bound)
        return bound

    async def stop(self) -> None:
        """Stop listening."""
        await self._runner.cleanup()

    async def _metrics(self, _: web.Request) -> web.Response:
        READY.labels(self.name).set(self._why_not() is None)
        return web.Response(body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    async def _live(self, _: web.Request) -> web.Response:
        return web.Response(text="alive\n")

    async def _ready(self, _: web.Request) -> web.Response:
        why = self._why_not()
        return web.Response(text=f"{why or 'ready'}\n", status=503 if why else 200)
