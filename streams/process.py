"""The process of one role: until when it runs, where it says that it is well, how it ends."""

import asyncio
import logging
import signal
from collections.abc import Awaitable, Callable

from aiokafka.errors import KafkaError

from streams.admin import BrokerFault
from streams.exits import AGAIN, REFUSED
from streams.health import Health
from streams.settings import Settings

log = logging.getLogger(__name__)


def signalled() -> asyncio.Event:
    """Return what SIGTERM and SIGINT set from now on, instead of ending the process; in the main thread."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


async def run(health: Health, place: int, settings: Settings, work: Callable[[], Awaitable[int]]) -> int:
    """Work, with metrics and health beside it, and return the exit status: that of the work, else one that
    tells a supervisor whether to start it again.

    `place` is added to the base port of metrics, and told apart from other roles' by it.
    """
    port = settings.metrics_port and settings.metrics_port + place
    try:
        await health.start(settings.metrics_host, port)
    except OSError as fault:
        log.error(
            "%s: metrics cannot be served on %s:%d (%s): set DETENTE_METRICS_PORT to another base port",
            health.name, settings.metrics_host, port, fault.strerror,
        )  # fmt: skip
        return REFUSED
    try:
        return await work()
    except BrokerFault as fault:
        log.error("%s: %s", health.name, fault)
        return AGAIN if settings.kafka else REFUSED
    except KafkaError as fault:  # it went away between the wait and the start
        log.error("%s: the broker at %s: %s", health.name, settings.kafka, fault)
        return AGAIN
    finally:
        await health.stop()
