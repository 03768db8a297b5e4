"""How much two reports have in common beside who, what and when: names, subjects, places, and their story."""

from streams.records import Event, Facet

# Dedup finds three of four reports of one event to be of one story, across languages too, and of two events
# of one affair every fourth: worth as much as a third of the names, and never enough alone where days clash.
STORY = 0.30

FEW = 2  # words of a report that say nothing of what it is about

# Thresholds on what two reports have in common.
SOME = 0.15  # more than chance leaves two reports about the same two sides
MUCH = 0.30
MOST = 0.50
NEARLY = 0.60
CLEARLY = 0.75


def tied(one: Facet, other: Facet) -> float:
    """Return how much ties two reports together, 0 to 1: what they name, and that they are of one story."""
    story = one.story is not None and one.story == other.story
    return min(1.0, alike(one, other) + STORY * story)


def alike(one: Facet, other: Facet) -> float:
    """Return how much of what the shorter report names stands in the other as well, 0 to 1.

    Subjects, third parties, places and content words count alike; a short report needs more than one
    of them in common. Prints and revisions of one text are wholly alike.
    """
    if one.text is not None and one.text == other.text:
        return 1.0
    a, b = _words(one.event), _words(other.event)
    if not a or not b:
        return 0.0
    return len(a & b) / (min(len(a), len(b)) + 1)


def unsaid(one: Facet, other: Facet) -> bool:
    """Return whether one of two reports names next to nothing beside the sides: a bare headline.

    A word or two beside subjects, countries and places are as a rule of its language alone (German nouns
    above all), so that no other report could have them.
    """
    return _bare(one.event) or _bare(other.event)


def _bare(event: Event) -> bool:
    return not (event.topics or event.third_parties or event.places) and len(event.terms) <= FEW


def _words(event: Event) -> set[str]:
    return {
        *(f"topic {topic}" for topic in event.topics),
        *event.third_parties,
        *event.places,
        *event.terms,
    }
