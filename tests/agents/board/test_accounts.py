"""Both sides' accounts of a contact on the page, and that nothing in them is markup."""

from agents.board import words
from agents.board.card import card
from agents.board.page import fragment
from agents.board.shelf import Entry
from agents.watch.load import load_watches
from streams.records import Change, Difference, Readout
from tests.agents.board.samples import alert

NAMES = words.names(load_watches(None))
BOTH = (
    Readout(
        side="france", official=True, article_id="art-1", mentions=("party:UA", "topic:ceasefire"),
        only=("topic:ceasefire",),
    ),
    Readout(side="russia", article_id="art-2", mentions=("party:UA", "topic:<b>gas"), only=("topic:<b>gas",)),
)  # fmt: skip
MINUTES = Difference(about="minutes", said={"france": "105", "russia": "90"})


def test_the_sides_accounts_stand_beside_each_other_in_words() -> None:
    one = card(Entry(7, alert(readouts=BOTH, differences=(MINUTES,))), NAMES)
    assert [(a.side, a.official, a.mentions, a.only) for a in one.accounts] == [
        ("France", True, "Ukraine", "ceasefire"),
        ("Russia", False, "Ukraine", "<b>gas"),
    ]
    assert one.differences == ("They differ on how long it was (minutes). France: 105; Russia: 90",)
    page = fragment(one)
    assert "only here" in page
    assert "<b>gas" not in page


def test_a_day_that_the_sides_give_differently_is_told_in_words() -> None:
    day = Difference(about="date", said={"russia": "2021-03-02", "france": "2021-03-03"})
    one = card(Entry(7, alert(differences=(day,))), NAMES)
    assert one.differences == ("They differ on the day. France: 3 March 2021; Russia: 2 March 2021",)


def test_a_note_stands_beside_its_line_of_history() -> None:
    line = Change(
        revision=1, reason="silence", at="2021-03-09T00:00:00Z", state="held", note="no contact for 22 days"
    )
    one = card(Entry(7, alert(history=(line,))), NAMES)
    assert [(each.reason, each.note) for each in one.history] == [
        ("nothing was heard", "no contact for 22 days")
    ]
    assert "no contact for 22 days" in fragment(one)
