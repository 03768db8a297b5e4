"""The state: what is read back from the alerts is what was known live, also after compaction."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from agents.alert.events import Events
from agents.alert.facets import facet_of

KINDS = ("call", "visit", "statement")
TERMS = ("ports", "grain", "rail", "islands")

report = st.tuples(
    st.sampled_from(KINDS),
    st.sampled_from(("2031-05-01", "2031-05-08", "XXXX-05-01", None)),
    st.sampled_from(("held", "planned", "denied")),
    st.sets(st.sampled_from(TERMS)),
    st.integers(0, 5),
    st.sampled_from(("new", "copy", "revision")),
)


def read_back(records):
    state = Events()
    for written in records:
        state.apply(written)
    return state


def known(state):
    return state.alerts, state._by_day, state._by_watch, state._anytime


@settings(max_examples=150, deadline=None)
@given(rows=st.lists(report, max_size=10))
def test_read_back_knows_what_was_known_live_and_compaction_only_forgets_who_was_seen(match, play, rows):
    desk = play()
    for number, (kind, date, state, terms, article, verdict) in enumerate(rows):
        desk.feed(
            match(
                f"n{article}", version=f"v{number % 3}", kind=kind, date=date, state=state,
                terms=tuple(sorted(terms)), verdict=verdict, story="",
                original="a-n0" if verdict == "copy" else None,
            )
        )  # fmt: skip
    written = [one for each in desk.steps for one in each.written]
    live = desk.desk.state
    back = read_back(written)
    assert known(back) == known(live)
    assert back.seen == live.seen
    compacted = read_back({one.key: one for one in written}.values())
    assert known(compacted) == known(live)
    assert compacted.seen <= live.seen


def test_an_old_article_that_comes_again_after_compaction_opens_no_second_alert(match, play):
    said = {"kind": "statement", "date": None, "published": None, "terms": TERMS}
    desk = play().all([match("first", **said), match("second", **said)])
    assert desk.reasons == ["new_event", "coverage"]
    again = play()
    again.desk.restore([one for each in desk.steps for one in each.written][-1])
    again.feed(match("first", **said), after=timedelta(days=400))
    assert again.reasons == ["replay"]


def test_a_report_that_joined_is_still_known_when_only_the_last_revision_is_left(match, play):
    desk = play().all([match("first"), match("second"), match("third")])
    again = play()
    again.desk.restore([one for each in desk.steps for one in each.written][-1])
    again.all([match("first"), match("second"), match("third")])
    assert again.reasons == ["replay"] * 3


def test_a_merged_alert_takes_no_more_reports(match, play):
    early = match("early", date=None, published=None, terms=("ports", "grain", "rail", "islands"))
    other = match("other", date=None, published=None, terms=("vaccine", "fishing", "salt", "tin"))
    both = match("both", terms=("ports", "grain", "rail", "vaccine", "fishing", "salt"))
    desk = play().all(
        [early, other, both, match("late", date=None, published=None, terms=("salt", "tin", "fishing"))]
    )
    assert desk.reasons == ["new_event", "new_event", "update", "coverage"]
    assert desk.steps[-1].decision.detail[0].id == desk.alerts[0].id


def test_only_alerts_near_in_time_are_compared(match, play, policy):
    desk = play()
    days = [f"2031-{month:02}-10" for month in range(1, 13)]
    desk.all(match(day, date=day, published=day) for day in days)

    facet = facet_of(match("new", date="2031-06-12", published="2031-06-12"))
    found = desk.desk.state.candidates("norland-sudland", facet, policy, datetime(2031, 5, 1, tzinfo=UTC))
    assert [alert.event.date for alert in found] == ["2031-06-10"]
