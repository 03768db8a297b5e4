"""Mistakes that a person can mend, told in one line; and the settings, whose mistakes come first."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from streams.settings import Settings


@contextmanager
def told(status: int = 1) -> Iterator[None]:
    """Turn the faults of files, settings, watches and brokers into a message and an exit status."""
    try:
        yield
    except (click.ClickException, click.exceptions.Exit, click.Abort):
        raise
    except Exception as fault:
        message = _message(fault)
        if message is None:
            raise
        error = click.ClickException(message)
        error.exit_code = status
        raise error from None


@contextmanager
def listening(how: str) -> Iterator[None]:
    """Say of an address that cannot be listened on how to give another."""
    try:
        yield
    except OSError as fault:
        if fault.errno not in (errno.EADDRINUSE, errno.EADDRNOTAVAIL, errno.EACCES):
            raise
        raise click.ClickException(f"{fault.strerror or fault}; another one: {how}") from None


def settings(watch: str | None = None) -> "Settings":
    """Return the settings of this process, with one watch alone where it is named by id or path.

    Raises `SettingsFault`, and a usage error for a watch that is not there.
    """
    from streams.settings import load_settings

    loaded = load_settings(os.environ)
    return loaded if watch is None else replace(loaded, watches=_watch_file(watch, loaded.watches))


def role_settings() -> "Settings":
    """Return the settings of a role that is supervised: it ends with 78 where they need a person first, and
    where they name no broker.
    """
    from streams.admin import NOT_SET, BrokerFault
    from streams.exits import REFUSED

    with told(REFUSED):
        loaded = settings()
        if not loaded.kafka:
            raise BrokerFault(NOT_SET)
        return loaded


def _watch_file(watch: str, place: Path | None) -> Path:
    from agents.watch.find import file_of
    from streams.tomlfile import TomlFault

    try:
        return file_of(watch, place)
    except TomlFault as fault:
        there = ", ".join(fault.allowed)
        raise click.UsageError(f"{watch}: no such file, and no such id; there are {there}") from None


def _message(fault: Exception) -> str | None:
    """Return what to say of a fault that is the user's to mend; None for any other."""
    if isinstance(fault, OSError):
        if isinstance(fault, BrokenPipeError):
            return None  # click ends quietly: the reader of our output has gone
        where = f"{fault.filename}: " if fault.filename else ""
        return f"{where}{fault.strerror or fault}"
    from agents.demo.play import DayFault
    from agents.evaluate.labels import LabelFault
    from agents.ingest.files import UnknownKind
    from agents.ingest.folder.progress import StateFault
    from agents.ingest.sources.fault import SourcesFault
    from streams.admin import BrokerFault
    from streams.settings import SettingsFault
    from streams.tomlfile import TomlFault

    known = (
        SettingsFault, TomlFault, BrokerFault, UnknownKind, StateFault, LabelFault, DayFault, SourcesFault,
    )  # fmt: skip
    return str(fault) if isinstance(fault, known) else None
