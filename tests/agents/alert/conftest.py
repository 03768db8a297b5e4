"""A made-up watch (Norland and Sudland), matches for it, and a desk that plays them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from agents.alert.agent import STAGE
from agents.alert.policy import Policy
from streams import codec
from streams.records import Alert, Event, Evidence, Match, Reference
from streams.stage import Desk, Incoming, Position, Step, step

WATCH = "norland-sudland"
START = datetime(2031, 5, 1, tzinfo=UTC)
POLICY = Policy(
    sides={
        "norland": "norland",
        "anna": "norland",
        "arne": "norland",
        "sudland": "sudland",
        "berto": "sudland",
    },
    people=frozenset({"anna", "arne", "berto"}),
)


def make(name: str, *, kind: str = "call", verdict: str = "new", **given: Any) -> Match:
    """Return a match of article `name`; what is not given is that of a call on 1 May 2031."""
    slots = {name: given.pop(name) for name in list(given) if name in Event.__dataclass_fields__}
    family = "act" if kind in ("statement", "sanctions") else "contact"
    event = {"family": family, "kind": kind, "date": "2031-05-01", "actors": ("anna", "berto")} | slots
    if event["date"] is not None:
        event.setdefault("date_from", "text")
    article = Reference(
        article_id=f"a-{name}",
        version=given.pop("version", "v1"),
        id=name,
        title=f"Headline of {name}",
        language=given.pop("language", "en"),
        outlet=given.pop("outlet", f"{name}.example"),
        outlet_name=given.pop("outlet_name", None),
        family=given.pop("publisher", None),  # `family` is that of the event
        agency=given.pop("agency", None),
        published=given.pop("published", "2031-05-01T18:00:00Z"),
    )
    sentence = f"What {name} says of it."
    proof = Evidence(
        sentence=sentence, start=0, end=len(sentence), article_id=f"a-{name}", language=article.language
    )
    given.setdefault("evidence", (proof,))
    given.setdefault("story", f"s-{name}")
    return Match(
        watch=WATCH,
        watch_revision="r1",
        article=article,
        verdict=verdict,
        event=Event(**event),
        score=0.9,
        **given,
    )


@dataclass
class Play:
    """The alert stage at work on one partition, without Kafka."""

    policy: Policy = POLICY
    steps: list[Step] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.stage = replace(
            STAGE,
            rules=None,
            decide=lambda record, state, now: STAGE.decide({WATCH: self.policy}, record, state, now),
        )
        self.desk = Desk.of(self.stage)

    def feed(self, record: Any, *, after: timedelta = timedelta(0), kind: str | None = None) -> Step:
        """Decide one record, `after` the start by the stream's clock."""
        moment = int((START + after).timestamp() * 1000)
        headers = {"kind": kind.encode()} if kind else {}
        position = Position(1, 0, len(self.steps))
        one = step(self.stage, self.desk, Incoming(position, None, codec.encode(record), headers, moment))
        self.steps.append(one)
        return one

    def all(self, matches: Iterable[Match]) -> "Play":
        """Decide matches one after the other, the clock standing still."""
        for match in matches:
            self.feed(match)
        return self

    @property
    def alerts(self) -> list[Alert]:
        """The alerts that stand, the oldest first."""
        known = self.desk.state.alerts.values()
        return sorted((a for a in known if a.merged_into is None), key=lambda a: (a.first_seen, a.id))

    @property
    def reasons(self) -> list[str]:
        return [str(one.decision.reason) for one in self.steps]

    @property
    def notified(self) -> int:
        return sum(w.headers["notify"] == b"true" for one in self.steps for w in one.written)

    @property
    def events(self) -> set[tuple[str, tuple[str, ...], str | None]]:
        """What the order of arrival must not change."""
        return {(a.event.kind, a.event.actors, a.event.date) for a in self.alerts}


@pytest.fixture(scope="session")
def match() -> Callable[..., Match]:
    return make


@pytest.fixture(scope="session")
def play() -> Callable[..., Play]:
    return Play


@pytest.fixture(scope="session")
def policy() -> Policy:
    return POLICY
