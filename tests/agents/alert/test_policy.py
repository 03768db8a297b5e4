"""What a watch file says reaches the alert stage."""

from agents.alert.agent import STAGE
from agents.alert.policy import of_watch, policies
from agents.watch.definition import Party, Side, Watch
from streams.settings import Settings


def party(own_id, rank):
    return Party(id=own_id, rank=rank, names={"any": (own_id,)}, short={})


def test_people_are_told_from_what_stands_for_a_side_as_a_whole():
    watch = Watch(
        id="w",
        revision="1",
        title="W",
        sides=(
            Side(id="north", title="N", parties=(party("anna", "leader"), party("norland", "state"))),
            Side(id="south", title="S", parties=(party("berto", "official"), party("palace", "institution"))),
        ),
        open_days={"call": 9},
        notify_reasons=("denial",),
    )
    policy = of_watch(watch)
    assert policy.named(("anna", "norland", "palace")) == {"north": {"anna"}, "south": set()}
    assert policy.side("palace") == "south"
    assert policy.side("stranger") == "stranger"
    assert policy.days_open("call", "visit") == 9
    assert policy.reasons == {"denial"}


def test_the_watches_that_ship_are_the_stages_rules():
    known = policies(Settings())
    assert "macron-russia" in known
    assert STAGE.configured(Settings()).rules is None
