"""Who does what with whom in one sentence: both sides, or one and a third party."""

import re

from agents.tag.relations.apart import in_one_clause
from agents.tag.relations.foreign import with_others
from agents.tag.relations.parties import between_sides, is_subject
from agents.tag.text.lexicon import Cue, lexicon
from agents.tag.text.mention import Mention, Weight
from agents.tag.text.phrases import Hit
from agents.tag.text.reading import Unit
from agents.tag.text.world import Third, stateless

_PLACED = ("visit", "envoy", "summit", "expulsion", "meeting")  # contacts that happen somewhere
_TWO = ("call", "visit", "meeting", "negotiation", "summit")  # contacts whose parties the sentence must tell
# "Calls X a liar", "calls X's remarks a threat": no call.
_NAMING = re.compile(
    r"(?:['’]s?)? (?:an? |the |['\"‘“]|(?:[^\W\d_]+ )?(?:remarks|words|comments|statements?|ideas?|policy"
    r"|plans?|moves?|actions?|decisions?|offers?|proposals?|speech|war|invasion|vote)\b)"
)
_TITLE = 3  # characters between a state, an office and its holder's name: a space, "'s "
_SUBJECT = 15  # characters between the subject of a report and who speaks on it: "Navalny : l'Élysée …"
_PLACE = re.compile(r" ([^\W\d_]{1,4}) [^\s:.,;]{3,20}: ")  # "… in Berlin: …"
_STRUCK = 45  # characters between "sanctions" and whom they strike: "against two of the largest …"
TAIL_NAME = 16  # characters between "says" and the name that ends a headline: a title, a first name
QUOTE_ENDS = (", ", "” ", "» ", '" ', "“ ", "’ ", "' ", "- ", "— ", "– ")
_LONG = 20  # characters of a first name
_FIRST = re.compile(r"\b([^\W\d_]+) \Z")
# Between the first of a row and another in it: commas, "and", names.
ROW = re.compile(r"(?:, |[ ,](?:and|et|und|i|и|та|і|й|y|e|ve|و)[ ]?|[^\W\d_-]{2,20}, |[ ]){1,4}")


def paired(unit: Unit, one: int, other: int) -> bool:
    """Return whether both sides act in a unit, or one and a place of the other where it goes."""
    if not unit.names:
        return False
    a, b = unit.weight(one), unit.weight(other)
    if min(a, b) >= Weight.STATE:
        return True
    if min(a, b) == Weight.DEMONYM and (
        unit.has("contact", "expulsion") or unit.has("measure") or unit.has("topic", "assets")
    ):
        return True  # agents, officials, ships: whoever is expelled or sanctioned is the state's
    if sanctioned(unit, one, other):
        return True
    placed = any(name.place and name.side == (one if a < b else other) for name in unit.names)
    return max(a, b) >= Weight.STATE and placed and unit.has("contact", *_PLACED)


def sanctioned(unit: Unit, one: int, other: int) -> bool:
    """Return whether a side puts sanctions on companies, banks or people of the other, named as such."""
    measures = [cue.end for cue in unit.cues if cue.value[0] == "measure"]
    if not measures or not unit.has("topic", "sanctions"):
        return False
    return any(
        unit.weight(a) >= Weight.STATE
        and any(
            name.side == b and name.private and 0 <= name.start - end <= _STRUCK
            for name in unit.names
            for end in measures
        )
        for a, b in ((one, other), (other, one))
    )


def contact_between(text: str, unit: Unit, one: int, other: int) -> frozenset[str]:
    """Return the kinds of contact that a unit tells of while both sides act in it."""
    if not paired(unit, one, other):
        return frozenset()
    if not in_one_clause(text, unit, one, other):
        return frozenset()
    contacts = [cue for cue in unit.cues if cue.value[0] == "contact"]
    kinds = {
        cue.value[1]
        for cue in contacts
        if not with_others(text, unit, cue)
        and (cue.value[1] not in _TWO or between_sides(text, unit, cue, one, other))
    } - {"addressed"}
    if not kinds and any(
        cue.value[1] == "addressed" and addressed(text, unit, cue, one, other) for cue in contacts
    ):
        kinds.add("call")  # "told Putin": they spoke, where nothing says how
    return frozenset(kinds)


