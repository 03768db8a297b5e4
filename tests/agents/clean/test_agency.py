"""The agency that a report credits, in the forms that agencies and outlets print it in ten languages."""

import pytest

from agents.clean.agency import agency_of, is_agency, is_credit
from agents.clean.article import clean_article
from agents.clean.rules import rules
from streams.article_records import RawArticle

PROSE = "The two ministers agreed on Monday to reopen the mountain road before the first snow falls."


@pytest.mark.parametrize(
    ("dateline", "agency"),
    [
        ("GENEVA (AP) — ", "AP"),
        ("GENEVA, May 14 (Reuters) - ", "Reuters"),
        ("GENEVA, May 14, 2021 (BSS/AFP) - ", "AFP"),
        ("GENEVA, May 14. /TASS/. ", "TASS"),
        ("GENEVA, May 14 (Xinhua) -- ", "Xinhua"),
        ("AFP - ", "AFP"),
        ("Genf (dpa) - ", "dpa"),
        ("Genf/Bern (dpa/tmn) - ", "dpa"),
        ("GENF/BERN (dpa-AFX) - ", "dpa"),
        ("Wien (APA) - ", "APA"),
        ("GENÈVE, 14 mai (Reuters) - ", "Reuters"),
        ("Genève (AFP) – ", "AFP"),
        ("Bruxelles (Belga) - ", "Belga"),
        ("ЖЕНЕВА, 14 мая — РИА Новости. ", "RIA"),
        ("ЖЕНЕВА, 14 мая - РИА Новости, Анна Лебедева. ", "RIA"),
        ("ЖЕНЕВА, 14 мая. /ТАСС/. ", "TASS"),
        ("Женева. 14 мая. INTERFAX.RU - ", "Interfax"),
        ("Москва. 14 мая. Интерфакс - ", "Interfax"),
        ("БЕРН, 14 мая. /ПРАЙМ/. ", "Prime"),
        ("КИЇВ. 14 травня. УНН. ", "UNN"),
        ("Київ. Укрінформ. ", "Ukrinform"),
        ("Київ. 14 травня. Інтерфакс-Україна. ", "Interfax-Ukraine"),
        ("GENEWA (PAP) - ", "PAP"),
        ("Warszawa, 14.05.2021 (ISBnews/PAP) - ", None),
        ("Ginebra, 14 may (EFE).- ", "EFE"),
        ("GINEBRA, 14 (EUROPA PRESS) ", "Europa Press"),
        ("(ANSA) - GINEVRA, 14 MAG - ", "ANSA"),
        ("Ginevra, 14 mag. (Adnkronos) - ", "Adnkronos"),
        ("Genebra, 14 mai 2021 (Lusa) - ", "Lusa"),
        ("CENEVRE (AA) - ", "Anadolu"),
        ("ANKARA (AA) - ", "Anadolu"),
        ("جنيف 14 مايو (رويترز) - ", "Reuters"),
        ("جنيف (أ ف ب) - ", "AFP"),
        ("باريس - أ ف ب: ", "AFP"),
        ("جنيف - (د ب أ): ", "dpa"),
        ("الكويت - 14 - 5 (كونا) -- ", "KUNA"),
        ("أبوظبي في 14 مايو / وام / ", "WAM"),
        ("GENEVA (dpa/AFP) - ", None),
        ("PARIS: (Web Desk) – ", None),
        ("On Monday, May 14, Reuters reported that ", None),
        ("In Bern, TASS, the agency of the state, ", None),
        ("The village (in the valley) ", None),
        ("The plan (ap. 12 pages) ", None),
    ],
)
def test_the_agency_of_a_dateline_is_found(dateline, agency):
    assert agency_of(dateline + PROSE, (), None) == agency


