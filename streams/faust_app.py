"""The Faust app of a stage: its settings, and what is mended in it.

Notes on each setting stand in docs/decisions.md.
"""

import os
import tempfile
import time
from pathlib import Path
from typing import Any

import faust
from faust.types import TP

from streams import clients
from streams.settings import Settings
from streams.stage import Stage
from streams.topics import group_name, topic_name

FOR_EVER = 10 * 365 * 86_400.0  # seconds


class App(faust.App):
    """A Faust app that a rebalance may meet while it stops, and that knows when it is out of its group.

    Faust's own then closes its consumer from another thread's loop: the worker hangs; and it lets the
    partitions go before the batch in hand is confirmed: their next owner decides the same records.
    """

    _rebalance_began: float | None = None  # monotonic

    def lost(self) -> str | None:
        """Return why the partitions may be another worker's by now; None while they are this one's.

        A batch in hand holds a rebalance up, and the broker waits for it only so long.
        """
        if (began := self._rebalance_began) is not None:
            # The broker's time runs since before this worker heard of it, by a heartbeat or two.
            patience = self.conf.broker_rebalance_timeout - 2 * self.conf.broker_heartbeat_interval
            if time.monotonic() - began > patience:
                return f"a rebalance has waited {patience:g} s for the batch in hand, and waits no longer"
        consumer: Any = self.consumer
        coordinator = consumer._thread._consumer._coordinator  # noqa: SLF001 - Faust tells it after the batch
        if coordinator.generation != self.consumer_generation_id:
            return "the group has gone on without this worker"
        return None

    async def seek(self, topic: str, partition: int, offset: int) -> None:
        """Go on reading a partition at an offset."""
        await self.consumer.seek(TP(topic, partition), offset)

    def on_rebalance_start(self) -> None:
        """Take in that a rebalance began: called at once, from the consumer's thread."""
        self._rebalance_began = time.monotonic()
        super().on_rebalance_start()

    async def _stop_consumer(self) -> None:
        # What still resumes the flow after a rebalance would start it again behind the stop.
        await self.tables.recovery.stop()  # type: ignore[attr-defined]
        await super()._stop_consumer()

    async def _on_partitions_revoked(self, revoked: set[TP]) -> None:
        if self.should_stop:
            await self._consumer_wait_empty(self.consumer, self.log)
            await self.on_partitions_revoked.send(revoked)
        else:
            await super()._on_partitions_revoked(revoked)

    async def _on_partitions_assigned(self, assigned: set[TP], generation_id: int = 0) -> None:
        self._rebalance_began = None
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
        # A worker without a partition asks for no records, and after 1000 s left its group for good.
        broker_max_poll_interval=FOR_EVER,
        # A broker that has just started may say that there is no such topic. Nobody is given any then,
        # and that is seen only when the broker is asked again; by default that is after five minutes.
        consumer_metadata_max_age_ms=10_000,
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
