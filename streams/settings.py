"""Every setting once: what it is, its unit, its default, and what happens if you change it.

A setting comes from the environment (`DETENTE_KAFKA`), else from a TOML file named by
`DETENTE_SETTINGS` (`kafka = "…"`), else from here. docs/settings.md is made of it by settings_page.
"""

import difflib
from collections.abc import Mapping
from dataclasses import Field, dataclass, fields
from datetime import timedelta
from pathlib import Path
from typing import Any, get_type_hints

from streams.setting import brokers, checked, from_text, setting
from streams.tomlfile import TomlFault, load

PREFIX = "DETENTE_"
FILE = "DETENTE_SETTINGS"  # names the file; not a setting itself


class SettingsFault(ValueError):
    """A setting that cannot be used: names the variable, or file and line, and what is allowed."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The settings of one process. Numbers are checked against the bounds given here on loading."""

    kafka: str = setting(
        "",
        "Brokers to start from, as host:port, separated by commas. Empty: there is no broker.",
        form=brokers,
    )
    profile: str = setting(
        "kafka",
        "What the broker can promise. `embedded` is for the broker in memory that `demo` and `up --embedded` "
        "start, which has no transactions: nothing is kept there that must last.",
        choices=("kafka", "embedded"),
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
        None,
        "Watches at work: a folder of watch files (*.toml), a file, or ids of shipped watches; several with "
        "commas between them: `macron-russia,germany-china`. Unset: the one that ships at work, "
        "`detente watch list` shows all. A broken file refuses the start.",
    )
    outlet_rules: Path | None = setting(
        None,
        "Lines that outlets repeat, in a file as `detente outlets learn` writes it: cleaning takes them out. "
        "Unset: none. Another file holds from the next start of clean on. A broken one refuses the start.",
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
    board_host: str = setting(
        "127.0.0.1",
        "Address that the board listens on. Whoever can reach it can read every alert: beyond this machine, "
        "put a proxy with a login before it.",
    )
    board_port: int = setting(9300, "Port of the board. 0: any free.", low=0, high=65535)
    push_host: str = setting(
        "127.0.0.1",
        "Address that `ingest push` listens on. Beyond this machine it does not start without `push_token`.",
    )
    push_port: int = setting(9301, "Port of `ingest push`. 0: any free.", low=0, high=65535)
    push_token: str = setting(
        "",
        "What senders must show as `Authorization: Bearer …`. Changed: the old one is refused from the next "
        "start on. Empty: anyone on this machine may send.",
        secret=True,
    )
    webhook_url: str = setting(
        "",
        "Where `notify` posts each alert that is worth a message, signed. Empty: no webhook. Another address "
        "is told only what comes from then on; what the old one was told counts as told.",
    )
    webhook_secret: str = setting(
        "",
        "Signs webhooks (Standard Webhooks): `whsec_` and 24 to 64 random bytes in base64. Changed: "
        "receivers refuse every message until they have the new one.",
        secret=True,
    )
    notify_since: timedelta = setting(
        timedelta(hours=24),
        "How old an alert may be for a target that is told for the first time. Longer: more of the past at "
        "its first start; later starts go on where the last one ended.",
        unit="hours",
        low=0,
        high=24 * 365,
    )
    sources: Path | None = setting(
        None,
        "File of the sources to follow (TOML or OPML), put on the topic when `up` starts. What it no longer "
        "names is no longer followed; what was imported by hand stays. Unset: only what was imported.",
    )
    contact: str = setting(
        "",
        "Who runs this, for the sites whose feeds are fetched: a page or a mail address, sent in User-Agent. "
        "Empty: a site that is troubled cannot ask and can only block.",
    )
    fetch_networks: str = setting(
        "",
        "Networks beyond the public internet that may be asked, separated by commas: `10.1.0.0/16`. All "
        "other private, loopback, link-local and metadata addresses are refused, whatever a feed or a "
        "redirect says.",
    )
    host_requests: int = setting(
        2, "Requests to one host at the same time. More: faster, and less welcome.", low=1, high=16
    )
    host_delay: float = setting(
        1.0,
        "Time between the beginnings of two requests to one host. Shorter: faster, and less welcome.",
        unit="seconds",
        low=0,
        high=3600,
    )
    metrics_host: str = setting("127.0.0.1", "Address that metrics and health are served on.")
    metrics_port: int = setting(
        9310,
        "Base port of metrics and health: clean serves on it, dedup on the next, and so on. 0: any free.",
        low=0,
        high=65000,
    )
    rehearse: str = setting(
        "yes",
        "Whether a worker decides invented reports in every language before it says that it is ready. "
        "`no`: it starts with two seconds' work less, and the first articles wait for what they need.",
        choices=("yes", "no"),
    )
    log_level: str = setting("info", "How much is logged.", choices=("debug", "info", "warning", "error"))


SETTINGS: dict[str, Field[Any]] = {one.name: one for one in fields(Settings)}
TYPES: dict[str, Any] = get_type_hints(Settings)


def load_settings(env: Mapping[str, str], path: Path | None = None) -> Settings:
    """Return the settings: environment over file over default; the file is `path`, else what
    `DETENTE_SETTINGS` names. An empty variable counts as not set. Raises `SettingsFault`.
    """
    named = env.get(FILE)
    path = path or (Path(named) if named else None)
    return Settings(**(_from_file(path) if path else {}) | _from_environment(env))


def _from_file(path: Path) -> dict[str, Any]:
    values: dict[str, Any] = {}
    try:
        file = load(path)
        for key, value in file.data.items():
            if key not in SETTINGS:
                raise file.unknown(key, SETTINGS)
            try:
                values[key] = checked(SETTINGS[key], TYPES[key], value)
            except ValueError as fault:
                raise file.fault(f"{key} = {value!r}: {fault}", key) from None
    except TomlFault as fault:
        raise SettingsFault(str(fault)) from None
    return values


def _from_environment(env: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    names = {PREFIX + name.upper(): name for name in SETTINGS}
    for variable, text in sorted(env.items()):
        if not variable.startswith(PREFIX) or variable == FILE or not text:
            continue
        if variable not in names:
            rest = [known.removeprefix(PREFIX) for known in (*names, FILE)]
            close = difflib.get_close_matches(variable.removeprefix(PREFIX), rest, 1, 0.6)
            meant = f"did you mean {PREFIX}{close[0]}?" if close else ""
            hint = meant or f"allowed: {', '.join([*names, FILE])}"
            raise SettingsFault(f"{variable} is no setting; {hint}")
        one = SETTINGS[names[variable]]
        try:
            values[one.name] = checked(one, TYPES[one.name], from_text(one, TYPES[one.name], text))
        except ValueError as fault:
            raise SettingsFault(f"{variable}={text!r}: {fault}") from None
    return values
