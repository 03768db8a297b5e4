"""Loops over arrays, compiled to machine code: some ten calls a step instead of two hundred of numpy's.

A function is compiled when it is first called, or by `prepare`, and what came of it is kept in files
beside the source, or in the user's cache where these cannot be written. numba, 60 MB of it, is loaded no
earlier: whoever imports a stage to name it does without. Types are said beforehand, so that nothing is
compiled while articles wait.
"""

import functools
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")

# Arrays that are read; and those that are written or made.
B1, U8, U16, U32, U64, I32, I64, F32, F64 = (
    f"Array({kind}, 1, 'C', True)"
    for kind in ("boolean", "uint8", "uint16", "uint32", "uint64", "int32", "int64", "float32", "float64")
)

_ready: list[Callable[[], Callable[..., object]]] = []


def compiled(signature: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Return a decorator that compiles a function of numba's types `signature`; without fast mathematics.

    The function may call no other one that is compiled, for that is not there yet when it is made.
    """

    def decorated(function: Callable[P, R]) -> Callable[P, R]:
        @functools.cache
        def made() -> Callable[..., R]:
            return _made(function, signature)

        _ready.append(made)
        call: Callable[..., R] | None = None

        @functools.wraps(function)
        def called(*args: Any) -> R:
            nonlocal call
            if call is None:
                call = made()
            return call(*args)

        return cast("Callable[P, R]", called)

    return decorated


def prepare() -> None:
    """Compile what was imported and is to be compiled: a few seconds once, then it is read in a fraction."""
    for made in _ready:
        made()


def _made(function: Callable[P, R], signature: str) -> Callable[P, R]:
    import numba

    made: Callable[P, R]
    try:
        made = numba.njit(signature, cache=True, error_model="numpy")(function)
    except RuntimeError:  # no folder for it can be written
        made = numba.njit(signature, error_model="numpy")(function)
    return made
