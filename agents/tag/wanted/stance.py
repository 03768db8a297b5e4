"""What one side holds against the other where that one stands only as an adjective or its war."""

from collections.abc import Sequence

from agents.tag.relations.apart import clauses, in_one_clause
from agents.tag.relations.relation import contact_between, credited
from agents.tag.relations.speakers import expert_speaks
from agents.tag.text.lexicon import Cue
from agents.tag.text.mention import Mention, Weight
from agents.tag.text.phrases import Hit
from agents.tag.text.reading import Unit
from agents.watch.definition import SUBJECTS

_AGAINST = ("accuses", "refuses", "warns", "urges", "reacts")
# Matters in which a state that is named as an adjective is meant: "Russian propaganda", "Russian assets".
_MATTERS = ("disinformation", "assets", "sanctions", "troops")

_CLOSING = (", ", "' ", "’ ", '" ', "” ", "- ", "– ", "— ")  # before who says it, at the end of a headline

# A crime may be what one side holds against the other, sport or health are not.
_ELSE = tuple(subject for subject in SUBJECTS if subject != "crime")

_NO_VOTE = tuple(subject for subject in _ELSE if subject != "election")  # a vote may be meddled in

# What leaders only watch together.
_WATCHED = ("art", "private", "sport")


def stance(unit: Unit, one: int, other: int, text: str) -> bool:
    """Return whether a side says or does something against the other: "Paris denounces … propaganda".

    Who speaks stands first and nobody else is named: what is said of a third person is said to that one,
    and arms for the other's enemy are aid.
    """
    if (
        unit.has("topic", "arms")
        or unit.has("never", *_ELSE)
        or any(third.value[0] == "person" for third in unit.thirds)
        or expert_speaks(text, unit)
    ):
        return False
    return any(_against(text, unit, a, b) for a, b in ((one, other), (other, one)))


def _against(text: str, unit: Unit, speaker: int, target: int) -> bool:
    voices = [
        name
        for name in unit.names
        if name.side == speaker and name.weight >= Weight.STATE and not _owns(text, name)
    ]
    voice = unit.start if any(_closes(text, unit, one) for one in voices) else None
    voice = min((one.end for one in voices), default=None) if voice is None else voice
    return (
        voice is not None
        and unit.weight(target) in (Weight.ISSUE, Weight.DEMONYM)
        and any(cue.start >= voice and _bears(cue.value) and not fought(unit, cue) for cue in unit.cues)
        and any(
            name.side == target
            and name.start >= voice
            and not name.private
            and name.party.rank in ("state", "demonym")
            for name in unit.names
        )
    )


def _owns(text: str, name: Mention) -> bool:
    """Return whether a state only tells whose something is: "A's reaction to …"."""
    return name.weight == Weight.STATE and text[name.end : name.end + 2] in ("'s", "’s")


def _closes(text: str, unit: Unit, name: Mention) -> bool:
    """Return whether a headline ends with who says it: "…, A warns", "…, says B"."""
    if not unit.title:
        return False
    if unit.end - name.end <= 1:
        return credited(text, unit, name.start, name.end) or any(
            cue.value == ("act", "says") and cue.end + 1 == name.start for cue in unit.cues
        )
    return text[max(unit.start, name.start - 2) : name.start] in _CLOSING and any(
        cue.value[0] == "act" and cue.start == name.end + 1 and unit.end - cue.end <= 1 for cue in unit.cues
    )


def fought(unit: Unit, act: Hit[Cue]) -> bool:
    """Return whether a verb of verdict is one of war here: "attacks" not right behind who does it."""
    war = any(cue.value[0] == "war" and (cue.start, cue.end) == (act.start, act.end) for cue in unit.cues)
    return war and not any(
        name.end + 1 == act.start and name.weight >= Weight.OFFICIAL for name in unit.names
    )


def _bears(cue: Cue) -> bool:
    group, name = cue
    return (group == "act" and name in _AGAINST) or (group == "topic" and name in _MATTERS)


def policy(unit: Unit, one: int, other: int) -> bool:
    """Return whether people of one side make demands on the other over a crime: that is no other subject."""
    weights = sorted((unit.weight(one), unit.weight(other)))
    meddled = unit.has("topic", "disinformation")
    return (
        weights[0] >= Weight.STATE
        and weights[1] >= Weight.OFFICIAL
        and unit.has("act", "accuses", "urges", "warns", "refuses")
        and not unit.has("never", *(_NO_VOTE if meddled else _ELSE))
    )


def _names(unit: Unit, one: int, other: int) -> bool:
    """Return whether both states act in a unit: one accuses the other, whatever it is over."""
    return min(unit.weight(one), unit.weight(other)) >= Weight.STATE and not unit.has("never", *_WATCHED)


def directed(text: str, unit: Unit, one: int, other: int) -> bool:
    """Return whether people of a side say or do something to the other: name, act, name.

    A state by its mere name holds something against the other: "A warns B". Nobody else stands between,
    nor a word that makes the other the occasion: "a year after …".
    """
    return in_one_clause(text, unit, one, other) and any(
        _to(unit, part, a, b, Weight.OFFICIAL, None) or _to(unit, part, a, b, Weight.STATE, _AGAINST)
        for part in (clauses(text, unit) if unit.title else [(unit.start, unit.end)])
        for a, b in ((one, other), (other, one))
    )


def _to(
    unit: Unit,
    part: tuple[int, int],
    speaker: int,
    target: int,
    least: Weight,
    acts: Sequence[str] | None,
) -> bool:
    names = [name for name in unit.names if part[0] <= name.start < part[1]]
    voices = [name.end for name in names if name.side == speaker and name.weight >= least]
    targets = [name.start for name in names if name.side == target and name.weight >= Weight.DEMONYM]
    if not voices or not targets or min(voices) >= max(targets):
        return False
    start, end = min(voices), max(targets)
    if any(start <= third.start < end for third in unit.thirds if third.value[1] != "EU"):
        return False
    between = [cue for cue in unit.cues if start <= cue.start < end]
    if any(cue.value == ("state", "done") and not _says(cue, between) for cue in between):
        return False  # "a year after …": the other is the occasion
    return any(
        cue.value[0] in ("act", "contact") if acts is None else cue.value[0] == "act" and cue.value[1] in acts
        for cue in between
    )


def _says(done: Hit[Cue], cues: Sequence[Hit[Cue]]) -> bool:
    """Return whether the act comes behind "after", and so is the sentence's own."""
    return any(cue.value[0] == "act" and cue.start >= done.end for cue in cues)


def in_contact(text: str, unit: Unit, one: int, other: int) -> bool:
    """Return whether people of both sides are in contact in a unit, and not at a match or a show."""
    return (
        (
            min(unit.weight(one), unit.weight(other)) >= Weight.OFFICIAL
            and bool(contact_between(text, unit, one, other) or unit.has("act", "welcomes"))
        )
        or policy(unit, one, other)
        or (
            unit.has("act", "accuses", "warns")
            and _names(unit, one, other)
            and directed(text, unit, one, other)
        )
    ) and not unit.has("never", *_WATCHED)
