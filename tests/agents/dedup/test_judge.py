"""What dedup says of an article: seen before, changed, another outlet's version of it, or new."""

from collections.abc import Callable

import pytest

from streams.article_records import Article

Make = Callable[..., Article]
Prose = Callable[[int, int], list[str]]
HEADLINE = "Envoys agree to meet again before the winter"


def test_the_same_article_again_is_a_repeat_without_its_body(dedup, article: Make, prose: Prose) -> None:
    first = dedup.say(article("a", HEADLINE, prose(1, 20)))
    again = dedup.say(article("a", HEADLINE, prose(1, 20)))
    assert (first.verdict, again.verdict) == ("new", "repeat")
    assert (again.article.title, again.article.text) == (HEADLINE, "")
    assert (again.story, again.original, again.containment) == (first.story, None, None)


def test_another_version_is_a_revision_of_the_same_story_and_the_first_one_is_still_known(
    dedup, article: Make, prose: Prose
) -> None:
    first = dedup.say(article("a", HEADLINE, prose(1, 20)))
    second = dedup.say(article("a", HEADLINE, prose(2, 20), version="2"))
    assert (second.verdict, second.original, second.story) == ("revision", "a", first.story)
    assert dedup.say(article("a", HEADLINE, prose(1, 20))).verdict == "repeat"
    assert dedup.say(article("a", HEADLINE, prose(2, 20), version="2")).verdict == "repeat"


def test_the_same_text_at_another_address_is_a_copy(dedup, article: Make, prose: Prose) -> None:
    first = dedup.say(article("a", HEADLINE, prose(1, 20), outlet="one.example"))
    copy = dedup.say(article("b", HEADLINE.upper(), prose(1, 20), outlet="two.example"))
    assert (copy.verdict, copy.original, copy.story, copy.containment) == ("copy", "a", first.story, 1.0)


def test_a_copy_of_a_copy_names_the_article_that_was_first(dedup, article: Make, prose: Prose) -> None:
    text = prose(1, 20)
    dedup.say(article("a", HEADLINE, text, outlet="one.example"))
    dedup.say(article("b", HEADLINE, text[:15], outlet="two.example"))
    assert dedup.say(article("c", HEADLINE, text[:15], outlet="three.example")).original == "a"
    assert dedup.say(article("d", HEADLINE, text[:14], outlet="four.example")).original == "a"


def edits(text: list[str], other: list[str]) -> dict[str, tuple[str, list[str]]]:
    return {
        "the whole text": (HEADLINE, text),
        "paragraphs dropped": (HEADLINE, [text[0], *text[2:5], *text[7:11], *text[13:]]),
        "two fifths kept": ("Talks to go on, diplomats say", text[:8]),
        "a new lead on top": (HEADLINE, [*other[:2], *text]),
        "another headline": ("A quite different line was put above this report", text),
        "trimmed by a third": ("Meeting planned", text[:13]),
        "the outlet's own lines below": (HEADLINE, [*text, *other[4:8]]),
    }


@pytest.mark.parametrize("edit", edits(["x"] * 20, ["x"] * 20))
@pytest.mark.parametrize("turned", [False, True])
def test_another_outlets_version_of_a_text_is_a_copy_whichever_came_first(
    dedup, article: Make, prose: Prose, edit: str, turned: bool
) -> None:
    for seed in range(100, 130):  # what else there is
        dedup.say(
            article(f"other-{seed}", f"Something else number {seed}", prose(seed, 15), outlet="n.example")
        )
    text = prose(1, 20)
    versions = [(HEADLINE, text), edits(text, prose(2, 20))[edit]]
    (title, body), (other_title, other_body) = reversed(versions) if turned else versions
    first = dedup.say(article("a", title, body, outlet="one.example"))
    copy = dedup.say(article("b", other_title, other_body, outlet="two.example"))
    assert first.verdict == "new"
    assert (copy.verdict, copy.original, copy.story) == ("copy", "a", first.story)


def test_shared_background_below_a_lead_of_its_own_joins_the_story_and_is_no_copy(
    dedup, article: Make, prose: Prose
) -> None:
    background = prose(3, 10)
    first = dedup.say(article("a", HEADLINE, prose(1, 10) + background, outlet="one.example"))
    second = dedup.say(
        article("b", "Visit announced for the spring", prose(2, 10) + background, outlet="two.example")
    )
    assert (second.verdict, second.original, second.story) == ("new", None, first.story)
    assert second.containment == pytest.approx(0.5, abs=0.15)


