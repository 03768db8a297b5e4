"""Why a watch wants an article or does not, in lines for people and as data for machines."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from agents.cli.fact_words import WORDS
from agents.cli.kind_words import words

if TYPE_CHECKING:
    from agents.tag.explain import Explanation, Found, Sentence

_RULES = {"name": "a name of", "third": "another party:", "unheard": "not in office then:"}
_CUES = 6  # of those that speak for the kind or against it, the strongest
_WIDTH = 24  # characters of a name or word, before its rule


def lines(told: "Explanation") -> Iterator[str]:
    """Yield what there is to say: verdict, each sentence with what the rules saw, what each fact weighs."""
    yield f"watch {told.watch}: {verdict(told)}"
    first = 0 if any(one.title for one in told.sentences) else 1
    for number, one in enumerate(told.sentences, first):
        yield ""
        yield f"  {_place(one, number)}: {' '.join(one.text.split())}"
        yield from dict.fromkeys(f"      {_found(found)}" for found in one.found)
        if not one.found:
            yield "      nothing that a rule knows"
        if remark := _remark(one):
            yield f"      → {remark}"
    if told.shares:
        yield ""
        yield "  what speaks for it and against it:"
        for fact, weight in told.shares.items():
            yield f"    {weight:+6.2f}  {fact:<20}  {WORDS.get(fact, fact)}"
        yield f"    {told.raw or 0.0:+6.2f}  {'sum':<20}  which is a score of {told.look.score:.2f}"
    if told.kinds:
        likely = ", ".join(f"{kind} {share:.0%}" for kind, share in list(told.kinds.items())[:3])
        yield ""
        yield f"  what kind it is: {likely}; for {told.look.kind} and against it:"
        for fact, weight in list(told.cues.items())[:_CUES]:
            yield f"    {weight:+6.2f}  {fact:<20}  {words(fact)}"


def verdict(told: "Explanation") -> str:
    """Return in a line what was decided, and what decided it."""
    look = told.look
    score = f"score {look.score:.2f}, {told.threshold:.2f} is asked for"
    if look.match and look.event is not None:
        passing = "" if look.opens else "; named in passing only, so it opens no alert"
        event = f"{look.kind} {look.event.state}, {look.date or 'date unknown'}"
        return f"wanted ({score}): {event}, between {' and '.join(told.pair)}{passing}"
    return f"not wanted: {told.why} ({score if told.pair else _named(told)})"


def _named(told: "Explanation") -> str:
    found = (one for part in told.sentences for one in part.found if one.rule == "name")
    sides = dict.fromkeys(one.detail.partition("/")[0] for one in found)
    return f"{' and '.join(sides)} alone is" if sides else "neither is"


def data(told: "Explanation", article: str) -> dict[str, Any]:
    """Return the explanation as plain values; `article` is what the article is called."""
    look = told.look
    return {
        "article": article,
        "watch": told.watch,
        "match": look.match,
        "why": told.why,
        "score": look.score,
        "threshold": told.threshold,
        "pair": list(told.pair),
        "kind": look.kind,
        "state": look.event.state if look.event else None,
        "date": look.date,
        "opens": look.opens,
        "sentences": [
            {
                "sentence": one.text,
                "start": one.start,
                "end": one.end,
                "headline": one.title,
                "both_act": one.paired,
                "contacts": list(one.contacts),
                "evidence": one.proof,
                "found": [
                    {
                        "text": found.text,
                        "rule": found.rule,
                        "detail": found.detail,
                        "start": found.start,
                        "end": found.end,
                    }
                    for found in one.found
                ],
            }
            for one in told.sentences
        ],
        "facts": [
            {"fact": fact, "weight": round(weight, 4), "meaning": WORDS.get(fact, fact)}
            for fact, weight in told.shares.items()
        ],
        "kinds": {kind: round(share, 4) for kind, share in told.kinds.items()},
        "kind_cues": [
            {"fact": fact, "weight": round(weight, 4), "meaning": words(fact)}
            for fact, weight in told.cues.items()
        ],
        "sum": None if told.raw is None else round(told.raw, 4),
    }


def _place(one: "Sentence", number: int) -> str:
    return "headline" if one.title else f"sentence {number}"


def _found(found: "Found") -> str:
    word = " ".join(found.text.split())
    rule = _RULES.get(found.rule, found.rule)
    return f"{word:<{_WIDTH}}  {rule} {found.detail}".rstrip()


def _remark(one: "Sentence") -> str:
    said = []
    if one.contacts:
        said.append(f"tells of {' and '.join(one.contacts)} between both")
    elif one.paired:
        said.append("both sides act here")
    if one.proof:
        said.append("is among the evidence")
    return "; ".join(said)
