"""The event of a match: who, what, when, and words that reports in two languages share."""

import pytest

from agents.tag.event.terms import romanised, terms
from agents.tag.look import Rules, looks
from agents.watch.load import load_watch
from streams.article_records import Article

RULES = Rules.of([load_watch("macron-russia")])


def event(title, text="", language="en", published="2024-05-15"):
    article = Article(
        article_id="a", version="v", id="i", title=title, text=text, language=language, published=published
    )
    (look,) = looks(RULES, article)
    assert look.match, look
    return look.event


@pytest.mark.parametrize(
    ("title", "kind", "state"),
    [
        ("Macron and Putin hold phone call", "call", "held"),
        ("Macron to call Putin tomorrow, Kremlin says", "call", "planned"),
        ("Macron postpones visit to Moscow, tells Putin", "visit", "moved"),
        ("Macron cancels meeting with Putin", "meeting", "cancelled"),
        ("Kremlin denies Putin call with Macron", "call", "denied"),
        ("Putin ready to talk to Macron, Kremlin says", "statement", "held"),
        ("Russia expels French diplomats", "expulsion", "held"),
        ("France slaps new sanctions on Russia, Elysee says", "sanctions", "held"),
        ("Macron sends envoy to Moscow for talks with Putin's aide", "envoy", "held"),
        ("Macron accuses Putin of lying about Ukraine", "statement", "held"),
    ],
)
def test_kind_and_state_are_those_of_the_headline(title, kind, state):
    told = event(title)
    assert (told.kind, told.state) == (kind, state)
    assert told.family == ("contact" if kind not in ("statement", "sanctions") else "act")


@pytest.mark.parametrize(
    ("text", "date", "source"),
    [
        ("Macron called Putin on 13 May.", "2024-05-13", "text"),
        ("Macron called Putin yesterday.", "2024-05-14", "text"),
        ("Macron will meet Putin on 3 June.", "2024-06-03", "text"),
        ("Macron called Putin.", "2024-05-15", "published"),
        ("Macron called Putin, the first talk since 11 September 2022.", "2024-05-15", "published"),
    ],
)
def test_the_day_is_the_event_s_own_where_the_text_says_it(text, date, source):
    told = event("", text)
    assert (told.date, told.date_from) == (date, source)


def test_without_any_date_there_is_none():
    told = event("Macron calls Putin", published=None)
    assert (told.date, told.date_from) == (None, None)


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "French president calls Putin over Syria"),
        ("ru", "Президент Франции позвонил Путину из-за Сирии"),
        ("de", "Frankreichs Präsident telefoniert mit Putin über Syrien"),
        ("pl", "Prezydent Francji rozmawiał telefonicznie z Putinem o Syrii"),
        ("fr", "Le président français a téléphoné à Poutine au sujet de la Syrie"),
    ],
)
def test_one_event_has_the_same_actors_and_third_parties_in_every_language(language, title):
    told = event(title, language=language)
    assert (told.kind, told.actors, told.third_parties) == ("call", ("macron", "putin"), ("SY",))


def test_a_side_without_a_person_is_named_as_a_side():
    assert event("France expels Russian diplomats").actors == ("france", "russia")


def test_an_answer_names_its_speaker():
    told = event("Lavrov slams Macron's remarks on Russia")
    assert (told.family, told.speaker, told.act) == ("act", "lavrov", "accuses")


def test_the_account_of_a_call_names_whose_it_is():
    assert event("", "Macron and Putin spoke by phone, the Kremlin said.").speaker == "putin"
    assert event("", "Macron and Putin spoke by phone.").speaker is None


@pytest.mark.parametrize(
    "spellings",
    [("Uschakow", "Ushakov", "Ушаков", "Uszakow"), ("Zaporizhzhia", "Запорижжя"), ("Шольц", "Solc")],
)
def test_names_meet_in_one_spelling(spellings):
    assert len({romanised(word) for word in spellings}) == 1


