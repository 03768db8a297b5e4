"""Following sources on Kafka: each poller polls those of the partitions of `news.sources` that it owns.

A machine of its own, not the loop of the stages: what drives it is time, not records. Adding a poller
spreads the sources, and one that dies hands its own over: its state stands on the topic. At least once:
entries are confirmed on `news.raw`, then the state says so; a poller that dies between the two leaves
entries to be sent again, which dedup answers as repeats.
"""

import asyncio
import logging
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord, TopicPartition
from aiokafka.abc import ConsumerRebalanceListener
from aiokafka.errors import KafkaError

from agents.condition import CONDITIONS, condition
from agents.ingest.agent import LIMIT, Sender
from agents.ingest.files import Entry
from agents.ingest.poll.clock import Clock
from agents.ingest.poll.poll import Unconfirmed, poll
from agents.ingest.poll.roster import Followed, Roster
from agents.ingest.poll.rounds import Rounds
from agents.ingest.poll.tell import tell
from agents.ingest.sources.place import KNOWN, STATE, known_key, state_key
from agents.ingest.web.client import Web, networks, user_agent
from streams import admin, clients, codec, metrics, process, topics
from streams.exits import REFUSED
from streams.health import Health
from streams.process import signalled
from streams.settings import Settings
from streams.source_records import KnownEntries, PollState
from streams.topics import group_name, topic_name

log = logging.getLogger(__name__)

Begin = Callable[[], Awaitable[None]]

PLACE = 5  # metrics and health: the base port plus this, behind the stages and notify
GRACE = 10.0  # seconds for polls on their way at the end: less than a supervisor has patience
POLL_MS = 500
CONFIRM = 15.0  # seconds for the broker to confirm a state
LOOK = 15.0  # seconds between two looks at how the sources do


async def _nothing() -> None:
    pass


async def run(settings: Settings, *, begin: Begin = _nothing, clock: Clock | None = None) -> int:
    """Follow the sources until SIGTERM or SIGINT; return the process's exit status.

    `begin` is awaited once broker and topics are there; what it raises is raised.
    """
    stop = signalled()
    try:
        allowed = networks(settings.fetch_networks)
    except ValueError as fault:
        log.error("sources: DETENTE_FETCH_NETWORKS: %s", fault)
        return REFUSED
    clock = clock or Clock()
    web = Web(
        agent=user_agent(settings.contact), allowed=allowed, requests=settings.host_requests,
        delay=settings.host_delay, clock=clock,
    )  # fmt: skip
    poller = Poller(settings, web, clock, begin)
    health = Health("sources", lambda: poller.waits_for)

    async def work() -> int:
        async with web:
            await poller.work(stop)
        return 0

    return await process.run(health, PLACE, settings, work)


