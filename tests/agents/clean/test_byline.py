"""Who wrote an article, in the forms of ten languages: people, and neither town nor agency nor newsroom."""

import pytest

from agents.clean.byline import byline
from agents.clean.rules import rules


@pytest.mark.parametrize(
    ("language", "line", "names"),
    [
        ("en", "By Ann Lee | May 14, 2021", None),
        ("en", "By Ann Lee, Staff Writer", ["Ann Lee"]),
        ("en", "By Ann Lee and Bob Ray in Geneva and agencies", ["Ann Lee", "Bob Ray"]),
        ("en", "By ANN LEE, Associated Press", ["ANN LEE"]),
        ("en", "By Reuters Staff", []),
        ("en", "By AFP", []),
        ("en", "By News Desk", []),
        ("en", "Written by: Ann Lee", ["Ann Lee"]),
        ("en", "By Ann Lee (Geneva)", ["Ann Lee"]),
        ("en", "By Jean de la Roche and Ali bin Omar", ["Jean de la Roche", "Ali bin Omar"]),
        ("de", "Von Anna Lehmann und Karl Otto", ["Anna Lehmann", "Karl Otto"]),
        ("de", "Ein Kommentar von Anna Lehmann", ["Anna Lehmann"]),
        ("de", "Von dpa", []),
        ("de", "Von unserer Korrespondentin", []),
        ("fr", "Par Anne Roy, avec AFP", ["Anne Roy"]),
        ("fr", "Par Anne Roy et Paul Blanc", ["Anne Roy", "Paul Blanc"]),
        ("fr", "Propos recueillis par Anne Roy", ["Anne Roy"]),
        ("ru", "Автор: Анна Лебедева", ["Анна Лебедева"]),
        ("ru", "Текст: Анна Лебедева, Пётр Орлов", ["Анна Лебедева", "Пётр Орлов"]),
        ("ru", "Автор: Редакция", []),
        ("uk", "Автор: Ганна Лебідь", ["Ганна Лебідь"]),
        ("uk", "Авторка: Ганна Лебідь", ["Ганна Лебідь"]),
        ("pl", "Oprac. Anna Nowak", ["Anna Nowak"]),
        ("pl", "Autorzy: Anna Nowak, Jan Kowal", ["Anna Nowak", "Jan Kowal"]),
        ("pl", "Autor: PAP", []),
        ("es", "Por Ana Ruiz y José Gil", ["Ana Ruiz", "José Gil"]),
        ("es", "Por Redacción", []),
        ("es", "Escrito por Ana Ruiz", ["Ana Ruiz"]),
        ("it", "di Anna Russo", ["Anna Russo"]),
        ("it", "A cura di Anna Russo e Paolo Neri", ["Anna Russo", "Paolo Neri"]),
        ("it", "Di Redazione ANSA", []),
        ("tr", "Haber: Ali Deniz", ["Ali Deniz"]),
        ("tr", "Yazar: Haber Merkezi", []),
        ("pt", "Por Ana Reis e João Gil", ["Ana Reis", "João Gil"]),
        ("ar", "بقلم: آن لي", ["آن لي"]),
        ("ar", "بقلم رويترز", []),
        ("en", "By the lake they waited", None),
        ("en", "By Monday the ferry will run again", None),
        ("it", "Di nuovo chiuso il passo", None),
        ("es", "Por primera vez en la historia", None),
        ("fr", "Par ailleurs, le col reste fermé", None),
        ("pl", "Autor listu nie żyje", None),
        ("ru", "Автор письма неизвестен", None),
    ],
)
def test_a_byline_names_people_only(language, line, names):
    assert byline(line, rules(language)) == names
