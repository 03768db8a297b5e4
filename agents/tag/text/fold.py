"""Text folded for comparison, one character for one, so that offsets stay what they were.

Lower case; Latin letters without their marks, Arabic alif and ya in one form, ё as е, one apostrophe,
one space. Cyrillic й and ї keep theirs: they are letters of their own.
"""

import unicodedata

_ALIKE = {
    "ё": "е", "Ё": "е", "ı": "i", "İ": "i", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d",
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ی": "ي", "ک": "ك",
    "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ",
    "‑": "-",
}  # fmt: skip


def _table() -> dict[int, str]:
    table = {ord(char): to for char, to in _ALIKE.items()}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        parts = unicodedata.normalize("NFD", chr(code))
        if len(parts) > 1 and parts[0].isascii() and parts[0].isalpha():
            table.setdefault(code, parts[0].lower())
    return table


_TABLE = _table()


def fold(text: str) -> str:
    """Return `text` folded; it has as many code points as before."""
    return text.lower() if text.isascii() else text.translate(_TABLE).lower()
