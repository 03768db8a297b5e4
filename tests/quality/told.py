"""Made-up events, each told by several outlets in several languages as the tag stage would extract it.

An event is what happened (`Truth`); a telling is a match with what one outlet made of it: kinds are taken
for one another as newsrooms do, days are missing or those of publication, people are named or only their
state, each language finds its own part of the names. How often, `NOISE` says: rates near those seen where
careful readers had labelled the reports of real events. The scenes are chosen to be hard to join (one
visit told over a week) or hard to part (two calls on one day).
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from streams.records import Event, Evidence, Match, Reference
from tests.quality.told_scenes import POLICY, SCENES, Scene, Truth
from tests.quality.told_war import WAR_SCENES

T = TypeVar("T")

WATCH = "made-up"
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
SPEAKER_MISTAKEN = 0.2  # of an act: nobody, or either of those who are named
SAME_STORY = 0.75  # reports of one event that dedup finds to be one story
SAME_THREAD = 0.25  # … of two events of one affair
BARE = 0.15  # reports that name nothing but the sides
KEEPS = {
    "topics": 0.45,
    "thirds": 0.6,
    "places": 0.4,
    "terms": 0.3,
    "numbers": 0.5,
}  # of what there is to find
STRANGE_TOPIC = 0.05

Row = tuple[str, str, Match]  # scene, event, what one outlet made of it
TOPICS = ("ceasefire", "energy", "arms", "prisoners", "assets", "nuclear", "settlement", "troops", "dialogue")


def told(seed: int) -> list[Row]:
    """Return matches by day of publication, each with its scene and the event that it tells."""
    random = Random(seed)
    found = []
    for number, scene in enumerate((*SCENES, *WAR_SCENES)):
        start = START + timedelta(days=31 * number)
        for truth in scene.events:
            found += [(scene.name, truth.name, one) for one in tellings(scene, truth, start, random)]
    return sorted(found, key=lambda row: (row[2].article.published or "", row[2].article.id))


def tellings(scene: Scene, truth: Truth, start: date, random: Random) -> Iterator[Match]:
    """Yield what four to eight outlets made of an event, one language each."""
    languages = random.sample(LANGUAGES, random.randint(4, 8))
    for number, language in enumerate(languages):
        # Each state is told by some.
        phase = truth.states[number % len(truth.states)]
        yield _telling(scene, truth, start, phase, language, random)


def _telling(
    scene: Scene, truth: Truth, start: date, phase: tuple[str, int, int], language: str, random: Random
) -> Match:
    state, shift, moved = phase
    kind = _one_of(KINDS[truth.kind], random)
    day = start + timedelta(days=truth.day + random.randrange(truth.lasts))
    out = day + timedelta(days=shift + _one_of(LAGS, random))
    day += timedelta(days=moved)
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
    actors = _actors(random.choice((truth.actors, *truth.beside)), random)
    speaker = truth.speaker or (random.choice(truth.actors) if family == "act" else None)
    if family == "act" and random.random() < SPEAKER_MISTAKEN:
        speaker = random.choice((None, *truth.actors))
    name = f"{scene.name}/{truth.name}/{language}/{out}"
    story = truth.name if random.random() < SAME_STORY else language
    if random.random() < SAME_THREAD:
        story = "affair"
    sentence = "It was the second call of the day." if truth.again and random.random() < 0.8 else name
    return Match(
        watch=WATCH,
        watch_revision="1",
        article=Reference(
            article_id=name, version="1", id=name, title=name, language="en", outlet=f"{language}.example",
            published=str(out),
        ),
        verdict="new",
        story=f"{scene.name}/{story}",
        event=Event(
            family=family, kind=kind, state=state, date=_said(named, state, truth, random), date_from=source,
            actors=actors, speaker=speaker, act=truth.act, **_content(scene, truth, language, random),
        ),
        evidence=(Evidence(sentence=sentence, start=0, end=len(sentence), article_id=name, language="en"),),
        score=0.9,
    )  # fmt: skip


def _said(named: date | None, state: str, truth: Truth, random: Random) -> str | None:
    """Return a day in EDTF: of some plans the month alone."""
    vague = truth.vague > 0 and state == "planned" and random.random() < truth.vague
    return None if named is None else f"{named:%Y-%m}" if vague else str(named)


def _actors(actors: Sequence[str], random: Random) -> tuple[str, ...]:
    sides = [POLICY.side(one) for one in actors]
    kept = {"both": {0, 1}, "one": {random.randrange(2)}, "none": set()}[_one_of(NAMED, random)]
    return tuple(sorted(one if n in kept else sides[n] for n, one in enumerate(actors)))


def _content(scene: Scene, truth: Truth, language: str, random: Random) -> dict[str, tuple[str, ...]]:
    """Return topics, third parties, places and names, as far as one language finds them."""
    # Of matter 2 is what answers matter 0: the same, in other words.
    matter = Random(f"{scene.name}/{truth.matter % 2}")
    topics, thirds = matter.sample(TOPICS, 2), matter.sample(("UA", "LY", "SY", "DE", "US", "zelda"), 2)
    topics = topics if truth.topics is None else list(truth.topics)
    thirds = thirds if truth.thirds is None else list(truth.thirds)
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
    found["terms"] += (
        *found["third_parties"],
        *(f"{language}{n}" for n in range(random.choice((0, 0, 1, 2)))),
    )
    found["terms"] += tuple(one for one in truth.numbers if random.random() < KEEPS["numbers"])
    return {name: tuple(sorted(set(words))) for name, words in found.items()}


def _some(words: Sequence[str], slot: str, random: Random) -> tuple[str, ...]:
    return tuple(word for word in words if random.random() < KEEPS[slot])


def _one_of(shares: Mapping[T, int], random: Random) -> T:
    return random.choices(list(shares), list(shares.values()))[0]