def test_terms_are_names_and_numbers_without_dates_and_offices():
    found = terms("It said that the President saw 34 boats, 13,200 men in Tarbes on 12 May 2021.", [], [], [])
    assert found == ("13200", "34", "tarbes")


def test_who_reports_is_no_content():
    found = terms("It was the Tarbes road, Reuters said, and the Gazeta and TASS had it too.", [], [], [])
    assert found == ("tarbes",)


def test_terms_are_bounded():
    text = "x " + " ".join(f"a B{chr(97 + i % 26)}{chr(97 + i // 26)}bo" for i in range(200))
    assert len(terms(text, [], [], [])) == 40


@pytest.mark.parametrize(
    ("language", "title", "actors"),
    [
        ("en", "Lavrov meets his French counterpart Séjourné in Moscow", ("lavrov", "sejourne")),
        ("fr", "Lavrov rencontre son homologue français à Moscou", ("france", "lavrov")),
        ("en", "Macron meets his Russian counterpart", ("macron", "putin")),
        ("de", "Macron trifft seinen russischen Amtskollegen", ("macron", "putin")),
        ("ru", "Макрон встретился с российским коллегой", ("macron", "putin")),
    ],
)
def test_a_counterpart_holds_the_office_of_whom_he_meets(language, title, actors):
    assert event(title, language=language).actors == actors


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Macron's adviser Emmanuel Bonne visited Moscow, Kremlin spokesman Dmitry Peskov confirmed."),
        ("de", "Macrons Berater Emmanuel Bonne war zu Gesprächen in Moskau, sagte Sprecher Dmitri Peskow."),
        ("ru", "Советник Макрона Эммануэль Бонн посетил Москву, сообщил пресс-секретарь Дмитрий Песков."),
    ],
)
def test_who_tells_of_a_contact_takes_no_part_in_it(language, text):
    told = event("", text, language)
    assert (told.kind, told.actors) == ("envoy", ("bonne", "macron", "russia"))


def test_an_aide_to_a_president_is_not_the_president():
    told = event("", "Macron's envoy Emmanuel Bonne met an aide to the Russian president in Moscow.")
    assert "putin" not in told.actors


@pytest.mark.parametrize(
    ("language", "title", "side"),
    [
        ("en", "France expels six Russian diplomats", "france"),
        ("en", "Russia throws out six French embassy staff, Paris says", "russia"),
        ("fr", "Moscou expulse six diplomates français", "russia"),
        ("fr", "Paris expulse six agents de l’ambassade de Russie", "france"),
        ("de", "Russland weist sechs französische Diplomaten aus", "russia"),
        ("ru", "Россия высылает шестерых французских дипломатов", "russia"),
        ("ru", "Франция объявила персонами нон грата шестерых дипломатов РФ", "france"),
        ("pl", "Francja wydala sześciu rosyjskich dyplomatów", "france"),
        ("es", "Rusia expulsa a seis diplomáticos franceses", "russia"),
        ("it", "La Russia espelle sei diplomatici francesi", "russia"),
        ("uk", "Франція висилає шістьох російських дипломатів", "france"),
        ("ar", "روسيا تطرد ستة دبلوماسيين فرنسيين", "russia"),
        ("en", "French ambassador summoned to Russian foreign ministry", "russia"),
        ("de", "Frankreich bestellt russischen Botschafter ein", "france"),
        ("ru", "Посла Франции вызвали в МИД России", "russia"),
        ("pl", "Ambasador Francji wezwany do MSZ Rosji", "russia"),
        ("de", "Frankreich belegt russische Schattenflotte mit Sanktionen", "france"),
    ],
)
def test_what_a_state_decides_alone_is_that_state_s_in_whichever_order_they_are_named(language, title, side):
    assert event(title, language=language).speaker == side


