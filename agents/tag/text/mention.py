"""Names of the sides in a sentence, and how directly each stands for its side."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from agents.tag.text.lexicon import Cue, Lexicon
from agents.tag.text.names import Name
from agents.tag.text.phrases import Hit
from agents.tag.text.roles import AND, SMALL_GAP, role_of, shared
from agents.tag.text.voices import said_in, speaks
from agents.watch.definition import Party

_STOPS = re.compile(r"[.,;:!?()\"«»“”„\n]| [-–—] ")
_WORD = re.compile(r"[^\W_]+")
_SUFFIX = re.compile(r"'([^\W_]{1,5})(?![^\W_])")
_DATELINE = re.compile(
    r"[^.\n]{0,30}?(?: [-–—] |\([A-Z]|/[A-ZА-Я]{3,}/|[.:] /|, [A-Z][a-z]+\.? \d)|, \d|\. \d"
)


# "pro-Kremlin", "Moscow-backed": somebody else, who leans to a side or is held by it.
_LEANING = re.compile(r"(?:\A|[^\w-])(?:pro|filo|proche|neo)[-\u2010\u2011 ]\Z")
_LED = re.compile(
    r"\.?[-\u2010\u2011](?:backed|friendly|linked|aligned|allied|born|owned|run|led|held|occupied|controlled|installed"
    r"|speaking|made|annexed|sponsored|funded|based|supplied|provided|donated|built|designed|produced|trained"
    r"|manufactured|freundlich|nah|gestützt|besetzt|stämmig)"
)


class Weight(IntEnum):
    """How directly a name stands for its side."""

    NONE = 0
    ISSUE = 1  # a matter of the side, its war, its capital as a place
    DEMONYM = 2  # an adjective without an office: its companies, courts, people
    STATE = 3
    OFFICIAL = 4
    LEADER = 5


_RANKS = {
    "leader": Weight.LEADER,
    "official": Weight.OFFICIAL,
    "institution": Weight.OFFICIAL,
    "state": Weight.STATE,
    "demonym": Weight.DEMONYM,
    "capital": Weight.STATE,
    "city": Weight.ISSUE,
    "issue": Weight.ISSUE,
}


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of a side; `place` where a capital is only where something happens."""

    start: int
    end: int
    side: int
    party: Party
    weight: Weight
    office: bool = False
    place: bool = False
    private: bool = False  # of somebody who does not act for the side: an oligarch, a former minister


_VERB = 7  # letters of a verb with its preposition: "rails at"
_OWNER_LAST = ("ar",)  # languages in which whose war it is stands behind the word alone


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a name stands: the text, folded, its lexicon, and the sentence with its cues."""

    whole: str
    folded: str
    words: Lexicon
    start: int
    title: bool
    cues: Sequence[Hit[Cue]]
    verbal: frozenset[int] = frozenset()  # where words of war stand that are words alone: "Lavrov attacks …"


def mentions_of(scene: Scene, names: Sequence[Hit[Name]]) -> tuple[Mention, ...]:
    """Return the names of a sentence as mentions; those of a dateline are none."""
    if verbal := _verbal(scene, names):
        scene = replace(scene, verbal=verbal)
    found = [_mention(scene, hit) for hit in names]
    return tuple(_coordinate(scene, [one for one in found if one is not None]))


def _mention(scene: Scene, hit: Hit[Name]) -> Mention | None:
    party, weight, office, place = hit.value.party, _RANKS[hit.value.party.rank], False, False
    private = False
    if _past(scene, hit):
        return None
    if party.rank == "city":
        return Mention(hit.start, hit.end, hit.value.side, party, weight, place=True)
    if _leaning(scene, hit):
        return Mention(hit.start, hit.end, hit.value.side, party, Weight.ISSUE)
    if party.rank in ("leader", "official", "institution") and _circle(scene, hit):
        hit_by = any(cue.value[0] == "measure" for cue in scene.cues)
        weight = Weight.DEMONYM if hit_by else Weight.ISSUE
        return Mention(hit.start, hit.end, hit.value.side, party, weight, private=True)
    if party.rank in ("state", "demonym", "capital"):
        located = party.rank == "capital" and _located(scene, hit)
        if party.rank != "capital" and _seat(scene, hit):
            return Mention(hit.start, hit.end, hit.value.side, party, Weight.ISSUE, place=True)
        role = None if located else role_of(scene.folded, hit, scene.cues)
        if role in ("leader", "official", "counterpart", "spokesman"):
            weight, office = Weight.LEADER if role == "leader" else Weight.OFFICIAL, True
        elif role in ("other", "magnate") and party.rank == "state" and _located(scene, hit):
            weight, place = Weight.ISSUE, True  # "a yacht in A": the yacht is somebody else's
        elif role is not None:
            # What a measure hits is the state's: "bans Russian oil", "sanctions on Russian banks".
            hit_by = role == "other" and any(cue.value[0] == "measure" for cue in scene.cues)
            weight, private = Weight.DEMONYM if hit_by else Weight.ISSUE, True
        elif _masked(scene, hit, 24):
            weight = Weight.ISSUE
        elif party.rank == "state" and _located(scene, hit):
            weight, place = Weight.ISSUE, True
        elif party.rank == "capital":
            if not scene.title and hit.start - scene.start < 30 and _DATELINE.match(scene.whole, hit.end):
                return None
            if located:
                weight, place = Weight.ISSUE, True
    elif party.rank != "issue" and _masked(scene, hit, 4):
        weight = Weight.ISSUE
    return Mention(hit.start, hit.end, hit.value.side, party, weight, office, place, private)


def _past(scene: Scene, hit: Hit[Name]) -> bool:
    """Return whether a name is part of another: a state's that is gone ("Nazi Germany"), a sea's, a cup's."""
    return named_after(scene.cues, hit.start, hit.end) or any(
        cue.value == ("frame", "history") and cue.start < hit.start and hit.end <= cue.end
        for cue in scene.cues
    )


