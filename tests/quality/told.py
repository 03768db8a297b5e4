"""Made-up events, each told by several outlets in several languages as the tag stage would extract it.

An event is what happened (`Truth`); a telling is a match with what one outlet made of it: kinds are taken
for one another as newsrooms do, days are missing or those of publication, people are named or only their
state, each language finds its own part of the names. How often, `NOISE` says: rates near those seen where
careful readers had labelled the reports of real events. The scenes are chosen to be hard to join (one
visit told over a week) or hard to part (two calls on one day).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from agents.alert.policy import Policy
from streams.records import Event, Evidence, Match, Reference

START = date(2031, 3, 3)
LANGUAGES = ("en", "fr", "de", "ru", "pl", "es", "uk", "ar")
ACTS = ("statement", "sanctions", "other")

# What a kind is told as, in a hundred reports.
KINDS = {
    "call": {"call": 78, "statement": 10, "negotiation": 6, "meeting": 4, "other": 2},
    "meeting": {"meeting": 72, "visit": 10, "negotiation": 8, "summit": 4, "statement": 6},
    "visit": {"visit": 72, "meeting": 14, "envoy": 5, "statement": 5, "call": 4},
    "envoy": {"envoy": 80, "visit": 8, "meeting": 6, "call": 3, "negotiation": 3},
    "summit": {"summit": 75, "meeting": 12, "negotiation": 5, "call": 5, "statement": 3},
    "negotiation": {"negotiation": 58, "statement": 22, "meeting": 14, "call": 6},
    "expulsion": {"expulsion": 85, "statement": 8, "sanctions": 7},
    "sanctions": {"sanctions": 72, "statement": 23, "other": 5},
    "statement": {"statement": 84, "call": 5, "sanctions": 5, "negotiation": 4, "meeting": 2},
}
LAGS = {0: 62, 1: 30, 2: 8}  # days between an event and its report
DAY_IN_TEXT = 0.40  # the text names the day; else it is that of publication, or of a plan none
DAY_MISTAKEN = 0.06  # … and takes the report's own day for it
NAMED = {"both": 76, "one": 18, "none": 6}  # sides whose people are named
SAME_STORY = 0.75  # reports of one event that dedup finds to be one story
SAME_THREAD = 0.25  # … of two events of one affair
BARE = 0.15  # reports that name nothing but the sides
KEEPS = {"topics": 0.45, "thirds": 0.6, "places": 0.4, "terms": 0.3}  # of what there is to find
STRANGE_TOPIC = 0.05

POLICY = Policy(
    sides={
        "anna": "norland", "arne": "norland", "nils": "norland", "norland": "norland",
        "berto": "sudland", "bruno": "sudland", "sara": "sudland", "sudland": "sudland",
        "carla": "westmark", "cosmo": "westmark", "westmark": "westmark",
    },
    people=frozenset({"anna", "arne", "nils", "berto", "bruno", "sara", "carla", "cosmo"}),
    leaders=frozenset({"anna", "berto", "carla"}),
    isos={"nl": "norland", "sl": "sudland", "wm": "westmark"},
)  # fmt: skip
TOPICS = ("ceasefire", "energy", "arms", "prisoners", "assets", "nuclear", "settlement", "troops", "dialogue")


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
    states: tuple[tuple[str, int], ...] = (("held", 0),)  # each told, and so many days from its day
    again: bool = False
    lasts: int = 1  # days


@dataclass(frozen=True)
class Scene:
    """Events of one affair near each other; `apart` names those that must not share an alert."""

    name: str
    events: tuple[Truth, ...]
    tellings: dict[str, str] = field(default_factory=dict)


MINISTERS = ("arne", "bruno")
ANNA = {"speaker": "anna", "act": "urges"}
PLAN = ("planned", -4)
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
            Truth("measures", "sanctions", actors=("anna", "sudland"), speaker="anna", act="sanctions", matter=1),
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
            Truth("visit", "visit", 8, place="southport", states=(("planned", -8), PLAN, ("held", 0))),
        ),
    ),
    Scene(
        "a call denied, then one held",
        (
            Truth("denied", "call", states=(("unconfirmed", 0), ("denied", 1))),
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
    Scene("delegations", (Truth("talks", "negotiation", actors=("arne", "bruno"), place="westcity"),)),
    Scene("a summit of two days", (Truth("summit", "summit", lasts=2, place="westcity"),)),
    Scene("a plan called off", (Truth("plan", "visit", 9, states=(("planned", -9), ("cancelled", -5))),)),
    Scene(
        "sanctions", (Truth("s", "sanctions", actors=("norland", "sudland"), speaker="anna", act="sanctions"),)
    ),
    Scene("one speech", (Truth("speech", "statement", actors=("anna", "sudland"), **ANNA),)),
    Scene("a visit, moved", (Truth("v", "visit", 12, states=(("planned", -12), ("moved", -6), ("held", 0))),)),
)


def told(seed: int) -> list[tuple[str, str, Match]]:
    """Return matches by day of publication, each with its scene and the event that it tells."""
    random = Random(seed)  # noqa: S311 - figures must come again
    found = []
    for number, scene in enumerate(SCENES):
        start = START + timedelta(days=31 * number)
        for truth in scene.events:
            found += [(scene.name, truth.name, one) for one in tellings(scene, truth, start, random)]
    return sorted(found, key=lambda row: (row[2].article.published or "", row[2].article.id))


def tellings(scene: Scene, truth: Truth, start: date, random: Random) -> Iterator[Match]:
    """Yield what four to eight outlets made of an event, one language each."""
    languages = random.sample(LANGUAGES, random.randint(4, 8))
    for number, language in enumerate(languages):
        # Each state is told by some.
        state, shift = truth.states[number % len(truth.states)]
        yield _telling(scene, truth, start, (state, shift), language, random)


def _telling(
    scene: Scene, truth: Truth, start: date, phase: tuple[str, int], language: str, random: Random
) -> Match:
    state, shift = phase
    kind = _one_of(KINDS[truth.kind], random)
    day = start + timedelta(days=truth.day + random.randrange(truth.lasts))
    out = day + timedelta(days=shift + _one_of(LAGS, random))
    if state == "planned" and out >= day:
        out = day - timedelta(days=1)
    family = "act" if kind in ACTS else "contact"
    named: date | None = None
    if random.random() < DAY_IN_TEXT:
        named = out if state == "held" and random.random() < DAY_MISTAKEN else day
    elif state in ("held", "unconfirmed"):
        named = out
    source = None if named is None else "published" if named == out and named != day else "text"
    if named == day == out:
        source = random.choice(("text", "published"))
    actors = _actors(truth.actors, random)
    speaker = truth.speaker or (random.choice(truth.actors) if family == "act" else None)
    name = f"{scene.name}/{truth.name}/{language}/{out}"
    story = truth.name if random.random() < SAME_STORY else language
    if random.random() < SAME_THREAD:
        story = "affair"
    sentence = "It was the second call of the day." if truth.again and random.random() < 0.8 else name
    return Match(
        watch="made-up",
        watch_revision="1",
        article=Reference(
            article_id=name, version="1", id=name, title=name, language="en", outlet=f"{language}.example",
            published=str(out),
        ),
        verdict="new",
        story=f"{scene.name}/{story}",
        event=Event(
            family=family, kind=kind, state=state, date=str(named) if named else None, date_from=source,
            actors=actors, speaker=speaker, act=truth.act, **_content(scene, truth, language, random),
        ),
        evidence=(Evidence(sentence=sentence, start=0, end=len(sentence), article_id=name, language="en"),),
        score=0.9,
    )  # fmt: skip


def _actors(actors: Sequence[str], random: Random) -> tuple[str, ...]:
    sides = [POLICY.side(one) for one in actors]
    kept = {"both": {0, 1}, "one": {random.randrange(2)}, "none": set()}[_one_of(NAMED, random)]
    return tuple(sorted(one if n in kept else sides[n] for n, one in enumerate(actors)))


def _content(scene: Scene, truth: Truth, language: str, random: Random) -> dict[str, tuple[str, ...]]:
    """Return topics, third parties, places and names, as far as one language finds them."""
    # Of matter 2 is what answers matter 0: the same, in other words.
    matter = Random(f"{scene.name}/{truth.matter % 2}")  # noqa: S311
    topics, thirds = matter.sample(TOPICS, 2), matter.sample(("UA", "LY", "SY", "DE", "US", "zelda"), 2)
    shared = [f"{scene.name[:6]}{truth.matter % 2}{n}" for n in range(4)]
    names = [*shared, *(f"{truth.name}{n}" for n in range(4))]
    found = {
        "topics": _some(topics, "topics", random),
        "third_parties": _some(thirds, "thirds", random),
        "places": _some([truth.place] if truth.place else [], "places", random),
        "terms": _some(names, "terms", random),
    }
    if random.random() < STRANGE_TOPIC:
        found["topics"] += (random.choice(TOPICS),)
    if random.random() < BARE:
        return {}
    found["terms"] += (*found["third_parties"], *(f"{language}{n}" for n in range(random.choice((0, 0, 1, 2)))))
    return {name: tuple(sorted(set(words))) for name, words in found.items()}


def _some(words: Sequence[str], slot: str, random: Random) -> tuple[str, ...]:
    return tuple(word for word in words if random.random() < KEEPS[slot])


def _one_of(shares: dict, random: Random):
    return random.choices(list(shares), list(shares.values()))[0]
