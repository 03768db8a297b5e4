"""What `up` does: waits for the broker and the topics, keeps the roles running, and ends them."""

import asyncio
from contextlib import suppress

from agents.cli import service
from agents.cli.screen import Screen
from agents.roles import ROLES, Role
from streams import admin
from streams.embedded import Embedded
from streams.exits import REFUSED
from streams.process import signalled
from streams.settings import Settings
from streams.supervisor import Supervisor, restarting

REMIND = 60.0  # seconds between two words on roles that need a person


async def run(settings: Settings, *, embedded: bool) -> int:
    """Run all roles until SIGTERM or SIGINT and return the exit status.

    With `embedded` on a broker in memory. Raises `streams.admin.BrokerFault` where topics are missing or
    that broker does not start.
    """
    stop = signalled()
    broker = Embedded() if embedded else None
    if broker is not None:
        settings = broker.settings(settings)
    settings = service.placed(settings)
    service.check_ports(ROLES, settings)
    screen = Screen([role.name for role in ROLES])
    try:
        if broker is not None:
            await broker.start()
            await admin.create_topics(settings)
            screen.note(
                f"a broker in memory on {broker.address}: what it holds is gone when this ends", "yellow"
            )
            reach = f"DETENTE_KAFKA={broker.address} DETENTE_PROFILE=embedded"
            screen.note(f"to send it articles: {reach} detente ingest …")
        elif not await _there(settings, screen, stop):
            return 0
        return await _keep(ROLES, settings, screen, stop, broker)
    finally:
        if broker is not None:
            broker.stop()


async def _there(settings: Settings, screen: Screen, stop: asyncio.Event) -> bool:
    """Wait for the broker and return whether it came before the stop; raise where a topic is missing."""
    waiting = asyncio.ensure_future(
        admin.wait_for_broker(settings, say=lambda line: screen.note(line, "yellow"))
    )
    stopped = asyncio.ensure_future(stop.wait())
    await asyncio.wait({waiting, stopped}, return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if not waiting.done():
        waiting.cancel()
        return False
    waiting.result()
    if missing := await admin.missing_topics(settings):
        raise admin.BrokerFault(f"missing topics {', '.join(missing)}: `detente topics create` creates them")
    return True


async def _keep(
    roles: tuple[Role, ...], settings: Settings, screen: Screen, stop: asyncio.Event, broker: Embedded | None
) -> int:
    def note(text: str) -> None:
        screen.note(text, "yellow")

    supervisor = Supervisor(
        service.programs(roles), service.surroundings(settings), restarting, screen.role, note
    )
    running = asyncio.ensure_future(supervisor.run())
    stopped = asyncio.ensure_future(stop.wait())
    beside = [
        asyncio.ensure_future(one) for one in (_remind(supervisor, screen), _welcome(roles, settings, screen))
    ]
    ends = {running, stopped}
    if broker is not None:
        ends.add(broke := asyncio.ensure_future(broker.ended()))
    try:
        await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        if broker is not None and broke.done():
            supervisor.kill()
            screen.note(f"the broker in memory ended: {broker.said()}", "red")
            return 1
        return REFUSED if supervisor.waiting else 0
    finally:
        if not running.done():
            screen.note(f"stopping {', '.join(supervisor.running) or 'all'}")
        supervisor.stop()
        await running
        for task in (*beside, *ends):
            task.cancel()
        await asyncio.gather(*beside, return_exceptions=True)


async def _welcome(roles: tuple[Role, ...], settings: Settings, screen: Screen) -> None:
    """Say once that all is ready, and where to look."""
    while True:
        with suppress(service.NotReady):
            await service.until_ready(roles, settings)
            break
    screen.note(f"ready: {', '.join(role.name for role in roles)}", "green")
    for role in roles:
        if role.page is not None:
            screen.note(f"{role.name}: {role.page(settings)}", "bold")


async def _remind(supervisor: Supervisor, screen: Screen) -> None:
    while True:
        await asyncio.sleep(REMIND)
        for name, status in supervisor.waiting.items():
            screen.note(f"{name} does not run: it ended with status {status} and waits for a person", "red")
