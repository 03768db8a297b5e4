"""Whose view a headline tells, where only the sentences behind it say so: an analyst's, a party's.

Agencies put the view first and whose it is last: "The chancellor fears to be left out", and then "…, said
the political scientist X" or "This opinion was voiced by …". Such a text names both sides and tells nothing
of either.
"""

import re
from collections.abc import Sequence

from agents.tag.text.lexicon import Cue, lexicon
from agents.tag.text.mention import Weight
from agents.tag.text.phrases import Hit
from agents.tag.text.reading import Unit
from agents.tag.text.world import stateless
from agents.tag.wanted.frames import stated

_BEHIND = 50  # characters between ", said" and who said it: an agency's name, an adjective, a first name
_BEFORE = 100  # characters between an analyst at the start of a sentence and what he does there
_OPENS = 4  # characters before "This opinion": a dash, a quotation mark
_WHOSE = 12  # characters between "according to", where a sentence begins, and whose view it is
_TITLE = 20  # characters between an office with its state and who holds it: a first name
_QUOTED = (", ", "— ", "– ", "- ")
_WHOLE = re.compile(r"[\"“«„‘'][^\"“”«»„‘]+[\"”»“’']")  # a headline that is nothing but somebody's words
_PEOPLE = ("leader", "official", "institution")
_SERVING = (("office", "official"), ("office", "spokesman"))  # who speaks for a state without its name
_WORD = re.compile(r"[^\W_]+")


def outsider(text: str, head: Unit, lead: Sequence[Unit]) -> bool:
    """Return whether the first two sentences give what the headline says as an outsider's view."""
    if not head.title:
        return any(_told(text, unit, opening=at == 0) for at, unit in enumerate((head, *lead[:2])))
    if stated(text, head):
        return False
    return (
        _anonymous(text, head, lead)
        or any(_told(text, unit, opening=at == 0) for at, unit in enumerate(lead[:2]))
        or (_WHOLE.fullmatch(text[head.start : head.end].strip()) is not None and _quoted(lead[:2]))
    )


def _quoted(lead: Sequence[Unit]) -> bool:
    """Return whether an outsider says something in the first sentences, whoever stands before him."""
    return any(
        who.value == ("frame", "pundit")
        and any(cue.value[0] in ("act", "report") and 0 < cue.start - who.end <= _BEFORE for cue in unit.cues)
        for unit in lead
        for who in unit.cues
    )


def _anonymous(text: str, head: Unit, lead: Sequence[Unit]) -> bool:
    """Return whether "in A [they] said" is nobody of the state: no office of A speaks behind it.

    Whom the headline names already is who is spoken of: "In Germany Merz's words were called a mistake".
    """
    first = min(head.names, key=lambda name: name.start, default=None)
    if (
        first is None
        or first.party.rank != "state"
        or not lexicon(head.language).before_place
        & set(_WORD.findall(text[head.start : first.start].lower()))
        or first.start - head.start > _OPENS
        or lexicon(head.language).voices.isdisjoint(_WORD.findall(text[first.end : head.end].lower()))
    ):
        return False
    known = [name.party for name in head.names if name.party.rank in _PEOPLE]
    for unit in lead:
        spoken_of = [name.start for name in unit.names if name.party in known]
        for name in unit.names:
            if (
                name.side == first.side
                and name.weight >= Weight.OFFICIAL
                and name.party not in known
                and not any(0 <= start - name.end <= _TITLE for start in spoken_of)
            ):
                return False
    return True


def _told(text: str, unit: Unit, *, opening: bool) -> bool:
    who = [cue for cue in unit.cues if cue.value == ("frame", "pundit") and not _matter(unit, cue)]
    for cue in unit.cues:
        if cue.value not in (("frame", "view"), ("frame", "so")):
            continue
        if _own(text, unit, cue, who):
            continue
        opens = cue.start - unit.start <= _OPENS
        if cue.value[1] == "view" and (opens or text[cue.start - 2 : cue.start] in _QUOTED):
            return True
        if opens and (who or any(third.value[0] == "person" for third in unit.thirds)):
            return True
    return opening and any(_says(text, unit, cue) for cue in who)


def _matter(unit: Unit, who: Hit[Cue]) -> bool:
    """Return whether it is somebody whom states speak of: "the blogger Navalny"."""
    return any(third.value in stateless() and 0 <= third.start - who.end <= _TITLE for third in unit.thirds)


def _own(text: str, unit: Unit, cue: Hit[Cue], who: Sequence[Hit[Cue]]) -> bool:
    """Return whether "this was said by" is a side's own word: someone of it follows, or a diplomat.

    Behind a comma he is who the view is of: "according to analysts, A wants …".
    """
    if any(
        name.start >= cue.end
        and name.party.rank in _PEOPLE
        and not (cue.value[1] == "view" and "," in text[cue.end : name.start])
        for name in unit.names
    ):
        return True
    return not who and any(one.value in _SERVING and one.start >= cue.end for one in unit.cues)


def _says(text: str, unit: Unit, who: Hit[Cue]) -> bool:
    """Return whether an outsider says what the sentence tells: ", said the analyst", "analyst X said"."""
    said = [cue for cue in unit.cues if cue.value[0] in ("act", "report")]
    before = min((name.start for name in unit.names if name.weight >= Weight.STATE), default=unit.end)
    if who.start <= before and any(
        0 < cue.start - who.end <= _BEFORE
        or (
            cue.start - unit.start <= _OPENS and 0 < who.start - cue.end <= _WHOSE
        )  # "according to analyst X"
        for cue in said
    ):
        return True
    if text[who.start - 2 : who.start] in _QUOTED and any(0 < cue.start - who.end <= _BEHIND for cue in said):
        return True  # "…, analyst X told the agency"
    return any(
        0 < who.start - cue.end <= _BEHIND
        and text[cue.start - 2 : cue.start] in _QUOTED
        and cue.value != ("act", "reacts")  # ", commenting on what the analyst said"
        and not any(cue.end <= name.start < who.start for name in unit.names if name.party.rank in _PEOPLE)
        # "…, said the minister Professor X"
        and not any(cue.end <= one.start < who.start for one in unit.cues if one.value in _SERVING)
        for cue in said
    ) or any(cue.value == ("frame", "so") and 0 < who.start - cue.end <= _BEHIND for cue in unit.cues)
