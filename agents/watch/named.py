"""Which state a person means: by its code, or by its name in any language that is read."""

import difflib
import unicodedata
from collections.abc import Iterator

from agents.gazetteer.definition import State
from agents.gazetteer.load import UnknownState, load_state, states

_ENDING = 4  # letters that may follow a stem: "Francj*" is Francja


def state_named(asked: str) -> State:
    """Return the state of a code (DE) or a name (Germany, Deutschland, Германия), however it is accented.

    Raises `UnknownState`, with the codes of those that are spelt alike.
    """
    wanted = _plain(asked)
    if asked.strip().upper() in states():
        return load_state(asked.strip().upper())
    every = {name: code for code in states() for name in _names(load_state(code))}
    for name, code in every.items():
        stem = name.rstrip("*")
        if wanted == stem or (
            name != stem and wanted.startswith(stem) and len(wanted) <= len(stem) + _ENDING
        ):
            return load_state(code)
    alike = difflib.get_close_matches(wanted, [name.rstrip("*") for name in every], 3, 0.7)
    close = tuple(dict.fromkeys(every.get(name) or every[f"{name}*"] for name in alike))
    raise UnknownState(asked, close, states())


def _names(state: State) -> Iterator[str]:
    """Yield a state's names in a plain form, a stem with a `*`."""
    yield _plain(state.title)
    for names in state.names.values():
        for name in names:
            yield _plain(name.rstrip("~*")) + ("*" if name[-1] in "~*" else "")


def _plain(name: str) -> str:
    parts = unicodedata.normalize("NFKD", name.strip().casefold())
    return "".join(char for char in parts if not unicodedata.combining(char))
