"""Scraped text: what stands around an article goes, the article stays word for word."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.clean.paragraphs import LINES
from agents.clean.plain import CUT, ENTRIES, read_plain
from agents.clean.rules import rules

LEAD = "The two ministers agreed on Monday to reopen the mountain road before the first snow falls."
MORE = "Engineers will inspect the bridges this week, the transport office in the capital added."
LAST = "Drivers on both sides had waited for the decision since a landslide closed the pass in spring."


def clean(*lines, title="", language="en", page=False):
    return read_plain("\n\n".join(lines), title, language, rules(language), page=page)


def test_an_article_without_anything_around_it_stays_as_it_is():
    body = clean(LEAD, MORE, LAST)
    assert body.text == f"{LEAD}\n\n{MORE}\n\n{LAST}"
    assert (body.title, body.removed, body.authors) == ("", [], [])


@pytest.mark.parametrize(
    ("language", "line", "reason"),
    [
        ("en", "Accessibility links", "navigation"),
        ("en", "Related article: Ministers Quarrel Over the Mountain Road", "related"),
        ("en", "The pass in winter (file photo)", "caption"),
        ("en", "The pass in winter. Ann Lee/Reuters", "caption"),
        ("en", "© 2020 Harbour Media", "caption"),
        ("en", "Share this article", "share"),
        ("en", "We use cookies to improve your visit.", "notice"),
        ("en", "Sign up for our newsletter", "notice"),
        ("en", "• 16x9 Image", "navigation"),
        ("en", "12 hours ago", "navigation"),
        ("en", "https://example.org/road", "link"),
        ("fr", "Lire aussi : La route de montagne rouvre", "related"),
        ("fr", "Partager sur Facebook", "share"),
        ("ru", "Читайте также: Дорога через перевал открыта", "related"),
        ("ru", "Фото: пресс-служба", "caption"),
        ("de", "Lesen Sie auch: Die Passstraße ist offen", "related"),
        ("de", "Anzeige", "advertisement"),
        ("pl", "Czytaj także: Droga przez przełęcz otwarta", "related"),
        ("uk", "Читайте також: Дорогу відкрито", "related"),
        ("es", "Lea también: La carretera reabre", "related"),
        ("it", "Leggi anche: La strada riapre", "related"),
        ("tr", "Paylaş", "share"),
        ("ar", "اقرأ أيضا: فتح الطريق", "related"),
        ("pt", "Leia também: A estrada reabre", "related"),
    ],
)
def test_a_line_of_the_page_around_it_goes_with_its_reason(language, line, reason):
    body = clean(LEAD, line, MORE, LAST, language=language)
    assert body.text == f"{LEAD}\n\n{MORE}\n\n{LAST}"
    assert body.removed == [f"{reason}: {line}"]


@pytest.mark.parametrize(
    "line",
    [
        "Share prices rose after the announcement of the two ministers.",
        "Read more slowly, the teacher told the children at the school below the pass.",
        "Nobody had kept the file photo.",
        "They had passed the place 12 hours ago, the drivers said.",
        "More than forty trucks waited: their drivers slept in the cabins.",
        "By Friday the road should be open, the office said.",
        "The minister listens to the engineers every day, he told reporters on June 26, 2020.",
        "Photographs of the landslide had gone around the world.",
        "He called the plan a “breaking news” stunt",
    ],
)
def test_a_sentence_that_only_sounds_like_a_rule_stays(line):
    assert line in clean(LEAD, line, MORE).text


@pytest.mark.parametrize(
    "closing",
    [
        "With reporting by AFP, AP, and Reuters",
        "Comments are closed, but trackbacks and pingbacks are open.",
        "(Reporting by Ann Lee; Editing by Bob Ray)",
        "Original url:",
    ],
)
def test_what_follows_the_end_of_the_article_goes_too(closing):
    body = clean(LEAD, MORE, LAST, closing, "Our reporters work in nine valleys.")
    assert body.text == f"{LEAD}\n\n{MORE}\n\n{LAST}"
    assert body.removed[-1] == "trailer: Our reporters work in nine valleys."


def test_a_closing_line_far_from_the_end_takes_nothing_else_with_it():
    body = clean(LEAD, "With reporting by AFP", MORE, LAST)
    assert body.text == f"{LEAD}\n\n{MORE}\n\n{LAST}"


def test_headline_byline_and_date_are_taken_from_the_head():
    body = clean(
        "Mountain Road to Reopen", "By Ann Lee and Bob Ray", "Updated: June 26, 2020 at 14:05", LEAD, MORE
    )
    assert body.title == "Mountain Road to Reopen"
    assert body.authors == ["Ann Lee", "Bob Ray"]
    assert body.day == "2020-06-26"
    assert body.text == f"{LEAD}\n\n{MORE}"


@pytest.mark.parametrize(
    ("language", "line", "names"),
    [
        ("de", "Von Anna Lehmann, Genf", ["Anna Lehmann"]),
        ("de", "Von Anna Lehmann und Karl Otto, Genf und Bern", ["Anna Lehmann", "Karl Otto"]),
        ("de", "Von Anna von der Au, Frankfurt am Main", ["Anna von der Au"]),
        ("de", "Von Anna Lehmann in Genf", ["Anna Lehmann"]),
        ("en", "By Ann Lee, New York", ["Ann Lee"]),
        ("en", "By Ann Lee in Geneva and Bob Ray in Bern", ["Ann Lee", "Bob Ray"]),
        ("de", "Von Anna Lehmann in Genf und Bern", ["Anna Lehmann"]),
        ("en", "By Ann Lee, Bob Ray and Cher", ["Ann Lee", "Bob Ray", "Cher"]),
        ("en", "By Ann Lee, Bob Ray, Geneva", ["Ann Lee", "Bob Ray"]),
        ("en", "By Ann Lee, AFP", ["Ann Lee"]),
        ("en", "By Cher", ["Cher"]),
        ("fr", "Par Anne Roy à Genève", ["Anne Roy"]),
        ("es", "Por Ana Ruiz, Ginebra", ["Ana Ruiz"]),
        ("ru", "Автор: Анна Лебедева, Женева", ["Анна Лебедева"]),
        ("en", "By Friday in Geneva", []),
        ("en", "By land in summer and by sea", []),
    ],
)
def test_a_byline_names_people_and_not_the_town(language, line, names):
    body = clean("Mountain Road to Reopen Soon", line, LEAD, MORE, language=language)
    assert body.authors == names
    assert (line in body.text) == (not names)


def test_names_of_sections_above_and_keywords_below_go():
    body = clean(
        "World", "Europe", "Mountain Road to Reopen", LEAD, "Yes.", "Short line", MORE, "Roads", "Snow"
    )
    assert body.title == "Mountain Road to Reopen"
    assert body.text == f"{LEAD}\n\nYes.\n\nShort line\n\n{MORE}"
    assert body.removed == [f"navigation: {word}" for word in ("World", "Europe", "Roads", "Snow")]


def test_a_headline_printed_twice_or_in_other_words_is_one():
    body = clean("Mountain Road to Reopen", "Mountain Road to Reopen Soon, Ministers Say", LEAD, MORE)
    assert body.title == "Mountain Road to Reopen"
    assert body.text == f"{LEAD}\n\n{MORE}"
    assert body.removed == ["title again: Mountain Road to Reopen Soon, Ministers Say"]


def test_a_given_headline_is_kept_and_not_repeated_in_the_body():
    body = clean("Mountain road to reopen", LEAD, MORE, title="Mountain Road to Reopen")
    assert (body.title, body.text) == ("Mountain Road to Reopen", f"{LEAD}\n\n{MORE}")


def test_a_first_paragraph_is_no_headline():
    assert clean(LEAD, MORE).title == ""
    assert clean("One short line").title == ""


def test_a_day_scraped_before_the_first_words_is_the_date():
    body = clean(f" date 2020-06-26 {LEAD}", MORE)
    assert (body.day, body.text) == ("2020-06-26", f"{LEAD}\n\n{MORE}")
    assert clean(f"Treaty 2020-06-26 {LEAD}", MORE).day is None, "a word that is no label stays"


def test_a_caption_in_the_present_tense_with_its_day_goes_from_the_head():
    caption = "Minister Ann Lee speaks to engineers at the closed pass above the lake on June 26, 2020."
    body = clean(caption, LEAD, MORE)
    assert body.text == f"{LEAD}\n\n{MORE}"
    assert body.removed == [f"caption: {caption}"]


def test_an_entry_that_is_all_caption_keeps_it():
    caption = "The pass in winter. Ann Lee/Reuters"
    assert clean(caption).text == caption


def test_a_headline_of_another_article_goes_and_a_subheading_stays():
    foreign = "Star Striker Signs Record Deal With Coastal Club"
    body = clean(LEAD, foreign, MORE, "Inspection of Bridges This Week Before Snow", LAST)
    assert body.removed == [f"unrelated headline: {foreign}"]
    assert "Inspection of Bridges" in body.text
    assert foreign in clean(LEAD, foreign, MORE, page=True).text, "on a page it is a subheading"


def test_the_link_to_the_original_is_kept_apart():
    body = clean(LEAD, MORE, LAST, "Original url:", "https://example.org/2020/06/26/road")
    assert body.link == "https://example.org/2020/06/26/road"
    assert body.text.endswith(LAST)


def test_what_was_removed_is_bounded():
    body = clean(*(f"Related article: {'x' * 250} {i}" for i in range(100)), LEAD, MORE)
    assert len(body.removed) == ENTRIES
    assert max(map(len, body.removed)) <= CUT


@given(
    st.lists(
        st.sampled_from([LEAD, MORE, "Share", "By Ann Lee", "June 26, 2020", "", "Original url:", "A B C d"])
    )
)
def test_every_paragraph_kept_is_a_paragraph_given(given_lines):
    body = clean(*given_lines)
    assert set(filter(None, body.text.split("\n"))) <= set(given_lines)
    assert body.text == body.text.strip()


@pytest.mark.parametrize(
    "line",
    [lambda i: chr(97 + i % 26), lambda i: ".", lambda i: f"{i}", lambda i: "June", lambda i: "By A, B"],
    ids=["letters", "dots", "numbers", "months", "bylines"],
)
def test_a_text_of_a_million_lines_takes_no_time(line):
    text = "\n".join(map(line, range(1_000_000)))[: 2 << 20]
    start = time.process_time()
    body = read_plain(text, "", "en", rules("en"))
    assert time.process_time() - start < 5, "under a second where nothing else runs"
    assert len(body.text) > 0.9 * len(text)


def test_lines_beyond_those_of_any_article_are_kept_as_they_stand():
    log = "\n".join(f"{i} bridges inspected." for i in range(LINES))
    rest = "Read also: not looked at\n\n\n  indented\n"
    assert read_plain(f"{log}\n\n{rest}", "", "en", rules("en")).text == f"{log}\n\n{rest.rstrip()}"


def test_blank_lines_separate_paragraphs_however_many_there_are():
    text = f"\n \n\n{LEAD}\n\t\n\n \n  {MORE} \n{LAST}\n\n"
    assert read_plain(text, "", "en", rules("en")).text == f"{LEAD}\n\n{MORE}\n{LAST}"


def test_a_row_of_section_names_is_no_headline():
    body = clean("World / Europe", "Mountain Road to Reopen", LEAD, MORE)
    assert body.title == "Mountain Road to Reopen"
    assert body.removed == ["navigation: World / Europe"]


def test_a_byline_of_an_outlet_with_an_agency_credits_the_agency():
    body = clean("La route du col rouvre lundi", "Par Le Port avec AFP", LEAD, MORE, language="fr")
    assert body.credits == ["Par Le Port avec AFP"]
    assert body.text == f"{LEAD}\n\n{MORE}"


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["Ceasefire holds"], "Ceasefire holds"),
        (["World news"], ""),
        (["World"], ""),
        (["World / Europe"], ""),
        (["Mountain roads", "Winter"], ""),
    ],
)
def test_two_words_alone_above_the_article_are_its_headline_unless_they_name_a_section(lines, title):
    body = clean(*lines, LEAD, MORE)
    assert (body.title, body.text) == (title, f"{LEAD}\n\n{MORE}")