@pytest.mark.parametrize(
    "title",
    [
        "Moscow deplores the expulsion of its diplomats from France",
        "Diplomats expelled: France and Russia at odds",
    ],
)
def test_where_nobody_says_whose_the_diplomats_are_nobody_is_said_to_expel_them(title):
    told = event(title)
    assert told.kind != "expulsion" or told.speaker is None


@pytest.mark.parametrize(
    ("language", "title", "published", "day"),
    [
        ("de", "Macron reist am Freitag zu Putin nach Moskau", "2024-05-16", "2024-05-17"),
        ("en", "Talks between Macron and Putin set for Friday", "2024-05-15", "2024-05-17"),
        ("fr", "Macron se rend vendredi à Moscou pour rencontrer Poutine", "2024-05-15", "2024-05-17"),
    ],
)
def test_a_weekday_of_tomorrow_or_the_day_after_is_ahead_and_not_six_days_ago(
    language, title, published, day
):
    told = event(title, language=language, published=published)
    assert (told.state, told.date) == ("planned", day)


def test_a_weekday_that_is_said_to_be_the_last_one_is_behind():
    told = event("Macron and Putin spoke by phone last Friday", published="2024-05-16")
    assert (told.state, told.date) == ("held", "2024-05-10")


@pytest.mark.parametrize(
    ("language", "title", "published", "month"),
    [
        ("en", "Macron to visit Moscow in July, Kremlin says", "2024-05-15", "2024-07"),
        ("ru", "Макрон посетит Москву в начале июля", "2024-05-15", "2024-07"),
        ("es", "Macron viajará a Moscú en enero para reunirse con Putin", "2024-11-20", "2025-01"),
    ],
)
def test_a_plan_is_known_by_its_month_where_no_day_is_told(language, title, published, month):
    told = event(title, language=language, published=published)
    assert (told.state, told.date, told.date_from) == ("planned", month, "text")


@pytest.mark.parametrize(
    ("language", "title", "text", "side"),
    [
        ("en", "France recalls its ambassador from Moscow", "", "france"),
        ("fr", "Paris rappelle son ambassadeur à Moscou", "", "france"),
        ("ru", "Франция отзывает своего посла из России для консультаций", "", "france"),
        ("de", "Französischer Botschafter aus Moskau zurückgerufen", "", "france"),
        (
            "fr",
            "",
            "Emmanuel Macron a rappelé l’ambassadeur français en Russie et expulse dix diplomates russes.",
            "france",
        ),
        ("en", "Russia strips French diplomat of accreditation", "", "russia"),
    ],
)
def test_who_calls_his_own_ambassador_home_decides_on_it_as_who_sends_another_s_away(
    language, title, text, side
):
    told = event(title, text, language)
    assert (told.kind, told.speaker) == ("expulsion", side)


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("ru", "Макрон анонсировал телефонный разговор с Путиным"),
        ("uk", "Макрон анонсував телефонну розмову з Путіним"),
    ],
)
def test_a_headline_that_announces_a_call_opens_an_alert(language, title):
    article = Article(
        article_id="a", version="v", id="i", title=title, text="", language=language, published="2024-05-15"
    )
    (look,) = looks(RULES, article)
    assert look.opens


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        (
            "de",
            "Der Kreml weist Vorwürfe von Macron zurück",
            "Macron hatte am Dienstag in einem Interview gesagt, Putin wolle keinen Frieden.",
        ),
        (
            "en",
            "Kremlin brushes off Macron's charge",
            "Macron had said on Tuesday that Putin was stalling and warned Putin of new sanctions.",
        ),
        (
            "ru",
            "Песков отверг слова Макрона о перемирии",
            "Президент Франции Эммануэль Макрон заявил во вторник, что Владимир Путин затягивает переговоры.",
        ),
    ],
)
def test_an_answer_has_its_own_day_and_voice_and_not_those_of_what_it_answers(language, title, text):
    found = event(title, text, language, "2025-09-04")
    assert (found.kind, found.date) == ("statement", "2025-09-04")
    assert found.speaker in ("putin", "peskov", "russia")
