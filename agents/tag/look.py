"""One look of all watches at one article: what each makes of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from agents import edtf
from agents.tag.event.slots import event_of
from agents.tag.evidence import evidence_of
from agents.tag.kinds.facts import KindFacts
from agents.tag.relations.relation import paired
from agents.tag.text.names import NameIndex
from agents.tag.text.reading import Body, Text, Unit, open_body, open_text, read_by, units
from agents.tag.wanted.features import Features, features
from agents.tag.wanted.score import score
from agents.watch.definition import ACTS, Watch
from streams.article_records import Article
from streams.records import Event, Evidence, Family


@dataclass(frozen=True, slots=True)
class Rules:
    """What tag consults: the watches, and the index of all their names."""

    watches: tuple[Watch, ...]
    index: NameIndex = field(repr=False)
    unnamed: tuple["Look", ...] = field(repr=False)  # of an article that names no two sides of a watch

    @classmethod
    def of(cls, watches: Sequence[Watch]) -> "Rules":
        """Return the rules for these watches."""
        unnamed = tuple(Look(watch=watch.id, match=False, score=0.0) for watch in watches)
        return cls(tuple(watches), NameIndex(watches), unnamed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one watch makes of one article. Without a match kind and date are null, evidence empty.

    `kind` is what the report is: "no call is planned" is a statement, and its event the call that is denied.
    `date` is the day of the event as `event` has it; where that has none (a visit planned for "soon"),
    the day of the report, as far as that is known: what happened by then is the plan.
    """

    watch: str
    match: bool
    score: float
    kind: str | None = None
    date: str | None = None
    evidence: tuple[Evidence, ...] = ()
    event: Event | None = None
    opens: bool = False
    facts: Features = field(default_factory=dict)
    pair: tuple[int, ...] = ()  # the two sides of the watch that were compared; none where one is not named
    kind_facts: KindFacts | None = None  # what tells the kind, of a match


def looks(rules: Rules, article: Article) -> tuple[Look, ...]:
    """Return what each watch makes of an article, in the watches' order."""
    text = open_text(article, rules.index)
    found, body = list(rules.unnamed), None
    for at, sides in text.found.sides().items():
        if not any(rules.watches[at].pairs(sides)):
            continue
        own = read_by(text, at)
        if any(rules.watches[at].pairs({hit.value.side for hit in own.names})):
            body = body or open_body(text)
            found[at] = _look(article, own, body, rules.watches[at])
    return tuple(found)


def _look(article: Article, text: Text, body: Body, watch: Watch) -> Look:
    everyone = units(text, body)
    named = {name.side for unit in everyone for name in unit.names}
    weighed = [
        (score(facts), pair, facts, seen)
        for pair in watch.pairs(named)
        for sides in [alone(watch, pair)]
        for seen in [everyone if sides is None else units(text, body, sides)]
        if (facts := features(text.whole, seen, *pair, never=watch.never))
    ]
    if not weighed:
        return Look(watch=watch.id, match=False, score=0.0)
    # Of more than two sides the pair that it is most about; of equal ones the first in the file.
    worth, pair, facts, seen = max(weighed, key=lambda found: found[0])
    rounded = round(worth, 4)
    if rounded < watch.threshold:
        return Look(watch=watch.id, match=False, score=rounded, facts=facts, pair=pair)
    event, kind = event_of(text, body, seen, watch, pair, article.published)
    if not _wants(watch, event):
        return Look(watch=watch.id, match=False, score=rounded, facts=facts, pair=pair)
    return Look(
        watch=watch.id,
        match=True,
        score=rounded,
        kind=kind.report or event.kind,
        date=event.date or _reported(article),
        evidence=evidence_of(article, text, seen, kind, *pair),
        event=event,
        opens=_opens(seen, facts, event.family, *pair),
        facts=facts,
        pair=pair,
        kind_facts=kind.facts,
    )


def alone(watch: Watch, pair: Sequence[int]) -> frozenset[int] | None:
    """Return the sides that are to be read alone, of more than two; None: all there are.

    Whoever stands on another side is then a third party.
    """
    return frozenset(pair) if pair and len(watch.sides) > 2 else None


def _reported(article: Article) -> str | None:
    day = edtf.parse(article.published)
    return str(day) if day else None


def _wants(watch: Watch, event: Event) -> bool:
    """Return whether the watch's kinds and policy let an event through."""
    if event.kind not in watch.kinds:
        return False
    if event.kind not in ACTS:
        return True
    return watch.policy and (not event.topics or bool(set(event.topics) & set(watch.topics)))


def _opens(seen: Sequence[Unit], facts: Features, family: Family, one: int, other: int) -> bool:
    """Return whether the article is about the event, and does not only name it in passing."""
    if facts.get("listing_head") or facts.get("history_head") or facts.get("opinion_head"):
        return False
    # What others say together with a side about the other is theirs, as long as nobody acts on anybody.
    if family == "act" and facts.get("head_third_comments") and not facts.get("acts"):
        return False
    early = seen[:2] if seen[0].title else seen[:3]
    return any(paired(unit, one, other) for unit in early) or bool(
        facts.get("contact_spread")
        or facts.get("answers")
        or facts.get("head_issue")
        or facts.get("lead_issue")
    )