class Poller(ConsumerRebalanceListener):  # type: ignore[misc]
    """Polls the sources of its partitions; the group says which partitions those are."""

    def __init__(self, settings: Settings, web: Web, clock: Clock, begin: Begin) -> None:
        self.waits_for: str | None = "starting"
        self._settings, self._web, self._clock, self._begin = settings, web, clock, begin
        self._topic = topic_name(topics.SOURCES, settings.generation)
        self._roster = Roster()
        self._ends: dict[TopicPartition, int] = {}  # of partitions that are not read to their end yet
        self._rounds = Rounds(self._once, clock, settings.host_requests)
        self._sender = Sender(settings)
        self._producer: AIOKafkaProducer
        self._consumer: AIOKafkaConsumer

    async def work(self, stop: asyncio.Event) -> None:
        """Poll until `stop` is set; raises what Kafka raises."""
        stopped = asyncio.ensure_future(stop.wait())
        working = asyncio.ensure_future(self._work())
        try:
            await asyncio.wait([stopped, working], return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopped.cancel()
            working.cancel()
            await asyncio.wait([working])
            await self._finish()
        if not working.cancelled():
            working.result()

    async def on_partitions_assigned(self, assigned: "list[TopicPartition]") -> None:
        """Read what stands on the partitions, from their beginning."""
        if assigned:
            begins = await self._consumer.beginning_offsets(assigned)
            self._ends |= await self._consumer.end_offsets(assigned)
            for part in assigned:
                self._consumer.seek(part, begins[part])

    async def on_partitions_revoked(self, revoked: "list[TopicPartition]") -> None:
        """Leave off at once: what is on its way is polled again by the next owner."""
        for part in revoked:
            self._ends.pop(part, None)
            await self._rounds.leave([one.url for one in self._roster.drop(part.partition)])

    async def _work(self) -> None:
        await admin.wait_for_topics(self._settings, topics.SOURCES, topics.RAW, say=self._say)
        await self._begin()
        await self._sender.start()
        self._producer = clients.producer(self._settings)
        await self._producer.start()
        self._consumer = clients.member(self._settings, group_name("sources", 1))
        self._consumer.subscribe([self._topic], listener=self)
        await self._consumer.start()
        self.waits_for = None
        log.info("sources: follows %s", self._topic)
        looking = asyncio.ensure_future(self._look())
        try:
            while True:
                for part, found in (await self._consumer.getmany(timeout_ms=POLL_MS)).items():
                    for record in found:
                        if part in self._consumer.assignment():
                            await self._take(record, reading=part in self._ends)
                await self._begin_read()
        finally:
            looking.cancel()

    async def _take(self, record: ConsumerRecord, *, reading: bool) -> None:
        """Take note of a record; what is defined anew is followed as it is defined now."""
        if record.key is None:
            return
        if record.key.startswith((STATE, KNOWN)):
            if reading:  # later ones are our own
                take = self._roster.state if record.key.startswith(STATE) else self._roster.known
                take(record.partition, record.key, record.value)
            return
        one = self._roster.definition(record.partition, record.key, record.value)
        if one is not None and not reading:
            await self._rounds.leave([one.url])
            self._rounds.follow(one)

    async def _begin_read(self) -> None:
        """Begin with the partitions that are read to the end that they had when they were assigned."""
        for part, end in list(self._ends.items()):
            if await self._consumer.position(part) >= end:
                del self._ends[part]
                for one in self._roster.of(part.partition):
                    self._rounds.follow(one)

    async def _once(self, one: Followed) -> None:
        assert one.source is not None
        assert one.state is not None
        before, began = one.state, self._clock.now()
        one.state = after = await poll(
            one.source, before, web=self._web, put=self._put, clock=self._clock, chance=random.random,
            limit=LIMIT,
        )  # fmt: skip
        metrics.POLLS.labels(after.outcome).inc()
        metrics.POLL_SECONDS.observe(max(self._clock.now() - began, 0))
        metrics.FETCHED.inc(max(after.sent - before.sent, 0))
        tell(before, after)
        await self._note(one, after)

    async def _put(self, entries: Sequence[Entry]) -> None:
        try:
            await self._sender.put(entries)
        except admin.BrokerFault as fault:
            raise Unconfirmed(str(fault)) from None

    async def _note(self, one: Followed, after: PollState) -> None:
        """Put a state on the topic, behind the entries that it goes with, if there are other ones now.

        What cannot be put there is polled again by the next owner from what was put there last.
        """
        try:
            async with asyncio.timeout(CONFIRM):
                if after.known != one.known:
                    entries = codec.encode(KnownEntries(url=one.url, entries=after.known))
                    await self._write(entries, known_key(one.url), b"known", one.partition)
                    one.known = after.known
                state = codec.encode(replace(after, known=()))
                await self._write(state, state_key(one.url), b"state", one.partition)
        except (KafkaError, TimeoutError) as fault:
            log.warning("sources: %s: its state is not confirmed: %s", one.url, str(fault) or "no answer")

    async def _write(self, value: bytes, key: bytes, kind: bytes, partition: int) -> None:
        headers = clients.headers_to({"kind": kind})
        await self._producer.send_and_wait(self._topic, value, key, partition, headers=headers)

    async def _look(self) -> None:
        """Count how the sources do, again and again."""
        while True:
            counts = Counter(condition(one.source, one.state) for one in self._roster)
            for name in CONDITIONS:
                metrics.SOURCES.labels(name).set(counts[name])
            metrics.POLL_LATE_SECONDS.set(self._rounds.behind())
            await asyncio.sleep(LOOK)

    async def _finish(self) -> None:
        await self._rounds.end(GRACE)
        await self._sender.stop()
        if hasattr(self, "_consumer"):
            await self._consumer.stop()
        if hasattr(self, "_producer"):
            await self._producer.stop()

    def _say(self, why: str) -> None:
        self.waits_for = why
        log.warning("sources: %s", why)
