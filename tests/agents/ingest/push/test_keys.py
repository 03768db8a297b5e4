"""Idempotency keys: how long one is known, and how many."""

import pytest

from agents.ingest.push.keys import Keys
from agents.ingest.push.problem import Problem


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def confirm(keys: Keys, key: str, said: bytes = b"x") -> bool:
    known = keys.begin(key, said)
    if not known:
        keys.end(key, confirmed=True)
    return known


def test_a_key_is_known_for_a_day_from_its_confirmation() -> None:
    clock = Clock()
    keys = Keys(kept=24 * 3600, clock=clock)
    assert not keys.begin("a", b"x")
    clock.now = 100
    keys.end("a", confirmed=True)
    clock.now = 24 * 3600 + 99
    assert keys.begin("a", b"x")
    clock.now += 1
    assert len(keys) == 1
    assert not confirm(keys, "a", b"another body")
    assert len(keys) == 1


def test_of_more_than_are_kept_the_oldest_is_forgotten() -> None:
    keys = Keys(most=3)
    for key in "abcd":
        assert not confirm(keys, key)
    assert len(keys) == 3
    assert confirm(keys, "b")
    assert confirm(keys, "d")
    assert not confirm(keys, "a")


def test_what_is_on_its_way_is_known_by_its_body_too() -> None:
    keys = Keys()
    keys.begin("a", b"x")
    with pytest.raises(Problem) as early:
        keys.begin("a", b"x")
    with pytest.raises(Problem) as other:
        keys.begin("a", b"y")
    assert (early.value.kind, other.value.kind) == ("on_its_way", "key_reused")


def test_what_was_not_confirmed_is_not_known() -> None:
    keys = Keys()
    keys.begin("a", b"x")
    keys.end("a", confirmed=False)
    assert not keys.begin("a", b"y")
