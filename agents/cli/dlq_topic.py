"""Dead letters read from `news.dlq`, and sent back to where they came from."""

from collections.abc import AsyncGenerator, Collection, Sequence
from contextlib import aclosing
from dataclasses import dataclass

from aiokafka import AIOKafkaProducer, ConsumerRecord
from aiokafka.errors import KafkaError

from streams import admin, clients, topics
from streams.dead_letters import DeadLetter, original_headers
from streams.reading import records
from streams.settings import Settings
from streams.stage import Desk, Incoming, Position, Reject, Stage, step

# The one stage whose source has a single writer that sends each record once: `news.unique` may not
# be written to again, so its letters are decided here and what comes of them goes on.
DECIDED_HERE = "tag"


@dataclass(frozen=True, slots=True)
class Found:
    """A record of `news.dlq`; `about` is None where its headers describe no dead letter."""

    offset: int
    about: DeadLetter | None
    key: bytes | None
    value: bytes | None
    headers: dict[str, bytes]
    timestamp: int


async def letters(settings: Settings, start: int | None = None) -> AsyncGenerator[Found, None]:
    """Yield the dead letters in order, from offset `start` if given."""
    async with aclosing(records(settings, topics.DLQ, start=start)) as found:
        async for record in found:
            if record is not None:
                yield _found(record)


async def letter(settings: Settings, offset: int) -> Found | None:
    """Return the dead letter at an offset; None where there is none."""
    async with aclosing(letters(settings, offset)) as found:
        async for one in found:
            return one if one.offset == offset else None
    return None


async def requeue(
    settings: Settings, offsets: Collection[int] | None
) -> AsyncGenerator[tuple[int, str, bool], None]:
    """Send the letters at `offsets` (None: all, each once) back; yield offset, what was done, and success."""
    wanted = None if offsets is None else set(offsets)
    done: set[tuple[int, str, int, int]] = set()
    tag: Stage | None = None
    await admin.wait_for_broker(settings, 0)
    producer = clients.producer(settings)
    await producer.start()
    try:
        first = min(wanted) if wanted else None
        async with aclosing(letters(settings, first)) as found:
            async for one in found:
                if wanted is not None and one.offset not in wanted:
                    continue
                if wanted is not None:
                    wanted.discard(one.offset)
                if one.about is None:
                    yield one.offset, "no dead letter: its headers do not say where it came from", False
                elif one.about.cut:
                    kept = len(one.key or b"") + len(one.value or b"")
                    yield one.offset, f"only {kept} of its {one.about.cut} bytes are kept", False
                elif wanted is None and one.about.position in done:
                    yield one.offset, "the same record as before", True
                elif one.about.stage == DECIDED_HERE:
                    done.add(one.about.position)
                    tag = tag or _tag(settings)
                    yield one.offset, *await _decided(producer, settings, tag, one, one.about)
                else:
                    done.add(one.about.position)
                    yield one.offset, *await _returned(producer, one, one.about)
    finally:
        await producer.stop()
    for offset in sorted(wanted or ()):
        yield offset, "there is no such dead letter", False


def _tag(settings: Settings) -> Stage:
    from agents.pipeline import stage_named  # heavy, and seldom wanted

    return stage_named(DECIDED_HERE).configured(settings)


async def _returned(producer: AIOKafkaProducer, one: Found, about: DeadLetter) -> tuple[str, bool]:
    headers = clients.headers_to(original_headers(one.headers))
    return await _sent(producer, about.topic, one.key, one.value, headers, one.timestamp)


async def _decided(
    producer: AIOKafkaProducer, settings: Settings, tag: Stage, one: Found, about: DeadLetter
) -> tuple[str, bool]:
    """Let tag decide a letter of its own again; what comes of it goes to the sink from here."""
    if about.generation != settings.generation:
        return f"of generation {about.generation}: set DETENTE_GENERATION to it", False
    at = Position(about.generation, about.partition, about.offset)
    headers = original_headers(one.headers)
    result = step(tag, Desk.of(tag), Incoming(at, one.key, one.value, headers, one.timestamp))
    if isinstance(result.decision, Reject):
        return f"rejected again: {result.decision.error}", False
    name = topics.topic_name(tag.sink, settings.generation)
    for output in result.written:
        told, well = await _sent(
            producer, name, output.key, output.value, clients.headers_to(output.headers), output.timestamp
        )
        if not well:
            return told, False
    return f"decided again: {result.decision.reason}, {len(result.written)} sent to {name}", True


async def _sent(
    producer: AIOKafkaProducer,
    topic: str,
    key: bytes | None,
    value: bytes | None,
    headers: Sequence[tuple[str, bytes]],
    timestamp: int,
) -> tuple[str, bool]:
    try:
        # Sink partition p answers source partition p; the topics that letters go to have one, or go by key.
        done = await producer.send_and_wait(topic, value, key, timestamp_ms=timestamp, headers=list(headers))
    except KafkaError as fault:
        return f"not sent to {topic}: {fault}", False
    return f"sent to {topic}, partition {done.partition}, offset {done.offset}", True


def _found(record: ConsumerRecord) -> Found:
    headers = clients.headers_of(record.headers)
    try:
        about = DeadLetter.from_headers(headers)
    except ValueError:
        about = None
    return Found(record.offset, about, record.key, record.value, headers, record.timestamp)
