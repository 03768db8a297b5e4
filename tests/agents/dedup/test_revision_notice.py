"""Notices of newspapers and agencies are known in eleven languages; reports about such things are none."""

import re
import time
import tomllib
from importlib.resources import files

import pytest

from agents.dedup.revision_notice import is_furniture, is_label, light, notice_kind, plain, weighty

LANGUAGES = {"en", "fr", "de", "ru", "uk", "pl", "es", "it", "pt", "ar", "tr"}

CORRECTIONS = [
    "Correction: the visit took two days, not three.",
    "Correction (12 May 2024): the visit took two days.",
    "Corrections & clarifications — the visit took two days.",
    "CORRECTION, May 12: the visit took two days.",
    "CORRECTED-Envoys to meet on Tuesday",
    "* An earlier version of this story gave the wrong day.",
    "(This article has been amended to reflect the right day.)",
    "This story originally said that the talks were held on Monday.",
    "(Corrects day in second paragraph)",
    "Editor’s note: Correction — the talks were on Tuesday.",
    "ERRATUM",
    "Rectificatif : la visite a duré deux jours.",
    "Une première version de cet article indiquait un mauvais jour.",
    "Contrairement à ce que nous avons écrit, la visite a duré deux jours.",
    "Korrektur: Der Besuch dauerte zwei Tage.",
    "(Berichtigung: Der Besuch dauerte zwei Tage.)",
    "In einer früheren Version dieses Artikels hieß es, der Besuch habe drei Tage gedauert.",
    "Исправление: визит продолжался два дня.",
    "ИСПРАВЛЕНО. В тексте исправлена дата.",
    "В предыдущей версии этой новости была указана другая дата.",
    "Виправлення: візит тривав два дні.",
    "У попередній версії цієї статті було вказано іншу дату.",
    "Sprostowanie: wizyta trwała dwa dni.",
    "W poprzedniej wersji tekstu podaliśmy złą datę.",
    "Fe de errores: la visita duró dos días.",
    "Una versión anterior de este artículo daba otra fecha.",
    "Errata corrige: la visita è durata due giorni.",
    "Rettifica – la visita è durata due giorni.",
    "Una precedente versione di questo articolo riportava un’altra data.",
    "Errata: a visita durou dois dias.",
    "Diferentemente do publicado, a visita durou dois dias.",
    "تصحيح: استمرت الزيارة يومين.",
    "ورد في نسخة سابقة من هذا الخبر تاريخ آخر.",
    "DÜZELTME: Ziyaret iki gün sürdü.",
    "Haberin önceki sürümünde tarih yanlıştı.",
]  # fmt: skip
RETRACTIONS = [
    "This article has been withdrawn.",
    "The story was removed because its source could not be confirmed.",
    "RETRACTED: Envoys to meet on Tuesday",
    "Retraction: the report of 12 May was wrong.",
    "Cet article a été retiré.",
    "ANNULATION : la dépêche de 12h10",
    "Dieser Artikel wurde zurückgezogen.",
    "Die Meldung wird annulliert, bitte nicht verwenden.",
    "Эта новость была удалена редакцией.",
    "Данное сообщение аннулируется.",
    "Цю новину видалено.",
    "Tekst został usunięty.",
    "Esta noticia ha sido retirada.",
    "Questo articolo è stato rimosso.",
    "Este artigo foi removido.",
    "تم حذف هذا الخبر.",
    "Bu haber yayından kaldırıldı.",
    "İPTAL: Ziyaret haberi",
]
UPDATES = [
    "This story has been updated.",
    "UPDATE 2-Envoys to meet on Tuesday",
    "Cet article a été mis à jour.",
    "Dieser Artikel wird laufend aktualisiert.",
    "Новость дополняется.",
    "Обновлено: добавлены подробности.",
    "Новину доповнено.",
    "Artykuł został zaktualizowany.",
    "Esta noticia ha sido actualizada.",
    "Articolo in aggiornamento.",
    "Esta reportagem foi atualizada.",
    "تم تحديث هذا الخبر.",
    "Haber güncelleniyor.",
]
REPORTS = [
    "The correction of prices was overdue, a trader said.",
    "Correction officers in two states went on strike.",
    "A market correction: traders had waited for it.",
    "The troops were withdrawn from the border on Monday.",
    "The ambassador has been withdrawn, the ministry said.",
    "The minister withdrew an earlier version of his bill.",
    "The article of the constitution was amended in 1993.",
    "Kill-switch found in inverters, officials say",
    "Update-Pflicht für Router kommt im Herbst",
    "Le rectificatif budgétaire sera voté mardi par les députés.",
    "L'annulation du sommet a surpris les diplomates.",
    "Die Korrektur der Prognose kam spät, sagte der Minister.",
    "Der Botschafter wurde zurückgezogen.",
    "Посол отозван для консультаций, сообщило министерство.",
    "Поправка к закону принята в первом чтении.",
    "Посла відкликано для консультацій.",
    "Ambasador został odwołany na konsultacje.",
    "La corrección de los precios era de esperar, dijo el ministro.",
    "L'ambasciatore è stato ritirato.",
    "A correção dos preços era esperada.",
    "سحبت الحكومة سفيرها من العاصمة.",
    "Elçi geri çekildi, dedi bakanlık sözcüsü.",
    "",
    " ",
]


