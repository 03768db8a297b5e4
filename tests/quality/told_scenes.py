"""Made-up events between three states, in scenes that are hard to join or hard to part: `told` tells them."""

from dataclasses import dataclass

from agents.alert.policy import Policy

POLICY = Policy(
    sides={
        "anna": "norland", "arne": "norland", "nils": "norland", "norland": "norland",
        "berto": "sudland", "bruno": "sudland", "sara": "sudland", "sudland": "sudland",
        "northam": "norland", "southport": "sudland",
        "carla": "westmark", "cosmo": "westmark", "westmark": "westmark",
    },
    people=frozenset({"anna", "arne", "nils", "berto", "bruno", "sara", "carla", "cosmo"}),
    leaders=frozenset({"anna", "berto", "carla"}),
    isos={"nl": "norland", "sl": "sudland", "wm": "westmark"},
)  # fmt: skip


@dataclass(frozen=True)
class Truth:
    """One event: what happened, when (days from the scene's first), between whom, about what."""

    name: str
    kind: str
    day: int = 0
    actors: tuple[str, ...] = ("anna", "berto")
    speaker: str | None = None
    act: str | None = None
    matter: int = 0  # events of one matter have topics, third parties and half of their names in common
    place: str | None = None
    # Each state that is told, when (days from the event's), and by how much the day it gives is another.
    states: tuple[tuple[str, int, int], ...] = (("held", 0, 0),)
    beside: tuple[tuple[str, ...], ...] = ()  # whom else some reports name in place of `actors`
    again: bool = False
    lasts: int = 1  # days
    # In place of those drawn for the matter: of a war that nearly every report names, say.
    topics: tuple[str, ...] | None = None
    thirds: tuple[str, ...] | None = None
    numbers: tuple[str, ...] = ()  # diplomats, talks, billions: told by half
    vague: float = 0.0  # share of its plan's reports that give the month and no day


@dataclass(frozen=True)
class Scene:
    """Events of one affair, near each other: no two of them may share an alert."""

    name: str
    events: tuple[Truth, ...]


MINISTERS = ("arne", "bruno")
ANNA = {"speaker": "anna", "act": "urges"}
PLAN = ("planned", -4, 0)
SCENES = (
    Scene("one call", (Truth("call", "call"),)),
    Scene("two calls a day", (Truth("first", "call"), Truth("second", "call", again=True))),
    Scene("calls on two days running", (Truth("first", "call"), Truth("next", "call", 1, matter=1))),
    Scene("calls three days apart", (Truth("first", "call"), Truth("later", "call", 3))),
    Scene("a call a week", tuple(Truth(f"week {n}", "call", 7 * n) for n in range(3))),
    Scene("leaders and ministers call", (Truth("l", "call"), Truth("m", "call", actors=MINISTERS))),
    Scene(
        "a visit and that day's sanctions",
        (
            Truth("visit", "visit", actors=("arne", "berto"), place="southport"),
            Truth(
                "measures", "sanctions", actors=("anna", "sudland"), speaker="anna", act="sanctions", matter=1
            ),
        ),
    ),
    Scene(
        "two speeches a day",
        (Truth("one", "statement", **ANNA), Truth("two", "statement", matter=1, speaker="anna", act="warns")),
    ),
    Scene(
        "a word and the answer next day",
        (
            Truth("word", "statement", actors=("anna", "sudland"), speaker="anna", act="proposes"),
            Truth("answer", "statement", 1, ("berto", "norland"), "berto", "refuses", matter=2),
        ),
    ),
    Scene(
        "a visit agreed in a call",
        (
            Truth("call", "call"),
            Truth("visit", "visit", 8, place="southport", states=(("planned", -8, 0), PLAN, ("held", 0, 0))),
        ),
    ),
    Scene(
        "a call denied, then one held",
        (
            Truth("denied", "call", states=(("unconfirmed", 0, 0), ("denied", 1, 0))),
            Truth("held", "call", 6, matter=1),
        ),
    ),
    Scene(
        "two states on one day",
        (
            Truth("b", "meeting", place="northam"),
            Truth("c", "meeting", actors=("anna", "carla"), place="northam", matter=1),
        ),
    ),
    Scene(
        "expulsions, and the answer",
        (
            Truth("out", "expulsion", actors=("norland", "sudland"), speaker="norland"),
            Truth("back", "expulsion", 3, ("norland", "sudland"), "sudland", matter=2),
        ),
    ),
    Scene(
        "an envoy, and a speech that day",
        (
            Truth("envoy", "envoy", actors=("nils", "sara"), place="southport"),
            Truth("speech", "statement", actors=("anna", "sudland"), matter=1, **ANNA),
        ),
    ),
    Scene(
        "delegations",
        (Truth("talks", "negotiation", actors=MINISTERS, beside=(("anna", "bruno"),), place="westcity"),),
    ),
    Scene(
        "a visit to two hosts",
        (Truth("v", "visit", actors=MINISTERS, beside=(("arne", "berto"),), place="southport"),),
    ),
    Scene("a summit of two days", (Truth("summit", "summit", lasts=2, place="westcity"),)),
    Scene(
        "a plan called off", (Truth("plan", "visit", 9, states=(("planned", -9, 0), ("cancelled", -5, 0))),)
    ),
    Scene(
        "sanctions",
        (Truth("s", "sanctions", actors=("norland", "sudland"), speaker="anna", act="sanctions"),),
    ),
    Scene("one speech", (Truth("speech", "statement", actors=("anna", "sudland"), **ANNA),)),
    Scene(
        "a visit, moved",
        (Truth("v", "visit", 12, states=(("planned", -12, -5), ("moved", -8, 0), ("held", 0, 0))),),
    ),
)
