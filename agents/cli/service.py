"""The roles as processes: how each is started, whether it is ready, and what it counts."""

import asyncio
import os
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import click

import agents
from agents.demo.play import Count, count
from agents.roles import Role
from streams.child import environment
from streams.embedded import free_ports
from streams.settings import Settings
from streams.supervisor import Program

ROW = 20  # ports in a row, more than there are roles
LOOK_AGAIN = 0.2  # seconds between two looks
UNREACHABLE = (aiohttp.ClientError, TimeoutError, OSError)
READY_WITHIN = 120.0  # seconds; it takes some ten on two cores, twice that at the very first start


class NotReady(click.ClickException):
    """Roles that do not become ready; the message names them and why."""


def placed(settings: Settings) -> Settings:
    """Return the settings with ports of their own where they say any: who starts a role knows where it is."""
    first, *_, push, board = free_ports(ROW)
    return replace(
        settings,
        metrics_port=settings.metrics_port or first,
        push_port=settings.push_port or push,
        board_port=settings.board_port or board,
    )


def check_ports(roles: Sequence[Role], settings: Settings) -> None:
    """Raise a message where something listens already on a port that a role is to have.

    It would answer in the role's place, and the role would end at its start.
    """
    taken = []
    for role in roles:
        where = urlsplit(role.health(settings)) if role.health is not None else None
        if where is None or where.hostname is None or where.port is None:
            continue
        with socket.socket(socket.AF_INET6 if ":" in where.hostname else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((where.hostname, where.port))
            except OSError as fault:
                taken.append(f"{role.name} on {where.netloc} ({fault.strerror})")
    if taken:
        raise click.ClickException(
            f"ports cannot be had: {', '.join(taken)}. Does another `detente up` run? Else set "
            f"DETENTE_METRICS_PORT (the base port), DETENTE_PUSH_PORT and DETENTE_BOARD_PORT to others; "
            f"0: any free"
        )


def programs(roles: Sequence[Role]) -> list[Program]:
    """Return how each role is started: by this very Python, with this very code."""
    # Not the folder in which the command was given: it may have an `agents` of its own.
    command = (sys.executable, "-P", "-m", "agents.cli.main")
    return [Program(role.name, (*command, *role.arguments)) for role in roles]


def surroundings(settings: Settings) -> dict[str, str]:
    """Return the environment of the roles: these settings, and where this code stands."""
    here = str(Path(agents.__file__).parents[1])
    paths = [here, *filter(None, [os.environ.get("PYTHONPATH")])]
    return environment(settings) | {"PYTHONPATH": os.pathsep.join(paths), "PYTHONUNBUFFERED": "1"}


async def until_ready(roles: Sequence[Role], settings: Settings) -> None:
    """Return once every role says that it is ready; raises NotReady after two minutes."""
    waits: dict[str, str] = {}
    end = asyncio.get_running_loop().time() + READY_WITHIN
    async with aiohttp.ClientSession() as session:
        left = [role for role in roles if role.health is not None]
        while left:
            for role in left:
                assert role.health is not None
                waits[role.name] = await _why_not(session, role.health(settings)) or ""
            left = [role for role in left if waits[role.name]]
            if left and asyncio.get_running_loop().time() > end:
                told = "; ".join(f"{role.name}: {waits[role.name]}" for role in left)
                raise NotReady(f"not ready after {READY_WITHIN:g} s: {told}")
            await asyncio.sleep(LOOK_AGAIN if left else 0)


async def counts(roles: Sequence[Role], settings: Settings) -> dict[str, Count]:
    """Return what each stage has done, asked in the order of the pipeline; one that is gone, nothing."""
    found = {}
    async with aiohttp.ClientSession() as session:
        for role in roles:
            if role.stage and role.health is not None:
                found[role.name] = Count()
                with suppress(*UNREACHABLE):
                    async with session.get(f"{role.health(settings)}/metrics") as answer:
                        found[role.name] = count(await answer.text())
    return found


async def _why_not(session: aiohttp.ClientSession, url: str) -> str | None:
    try:
        async with session.get(f"{url}/readyz") as answer:
            said = (await answer.text()).strip()
            return None if answer.status == 200 else said or f"status {answer.status}"
    except UNREACHABLE:
        return "does not answer yet"