@pytest.mark.parametrize("sentence", CORRECTIONS)
def test_a_correction_is_known_in_every_language(sentence: str) -> None:
    assert notice_kind(sentence) == "correction"


@pytest.mark.parametrize("sentence", RETRACTIONS)
def test_a_withdrawal_is_known_in_every_language(sentence: str) -> None:
    assert notice_kind(sentence) == "retraction"


@pytest.mark.parametrize("sentence", UPDATES)
def test_an_update_is_known_in_every_language(sentence: str) -> None:
    assert notice_kind(sentence) == "update"


@pytest.mark.parametrize("sentence", REPORTS)
def test_a_report_about_such_things_is_no_notice(sentence: str) -> None:
    assert notice_kind(sentence) is None


@pytest.mark.parametrize(
    "line",
    ["Read also: ten bridges", "Updated at 15:40", "Last updated on 3 March", "Lire aussi : dix ponts",
     "Mis à jour le 3 mars", "Lesen Sie auch: Zehn Brücken", "Stand: 03.03.2021", "Stand: 3. März",
     "Обновлено 12:40", "Czytaj też: dziesięć mostów", "Lea también: diez puentes", "Leggi anche: ponti",
     "Читайте также: десять мостов", "Leia também: dez pontes", "اقرأ أيضا: عشرة جسور",
     "Читайте також: десять мостів", "Abone olun!", "Advertisement"],
)  # fmt: skip
def test_the_pages_own_lines_are_known(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    ["Updated figures show that prices rose", "Comments by the minister angered the union",
     "Anzeige gegen den Minister erstattet", "Реклама табака будет запрещена", "Assinemos o tratado, disse",
     "Published reports say otherwise", "Reklamer Müller tritt zurück", "Stand der Dinge: offen"],
)  # fmt: skip
def test_a_report_is_not_taken_for_the_pages_own_lines(line: str) -> None:
    assert not is_furniture(line)


def test_a_label_alone_is_a_notice_however_short() -> None:
    assert [is_label(line) for line in ("Errata", "KOREKTA", "Watch", "Düzeltme")] == [
        True,
        True,
        False,
        True,
    ]


def test_every_language_has_its_words() -> None:
    data = tomllib.loads(files("agents.dedup").joinpath("revision_words.toml").read_text("utf-8"))
    for kind in ("correction", "retraction", "update"):
        assert set(data[kind]["labels"]) == set(data[kind]["says"]) == LANGUAGES
    for name in ("openers", "stamps", "lines"):
        assert set(data["furniture"][name]) == LANGUAGES
    assert set(data["weighty"]) == set(data["light"]) == LANGUAGES
    assert all(weighty(one) and light(one) and not weighty(one) & light(one) for one in LANGUAGES)
    assert len(weighty(None)) > len(weighty("en"))
    assert light(None) == frozenset()


def test_the_words_are_written_as_they_are_compared_and_their_patterns_cannot_run_away() -> None:
    data = tomllib.loads(files("agents.dedup").joinpath("revision_words.toml").read_text("utf-8"))
    for kind in ("correction", "retraction", "update"):
        for phrases in data[kind]["says"].values():
            for phrase in phrases:
                assert not re.search(r"[*+{}\[\]\\]", phrase), phrase
                assert phrase == phrase.lower(), phrase
    assert plain("ÇELİKTEN  ‘ё’") == "çelikten  'е'"


@pytest.mark.parametrize(
    "sentence",
    ["correction " * 60, "(" * 600, "an earlier version of this " * 30, "update 1" * 80, "corr ( ( ( (" * 60,
     "correction, 1" + "a" * 600, "\u0307" * 600, "en une version de " * 40, "haber " * 120],
)  # fmt: skip
def test_no_sentence_takes_long(sentence: str) -> None:
    started = time.process_time()
    for _ in range(20):
        notice_kind(sentence)
    assert time.process_time() - started < 0.5
