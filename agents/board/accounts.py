"""What each side says of a contact, as the page shows it: side by side, codes in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from agents.board import words
from streams.records import Alert, Difference

Names = Mapping[tuple[str, str], str]
_ABOUT = {"date": "the day", "state": "whether it took place", "minutes": "how long it was (minutes)"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One side's own account of a contact."""

    side: str
    official: bool  # published by the side itself
    mentions: str  # what it and another side's account speak of
    only: str  # what no other side's account mentions


def accounts(alert: Alert, names: Names) -> tuple[Account, ...]:
    """Return the sides' accounts, in the order of their sides' ids."""
    return tuple(
        Account(
            side=words.actor(names, alert.watch, one.side),
            official=one.official,
            mentions=_listed(mention for mention in one.mentions if mention not in one.only),
            only=_listed(one.only),
        )
        for one in alert.readouts
    )


def differences(alert: Alert, names: Names) -> tuple[str, ...]:
    """Return what the sides say differently, a line each."""
    return tuple(_difference(one, alert.watch, names) for one in alert.differences)


def _difference(one: Difference, watch: str, names: Names) -> str:
    said = (
        f"{words.actor(names, watch, side)}: {words.day(what) if one.about == 'date' else what}"
        for side, what in sorted(one.said.items())
    )
    return f"They differ on {_ABOUT.get(one.about, one.about)}. {'; '.join(said)}"


def _listed(mentions: Iterable[str]) -> str:
    """Return `topic:ceasefire`, `party:UA` in words; an unknown form as it is."""
    return ", ".join(_mention(one) for one in mentions)


def _mention(mention: str) -> str:
    kind, _, what = mention.partition(":")
    if kind == "party" and len(what) == 2:
        return words.country(what)
    return what.replace("-", " ") if what else mention
