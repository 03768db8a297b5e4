"""What the stages rehearse with is what they know from service, in every language."""

import logging

import pytest

from agents.clean.language import SUPPORTED
from agents.pipeline import PIPELINE
from agents.rehearsal.records import records
from agents.tag.text import lexicon
from streams import codec
from streams.article_records import RawArticle, UniqueArticle
from streams.rehearsal import rehearse
from streams.settings import Settings
from streams.stage import Desk, Emit, Incoming, Position, Stage, step

pytestmark = pytest.mark.seconds


def decided(stage: Stage) -> list[Emit]:
    ready, found = stage.configured(Settings()), []
    desk = Desk.of(ready)
    for number, record in enumerate(records(stage.name)):
        incoming = Incoming(Position(1, 0, number), b"", codec.encode(record), {}, number)
        decision = step(ready, desk, incoming).decision
        assert isinstance(decision, Emit), (record, decision)
        found.append(decision)
    return found


@pytest.mark.parametrize("stage", PIPELINE, ids=lambda stage: stage.name)
def test_a_stage_rehearses_what_it_passes_on(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        rehearse(stage.configured(Settings()), records(stage.name))
    assert caplog.text == ""
    assert len(decided(stage)) >= 3


def test_there_is_a_report_in_every_language_that_has_rules() -> None:
    given = [one for one in records("clean") if isinstance(one, RawArticle)]
    assert sorted({str(one.language) for one in given}) == sorted(SUPPORTED)
    assert {one.format for one in given} == {"text", "html"}  # the page starts the parser's process


def test_dedup_rehearses_new_texts_changed_ones_and_copies() -> None:
    (dedup,) = (stage for stage in PIPELINE if stage.name == "dedup")
    assert {str(one.reason) for one in decided(dedup)} == {"new", "revision", "copy"}


def test_no_lexicon_is_left_to_be_read_by_the_first_article() -> None:
    (tag,) = (stage for stage in PIPELINE if stage.name == "tag")
    lexicon.lexicon.cache_clear()
    rehearse(tag.configured(Settings()), records("tag"))
    languages = {one.article.language for one in records("tag") if isinstance(one, UniqueArticle)}
    assert lexicon.lexicon.cache_info().currsize == len(languages) == len(SUPPORTED)


def test_a_stage_that_is_not_known_rehearses_nothing() -> None:
    assert records("toy") == ()


def test_what_dedup_looks_for_in_revisions_is_there_in_every_language() -> None:
    (dedup,) = (stage for stage in PIPELINE if stage.name == "dedup")
    revisions = [
        output.record.revision
        for decision in decided(dedup)
        for output in decision.outputs
        if isinstance(output.record, UniqueArticle) and output.record.revision is not None
    ]
    assert [one.kind for one in revisions] == ["correction"] * len(SUPPORTED)