def named_after(cues: Sequence[Hit[Cue]], start: int, end: int) -> bool:
    """Return whether a name stands in what is only called after it: "the Gulf of Mexico"."""
    return any(cue.value == ("frame", "namesake") and cue.start <= start and end <= cue.end for cue in cues)


def _verbal(scene: Scene, names: Sequence[Hit[Name]]) -> frozenset[int]:
    """Return the places of words of war right behind a minister or spokesman: he attacks with words."""
    speakers = {hit.end + 1 for hit in names if hit.value.party.rank == "official"}
    if not speakers:
        return frozenset()
    return frozenset(cue.start for cue in scene.cues if cue.value[0] == "war" and cue.start in speakers)


def _leaning(scene: Scene, hit: Hit[Name]) -> bool:
    """Return whether a name only says to whom somebody else leans: "pro-Kremlin", "Moscow-backed"."""
    before = scene.folded[max(scene.start, hit.start - 9) : hit.start]
    return bool(_LEANING.search(before) or _LED.match(scene.folded, hit.end))


def _circle(scene: Scene, hit: Hit[Name]) -> bool:
    """Return whether a name only tells whose friend or foe somebody is: "Putin critic", "Biden's son"."""
    behind = hit.end + 2 * scene.folded.startswith("'s", hit.end) + 1
    return any(cue.value[0] == "circle" and cue.start == behind for cue in scene.cues)


def _located(scene: Scene, hit: Hit[Name]) -> bool:
    """Return whether a capital is only where something happens: "the president in Moscow"."""
    language = scene.words.language
    if speaks(language, scene.folded, hit.end) or said_in(language, scene.folded, hit.start):
        return False
    behind = _SUFFIX.match(scene.folded, hit.end)
    if behind and behind[1] in scene.words.after_place:
        return True
    if any(
        cue.value[0] == "act" and cue.end == hit.start - 1 and cue.end - cue.start > _VERB
        for cue in scene.cues
    ):
        return False  # "hits back at Moscow"
    before = _WORD.findall(scene.folded, max(scene.start, hit.start - 14), hit.start)
    if before and before[-1] in scene.words.with_words and _addressed(scene, hit.start - len(before[-1]) - 1):
        return False
    return bool(before) and before[-1] in scene.words.before_place and scene.folded[hit.start - 1] == " "


def _addressed(scene: Scene, at: int) -> bool:
    """Return whether "à", "a" at a place tells to whom something is said: "demande à Moscou", "face à"."""
    if any(cue.value[0] == "act" and cue.end == at - 1 for cue in scene.cues):
        return True
    words = _WORD.findall(scene.folded, max(scene.start, at - 12), at)
    return bool(words) and words[-1] in scene.words.about


def _seat(scene: Scene, hit: Hit[Name]) -> bool:
    """Return whether "capital" stands beside a state's name or adjective: a place, as its name would be."""
    return any(
        cue.value[0] == "seat"
        and (
            (0 <= cue.start - hit.end <= 2)
            or (0 < hit.start - cue.end <= 10 and SMALL_GAP.match(scene.folded[cue.end : hit.start]))
        )
        for cue in scene.cues
    )


def _masked(scene: Scene, hit: Hit[Name], reach: int) -> bool:
    """Return whether a name stands for a war and its weapons ("Russia's invasion"), not for an actor.

    "Sanctions Russia over drones" names both: a word of what it is about stands between.
    """
    cues = scene.cues
    for cue in cues:
        if cue.value[0] == "war" and cue.start not in scene.verbal:
            start, end = (cue.end, hit.start) if cue.end <= hit.start else (hit.end, cue.start)
            gap = scene.folded[start:end]
            between = _WORD.findall(gap)
            if len(gap) > reach or len(between) > 2 or _STOPS.search(gap):
                continue
            if start == hit.end and not scene.words.about.isdisjoint(between):
                continue
            if start == hit.end and between and scene.words.language in _OWNER_LAST:
                continue
            # "France condemns soldiers" is France acting, "Russia's attack" is not Russia speaking.
            if not any(other.value[0] == "act" and start <= other.start < end for other in cues):
                return True
    return False


def _coordinate(scene: Scene, mentions: list[Mention]) -> list[Mention]:
    """Give "the French and Russian presidents", "the presidents of A and B" their office on both sides."""
    found = list(mentions)
    for at in range(len(found) - 1, 0, -1):
        left, right = found[at - 1], found[at]
        joined = AND.search(scene.folded[left.end : right.start]) if right.start - left.end <= 5 else None
        if joined and right.office and not left.office and left.party.rank in ("state", "demonym"):
            found[at - 1] = Mention(left.start, left.end, left.side, left.party, right.weight, True)
    for at in range(1, len(found)):
        left, right = found[at - 1], found[at]
        if not left.office or right.office or left.party.rank != right.party.rank:
            continue
        if shared(scene.folded, (left.start, left.end), right.start, scene.cues):
            found[at] = Mention(right.start, right.end, right.side, right.party, left.weight, True)
    return found
