"""One setting: how it is declared, read from text, checked, and shown."""

import math
import re
from collections.abc import Callable
from dataclasses import Field, field
from datetime import timedelta
from pathlib import Path
from typing import Any


def setting(
    default: Any,
    about: str,
    *,
    unit: str = "",
    low: float | None = None,
    high: float | None = None,
    choices: tuple[str, ...] = (),
    form: Callable[[str], None] | None = None,
    secret: bool = False,
) -> Any:
    """Declare a setting: its default, what it does and what a change leads to, its unit and bounds.

    `form` raises ValueError for a text that is none such. A secret is not shown where the settings are.
    """
    meta = {"about": about, "unit": unit, "low": low, "high": high, "choices": choices, "form": form}
    if callable(default):
        return field(default_factory=default, metadata=meta)
    return field(default=default, metadata=meta, repr=not secret)


def from_text(one: Field[Any], kind: Any, text: str) -> Any:
    """Read a variable's text as the type that TOML would give."""
    if kind not in (int, float, timedelta):
        return text
    try:
        return int(text)
    except ValueError:
        pass  # not a whole number: 0.25 is read below
    try:
        return float(text)
    except ValueError:
        raise ValueError(f"not a number; allowed: {allowed(one, kind)}") from None


def checked(one: Field[Any], kind: Any, value: Any) -> Any:
    """Return `value` as the setting's type; raises ValueError saying what is allowed."""
    meta = one.metadata
    if kind in (int, float, timedelta):
        whole = kind is int
        number = isinstance(value, int if whole else int | float) and not isinstance(value, bool)
        low = -math.inf if meta["low"] is None else meta["low"]
        high = math.inf if meta["high"] is None else meta["high"]
        if not number or not low <= value <= high or not math.isfinite(value):
            raise ValueError(f"allowed: {allowed(one, kind)}")
        return timedelta(hours=value) if kind is timedelta else kind(value)
    if not isinstance(value, str) or "\0" in value:
        raise ValueError(f"allowed: {allowed(one, kind)}")
    if meta["choices"] and value not in meta["choices"]:
        raise ValueError(f"allowed: {allowed(one, kind)}")
    if meta["form"] is not None and value:
        meta["form"](value)
    return value if kind is str else Path(value) if value else None


_BROKER = re.compile(r"(?:\[[0-9A-Fa-f:.]+\]|[^\s:\[\]/,@]+)(?::(\d{1,5}))?", re.ASCII)


def brokers(text: str) -> None:
    """Raise ValueError where `text` is no list of host:port; without a port Kafka's own is meant."""
    for one in text.split(","):
        found = _BROKER.fullmatch(one.strip())
        if found is None or (found[1] and not 0 < int(found[1]) < 1 << 16):
            raise ValueError(f"{one.strip()!r}; allowed: host:port, several with commas between them")


def allowed(one: Field[Any], kind: Any) -> str:
    """Return what values are allowed, in words."""
    meta = one.metadata
    if meta["choices"]:
        return ", ".join(meta["choices"])
    if kind not in (int, float, timedelta):
        return "text" if kind is str else "a path"
    noun = "a whole number" if kind is int else "a number"
    return f"{noun} from {meta['low']} to {meta['high']}" if meta["low"] is not None else noun


def shown(value: Any) -> str:
    """Return a default as the page of settings shows it."""
    if isinstance(value, timedelta):
        return f"{value / timedelta(hours=1):g}"
    return f"`{value}`" if value not in ("", None) else "none"
