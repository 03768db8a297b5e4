"""What an outlet prints again and again is learned; what its articles are made of is not."""

from hypothesis import given
from hypothesis import strategies as st

from agents.clean.outlet_learn import Seen, learn
from agents.clean.plain import read_plain
from agents.clean.rules import rules

NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
FRAME = "Write to our desk if you know more about what happened at the lake"
BACKGROUND = "The pass has been closed since a landslide in the spring of last year killed nine people."


def article(number, *lines, host="lake.example", title="", day="2022-03-01", **more):
    word = NUMBERS[number % 12] * (1 + number // 12)
    own = (
        f"The council met for the {word} time on Monday and put off the {word} question once more.",
        f"Nobody from the {word} village had come, and so the {word} chair stayed empty all evening.",
    )
    return Seen(host, None, day, title or f"Council meets {word}", (*own, *lines), "en")


def texts(found, host="lake.example"):
    return {line.text for frame in found.outlets if frame.host == host for line in frame.lines}


def test_a_line_in_many_different_articles_is_learned_with_its_count_and_days():
    found = learn([article(n, "5 things about the lake", day=f"2022-03-{n + 1:02}") for n in range(8)])
    ((frame),) = found.outlets
    assert (frame.host, frame.articles) == ("lake.example", 8)
    (line,) = frame.lines
    assert line.text == "# things about the lake"
    assert (line.articles, line.first, line.last) == (8, "2022-03-01", "2022-03-08")


def test_a_line_in_too_few_articles_or_in_a_small_part_of_all_is_not():
    few = [article(n, "Lake letters") for n in range(3)]
    many = [article(n) for n in range(3, 300)]
    assert texts(learn(few)) == set()
    assert texts(learn([*few, article(3, "Lake letters"), *many[1:]])) == set()
    assert texts(learn([*few, article(3, "Lake letters"), *many[1:]], share=0.01)) == {"lake letters"}


def test_copies_and_revisions_of_one_text_count_once():
    one = article(1, "Boats wait at the northern pier")
    same_title = [Seen(one.outlet, None, None, one.title, (*one.lines, str(n)), "en") for n in range(4)]
    same_lead = [Seen(one.outlet, None, None, f"Other headline {n}", one.lines, "en") for n in range(4)]
    assert texts(learn([one] * 9)) == set()
    assert texts(learn([one, *same_title])) == set()
    assert texts(learn([one, *same_lead])) == set()


def test_what_an_agency_sent_to_many_outlets_is_of_none_of_them():
    sent = article(1, "Boats wait at the northern pier")
    assert not learn(
        [Seen(f"paper{n}.example", None, None, sent.title, sent.lines) for n in range(9)]
    ).outlets


def test_a_background_paragraph_is_the_articles_own_though_it_comes_again():
    found = learn([article(n, *([BACKGROUND] if n % 4 == 0 else [])) for n in range(40)])
    assert texts(found) == set()


def test_a_sentence_that_speaks_to_the_reader_at_the_edge_is_learned_and_one_that_reports_is_not():
    asks = f"{FRAME}, and we will call you back the same day."
    tells = "The office of the mayor said once more that it would not comment on the plans of the lake."
    found = learn([article(n, *([asks, tells] if n % 8 == 0 else [])) for n in range(48)])
    assert len(texts(found)) == 1
    assert next(iter(texts(found))).startswith("write to our desk")


def test_a_subheading_inside_articles_is_not_a_frame():
    def one(number):
        before, after = article(number).lines, article(number + 20).lines
        heading = ["What happens next"] if number % 8 == 0 else []
        return Seen(
            "lake.example", None, None, f"Council {number}", (*before, *after, *heading, *after, *before)
        )

    assert texts(learn([one(n) for n in range(48)])) == set()


def test_the_share_is_that_of_the_source_where_sources_are_known():
    big = [article(n) for n in range(200)]
    small = [
        Seen("lake.example", "letters", None, f"Letter {n}", (*article(n + 300).lines, "Lake letters"))
        for n in range(5)
    ]
    assert texts(learn([*big, *small], share=0.5)) == {"lake letters"}


def test_the_same_articles_in_any_order_give_the_same_version():
    seen = [article(n, "Lake letters") for n in range(8)]
    assert learn(seen).version == learn(seen[::-1]).version != learn(seen[:2]).version


def test_cleaning_takes_out_what_was_learned_and_nothing_else():
    seen = [article(n, "7 lake letters") for n in range(8)]
    frame = learn(seen).by_host()["lake.example"]
    lines = [
        "Ferry stops at noon",
        "The ferry stopped at noon on Monday.",
        "12 Lake Letters",
        "Lake letters of 1912",
    ]
    body = read_plain("\n".join(lines), "", "en", rules("en"), outlet=frame)
    assert body.text == "The ferry stopped at noon on Monday.\nLake letters of 1912"
    assert body.removed == ["outlet: 12 Lake Letters"]
    alone = read_plain("7 lake letters", "", "en", rules("en"), outlet=frame)
    assert (alone.text, alone.removed) == ("7 lake letters", []), (
        "an entry that is all frame tells what it can"
    )


@given(st.lists(st.tuples(st.sampled_from("abc"), st.lists(st.text(max_size=12), max_size=4)), max_size=30))
def test_any_articles_can_be_learned_from(rows):
    found = learn(Seen(host, None, None, "", tuple(lines)) for host, lines in rows)
    for frame in found.outlets:
        assert frame.lines
        assert all(line.text and line.articles >= 4 for line in frame.lines)
