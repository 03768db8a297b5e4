"""Every metric once. Base units, `_total` and `_seconds`; never a URL or a title as a label.

docs/metrics.md is generated from here: `python -m streams.metrics`.
"""

from prometheus_client import Counter, Gauge, Histogram

RECORDS = Counter(
    "detente_records",
    "Records decided, each once, by what became of it: a reason of the stage, or rejected.",
    ["stage", "reason"],
)
OUTPUTS = Counter("detente_outputs", "Records written to the stage's sink and confirmed.", ["stage"])
PASSED = Counter(
    "detente_passed",
    "Records read again after a restart, whose output already stands on the sink.",
    ["stage"],
)
DEAD_LETTERS = Counter(
    "detente_dead_letters", "Records put on the dead-letter topic, by kind of fault.", ["stage", "kind"]
)
REFETCHED = Counter(
    "detente_refetched",
    "Records that Faust skipped at a rebalance, read from the topic by the stage itself.",
    ["stage"],
)
OVERTAKEN = Counter(
    "detente_overtaken",
    "Records that the topic's retention deleted before the stage had read them: lost.",
    ["stage"],
)
BATCH_SECONDS = Histogram(
    "detente_batch_seconds",
    "Time from taking a batch to its last confirmation.",
    ["stage"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)
AGE_SECONDS = Histogram(
    "detente_age_seconds",
    "Time from a record's ingest until this stage had confirmed what came of it.",
    ["stage"],
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600, 21600, 86400),
)
READ_BACK = Counter("detente_read_back", "Records of the sink read back to rebuild the state.", ["stage"])
READ_BACK_SECONDS = Gauge(
    "detente_read_back_seconds", "Time the last reading back took.", ["stage", "partition"]
)
CLOCK = Gauge(
    "detente_clock_timestamp_seconds",
    "The stream's time: that at which the stage decided the last record.",
    ["stage", "partition"],
)
POSITION = Gauge("detente_position", "Next offset of the source to be decided.", ["stage", "partition"])
LAG = Gauge(
    "detente_lag",
    "Records of the source that are not yet decided, by the broker's word; freezes never.",
    ["stage", "partition"],
)
PARTITIONS = Gauge("detente_partitions", "Source partitions that this worker owns.", ["stage"])
NOTIFICATIONS = Counter(
    "detente_notifications",
    "Alerts brought to a target: told, refused for good by the receiver, or retried, once for each try.",
    ["target", "outcome"],
)
POLLS = Counter("detente_polls", "Polls of sources, each once, by what came of it.", ["outcome"])
POLL_SECONDS = Histogram(
    "detente_poll_seconds",
    "Time of a poll, from the first request to the last confirmation, pages included.",
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300),
)
POLL_LATE_SECONDS = Gauge(
    "detente_poll_late_seconds",
    "How far the source that waits longest is behind its time: grows where a poller has too much to do.",
)
SOURCES = Gauge(
    "detente_sources",
    "Sources that this poller owns, each once, by how they do: well, new (not asked yet), failing, silent "
    "(answers, and says nothing new far beyond its rhythm), stopped (gone for good), paused.",
    ["condition"],
)
FETCHED = Counter("detente_fetched_entries", "Entries of sources put on news.raw and confirmed.")
PUSH_REQUESTS = Counter(
    "detente_push_requests",
    "Requests that brought articles by HTTP, by outcome: accepted, repeated (known by its Idempotency-Key), "
    "or why it was not taken.",
    ["outcome"],
)
PUSH_ARTICLES = Counter("detente_push_articles", "Articles taken by HTTP, put on news.raw and confirmed.")
PUSH_SECONDS = Histogram(
    "detente_push_seconds",
    "Time from the headers of a request that was accepted to its last confirmation.",
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60),
)
VIEWERS = Gauge("detente_board_viewers", "Browsers that follow the board now.")
READY = Gauge(
    "detente_ready", "1 when the worker is at work or stands by, 0 with a reason on /readyz.", ["stage"]
)

METRICS = (
    RECORDS, OUTPUTS, PASSED, DEAD_LETTERS, REFETCHED, OVERTAKEN, BATCH_SECONDS, AGE_SECONDS, READ_BACK,
    READ_BACK_SECONDS, CLOCK, POSITION, LAG, PARTITIONS, POLLS, POLL_SECONDS, POLL_LATE_SECONDS, SOURCES,
    FETCHED, PUSH_REQUESTS, PUSH_ARTICLES, PUSH_SECONDS, NOTIFICATIONS, VIEWERS, READY,
)  # fmt: skip
# What is said of a partition by the worker that owns it, and by no other.
OF_PARTITION = (READ_BACK_SECONDS, CLOCK, POSITION, LAG)


def markdown() -> str:
    """Return the table of all metrics for the documentation."""
    rows = ["| metric | kind | labels | what it says |", "|---|---|---|---|"]
    for metric in METRICS:
        (family,) = metric.describe()
        name = family.name + ("_total" if family.type == "counter" else "")
        labels = ", ".join(metric._labelnames)  # noqa: SLF001 - the only place that keeps them
        rows.append(f"| `{name}` | {family.type} | {labels} | {family.documentation} |")
    head = "# Metrics\n\nWritten by `python -m streams.metrics`.\n\n"
    return head + "\n".join(rows) + "\n"


if __name__ == "__main__":
    print(markdown(), end="")
