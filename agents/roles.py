"""The roles of the service, each a process of its own: what `up` and `demo` keep running.

A new role is one more entry of `ROLES`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from agents.pipeline import PIPELINE
from streams.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """One role: the arguments of `detente` that start it, and where it says that it is ready."""

    name: str
    arguments: tuple[str, ...]
    health: Callable[[Settings], str] | None = None  # URL whose /readyz and /metrics it answers
    page: Callable[[Settings], str] | None = None  # URL for people
    stage: bool = False  # of the pipeline: its metrics count what it decided and wrote
    wanted: Callable[[Settings], bool] = lambda _: True  # False: with these settings it has nothing to do


def _stage(place: int, name: str) -> Role:
    return Role(
        name=name,
        arguments=("worker", "--stage", name),
        health=lambda settings: f"http://{settings.metrics_host}:{settings.metrics_port + place}",
        stage=True,
    )


def _notify(settings: Settings) -> str:
    return f"http://{settings.metrics_host}:{settings.metrics_port + len(PIPELINE)}"


def _board(settings: Settings) -> str:
    return f"http://{settings.board_host}:{settings.board_port}"


ROLES = (
    *(_stage(place, stage.name) for place, stage in enumerate(PIPELINE)),
    Role(name="notify", arguments=("notify",), health=_notify),
    Role(name="board", arguments=("board",), health=_board, page=_board),
)


def wanted(settings: Settings) -> tuple[Role, ...]:
    """Return the roles that have something to do with these settings."""
    return tuple(role for role in ROLES if role.wanted(settings))
