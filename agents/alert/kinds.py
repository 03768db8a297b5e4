"""Which kinds of event may be one and the same: newsrooms name one thing in several ways.

A video conference is a call, a meeting or a summit; a visit is the meeting that it is made for; an
envoy's trip is a visit. A pair stands here if reporters mix the two for one event. What is told of
the same kind needs no entry.
"""

_PAIRS = (
    ("call", "meeting"),
    ("call", "summit"),
    ("call", "negotiation"),
    ("meeting", "summit"),
    ("meeting", "negotiation"),
    ("meeting", "visit"),
    ("meeting", "envoy"),
    ("visit", "summit"),
    ("visit", "envoy"),
    ("summit", "negotiation"),
    ("envoy", "negotiation"),
    ("expulsion", "sanctions"),
    ("statement", "sanctions"),
    ("statement", "negotiation"),
)
COMPATIBLE = frozenset(_PAIRS) | frozenset((b, a) for a, b in _PAIRS)

# Names that say least about what happened: they agree with every kind.
VAGUE = frozenset({"other"})

# The more telling first: where reports are even, the event takes the first of these.
TELLING = (
    "call", "visit", "summit", "envoy", "expulsion", "meeting", "negotiation", "sanctions", "statement",
    "other",
)  # fmt: skip

# Kinds that go on for days: reports that name neighbouring days may be of one.
LASTING = frozenset({"visit", "envoy", "summit", "negotiation"})


# Contacts face to face: one report calls a visit what another calls a meeting.
_IN_PERSON = frozenset({"visit", "meeting", "summit"})


def comparable(kind: str, other: str) -> bool:
    """Return whether one contact can be the last of its like before another."""
    return kind == other or (kind in _IN_PERSON and other in _IN_PERSON)


def may_be_one(kind: str, other: str) -> bool:
    """Return whether reports of these two kinds can be of one event."""
    return kind == other or kind in VAGUE or other in VAGUE or (kind, other) in COMPATIBLE
