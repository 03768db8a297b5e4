"""Stories: reports of one happening come together, in their own words and in other languages."""

from dataclasses import replace

import pytest

from agents.dedup.agent import Seen
from agents.dedup.stories.join import Related
from agents.dedup.stories.known import Known
from streams.article_records import Article
from streams.stage import Emit

START, HOUR = 1_600_000_000_000, 3_600_000  # ms


def report(
    name: str, title: str, text: str, language: str = "en", published: str | None = "2024-05-06"
) -> Article:
    return Article(
        article_id=name, version="1", id=name, title=title, text=text, language=language, published=published,
        outlet=f"{name}.example",
    )  # fmt: skip


FIRE = report(
    "fire", "Ferry catches fire off Gotska harbour",
    "A ferry with 214 people aboard caught fire off the harbour of Gotska on Monday. The captain, Lena Holm, "
    "ordered everyone into the boats; nobody was hurt, the coast guard in Visby said.",
)  # fmt: skip
RESCUE = report(
    "rescue", "All 214 rescued from burning Gotska ferry",
    "Passengers of the ferry that burned near Gotska are safe. Captain Lena Holm had them leave in boats "
    "after flames broke out in the engine room, according to the coast guard.",
)  # fmt: skip
MARKET = report(
    "market", "Wheat prices climb for a third week",
    "Wheat rose again on Monday as drought hurt crops in the south. Traders in Odesa said that strikes in "
    "the harbour would keep exports low; bakers warned of dearer bread.",
)  # fmt: skip
GERMAN = report(
    "german", "Fähre vor Gotska in Flammen",
    "Vor dem Hafen von Gotska ist am Montag eine Fähre mit 214 Menschen an Bord in Brand geraten. Die "
    "Kapitänin Lena Holm ließ alle in die Boote steigen, teilte die Küstenwache in Visby mit.", "de",
)  # fmt: skip
RUSSIAN = report(
    "russian", "У порта Готска загорелся паром",
    "В понедельник у порта Готска загорелся паром, на борту которого было 214 человек. Капитан Лена Хольм "
    "приказала всем сесть в шлюпки, сообщила береговая охрана Висбю.", "ru",
)  # fmt: skip


def test_two_reports_in_their_own_words_are_one_story_and_another_is_not(dedup) -> None:
    fire, market, rescue = (dedup.say(one) for one in (FIRE, MARKET, RESCUE))
    assert (fire.verdict, rescue.verdict) == ("new", "new")
    assert fire.story == rescue.story != market.story


@pytest.mark.parametrize("other", [GERMAN, RUSSIAN])
def test_a_report_in_another_language_joins_by_names_numbers_and_day(dedup, other: Article) -> None:
    assert dedup.say(MARKET).story != dedup.say(FIRE).story == dedup.say(other).story


def test_a_report_of_another_week_is_a_story_of_its_own(dedup) -> None:
    late = replace(RESCUE, published="2024-05-10")
    assert dedup.say(FIRE).story != dedup.say(late).story
    assert dedup.say(FIRE).story != dedup.say(replace(GERMAN, published="2024-05-14")).story


def test_the_nearest_past_article_and_what_was_weighed_can_be_told(dedup) -> None:
    dedup.say(FIRE)
    decision = dedup.take(RESCUE).decision
    assert isinstance(decision, Emit)
    (related,) = [one for one in decision.detail if isinstance(one, Related)]
    assert related.joined
    assert (related.origin, related.days) == ("fire", 0)
    assert related.score >= related.joins


def test_a_copy_and_a_revision_are_of_the_story_of_their_text(dedup) -> None:
    story = dedup.say(FIRE).story
    copy = replace(FIRE, article_id="copy", outlet="other.example")
    revised = replace(FIRE, version="2", text=FIRE.text + " A tug from Visby took the ship in tow.")
    assert [(said.verdict, said.story) for said in map(dedup.say, (copy, revised))] == [
        ("copy", story), ("revision", story),
    ]  # fmt: skip


def test_a_story_that_absorbs_another_goes_on_for_it_and_keeps_its_own_meaning(dedup_of, monkeypatch) -> None:
    # Whoever is as near to two stories shows that they are one; here nearness is made easy to reach.
    from agents.dedup.stories import join

    within, across = join.weights()
    easy = replace(within, joins=0.1, absorbs=0.1)
    monkeypatch.setattr(join, "weights", lambda: (easy, across))
    dedup = dedup_of()
    first, second = (dedup.say(one).story for one in (FIRE, MARKET))
    both = dedup.say(
        report(
            "both",
            "Burning ferry halts wheat",
            "Wheat from Odesa was on board when a ferry burned near Gotska, its captain Lena Holm said in "
            "Visby; prices climb, traders and bakers fear for their bread after weeks of drought.",
        )
    )
    assert (both.story, both.absorbs) == (first, (second,))
    # What belonged to the absorbed one goes on in the other, and says so by its id alone.
    copy = dedup.say(replace(MARKET, article_id="market-copy", outlet="other.example"))
    assert (copy.verdict, copy.story, copy.absorbs) == ("copy", first, ())


def test_what_is_read_back_decides_as_the_live_state_would(dedup_of) -> None:
    live = dedup_of()
    for one in (FIRE, MARKET, GERMAN):
        live.say(one)
    again = dedup_of()
    for step in live.steps:
        for written in step.written:
            again.desk.restore(written)
    again.steps = list(live.steps)
    assert again.say(RESCUE) == live.say(RESCUE)


def test_records_that_were_written_before_signatures_travelled_can_be_read(dedup, dedup_of) -> None:
    (written,) = dedup.take(FIRE).written
    again = dedup_of()
    headers = {name: value for name, value in written.headers.items() if name != "signature"}
    again.desk.restore(replace(written, headers=headers))
    copy = again.say(replace(FIRE, article_id="copy", outlet="other.example"))
    assert (copy.verdict, copy.story) == ("copy", written.headers["story"].decode())
    assert again.say(RESCUE).verdict == "new"


@pytest.mark.seconds
def test_what_is_past_the_window_is_no_story_to_join_and_its_memory_is_freed(dedup) -> None:
    first = dedup.say(replace(FIRE, published=None), START)
    later = dedup.say(replace(RESCUE, published=None), START + 73 * HOUR)
    assert later.story != first.story
    state, nothing = dedup.desk.state, Known().nbytes
    assert isinstance(state, Seen)
    for number in range(3000):
        dedup.say(replace(MARKET, article_id=str(number), text=f"{number} {MARKET.text}"), START + 200 * HOUR)
    full = state.stories.nbytes
    dedup.say(FIRE, START + 400 * HOUR)
    assert state.stories.nbytes - nothing < (full - nothing) / 2
