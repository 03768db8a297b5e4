"""aiokafka clients as this system needs them: one place for addresses, sizes, and guarantees."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

from streams.header_names import read_all_names
from streams.settings import Settings
from streams.topics import DLQ, MIB

read_all_names()  # before any consumer is made, Faust's own included

# Above every topic's limit, so that the limit is the topic's and the message says which.
REQUEST_BYTES = DLQ.max_bytes + MIB
# How long a send is tried again: a broker's restart takes 6 to 16 s.
PATIENCE_MS = 90_000

Headers = list[tuple[str, bytes]]


@dataclass(frozen=True, slots=True)
class Guarantees:
    """What a broker keeps, and so what may be asked of it and what may be checked."""

    idempotence: bool  # a producer that tries again writes once
    transactions: bool
    true_ends: bool  # its word on the end of a partition, and on who wrote what, can be checked


# Apache Kafka, and whatever keeps its promises.
KAFKA = Guarantees(idempotence=True, transactions=True, true_ends=True)
# Tansu in memory: no InitProducerId; the end of a partition is the last batch's first offset + 1, which is
# right where each record is a batch of its own.
EMBEDDED = Guarantees(idempotence=False, transactions=False, true_ends=False)


def guarantees(settings: Settings) -> Guarantees:
    """Return what the broker of these settings keeps."""
    return EMBEDDED if settings.profile == "embedded" else KAFKA


def servers(settings: Settings) -> list[str]:
    """Return the addresses of the brokers to start from."""
    return [one.strip() for one in settings.kafka.split(",") if one.strip()]


def producer(settings: Settings, transactional_id: str | None = None) -> AIOKafkaProducer:
    """Return a producer that is not started: idempotent where that can be had, confirmed by all replicas,
    zstd.
    """
    keeps = guarantees(settings)
    return AIOKafkaProducer(
        bootstrap_servers=servers(settings),
        acks="all",
        enable_idempotence=keeps.idempotence,
        transactional_id=transactional_id,
        compression_type="zstd",
        linger_ms=5,
        max_batch_size=256 * 1024 if keeps.true_ends else 1,  # a batch takes one record, whatever its size
        max_request_size=REQUEST_BYTES,
        request_timeout_ms=PATIENCE_MS,
    )


def reader(settings: Settings, *, group: str | None = None, committed: bool = True) -> AIOKafkaConsumer:
    """Return a consumer that is not started, to be given partitions with `assign`.

    It joins no group; `group` serves only to ask what that group has committed. `committed` leaves
    out what a transaction has not confirmed, where there are transactions.
    """
    committed = committed and guarantees(settings).transactions
    return AIOKafkaConsumer(
        bootstrap_servers=servers(settings),
        group_id=group,
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        isolation_level="read_committed" if committed else "read_uncommitted",
        max_partition_fetch_bytes=8 * MIB,
        request_timeout_ms=PATIENCE_MS,
    )


def member(settings: Settings, group: str) -> AIOKafkaConsumer:
    """Return a consumer that is not started, to join a group with `subscribe`; it reads what is confirmed.

    Offsets are committed by hand. It may take as long over a record as it likes: its heart beats beside
    the work, and a receiver may be down for days.
    """
    return AIOKafkaConsumer(
        bootstrap_servers=servers(settings),
        group_id=group,
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        isolation_level="read_committed" if guarantees(settings).transactions else "read_uncommitted",
        session_timeout_ms=int(settings.session * 1000),
        heartbeat_interval_ms=int(settings.session * 100),
        rebalance_timeout_ms=int(max(settings.rebalance, settings.session) * 1000),
        max_poll_interval_ms=(1 << 31) - 1,
        request_timeout_ms=PATIENCE_MS,
    )


def headers_of(pairs: Sequence[tuple[str, bytes]]) -> dict[str, bytes]:
    """Return Kafka's headers as a dict; of a name that stands twice the last, a null value as empty."""
    return {name: value or b"" for name, value in pairs}


def headers_to(headers: Mapping[str, bytes]) -> Headers:
    """Return headers as aiokafka takes them."""
    return list(headers.items())
