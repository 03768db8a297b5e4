"""Each side's own account of a contact, and how the accounts differ.

An account is known by its source (a presidency's or ministry's own site) or by its wording: the report
names who of a side tells it (`Event.speaker`).
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from agents.alert.facets import LETTERS, sample
from agents.alert.official import state_behind
from agents.alert.policy import Policy
from agents.alert.proof import proof
from streams.records import Difference, Event, Match, Readout

_ACCOUNTED = ("held", "denied", "corrected")  # who tells of a plan, or of its end, gives no account of it

SIDES = 4  # accounts kept of one contact; a watch has seldom more than two sides

# "105 minutes", "105 минут", "105 Minuten", "105 dakika", "105 دقيقة": one stem in nearly all languages.
_MINUTES = re.compile(
    r"(?<![\d.,:])(\d{1,3})[\s\u00a0-]{1,2}(?:minut|minute|минут|хвилин|мин\.|dakika|min\.|دقيقة|دقائق)",
    re.IGNORECASE,
)
_LONGEST = 600  # minutes; what lasts longer is no call


def teller(match: Match, policy: Policy) -> tuple[str, bool] | None:
    """Return the side whose account a report is, and whether the side itself publishes it; None: nobody's."""
    own = policy.isos.get(state_behind(match.article.outlet) or "")
    if own is not None:
        return own, True
    # Of an expulsion the speaker is who decides on it, whoever tells.
    speaker = match.event.speaker if match.event.kind != "expulsion" else None
    return (policy.side(speaker), False) if speaker else None


def account(match: Match, event: Event, policy: Policy) -> Readout | None:
    """Return what a report tells as one side's account of the contact `event`; None: no account of it."""
    told = teller(match, policy)
    if told is None or event.family != "contact" or match.event.state not in _ACCOUNTED:
        return None
    side, official = told
    if side not in policy.named(event.actors):
        return None
    report = match.event
    contact = report.family == "contact"
    sentences = proof((), match.evidence)
    mentions = sample(
        (
            *(f"topic:{one}" for one in report.topics),
            *(f"party:{one}" for one in report.third_parties),
            *(f"place:{one}" for one in report.places),
        )
    )
    return Readout(
        side=side[:LETTERS],
        official=official,
        article_id=match.article.article_id[:LETTERS],
        language=match.article.language[:LETTERS] if match.article.language else None,
        date=report.date if contact and report.date_from == "text" else None,
        state=report.state if contact else "held",
        minutes=_minutes(one.sentence for one in sentences) if contact else None,
        mentions=mentions,
        evidence=sentences[0] if sentences else None,
    )


def side_by_side(*groups: Iterable[Readout]) -> tuple[Readout, ...]:
    """Return one account a side, and in each what the others' accounts do not mention.

    Accounts of one side are taken together: the first official one stands for it, else the first.
    """
    by_side: dict[str, Readout] = {}
    for one in (each for group in groups for each in group):
        known = by_side.get(one.side)
        by_side[one.side] = one if known is None else _together(known, one)
    found = [by_side[side] for side in sorted(by_side)][:SIDES]
    return tuple(replace(one, only=_only(one, found)) for one in found)


def differences(readouts: Iterable[Readout]) -> tuple[Difference, ...]:
    """Return what the sides say differently: the day, whether it took place, how long it was."""
    accounts = list(readouts)
    abouts: tuple[Literal["date", "state", "minutes"], ...] = ("date", "state", "minutes")
    found = []
    for about in abouts:
        said = {one.side: str(value) for one in accounts if (value := getattr(one, about)) is not None}
        if len(set(said.values())) > 1:
            found.append(Difference(about=about, said=said))
    return tuple(found)


def _together(one: Readout, other: Readout) -> Readout:
    first, second = (other, one) if other.official and not one.official else (one, other)
    return replace(
        first,
        date=first.date or second.date,
        state=second.state if second.state in ("denied", "cancelled", "corrected") else first.state,
        minutes=first.minutes or second.minutes,
        mentions=sample((*first.mentions, *second.mentions)),
    )


def _only(one: Readout, every: Iterable[Readout]) -> tuple[str, ...]:
    others = [other for other in every if other.side != one.side]
    heard = {mention for other in others for mention in other.mentions}
    return tuple(mention for mention in one.mentions if mention not in heard) if others else ()


def _minutes(sentences: Iterable[str]) -> int | None:
    found = (int(hit[1]) for sentence in sentences for hit in _MINUTES.finditer(sentence))
    return next((minutes for minutes in found if 0 < minutes <= _LONGEST), None)
