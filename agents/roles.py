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
    brings: bool = False  # it brings articles in: a demo, which plays its own, has no use for it


def _stage(place: int, name: str) -> Role:
    return Role(
        name=name,
        arguments=("worker", "--stage", name),
        health=lambda settings: f"http://{settings.metrics_host}:{settings.metrics_port + place}",
        stage=True,
    )


def _notify(settings: Settings) -> str:
    return f"http://{settings.metrics_host}:{settings.metrics_port + len(PIPELINE)}"


def _sources(settings: Settings) -> str:
    return f"http://{settings.metrics_host}:{settings.metrics_port + len(PIPELINE) + 1}"


def _push(settings: Settings) -> str:
    return f"http://{settings.push_host}:{settings.push_port}"


def _board(settings: Settings) -> str:
    return f"http://{settings.board_host}:{settings.board_port}"


ROLES = (
    *(_stage(place, stage.name) for place, stage in enumerate(PIPELINE)),
    Role(name="notify", arguments=("notify",), health=_notify),
    Role(name="board", arguments=("board",), health=_board, page=_board),
    Role(name="sources", arguments=("ingest", "sources"), health=_sources, brings=True),
    Role(name="push", arguments=("ingest", "push"), health=_push, brings=True),
)
