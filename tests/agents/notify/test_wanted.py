"""Whom a watch tells."""

from agents.notify.wanted import tells, unheard, wanted_of
from agents.watch.definition import TARGETS, Watch

PLAIN = Watch(id="plain", revision="1", title="Plain", sides=(), open_days={})
HOOK = Watch(id="hook", revision="1", title="Hook", sides=(), open_days={}, notify_to=("webhook",))


def test_a_watch_tells_all_unless_it_names_who() -> None:
    wanted = wanted_of([PLAIN, HOOK])
    assert [tells(wanted, "plain", name) for name in TARGETS] == [True, True]
    assert [tells(wanted, "hook", name) for name in TARGETS] == [False, True]


def test_alerts_of_a_watch_whose_file_is_gone_go_to_all() -> None:
    assert tells(wanted_of([HOOK]), "another", "console")


def test_a_watch_that_tells_nobody_is_said() -> None:
    wanted = wanted_of([PLAIN, HOOK])
    assert list(unheard(wanted, ["console"])) == [
        "watch hook tells webhook alone, which is not set up: nobody is told"
    ]
    assert list(unheard(wanted, ["console", "webhook"])) == []
