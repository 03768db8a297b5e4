"""Names of states in the languages of the lexicons, held against CLDR and against each other."""

from collections import defaultdict

import pytest
from babel import Locale

from agents.gazetteer.load import load_state, states
from agents.tag.text.fold import fold
from agents.tag.text.lexicon import lexicon
from agents.tag.text.phrases import Phrases
from agents.watch.definition import LANGUAGES

ISO = [code for code in states() if load_state(code).iso]


def found(names, language, text):
    words = lexicon(language)
    phrases = Phrases(words.prefixes)
    for name in (*names.get(language, ()), *names.get("any", ())):
        phrases.add(name, name, words.endings)
    return phrases.find(text, fold(text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_state_is_found_by_the_name_that_its_language_has_for_it(language):
    missed = {}
    for code in ISO:
        name = Locale(language).territories[code].split(" (")[0]
        if not found(load_state(code).names, language, name):
            missed[code] = name
    assert missed == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_has_a_name_and_an_adjective_in_every_language(language):
    for code in states():
        state = load_state(code)
        assert state.names.get(language) or state.names.get("any"), code
        if state.iso:
            assert state.demonym.get(language) or state.demonym.get("any"), code


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_states_share_a_name(language):
    owners = defaultdict(set)
    for code in states():
        names = load_state(code).names
        for name in (*names.get(language, ()), *names.get("any", ())):
            owners[fold(name).rstrip("~*")].add(code)
    assert {name: codes for name, codes in owners.items() if len(codes) > 1} == {}


@pytest.mark.parametrize(
    ("code", "language", "text"),
    [
        ("FR", "ru", "Франции"), ("FR", "pl", "Francją"), ("FR", "uk", "Францією"), ("FR", "ar", "وفرنسا"),
        ("FR", "tr", "Fransa'nın"), ("FR", "de", "Frankreichs"),
        ("RU", "ru", "Россией"), ("RU", "pl", "Rosji"), ("RU", "uk", "Росії"), ("RU", "ar", "لروسيا"),
        ("DE", "pl", "Niemczech"), ("DE", "ru", "Германию"), ("DE", "uk", "Німеччиною"),
        ("GB", "pl", "Wielkiej Brytanii"), ("GB", "uk", "Великої Британії"), ("GB", "ru", "Британией"),
        ("CN", "ru", "Китаем"), ("CN", "ar", "بالصين"), ("UA", "pl", "Ukrainie"), ("UA", "ru", "Украиной"),
        ("US", "ru", "Соединенными Штатами"), ("US", "es", "EE.UU."), ("US", "en", "the U.S."),
        ("TR", "pl", "Turcją"), ("TR", "ru", "Турцией"), ("IT", "pl", "Włoszech"), ("PL", "ru", "Польшей"),
        ("IL", "ru", "Израилем"), ("IR", "uk", "Ірану"), ("ES", "pl", "Hiszpanii"),
    ],
)  # fmt: skip
def test_a_name_is_found_in_its_cases_and_with_its_prefixes(code, language, text):
    assert found(load_state(code).names, language, text)


@pytest.mark.parametrize(
    ("code", "person", "language", "text"),
    [
        ("FR", "macron", "ru", "Макрону"), ("FR", "macron", "pl", "Macronem"),
        ("FR", "macron", "de", "Macrons"),
        ("FR", "bonne", "ru", "Эммануэлем Бонном"), ("FR", "colonna", "pl", "Catherine Colonny"),
        ("RU", "putin", "fr", "Poutine"), ("RU", "putin", "uk", "Путіним"), ("RU", "putin", "ar", "وبوتين"),
        ("RU", "lavrov", "de", "Lawrows"), ("RU", "lavrov", "pl", "Ławrowem"),
        ("RU", "zakharova", "ru", "Захаровой"), ("RU", "zakharova", "pl", "Zacharowej"),
        ("RU", "medinsky", "ru", "Мединского"), ("UA", "zelensky", "de", "Selenskyj"),
        ("UA", "zelensky", "pl", "Zełenskiego"), ("UA", "zelensky", "ru", "Зеленским"),
        ("UA", "kuleba", "ru", "Кулебы"), ("UA", "sybiha", "uk", "Сибігою"),
        ("PL", "sikorski", "ru", "Сикорским"),
        ("PL", "sikorski", "pl", "Sikorskiego"), ("DE", "merz", "ru", "Мерцем"),
        ("DE", "merkel", "de", "Merkels"),
        ("TR", "erdogan", "tr", "Erdoğan'ın"), ("TR", "erdogan", "ru", "Эрдоганом"),
        ("CN", "xi", "ru", "Си Цзиньпином"),
        ("US", "trump", "pl", "Trumpowi"), ("US", "witkoff", "ru", "Уиткоффа"),
        ("IL", "netanyahu", "fr", "Nétanyahou"),
    ],
)  # fmt: skip
def test_a_person_is_found_in_the_spellings_of_the_languages(code, person, language, text):
    one = next(one for one in load_state(code).people if one.id == person)
    assert found(one.names, language, text)
