"""Hard-wrapped texts: paragraphs become whole again, and what was never wrapped stays as it is."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.clean.paragraphs import join, split
from agents.clean.plain import read_plain
from agents.clean.rules import rules
from agents.clean.wrapped import unwrapped

PARAGRAPHS = {
    "en": [
        (
            "The two ministers agreed on Monday to reopen the mountain road before the first snow falls. "
            "Both of them will pay for the repair of the nine bridges, of which three are more than a "
            "century old."
        ),
        (
            "Engineers will inspect the tunnels this week, the transport office in the capital added, and "
            "the lorries that have waited in the valley since the landslide of early spring may then pass "
            "at night."
        ),
    ],
    "de": [
        (
            "Die Verkehrsminister beider Länder einigten sich am Montag auf die Öffnung der Passstraße "
            "vor dem Wintereinbruch. Die Kosten der Instandsetzung von neun Brücken tragen Bund, Länder "
            "und Gemeinden."
        ),
        (
            "Sachverständige prüfen in dieser Woche Tunnel, Stützmauern und Leitplanken, teilte das Amt "
            "für Straßenbau mit; Lastwagen warten seit dem Erdrutsch im Frühjahr auf Parkplätzen unter "
            "dem Pass."
        ),
    ],
    "ru": [
        (
            "Министры двух стран договорились в понедельник открыть горную дорогу до первого снега. "
            "Ремонт девяти мостов оплатят оба правительства, причём три из них построены более ста лет "
            "назад."
        ),
        (
            "Инженеры проверят тоннели на этой неделе, сообщили в управлении дорог, и грузовики, которые "
            "ждут в долине с весеннего оползня, смогут проехать через перевал ночью."
        ),
    ],
    "ar": [
        (
            "اتفق وزيرا البلدين يوم الاثنين على إعادة فتح الطريق الجبلي قبل هطول أول الثلوج، وستدفع "
            "الحكومتان تكاليف إصلاح الجسور التسعة التي يزيد عمر ثلاثة منها على مئة عام، كما جاء في بيان "
            "مشترك صدر بعد اجتماع دام أكثر من ثلاث ساعات في العاصمة."
        ),
        (
            "وسيفحص المهندسون الأنفاق هذا الأسبوع، كما أضاف مكتب الطرق في العاصمة، وقد تعبر الشاحنات التي "
            "تنتظر في الوادي منذ انهيار التربة في بداية الربيع ليلا بعد أن تنتهي أعمال الفحص والإصلاح "
            "الأولى."
        ),
    ],
}
LEAD, MORE = PARAGRAPHS["en"]


def read(text):
    found, rest = split(text)
    assert not rest
    return join(unwrapped(found))


@pytest.mark.parametrize("width", [60, 70, 78, 95, 110])
@pytest.mark.parametrize("language", PARAGRAPHS)
def test_wrapped_paragraphs_become_whole_again(language, width):
    paragraphs = PARAGRAPHS[language] * 3
    assert read("\n\n".join(textwrap.fill(p, width) for p in paragraphs)) == "\n\n".join(paragraphs)


@pytest.mark.parametrize("indent", ["", "    "])
def test_paragraphs_that_start_with_an_indent_need_no_blank_line(indent):
    wrapped = "\n".join(textwrap.fill(p, 72, initial_indent=indent or "  ") for p in [LEAD, MORE] * 2)
    assert read(wrapped) == "\n".join([LEAD, MORE] * 2)


def test_paragraphs_may_follow_each_other_without_a_blank_line_where_their_last_lines_are_short():
    short = "Both governments will pay for the repair of the nine bridges, and for the two tunnels too."
    paragraphs = [LEAD, short, "No one knows.", short, MORE]
    assert read("\n".join(textwrap.fill(p, 72) for p in paragraphs)) == "\n".join(paragraphs)


def test_lines_that_are_even_rather_than_full_are_joined_too():
    ragged = (
        "The two ministers agreed on Monday to reopen the mountain road\n"
        "before the first snow falls, and both governments will pay\n"
        "for the repair of the nine bridges, of which three are more\n"
        "than a century old and closed to lorries."
    )
    assert read(ragged) == ragged.replace("\n", " ")


def test_a_headline_a_byline_and_a_list_keep_their_lines():
    head = "Mountain road to reopen\nBy Ann Lee\nGENEVA, June 26"
    tunnel = "- the tunnel above the lake with its two galleries and the new walls of"
    items = f"- the old bridge\n{tunnel}\n  stone\n- the pass"
    text = f"{head}\n\n{textwrap.fill(LEAD, 72)}\n\n{items}\n\n{textwrap.fill(MORE, 72)}"
    assert read(text).split("\n") == [
        "Mountain road to reopen", "By Ann Lee", "GENEVA, June 26", "",
        LEAD, "",
        "- the old bridge",
        f"{tunnel} stone",
        "- the pass", "",
        MORE,
    ]  # fmt: skip


def test_a_headline_right_above_its_text_stays_a_headline():
    body = read_plain(f"Mountain Road to Reopen\n{textwrap.fill(LEAD, 76)}", "", "en", rules("en"))
    assert (body.title, body.text, body.removed) == ("Mountain Road to Reopen", LEAD, [])


def test_a_headline_of_two_lines_becomes_one():
    headline = "Mountain road between the two countries to reopen before the first snow, ministers say"
    text = f"{textwrap.fill(headline, 72)}\n\n{textwrap.fill(LEAD, 72)}"
    assert read_plain(text, "", "en", rules("en")).title == headline


def test_a_day_in_words_at_the_start_of_a_line_is_no_item_of_a_list():
    text = (
        "Die Minister beider Länder treffen sich nach Angaben des Amtes am\n"
        "26. Juni erneut in der Hauptstadt, um über die neun Brücken, und\n"
        "- wie schon im Frühjahr - über die Kosten der Tunnel sowie der\n"
        "neuen Mauern an der Straße über den Pass zu sprechen, ehe der\n"
        "erste Schnee fällt."
    )
    assert read(text) == text.replace("\n", " ")


def test_a_hyphen_at_the_end_of_a_line_stays_as_it_is():
    text = (
        "Der Minister sprach am Montag mit dem Leiter des Amtes, Jean-\n"
        "Yves Muster, über den Straßenbau, die Kosten sowie über die Ein-\n"
        "und Ausfuhr von Waren, die seit dem Erdrutsch im Frühjahr auf\n"
        "Parkplätzen im Tal warten."
    )
    found = read(text)
    assert "Jean-Yves Muster" in found
    assert "Ein- und Ausfuhr" in found
    assert "\n" not in found


@pytest.mark.parametrize(
    "text",
    [
        f"{LEAD}\n{MORE}\nYes.\nThe road is open.\n{LEAD}",
        "\n".join(f"{LEAD[:91]}" for _ in range(8)),
        "World\nEurope\nRoads\nSnow\nWeather\nSport",
        (
            "First bridge: closed for repair until the end of the month of May\n"
            "Second bridge: open\nThird bridge: open at night\nFourth bridge: closed"
        ),
        (
            "Ministers Quarrel Over the Mountain Road\nStar Striker Signs Record Deal With Coastal Club\n"
            "Harbour Town Elects Its First Mayor From Abroad in Decades\nSnow Expected in the Valleys\n"
            "New Tunnel Opens to Traffic After Seven Years of Work"
        ),
        (
            "Name              Length     Built\nThe old bridge        20 m      1911\n"
            "The new bridge        30 m      1951\nThe last bridge       25 m      1961\n"
        ),
    ],
    ids=["one line a paragraph", "one sentence a line", "sections", "facts", "headlines", "table"],
)
def test_a_text_that_was_never_wrapped_stays_as_it_is(text):
    assert read(text).split("\n") == [line.strip() for line in text.strip().split("\n")]


def test_joined_lines_are_not_counted_as_removed():
    body = read_plain("\n\n".join(textwrap.fill(p, 72) for p in (LEAD, MORE)), "", "en", rules("en"))
    assert (body.text, body.removed) == (f"{LEAD}\n\n{MORE}", [])


def test_the_text_of_a_page_is_left_to_the_pages_parser():
    wrapped = textwrap.fill(LEAD, 60)
    assert read_plain(wrapped, "T", "en", rules("en"), page=True).text == wrapped


SMALL = sorted({word for word in (LEAD + " " + MORE).split() if word.isalpha() and word.islower()})
WORDS = st.lists(st.sampled_from(SMALL), min_size=80, max_size=160).map(" ".join)


@given(st.lists(WORDS, min_size=1, max_size=4), st.integers(min_value=60, max_value=110))
def test_wrapping_at_any_width_is_undone(paragraphs, width):
    text = "\n\n".join(paragraphs)
    found = read("\n\n".join(textwrap.fill(p, width) for p in paragraphs))
    assert found == text
    assert read(found) == found


@given(st.text(alphabet=st.sampled_from("aB é-.:\n\t•1")))
def test_no_word_is_lost_or_changed(text):
    assert "".join(read(text).split()) == "".join(text.split())
