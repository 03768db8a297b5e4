"""Every setting once: what it is, its unit, its default, and what happens if you change it.

A setting comes from the environment (`DETENTE_KAFKA`), else from a TOML file named by
`DETENTE_SETTINGS` (`kafka = "…"`), else from here. docs/settings.md is generated from this module.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any


def setting(
    default: Any, about: str, *, unit: str = "", low: float | None = None, high: float | None = None
) -> Any:
    """Declare a setting: its default, what it does and what a change leads to, its unit and bounds."""
    meta = {"about": about, "unit": unit, "low": low, "high": high}
    if callable(default):
        return field(default_factory=default, metadata=meta)
    return field(default=default, metadata=meta)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The settings of one process. Numbers are checked against the bounds given here on loading."""

    kafka: str = setting(
        "", "Brokers to start from, as host:port, separated by commas. Empty: there is no broker."
    )
    generation: int = setting(
        1,
        "Which set of topics and groups to use. A new number starts from nothing beside the old: create "
        "its topics first, compare, then switch every process.",
        low=1,
        high=9999,
    )
    replication: int = setting(
        1,
        "Copies of each partition that `topics create` asks for. With 3, one broker may die without a "
        "loss; it cannot exceed the number of brokers.",
        low=1,
        high=15,
    )
    watches: Path | None = setting(
        None, "Folder of watch files (*.toml). Unset: the watches that ship. A broken file refuses the start."
    )
    session: float = setting(
        30.0,
        "How long a silent worker keeps its partitions. Shorter: a dead worker is replaced sooner, and a "
        "pause of the machine is sooner taken for death.",
        unit="seconds",
        low=3,
        high=600,
    )
    rebalance: float = setting(
        300.0,
        "How long a worker may take to finish its batch and read its state back when partitions move. "
        "Too short: it is thrown out in the middle and starts again.",
        unit="seconds",
        low=10,
        high=3600,
    )
    batch_records: int = setting(
        200,
        "Most records taken at once. Larger: fewer round trips, more to repeat after a crash.",
        low=1,
        high=4096,
    )
    batch_bytes: int = setting(
        4 << 20,
        "Bytes of input after which a batch is sent and confirmed. Larger: more memory, fewer round trips.",
        unit="bytes",
        low=1024,
        high=64 << 20,
    )
    batch_work: float = setting(
        0.25,
        "Time spent deciding after which a batch is sent and the heart may beat. Longer: fewer, larger "
        "round trips, later heartbeats.",
        unit="seconds",
        low=0.01,
        high=5,
    )
    dedup_window: timedelta = setting(
        timedelta(hours=72),
        "How long an article is remembered for copies and stories. Longer: more memory, a longer start; "
        "above 3 days the retention of news.unique must grow with it.",
        unit="hours",
        low=1,
        high=24 * 30,
    )
    metrics_host: str = setting("127.0.0.1", "Address that metrics and health are served on.")
    metrics_port: int = setting(
        9310,
        "Base port of metrics and health: clean serves on it, dedup on the next, and so on. 0: any free.",
        low=0,
        high=65000,
    )
    log_level: str = setting("info", "How much is logged: debug, info, warning or error.")
