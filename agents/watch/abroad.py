"""Anyone abroad: the side of a one-state watch, which is every other state, each by itself."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from agents.gazetteer.load import load_state, states
from agents.gazetteer.territories import territories
from agents.watch.definition import Party, Side
from agents.watch.states import joined, parties_of


def codes() -> tuple[str, ...]:
    """Return the codes of everyone there is: the gazetteer's states and unions, and the world's states."""
    return tuple(sorted({*states(), *territories()}))


def abroad(home: Sequence[Side], without: Sequence[str] = ()) -> tuple[Side, ...]:
    """Return a side for each state and union that is neither at home nor left out, by code.

    Of a state that the gazetteer knows, its people, institutions, capital and names; of another its name.
    Its id is its code in lower case: "de". Someone whose id another side has is called by both: "de-wang".
    """
    taken = {party.id for side in home for party in side.parties} | {side.id for side in home}
    own = [side.code for side in home if side.code]
    found = []
    for code in codes():
        if code in own or code in without:
            continue
        parties = []
        for party in _parties(code, own):
            name = party.id if party.id not in taken else f"{code.lower()}-{party.id}"
            parties.append(party if name == party.id else replace(party, id=name))
        taken |= {party.id for party in parties}
        title = load_state(code).title if code in states() else territories()[code]["en"][0]
        known = code if code in states() else None
        found.append(Side(id=code.lower(), title=title, parties=tuple(parties), code=known, abroad=True))
    return tuple(found)


def _parties(code: str, home: Sequence[str]) -> Iterator[Party]:
    if code not in states():
        yield Party(id=code.lower(), rank="state", names=territories()[code], short={}, iso=code)
        return
    yield from parties_of(code)
    for other in home:
        if both := joined(*sorted((code, other))):
            yield both
