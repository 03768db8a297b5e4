"""What a consumer of `news.alerts` reads: headers, counts, sentences, and what people may command."""

from datetime import timedelta

from streams.records import Command, Evidence, Tick

TERMS = ("ports", "grain", "rail", "islands")


def command(name, alert, **given):
    return Command(id=f"c-{name}", command=name, alert=alert, **given)


def test_a_revision_is_a_cloud_event_and_names_the_article_behind_it(match, play):
    step = play().feed(match("one"), after=timedelta(hours=2, milliseconds=5))
    (written,) = step.written
    own_id = step.decision.detail[0].id
    headers = {name: value.decode() for name, value in written.headers.items()}
    assert written.key == own_id.encode()
    assert headers == {
        "article": "a-one", "version": "v1", "watch": "norland-sudland", "reason": "new_event",
        "revision": "1",
        "notify": "true", "content-type": "application/json", "ce_specversion": "1.0", "ce_id": f"{own_id}.1",
        "ce_source": "/detente/watches/norland-sudland", "ce_type": "alert.new.v1", "ce_subject": own_id,
        "ce_time": "2031-05-01T02:00:00.005Z", "src": "1:0:0", "clock": headers["clock"],
    }  # fmt: skip


def test_coverage_counts_outlets_and_origins(match, play):
    desk = play().all(
        [
            match("one", agency="Wire"),
            match("two", agency="Wire"),
            match("three", verdict="copy", original="a-one", story="s-one"),
            match("four"),
        ]
    )
    coverage = desk.alerts[0].coverage
    assert (coverage.reports, coverage.origins) == (4, 2)
    assert coverage.by_origin == {"Wire": 3, "four.example": 1}
    assert [report.origin for report in coverage.listed] == ["Wire", "Wire", "Wire", "four.example"]
    assert coverage.by_outlet["three.example"] == 1


def test_evidence_is_verbatim_and_spread_over_languages(match, play):
    desk = play()
    for number, language in enumerate(("en",) * 12 + ("fr", "ru")):
        text = f"Sentence {number} in {language}."
        proof = (
            Evidence(sentence=text, start=3, end=3 + len(text), article_id=f"a-{number}", language=language),
        )
        desk.feed(match(f"{number}", language=language, evidence=proof))
    evidence = desk.alerts[0].evidence
    assert len(evidence) == 8
    assert {one.language for one in evidence} == {"en", "fr", "ru"}
    assert evidence[0].sentence == "Sentence 0 in en."


def test_a_tick_on_which_nothing_is_due_is_quiet(play):
    step = play().feed(Tick(id="t", time="2031-05-02T00:00:00Z"), kind="tick")
    assert (step.decision.reason, step.written) == ("quiet", ())


def test_an_alert_taken_back_says_so_and_takes_further_reports_in_silence(match, play):
    desk = play().all([match("one")])
    own_id = desk.alerts[0].id
    step = desk.feed(command("retract", own_id), kind="command")
    assert (step.written[0].headers["ce_type"], step.written[0].headers["notify"]) == (
        b"alert.retracted.v1",
        b"true",
    )
    assert "article" not in step.written[0].headers
    desk.feed(match("two", state="denied", published="2031-05-02"))
    again = desk.feed(command("retract", own_id), kind="command")
    assert desk.reasons == ["new_event", "retracted", "denial", "replay"]
    assert again.written == ()
    assert desk.notified == 2


def test_an_unwanted_alert_stays_and_is_silent(match, play):
    desk = play().all([match("one")])
    desk.feed(command("unwanted", desk.alerts[0].id), kind="command")
    desk.feed(match("two"))
    assert desk.reasons == ["new_event", "unwanted", "coverage"]
    assert desk.notified == 1


def test_a_person_merges_two_alerts(match, play):
    desk = play().all([match("one"), match("two", date="2031-05-03")])
    one, two = (alert.id for alert in sorted(desk.alerts, key=lambda a: a.event.date))
    step = desk.feed(command("merge", two, into=one), kind="command")
    assert step.decision.reason == "merged"
    (alert,) = desk.alerts
    assert (alert.id, alert.absorbed, alert.coverage.reports) == (one, (two,), 2)
    late = desk.feed(command("unwanted", two), kind="command")
    assert f"was merged into {one}" in late.decision.error


def test_a_command_that_cannot_be_carried_out_says_why(match, play):
    desk = play().all([match("one")])
    own_id = desk.alerts[0].id
    cases = {
        "there is no alert 'gone'": command("retract", "gone"),
        "`into` is missing": command("merge", own_id),
        "into itself": command("merge", own_id, into=own_id),
    }
    for error, one in cases.items():
        assert error in desk.feed(one, kind="command").decision.error
