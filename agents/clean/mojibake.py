"""Texts that were decoded with a wrong table: repaired where there is no doubt that they were.

UTF-8 read as a table of one byte a character is known by its pairs of characters: a line that goes back
through a table to valid UTF-8, and comes out in letters of our languages, was nothing else. Where bytes
were lost on the way ftfy, which knows the patterns, decides. Cyrillic of Windows-1251 read as Latin
(Ïðåçèäåíò) goes through any table; it is undone where nearly every letter of a line has an accent, as in
no language.
"""

import re
from collections.abc import Iterable

import ftfy
from ftfy.badness import is_bad

# Bytes that begin a letter with an accent, of Greek or Cyrillic, of Arabic, a mark; those that follow.
_FIRST = bytes([*range(0xC2, 0xC6), *range(0xCE, 0xD2), *range(0xD8, 0xDC), 0xE2])
_NEXT = bytes(range(0x80, 0xC0))
# In good Cyrillic text these stand behind any letter.
_PLAIN = "іїєґёЁІЇЄҐ»«—–…“”„’‘\xa0№"


def _sign(tables: Iterable[str]) -> re.Pattern[str]:
    """Return the pairs of characters that two bytes of UTF-8 become in `tables`: good texts have a few.

    It begins with the one set of all their first characters, which is searched for ten times as fast as
    one pair after another is tried at each place.
    """
    firsts: set[str] = set()
    pairs = ["(?<=[A-Za-z][ВГДЕ])"]
    for table in tables:
        first, following = (row.decode(table, "ignore") for row in (_FIRST, _NEXT))
        if table == "cp1251":
            following = "".join(char for char in following if char not in _PLAIN)
        firsts.update(first)
        pairs.append(f"(?<=[{re.escape(first)}])[{re.escape(following)}]")
    return re.compile(f"[{re.escape(''.join(sorted(firsts)))}](?:{'|'.join(pairs)})")


# The sloppy ones are ftfy's own: bytes without a character are passed through, as browsers do.
_TABLES = (
    "sloppy-windows-1252",
    "latin-1",
    "sloppy-windows-1251",
    "sloppy-windows-1250",
    "sloppy-windows-1254",
)
_SIGN = _sign(("latin-1", "cp1252", "cp1251", "cp1250", "cp1254", "cp437", "mac_roman"))
_HIGH = re.compile("[À-ÿ]")
# What may come out: accented Latin, Cyrillic and Arabic letters, the marks of print, emoji.
_STRANGE = re.compile(
    "[^\x00-\x7f\xa0-\u024f\u02bc\u0400-\u04ff\u0600-\u06ff\u2000-\u206f\u20a0-\u20bf\u2100-\u2199\u2200-\u22ff\u25a0-\u27bf"
    "\ufe0f\U0001f300-\U0001faff]"
)
_LETTER = re.compile(r"[^\W\d_]")
_CYRILLIC = re.compile("[А-яЁёІіЇїЄєҐґ]")
HIGH, LETTERS = 0.6, 8  # share of accented letters in a line of so many that is no Latin
LONGEST = 20_000  # characters of a line that is tried: none of an article is longer

_ONLY_ENCODING = ftfy.TextFixerConfig(
    unescape_html=False, remove_terminal_escapes=False, fix_latin_ligatures=False,
    fix_character_width=False, uncurl_quotes=False, fix_line_breaks=False, fix_surrogates=False,
    remove_control_chars=False, normalization=None, explain=False,
)  # fmt: skip


def mended(text: str, field: str, repairs: list[str]) -> str:
    """Return `text` with the lines decoded aright that were decoded wrongly; `repairs` says how many.

    A line that is good text of any language stays as it is. Takes time linear in the text.
    """
    if text.isascii() or not (_SIGN.search(text) or _HIGH.search(text)):
        return text
    lines = text.split("\n")
    found = [_line(line) if not line.isascii() and len(line) <= LONGEST else line for line in lines]
    if count := sum(one != other for one, other in zip(lines, found, strict=True)):
        repairs.append(f"{field}: {count} lines decoded with a wrong table mended")
        return "\n".join(found)
    return text


def _line(line: str) -> str:
    if len(high := _HIGH.findall(line)) >= LETTERS and len(high) >= HIGH * len(_LETTER.findall(line)):
        found = _cyrillic(line)
        if found != line:
            return found
    if not _SIGN.search(line):
        return line
    for table in _TABLES:
        if (back := _back(line, table)) is not None:
            return _line(back)  # twice wrong is not rare; each time the line gets shorter
    return ftfy.fix_encoding(line, _ONLY_ENCODING) if is_bad(line) else line


def _back(line: str, table: str) -> str | None:
    """Return what `line` was before it was read with `table`; None where it was not."""
    try:
        found = line.encode(table).decode()
    except (UnicodeEncodeError, UnicodeDecodeError):
        return None
    return found if len(found) < len(line) and not _STRANGE.search(found) else None


def _cyrillic(line: str) -> str:
    """Return a line of Windows-1251 that was read as Windows-1252 or Latin-1; as it is where it was not."""
    try:
        read = b"".join(_byte(char) for char in line).decode("cp1251")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return line
    letters = _LETTER.findall(read)
    small = sum(map(str.islower, letters))
    sure = len(_CYRILLIC.findall(read)) >= HIGH * len(letters) and 2 * small >= len(letters)
    return read if sure else line


def _byte(char: str) -> bytes:
    try:
        return char.encode("cp1252")
    except UnicodeEncodeError:
        return char.encode("latin-1")
