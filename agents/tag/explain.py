"""Why a watch wants an article or does not: sentence by sentence what the rules saw, then the sum."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from agents.tag.kinds.score import cues, likely
from agents.tag.look import Look, Rules, alone, looks
from agents.tag.relations.relation import contact_between, paired
from agents.tag.text.reading import Text, Unit, open_body, open_text, read_by, units
from agents.tag.wanted.score import raw, shares
from agents.watch.definition import Watch
from streams.article_records import Article


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that a rule saw; `start` and `end` are code points of `article.whole`.

    `rule` is `name` (someone of a side), `unheard` (someone of a side who was not in office then), `third`
    (another party) or a cue's group and name as in the language files ("contact.call", "state.planned",
    "frame.history"). `detail` says of a name its side, party and how directly it stands for the side
    ("russia/putin leader"), of a third party its id.
    """

    start: int
    end: int
    text: str
    rule: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """The headline or a sentence that was read: its offsets, words, and what the rules saw in it.

    `paired` tells whether both sides of the pair act in it, `contacts` which kinds of contact between them
    it tells of, `proof` whether it is among the evidence.
    """

    start: int
    end: int
    text: str
    title: bool
    found: tuple[Found, ...]
    paired: bool
    contacts: tuple[str, ...]
    proof: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """What one watch makes of one article, and why.

    `look` is the decision itself (match, score, kind, date, evidence, event, facts). `why` is "wanted", or
    what kept it out: "one side is not named", "the score is below the watch's threshold", "the watch does
    not want this kind". `pair` are the ids of the two sides compared, empty where one is not named.
    `sentences` are those that were read, in order: headline and lead; what stands later is background and
    decides nothing. `shares` is what each fact (wanted/weights.toml tells what it means) added to the
    sum, the strongest first, `base` what all start from; `raw` is the sum, `look.score` what it comes to
    after calibration, `threshold` the watch's. Of a match `kinds` are all kinds and how likely each is, the
    likeliest first, and `cues` what most speaks for the kind or against it beside others
    (kinds/weights.toml tells what each means).
    """

    watch: str
    look: Look
    why: str
    pair: tuple[str, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    shares: Mapping[str, float] = field(default_factory=dict)
    raw: float | None = None
    threshold: float = 0.5
    kinds: Mapping[str, float] = field(default_factory=dict)
    cues: Mapping[str, float] = field(default_factory=dict)


def explain(rules: Rules, article: Article, watch: str) -> Explanation:
    """Return why the watch with id `watch` wants an article or not; pure, as `looks` decides it.

    Raises `KeyError` where `rules` has no watch of that id.
    """
    at = next((at for at, one in enumerate(rules.watches) if one.id == watch), None)
    if at is None:
        raise KeyError(watch)
    one, look = rules.watches[at], looks(rules, article)[at]
    text = read_by(open_text(article, rules.index), at)
    seen = units(text, open_body(text), alone(one, look.pair))
    sides = tuple(one.sides[side].id for side in look.pair)
    return Explanation(
        watch=watch,
        look=look,
        why=_why(one, look),
        pair=sides,
        sentences=tuple(_sentence(text, unit, one, look, _unheard(text, one)) for unit in seen),
        shares=shares(look.facts) if look.pair else {},
        raw=raw(look.facts) if look.pair else None,
        threshold=one.threshold,
        kinds=likely(look.kind_facts) if look.kind_facts else {},
        cues=cues(look.kind_facts, look.kind) if look.kind_facts and look.kind else {},
    )


def _why(watch: Watch, look: Look) -> str:
    if look.match:
        return "wanted"
    if not look.pair:
        return "one side is not named"
    if look.score < watch.threshold:
        return "the score is below the watch's threshold"
    return "the watch does not want this kind"


def _unheard(text: Text, watch: Watch) -> tuple[Found, ...]:
    """Return the names of people who were not in office when the article was published."""
    heard = {hit.start for hit in text.names if hit.value.party.serves(text.first, text.last)}
    out = {hit.start: hit for hit in text.names if hit.start not in heard}
    return tuple(
        Found(hit.start, hit.end, text.whole[hit.start : hit.end], "unheard", f"{side}/{hit.value.party.id}")
        for hit in out.values()
        for side in [watch.sides[hit.value.side].id]
    )


def _sentence(text: Text, unit: Unit, watch: Watch, look: Look, unheard: Sequence[Found]) -> Sentence:
    both = len(look.pair) == 2
    found = [*_found(text, unit, watch), *(one for one in unheard if unit.start <= one.start < unit.end)]
    return Sentence(
        start=unit.start,
        end=unit.end,
        text=text.whole[unit.start : unit.end],
        title=unit.title,
        found=tuple(sorted(found, key=lambda one: (one.start, one.end, one.rule))),
        paired=both and paired(unit, *look.pair),
        contacts=tuple(sorted(contact_between(text.whole, unit, *look.pair))) if both else (),
        proof=any(proof.start == unit.start for proof in look.evidence),
    )


def _found(text: Text, unit: Unit, watch: Watch) -> Iterator[Found]:
    for name in unit.names:
        detail = f"{watch.sides[name.side].id}/{name.party.id} {name.weight.name.lower()}"
        yield Found(name.start, name.end, text.whole[name.start : name.end], "name", detail)
    for third in unit.thirds:
        yield Found(third.start, third.end, text.whole[third.start : third.end], "third", third.value[1])
    for cue in unit.cues:
        yield Found(cue.start, cue.end, text.whole[cue.start : cue.end], ".".join(cue.value))
