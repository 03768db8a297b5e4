"""Alerts on a terminal."""

import asyncio
import io

from agents.notify.agent import PLACE
from agents.notify.console import Console, lines
from agents.notify.message import Message
from agents.pipeline import PIPELINE
from streams.records import Change, Difference
from tests.agents.board.samples import alert, quote


def test_an_alert_is_a_few_lines_with_the_sentences_that_prove_it() -> None:
    assert list(lines(alert())) == [
        "Macron et Poutine parlent d'un cessez-le-feu",
        "  call, held, 2021-03-03: macron, putin (new_event)",
        "  “Le chef de l'État a appelé son homologue russe mercredi.”",
        "  “Президенты провели телефонный разговор.”",
        "  2 reports, 2 origins  https://journal1.example/politique/1",
    ]


def test_what_a_silence_is_measured_by_and_what_sides_say_differently_is_told() -> None:
    change = Change(revision=2, reason="silence", at="2031-01-01T00:00:00Z", state="held", note="no contact")
    minutes = Difference(about="minutes", said={"russia": "90", "france": "105"})
    told = list(lines(alert(history=(change,), differences=(minutes,))))
    assert told[2:4] == ["  no contact", "  minutes: france 105, russia 90"]


def test_a_feed_cannot_steer_the_terminal() -> None:
    evil = alert(headline="\x1b[2Jgone\r\n\u202e", evidence=(quote("\x1b]0;x\x07", 1),))
    assert all(one.isprintable() for one in lines(evil))


def test_it_is_written_at_once() -> None:
    out = io.StringIO()
    message = Message(id="a1.1", type="alert.new.v1", time="", alert=alert())
    assert asyncio.run(Console(out).send(message)).kind == "told"
    assert out.getvalue().endswith("politique/1\n\n")


def test_metrics_are_served_behind_those_of_the_stages() -> None:
    assert len(PIPELINE) == PLACE