def addressed(text: str, unit: Unit, cue: Hit[Cue], one: int, other: int) -> bool:
    """Return whether a side is spoken to: someone of it stands right behind the verb, the other before.

    Whoever stands behind a verb that closes somebody's words has said them: "…, sagte X".
    """
    end = cue.end
    if text[max(unit.start, cue.start - 2) : cue.start] in QUOTE_ENDS:
        return False
    first = min((name.start for name in unit.names if name.start >= end), default=end)
    for name in unit.names:
        if (
            name.start == first
            and 0 <= name.start - end <= 22
            and name.weight >= Weight.OFFICIAL
            and "," not in text[end : name.start]
            and not _about(text, unit, end, name.start)
            and not _named(text, unit, name)
        ):
            before = other if name.side == one else one
            if any(m.side == before and m.end <= end and m.weight >= Weight.OFFICIAL for m in unit.names):
                return True
    return False


def _about(text: str, unit: Unit, start: int, end: int) -> bool:
    """Return whether a name is only what is spoken of: "called me about …"."""
    return not lexicon(unit.language).about.isdisjoint(text[start:end].lower().split())


def _named(text: str, unit: Unit, name: Mention) -> bool:
    """Return whether somebody is only given a name: "calls Russia's president a dictator"."""
    spans = [(one.start, one.end) for one in unit.names if one.side == name.side]
    spans += [(cue.start, cue.end) for cue in unit.cues if cue.value[0] == "office"]
    end = name.end  # of the name with its title: "Russian President Vladimir Putin"
    for start, stop in sorted(spans):
        if 0 <= start - end <= _TITLE:
            end = max(end, stop)
    return _NAMING.match(text, end) is not None or any(
        cue.value == ("act", "accuses") and cue.start == end + 1 for cue in unit.cues
    )


def beside(text: str, unit: Unit, third: Hit[Third]) -> bool:
    """Return whether a third person only stands with the sides, and is not who speaks.

    In a row with people of both sides ("Merkel, Macron and Putin on …"), behind one of a side before a
    colon ("Putin to Macron and Scholz: …"), or as the subject before one ("Navalny: the Elysee denies …").
    """
    people = [name for name in unit.names if name.weight >= Weight.OFFICIAL]
    if any(
        ROW.fullmatch(text, before.end, start)
        for name in people
        for before, behind in ((third, name), (name, third))
        for start in (behind.start, _first_name(text, behind.start))
    ):
        return True
    if not credited(text, unit, third.start, third.end):
        return False
    if any(unit.start <= name.start < third.start for name in people):
        return True
    if is_subject(text, (third.start, third.end)) and any(
        0 < name.start - third.end < _SUBJECT
        and (name.weight == Weight.STATE or third.value in stateless())
        and name.weight >= Weight.STATE
        for name in unit.names
    ):
        return True
    wished = {cue.start for cue in unit.cues if cue.value[0] == "wish"}  # "X: A should …" is X's own
    return any(
        0 < name.start - third.end < _SUBJECT
        and any(
            cue.value[0] == "act" and 0 <= cue.start - name.end <= 3 and cue.start not in wished
            for cue in unit.cues
        )
        for name in people
    )


def _there(text: str, unit: Unit, end: int) -> bool:
    """Return whether a place and a colon follow a name: "A in Berlin: …" are A's words."""
    place = _PLACE.match(text, end)
    return place is not None and place[1].lower() in lexicon(unit.language).before_place


def _first_name(text: str, surname: int) -> int:
    """Return where the capitalised word before a surname begins; else where the surname does."""
    found = _FIRST.search(text, max(0, surname - _LONG), surname)
    return found.start(1) if found and found[1][0].isupper() else surname


def credited(text: str, unit: Unit, start: int, end: int) -> bool:
    """Return whether a name stands before an opening colon or behind a closing dash."""
    if (
        unit.title
        and unit.end - end < 3
        and any(
            cue.value[0] == "act"
            and 0 < start - cue.end <= TAIL_NAME
            and text[cue.start - 2 : cue.start] in QUOTE_ENDS
            for cue in unit.cues
        )
    ):
        return True  # "…, says X" ends a headline
    if start - unit.start < 25 and (text[end : end + 2].strip() == ":" or _there(text, unit, end)):
        return True
    tail = text[max(unit.start, start - 40) : start]
    dash = max(tail.rfind(" — "), tail.rfind(" – "), tail.rfind(" - "))
    return dash >= 0 and unit.end - end < 25 and not any(stop in tail[dash:] for stop in ".,;")