def test_a_long_report_of_which_only_the_beginning_was_written_anew_is_a_copy(
    dedup, article: Make, prose: Prose
) -> None:
    report = prose(1, 20)
    dedup.say(article("a", HEADLINE, report, outlet="one.example"))
    anew = article("b", "Visit announced for the spring", prose(2, 3) + report[3:], outlet="two.example")
    copy = dedup.say(anew)
    assert (copy.verdict, copy.original) == ("copy", "a")
    short = article("c", "What is known of it", prose(3, 3) + report[12:], outlet="three.example")
    assert dedup.say(short).verdict == "new"


def test_unrelated_texts_are_new_each_with_a_story_of_its_own(dedup, article: Make, prose: Prose) -> None:
    said = [dedup.say(article(f"a{n}", f"Headline {n}", prose(n, 12))) for n in range(200)]
    assert {one.verdict for one in said} == {"new"}
    assert len({one.story for one in said}) == 200
    assert all(one.containment is None for one in said)


def test_two_equal_short_headlines_are_a_coincidence(dedup, article: Make) -> None:
    titles = ["Watch live", "Watch live", "Morning news in brief", "Morning news in brief", "", ""]
    assert set(dedup.verdicts(article(f"a{n}", title) for n, title in enumerate(titles))) == {"new"}


def test_two_equal_sentences_are_a_copy_and_two_that_are_alike_are_not(dedup, article: Make) -> None:
    sentence = "The two presidents spoke by telephone on Friday about the {} in the north"
    first, same, alike = (sentence.format(word) for word in ("fighting", "fighting", "harvest"))
    assert dedup.verdicts(article(f"a{n}", text) for n, text in enumerate((first, same, alike))) == [
        "new", "copy", "new",
    ]  # fmt: skip


def test_what_an_outlet_puts_under_every_article_links_nothing(dedup, article: Make, prose: Prose) -> None:
    footer = prose(900, 12)
    said = [
        dedup.say(article(f"a{n}", f"Matter {n} of the day", prose(n, 8) + footer, outlet="one.example"))
        for n in range(30)
    ]
    assert {one.verdict for one in said} == {"new"}
    assert len({one.story for one in said[8:]}) == 22


def test_an_agency_report_is_still_found_under_an_outlets_own_lines(
    dedup, article: Make, prose: Prose
) -> None:
    report, footer = prose(1, 12), prose(900, 12)
    for n in range(20):
        dedup.say(article(f"a{n}", f"Matter {n} of the day", prose(50 + n, 8) + footer, outlet="one.example"))
    dedup.say(article("x", HEADLINE, report, outlet="two.example"))
    copy = dedup.say(article("y", HEADLINE, report[:9] + footer, outlet="one.example"))
    assert (copy.verdict, copy.original) == ("copy", "x")


def test_the_parts_of_a_series_at_one_outlet_are_no_copies(dedup, article: Make, prose: Prose) -> None:
    text = prose(1, 12)
    said = dedup.verdicts(
        article(f"a{n}", f"The long read, chapter {n}", [*text, prose(n, 1)[0]], outlet="one.example")
        for n in range(2, 8)
    )
    assert set(said) == {"new"}


def test_one_outlets_report_under_two_addresses_is_a_copy(dedup, article: Make, prose: Prose) -> None:
    text = prose(1, 12)
    dedup.say(article("a", HEADLINE, text, outlet="one.example"))
    assert dedup.say(article("b", HEADLINE, text[:11], outlet="one.example")).verdict == "copy"


@pytest.mark.parametrize("outlet", ["one.example", None])
def test_ten_thousand_equal_texts_do_not_make_the_next_slow_or_wrong(
    dedup, article: Make, prose: Prose, outlet: str | None
) -> None:
    text = prose(1, 20)
    for n in range(1500):
        dedup.take(article(f"a{n}", HEADLINE, text, outlet=outlet))
    last = dedup.say(article("z", HEADLINE, text[:18], outlet="other.example"))
    assert (last.verdict, last.original) == ("copy", "a0")


@pytest.mark.parametrize(
    "text", ["a " * 400_000, "word" * 400_000, "\u0301\u0327" * 400_000, "\u202e\U0001f600 " * 200_000]
)
def test_a_text_of_megabytes_of_nothing_is_new(dedup, article: Make, text: str) -> None:
    assert dedup.say(article("a", "", text)).verdict == "new"
