"""aiokafka clients as this system needs them: one place for addresses, sizes, and guarantees."""

from collections.abc import Mapping, Sequence

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

from streams.settings import Settings
from streams.topics import DLQ, MIB

# Above every topic's limit, so that the limit is the topic's and the message says which.
REQUEST_BYTES = DLQ.max_bytes + MIB
# How long a send is tried again: a broker's restart takes 6 to 16 s.
PATIENCE_MS = 90_000

Headers = list[tuple[str, bytes]]


def servers(settings: Settings) -> list[str]:
    """Return the addresses of the brokers to start from."""
    return [one.strip() for one in settings.kafka.split(",") if one.strip()]


def producer(settings: Settings, transactional_id: str | None = None) -> AIOKafkaProducer:
    """Return a producer that is not started: idempotent, confirmed by all replicas, zstd."""
    return AIOKafkaProducer(
        bootstrap_servers=servers(settings),
        acks="all",
        enable_idempotence=True,
        transactional_id=transactional_id,
        compression_type="zstd",
        linger_ms=5,
        max_batch_size=256 * 1024,
        max_request_size=REQUEST_BYTES,
        request_timeout_ms=PATIENCE_MS,
    )


def reader(settings: Settings, *, group: str | None = None, committed: bool = True) -> AIOKafkaConsumer:
    """Return a consumer that is not started, to be given partitions with `assign`.

    It joins no group; `group` serves only to ask what that group has committed. `committed` leaves
    out what a transaction has not confirmed.
    """
    return AIOKafkaConsumer(
        bootstrap_servers=servers(settings),
        group_id=group,
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        isolation_level="read_committed" if committed else "read_uncommitted",
        max_partition_fetch_bytes=8 * MIB,
        request_timeout_ms=PATIENCE_MS,
    )


def headers_of(pairs: Sequence[tuple[str, bytes]]) -> dict[str, bytes]:
    """Return Kafka's headers as a dict; of a name that stands twice the last, a null value as empty."""
    return {name: value or b"" for name, value in pairs}


def headers_to(headers: Mapping[str, bytes]) -> Headers:
    """Return headers as aiokafka takes them."""
    return list(headers.items())
