"""Who stands in a headline and how: facts for the score."""

from collections.abc import Sequence

from agents.tag.relations.apart import in_one_clause
from agents.tag.relations.foreign import of_matter
from agents.tag.relations.relation import contact_between
from agents.tag.relations.speakers import speaker, third_speaks
from agents.tag.text.mention import Weight
from agents.tag.text.phrases import Hit
from agents.tag.text.reading import Unit
from agents.tag.text.world import Third, stateless
from agents.tag.wanted.frames import stated
from agents.tag.wanted.weak import in_row, jointly, where


def headline(
    found: dict[str, float], text: str, head: Unit, lead: Sequence[Unit], one: int, other: int
) -> None:
    """Note how each side stands in the headline, and who else does."""
    a, b = sorted((head.weight(one), head.weight(other)))
    if min(a, b) > Weight.NONE and not in_one_clause(text, head, one, other):
        a = Weight.NONE  # two headlines in one: each side is the news of its own
    found["head_pair"] = a >= Weight.STATE
    found["head_person"] = a >= Weight.STATE and b >= Weight.OFFICIAL
    found["head_leaders"] = a >= Weight.OFFICIAL
    found["head_adjective"] = a == Weight.DEMONYM
    found["head_issue"] = a == Weight.ISSUE and b >= Weight.STATE
    found["head_alone"] = a == Weight.NONE and b >= Weight.STATE
    found["head_none"] = b < Weight.STATE
    if head.title:
        found["head_third"] = any(third.value[0] == "person" for third in head.thirds)
        # "A's talks in X end", and who sat there with A the first sentence tells.
        together = bool(contact_between(text, head, one, other)) or (
            head.has("contact", "negotiation", "meeting", "summit")
            and any(contact_between(text, unit, one, other) for unit in lead[:1])
        )
        shared = _shared(text, head, lead, one, other)
        found["head_alone"] = found["head_alone"] and not shared
        found["head_foreign"] = not shared and any(
            _foreign(head, third) and not (together and where(text, head, third)) for third in head.thirds
        )
        found["head_alone_foreign"] = (found["head_alone"] or found["head_none"]) and found["head_foreign"]
        found["head_bare"] = (
            found["head_pair"]
            and not any(head.has(group) for group in ("contact", "act", "topic", "measure"))
            and not stated(text, head)
        )
    found["head_speaker"] = speaker(text, head) is not None
    found["head_third_speaks"] = third_speaks(text, head)


def _shared(text: str, head: Unit, lead: Sequence[Unit], one: int, other: int) -> bool:
    """Return whether a side and a third act together: in the headline, or in the sentence that names them.

    "The West accuses B of a hack", and then "A, X and Y have accused B".
    """
    if jointly(text, head, one, other):
        return True
    acts = {cue.value for cue in head.cues if cue.value[0] in ("act", "measure")}
    return max(head.weight(one), head.weight(other)) >= Weight.STATE and any(
        in_row(text, unit, one, other) and acts & {cue.value for cue in unit.cues} for unit in lead[:1]
    )


def _foreign(head: Unit, third: Hit[Third]) -> bool:
    """Return whether a third party is no matter of a side, nor the union that a side belongs to."""
    if third.value in stateless():
        return False  # whom the sides speak of
    if any(cue.value[0] == "topic" and cue.start <= third.start < third.end <= cue.end for cue in head.cues):
        return False  # a word of the matter: "NATO troops"
    if third.value == ("country", "NATO") and any(
        name.end <= third.start and name.weight >= Weight.STATE for name in head.names
    ):
        return False  # what a side says of the alliance
    return third.value != ("country", "EU") and not of_matter(head, third)
