"""What a target was told, read from its log."""

from agents.notify.log import Line, read

AT = "2021-03-04T10:00:00.000Z"


def line(alert: str, revision: int, target: str = "webhook", outcome: str = "told") -> tuple[bytes, bytes]:
    one = Line(target=target, alert=alert, revision=revision, outcome=outcome, at=AT)
    return one.key(), one.value()


def test_a_revision_that_was_told_or_refused_is_not_told_again_nor_is_an_earlier_one() -> None:
    told = read("webhook", [line("a", 2), line("b", 1, outcome="refused")])
    assert [told.has("a", revision) for revision in (1, 2, 3)] == [True, True, False]
    assert told.has("b", 1)
    assert not told.has("c", 1)


def test_each_target_has_its_own_log_though_names_begin_alike() -> None:
    told = read("web", [line("a", 2, "webhook"), line("b", 1, "web")])
    assert told.revisions == {"b": 1}


def test_the_log_says_from_when_on_a_target_is_told() -> None:
    began = Line(target="webhook", outcome="began", at=AT, since=123)
    assert read("webhook", [(began.key(), began.value())]).since == 123
    assert read("webhook", []).since is None


def test_what_is_no_line_of_the_log_is_passed() -> None:
    assert read("webhook", [(b"webhook,a", b"?"), (None, b"x"), (b"webhook,a", None)]).revisions == {}
