"""One watch file to a watch, strictly: every mistake with its line and what is allowed, all at once."""

from collections.abc import Iterable

from agents.gazetteer.load import load_state
from agents.watch.definition import KINDS, OPEN_DAYS, REASONS, STATES, SUBJECTS, TARGETS, TOPICS, Side, Watch
from agents.watch.fault import Page
from agents.watch.fields import days, digest, flag, identity, text, threshold
from agents.watch.sides import sides_of
from streams.tomlfile import TomlFile

KEYS = ("id", "title", "threshold", "kinds", "policy", "never", "open", "notify", "side")
POLICY = ("statements", "topics")
NOTIFY = ("to", "reasons", "states", "kinds", "silence_days")


def read(file: TomlFile) -> Watch:
    """Return the watch that a file describes; raises `WatchFault` with every mistake in it."""
    page, data = Page(file), file.data
    take = page.faults.take
    page.only(data, KEYS)
    policy, notify = page.table("policy", POLICY), page.table("notify", NOTIFY)
    sides = sides_of(page)
    silence: int | None = None
    if "silence_days" in notify:
        silence = take(1, days, file, notify["silence_days"], "notify", "silence_days")
    watch = Watch(
        id=take("", identity, file, data),
        revision=_revision(file, sides),
        title=take("", text, file, data, "title"),
        sides=sides,
        kinds=page.choice(data, KINDS, KINDS, "kinds"),
        policy=take(True, flag, file, policy, True, "policy", "statements"),
        topics=page.choice(policy, TOPICS, TOPICS, "policy", "topics"),
        never=page.choice(data, SUBJECTS, SUBJECTS, "never"),
        threshold=take(0.5, threshold, file, data),
        open_days=_open_days(page),
        notify_to=page.choice(notify, TARGETS, (), "notify", "to"),
        notify_reasons=page.choice(notify, REASONS, REASONS, "notify", "reasons"),
        notify_states=page.choice(notify, STATES, STATES, "notify", "states"),
        notify_kinds=page.choice(notify, KINDS, KINDS, "notify", "kinds"),
        silence_days=silence,
    )
    page.faults.end()
    return watch


def _revision(file: TomlFile, sides: Iterable[Side]) -> str:
    """Return 12 hex digits that change with what the file and the states that it names say."""
    codes = sorted({side.code for side in sides if side.code})
    return digest({"file": file.data, "states": [load_state(code).revision for code in codes]})


def _open_days(page: Page) -> dict[str, int]:
    given = page.table("open", KINDS)
    asked = {
        kind: page.faults.take(1, days, page.file, value, "open", kind)
        for kind, value in given.items()
        if kind in KINDS
    }
    return {**OPEN_DAYS, **asked}
