"""The characters of a text: what no reader sees is taken out, what was coded twice is mended."""

import html
import re
import unicodedata

from agents.clean.mojibake import mended

# C0 and C1 without tab and line feed; a C1 code in a text is nearly always a byte of Windows-1252.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_C1 = re.compile(r"[\x80-\x84\x86-\x9f]")
_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Soft hyphen, grapheme joiner, zero-width space, word joiner, invisible operators, byte order mark, marks
# of direction, of annotation, Hangul fillers. Joiners (U+200C, U+200D) stay, for they spell words and
# emoji, but not between Latin or Cyrillic letters, where they only hide a word.
_LETTERS = "A-Za-z\u00c0-\u024f\u0400-\u04ff"
_NEVER = (
    "\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufeff"
    "\ufff9-\ufffb"
)
# It begins with one set of characters, which is searched for several times as fast as alternatives are.
_INVISIBLE = re.compile(
    f"[{_NEVER}\u200c\u200d](?:(?<=[{_NEVER}])|(?<=[{_LETTERS}].)[\u200c\u200d]*(?=[{_LETTERS}]))"
)
# Spaces of other widths, and those that do not break: one space to whoever looks for words.
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Letters as they are printed rather than spelled: ligatures, and the shapes of Arabic letters.
_FORMS = re.compile("[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});|&nbsp(?![\w;])")
_WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
_BROKEN = bytes([*range(0x09), *range(0x0E, 0x20), 0x7F])

MARKS = 30  # combining marks in a row: UAX #15, Stream-Safe Text Format, and far beyond any spelling
BINARY_SHARE = 0.05  # of control and replacement characters; the worst mis-decoded prose stays below


def is_binary(text: str) -> bool:
    """Return whether `text` is something else than text: a picture, an archive, a wrong decoding."""
    coded = text.encode("utf-8", "replace")  # bytes are counted in less time than a search takes
    broken = len(coded) - len(coded.translate(None, _BROKEN)) + text.count("\ufffd")
    return broken > max(4, BINARY_SHARE * len(text))


def visible(text: str, field: str, repairs: list[str]) -> str:
    """Return `text` in NFC without control and invisible characters; `repairs` says what was mended.

    Lines that were decoded with a wrong table are decoded aright. Every kind of line end becomes a line
    feed, every kind of space a space, ligatures and shapes of Arabic letters the letters that they stand
    for. Of more than 30 combining marks in a row the rest goes. What was lost before it came here (U+FFFD)
    stays as it is and is stated. Nothing else of the wording changes. Takes time linear in the text.
    """
    if not text.isascii():
        text = mended(text, field, repairs)
        text = _SPACES.sub(" ", _INVISIBLE.sub("", text))
        text = _FORMS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
        if _C1.search(text):
            text = text.replace("\x85", "…")  # a byte of Windows-1252 as the others, and no line end
    text = _BREAKS.sub("\n", text)
    if _CONTROL.search(text):
        found = _CONTROL.findall(text)
        windows = sum(c >= "\x80" for c in found)
        if windows:
            repairs.append(f"{field}: {windows} characters of Windows-1252 mended")
            text = text.translate(_WINDOWS)
        if len(found) > windows:
            repairs.append(f"{field}: {len(found) - windows} control characters removed")
        text = _CONTROL.sub("", text)
    if text.isascii():
        return text
    if lost := text.count("\ufffd"):
        repairs.append(f"{field}: {lost} characters that could not be read")
    return unicodedata.normalize("NFC", _few_marks(text, field, repairs))


def _few_marks(text: str, field: str, repairs: list[str]) -> str:
    """Return `text` with marks in bounded runs: to order them takes time quadratic in the run."""
    marks = "".join(map(re.escape, sorted(c for c in set(text) if unicodedata.combining(c))))
    if not marks:
        return text
    bounded = re.sub(f"((?<![{marks}])[{marks}]{{{MARKS}}})[{marks}]+", r"\1", text)
    if gone := len(text) - len(bounded):
        repairs.append(f"{field}: {gone} combining marks beyond {MARKS} on one letter removed")
    return bounded


def unescaped(text: str) -> str:
    """Return `text` with HTML entities resolved, those escaped twice as well; only such as end in a
    semicolon, so that no URL breaks.
    """
    for _ in range(2):
        if "&" not in text:
            break
        text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
    return text
