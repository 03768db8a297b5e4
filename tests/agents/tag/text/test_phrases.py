"""Folding and phrases: words found whole, with the endings that their language adds."""

import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.tag.text.fold import fold
from agents.tag.text.lexicon import lexicon
from agents.tag.text.phrases import LONGEST_TAIL, UNMARKED, Phrases, longest


def found(phrases, text):
    return [(text[hit.start : hit.end], hit.value) for hit in phrases.find(text, fold(text))]


def made(*words, endings=(), prefixes=()):
    phrases = Phrases(prefixes)
    for word in words:
        phrases.add(word, word, endings)
    return phrases


def test_folding_keeps_every_character_in_its_place():
    for code in range(sys.maxunicode + 1):
        if not 0xD800 <= code <= 0xDFFF:
            assert len(fold(chr(code) + "é")) == 2, hex(code)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Élysée", "ELYSEE"), ("Ёлка", "елка"), ("İstanbul", "istanbul"), ("ızgara", "izgara"),
     ("s’est", "s'est"), ("الأمريكي", "الامريكي"), ("Łódź", "lodz")],
)  # fmt: skip
def test_spellings_of_one_word_are_alike(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("й", "и"), ("ї", "і"), ("ß", "s")])
def test_letters_of_their_own_stay_apart(one, other):
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("phrase", "text", "hits"),
    [
        ("call", "A call, recalled. Calls? call", 2),
        ("call*", "A call, recalled. Calls? caller", 3),
        ("Берг~", "Берг, Берга, Бергом, Бергамот, айсберг", 3),
        ("Berg", "an iceberg, a berg, a Berg", 1),
        ("US", "told us, the US, Us", 1),
        ("phone call*", "phone calls, phone-call, phone\ncall, phone. Call, phone, call", 4),
        ("телефонн* разговор*", "Телефонный разговор, телефонного разговора", 2),
        ("s'est rendu", "Il s’est rendu là", 1),
        ("d'Orsay", "Quai d’Orsay", 1),
        ("رئيس", "والرئيس رئيس فالرئيس مرئيس", 3),
    ],
)
def test_phrases_are_found_whole_and_inflected(phrase, text, hits):
    phrases = made(phrase, endings=["а", "ом"], prefixes=["و", "ال", "وال", "فال"])
    assert len(phrases.find(text, fold(text))) == hits


def test_of_overlapping_phrases_the_longer_counts():
    phrases = made("calls", "calls for", "for peace")
    text = "He calls for peace"
    assert [hit.value for hit in longest(phrases.find(text, fold(text)))] == ["calls for"]


def test_nothing_is_found_before_anything_is_looked_for():
    assert found(Phrases(), "text") == []


def test_a_phrase_without_a_word_is_refused():
    with pytest.raises(ValueError, match="has no word"):
        Phrases().add("—", 1)


@given(st.text(max_size=80))
def test_hits_stand_where_they_say(text):
    folded = fold(text)
    for hit in made("a", "b*", "a b", "و", prefixes=["ال"]).find(text, folded):
        assert 0 <= hit.start < hit.end <= len(text)


@pytest.mark.parametrize("unit", ["a", "a ", "ab", "phone ", "\x00"])
def test_hostile_text_takes_linear_time(unit):
    phrases = made("a*", "a b c d", "ab*", "phone call phone", "phone phone phone phone")
    text = unit * (500_000 // len(unit))
    started = time.process_time()
    phrases.find(text, fold(text))
    assert time.process_time() - started < 5
    assert LONGEST_TAIL < 20


@pytest.mark.parametrize(
    ("phrase", "text", "hits"),
    [
        ("hätte", "Er hatte es, sie hätte es, HÄTTE er", 2),
        ("przód*", "przodu, przódy", 1),
        ("wydala", "Rada wydała zgodę. Kraj wydala posła", 1),
        ("nicht möchte", "nicht mochte, nicht möchte", 1),
    ],
)
def test_where_marks_tell_words_apart_they_stand_in_the_text_as_in_the_phrase(phrase, text, hits):
    phrases = Phrases(marks=["ä", "ö", "ł", "ó"])
    phrases.add(phrase, phrase)
    assert len(found(phrases, text)) == hits


def test_a_long_text_without_a_single_mark_was_written_without_them():
    phrases = Phrases(marks=["ą", "ę", "ł", "ó"])
    phrases.add("rozmowę", "call")
    assert found(phrases, "Premier odbyl rozmowe z kanclerzem. " * UNMARKED) != []
    assert found(phrases, "Premier odbyl rozmowe z kanclerzem.") == []


@pytest.mark.parametrize(
    ("language", "text", "cue"),
    [
        ("de", "Der Vertrag wurde unterzeichnet", ("state", "planned")),
        ("de", "Der Minister hatte abgelehnt", ("state", "hypothetical")),
        ("pl", "Ambasada wydała oświadczenie", ("contact", "expulsion")),
        ("pl", "Premierzy wydali oświadczenie", ("contact", "expulsion")),
        ("pl", "Napisano o tym w mediach", ("contact", "negotiation")),
        ("pl", "Kraje ponoszą odpowiedzialność", ("act", "reacts")),
        ("pl", "Rząd podejmie decyzję", ("contact", "visit")),
    ],
)
def test_words_that_only_look_alike_tell_nothing(language, text, cue):
    assert cue not in {hit.value for hit in lexicon(language).cues(text, fold(text))}


@pytest.mark.parametrize(
    ("language", "text", "cue"),
    [
        ("de", "Wien ruft seinen Botschafter aus Minsk zurück", ("contact", "expulsion")),
        ("pl", "Litwa wydali pięciu dyplomatów", ("contact", "expulsion")),
        ("pl", "Chargé d'affaires wezwany do estońskiego MSZ", ("summons", "words")),
        ("pl", "Praga zamyka konsulat w Brnie", ("contact", "expulsion")),
        ("pl", "Ryga odpowie na ograniczenia", ("act", "reacts")),
    ],
)
def test_words_that_belong_together_tell_what_they_mean(language, text, cue):
    assert cue in {hit.value for hit in lexicon(language).cues(text, fold(text))}


@pytest.mark.parametrize(
    ("phrase", "text", "hits"),
    [
        ("öldü", "Savaş suçlusu oldu, yüzlerce kişi öldü", 1),
        ("katil*", "Zirveye katıldı, katiller bulundu", 1),
        ("saldırı", "SALDIRI, Saldırı", 2),
        ("iste*", "İSTEDİ, işte, İstedi", 2),
    ],
)
def test_turkish_letters_are_others_with_and_without_marks_in_capitals_too(phrase, text, hits):
    phrases = Phrases(marks="çğıöşü")
    phrases.add(phrase, phrase)
    assert len(phrases.find(text, fold(text))) == hits


@pytest.mark.parametrize(
    ("phrase", "text"),
    [("حذر", "حذّر"), ("طرد دبلوماسي*", "طـــردِ دبلوماسيِّين"), ("المغربي", "المغربيّ")],
)
def test_arabic_vowel_signs_and_drawn_out_lines_hide_no_word(phrase, text):
    assert found(made(phrase), f"قال {text} هنا") == [(text, phrase)]
