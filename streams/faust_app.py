"""The Faust app of a stage: its settings, and what is mended in it.

Notes on each setting stand in docs/decisions.md.
"""

import os
import tempfile
from pathlib import Path
from typing import Any

import faust
from faust.types import TP

from streams import clients
from streams.settings import Settings
from streams.stage import Stage
from streams.topics import group_name, topic_name


class App(faust.App):
    """A Faust app that a rebalance may meet while it stops.

    Faust's own then closes its consumer from another thread's loop: the worker hangs; and it lets the
    partitions go before the batch in hand is confirmed: their next owner decides the same records.
    """

    async def _on_partitions_revoked(self, revoked: set[TP]) -> None:
        if self.should_stop:
            await self._consumer_wait_empty(self.consumer, self.log)
            await self.on_partitions_revoked.send(revoked)
        else:
            await super()._on_partitions_revoked(revoked)

    async def _on_partitions_assigned(self, assigned: set[TP], generation_id: int = 0) -> None:
        if not self.should_stop:  # else it leaves the group in a moment
            await super()._on_partitions_assigned(assigned, generation_id)


def faust_app(stage: Stage, settings: Settings, agent: Any) -> App:
    """Return the app in which `agent` is given the stream of the stage's source."""
    app = App(
        group_name(stage.name, settings.generation),
        broker=[f"kafka://{one}" for one in clients.servers(settings)],
        key_serializer="raw",  # value_type=bytes alone would decode JSON
        value_serializer="raw",
        processing_guarantee="at_least_once",
        stream_wait_empty=True,  # a revocation waits for the batch in hand
        stream_buffer_maxsize=4096,  # at 512 the fetcher sleeps whenever its queues are full
        broker_commit_interval=1.0,
        broker_session_timeout=settings.session,
        broker_heartbeat_interval=settings.session / 10,
        broker_rebalance_timeout=max(settings.rebalance, settings.session),
        broker_request_timeout=max(90.0, settings.session * 2),
        consumer_auto_offset_reset="earliest",
        topic_allow_declare=False,
        topic_disable_leader=True,
        web_enabled=False,
        store="memory://",
        # Faust makes empty folders even so: not where the worker happens to be started.
        datadir=Path(tempfile.gettempdir(), f"detente-faust-{os.getuid()}"),
    )
    app.finalize()
    topic = app.topic(topic_name(stage.source, settings.generation), key_type=bytes, value_type=bytes)
    app.agent(topic, name=f"stage-{stage.name}", concurrency=1)(agent)
    return app