@pytest.mark.parametrize(
    ("ending", "agency"),
    [
        (" (PAP)", "PAP"),
        ("\n\n— AFP", "AFP"),
        ("\n\n(avec AFP)", "AFP"),
        ("\n\n(mit dpa)", "dpa"),
        (" /TASS/", "TASS"),
        (" (dpa/lsw)", "dpa"),
        (" [Reuters]", "Reuters"),
        ("\n\n(AFP, Reuters)", None),
        (" (Ann Lee/Reuters)", None),
        (" (and so on)", None),
    ],
)
def test_the_agency_of_an_ending_is_found(ending, agency):
    assert agency_of(PROSE + ending, (), None) == agency


@pytest.mark.parametrize(
    ("line", "language", "agency"),
    [
        ("By AFP", "en", "AFP"),
        ("By Reuters Staff", "en", "Reuters"),
        ("Par Le Port avec AFP", "fr", "AFP"),
        ("Le Port avec Reuters", "fr", "Reuters"),
        ("Von dpa", "de", "dpa"),
        ("Por EFE", "es", "EFE"),
        ("Di Redazione ANSA", "it", "ANSA"),
        ("Autor: PAP", "pl", "PAP"),
        ("Автор: ТАСС", "ru", "TASS"),
        ("بقلم: رويترز", "ar", "Reuters"),
    ],
)
def test_a_byline_of_an_agency_is_its_credit_and_names_no_author(line, language, agency):
    text = f"Mountain road to reopen soon\n{line}\n{PROSE}"
    raw = RawArticle(article_id="a", version="v", id="i", text=text, language=language)
    found = clean_article(raw) if language == "en" else None
    if found is not None:
        assert (found.agency, found.authors, found.text) == (agency, (), PROSE)
    assert agency_of("", (line,), None) == agency


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("Source: AFP", "AFP"),
        ("With reporting by AFP", "AFP"),
        ("With reporting by AFP, AP, and Reuters", None),
        ("AFP", "AFP"),
        ("© AFP", "AFP"),
        ("© 2021 AFP", "AFP"),
        ("(Reuters)", "Reuters"),
        ("jj/rb (dpa)", "dpa"),
        ("Copyright 2021 The Associated Press. All rights reserved.", None),
    ],
)
def test_a_line_below_the_text_that_credits_an_agency_goes_and_is_its_credit(line, agency):
    text = f"Mountain road to reopen soon\n\n{PROSE}\n\n{PROSE.replace('road', 'rail')}\n\n{line}"
    found = clean_article(RawArticle(article_id="a", version="v", id="i", text=text))
    assert found.agency == agency
    assert found.text == f"{PROSE}\n\n{PROSE.replace('road', 'rail')}"


def test_a_picture_of_an_agency_is_no_credit_of_the_text():
    picture = "The pass in winter. Ann Lee/Reuters"
    text = f"Mountain road to reopen soon\n\n© AFP\n\n{PROSE}\n\n{picture}\n\n{PROSE[:-1]}!"
    found = clean_article(RawArticle(article_id="a", version="v", id="i", text=text))
    assert found.agency is None


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("(AFP)", True),
        ("AFP, dpa, Reuters", True),
        ("Reuters/AFP", True),
        ("Harbour Post with AFP", True),
        ("jj/rb (dpa, afp)", True),
        ("mwo/ ap/", True),
        ("kor/as/jkm", True),
        ("Agencies", True),
        ("AFP reported", False),
        ("km/h", True),  # two signs of editors look the same; alone on a line it is nothing else
        ("Macron and Reuters", True),
        ("He spoke with Reuters", False),
        ("and/or.", False),
        ("Road and rail", False),
    ],
)
def test_a_line_that_only_says_where_a_text_came_from_is_known(line, credit):
    assert is_credit(line, rules("en")) is credit


def test_names_of_agencies_are_known_however_they_stand():
    assert all(
        map(is_agency, ("AFP", "(dpa)", "Reuters Staff", "РИА Новости", "Agence France-Presse", "رويترز"))
    )
    assert not any(map(is_agency, ("Ann Lee", "AFPX", "")))
