"""The text of a feed's, page's or file's bytes, whatever it says of its encoding; nothing raises.

In this order: the byte order mark; UTF-8 where it is that, since no other text is by chance; what the
document declares; what the server says (servers have one setting for all their files, so it comes second,
against RFC 7303); what its language was written in before UTF-8; the table in which its bytes are letters.
"""

import codecs
import re

from agents.ingest.decoding import codec

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The first character is `<` (XML 1.0, appendix F).
_STARTS = (
    (b"<\0\0\0", "utf-32-le"), (b"\0\0\0<", "utf-32-be"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"),
)  # fmt: skip
_HEAD = 2048
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w:.-]{2,40})",
    re.IGNORECASE,
)
_CHARSET = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([\w:.-]{2,40})", re.IGNORECASE)
_LANGUAGE = re.compile(
    rb"<(?:dc:)?language>\s{0,99}(?:<!\[CDATA\[)?\s{0,9}([a-z]{2})|\blang=[\"']([a-z]{2})", re.IGNORECASE
)
# The encodings that browsers fall back to, by language (HTML standard, 13.2.3.2).
_LEGACY = {
    "ar": "cp1256", "fa": "cp1256", "be": "cp1251", "bg": "cp1251", "mk": "cp1251", "ru": "cp1251",
    "sr": "cp1251", "uk": "cp1251", "cs": "cp1250", "sk": "cp1250", "hr": "cp1250", "hu": "iso-8859-2",
    "pl": "iso-8859-2", "sl": "iso-8859-2", "el": "iso-8859-7", "et": "cp1257", "lt": "cp1257",
    "lv": "cp1257", "he": "cp1255", "tr": "cp1254", "az": "cp1254", "ja": "cp932", "ko": "cp949",
    "th": "cp874", "vi": "cp1258", "zh": "gb18030",
}  # fmt: skip
# Where no language is named: what is written with each table, the likeliest first. Of Latin script letters
# and marks beyond ASCII; of others, which fill their tables, the letters that are most of any text.
_LATIN = {
    "cp1252": "àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿœßÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜ«»¿¡º°€£§",
    "cp1250": "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "iso-8859-2": "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "cp1254": "çğıöşüâîûÇĞİÖŞÜ",
}  # fmt: skip
_OTHER = {
    "cp1251": "оеаинтсрвлкмдпуяыьі", "koi8-u": "оеаинтсрвлкмдпуяыьі", "cp1256": "اليمنورتبةهعدسفقكحأ",
}  # fmt: skip
_SAMPLE = 1 << 16
_ALL = bytes(range(256))
_ASCII, _C1 = bytes(range(0x80)), bytes(range(0x80, 0xA0))
_C0_DF, _E0_FF = bytes(range(0xC0, 0xE0)), bytes(range(0xE0, 0x100))
_RUN = re.compile(rb"[\x80-\xff]{3,}")


def decoded(body: bytes, content_type: str | None = None) -> str:
    """Return the text of `body`; `content_type` is the server's header. Unreadable bytes become U+FFFD."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body.removeprefix(mark).decode(name, "replace")
    for start, name in _STARTS:
        if body.startswith(start):
            return body.decode(name, "replace")
    if (wide := _wide(body[:_HEAD])) is not None:
        return body.decode(wide, "replace")
    text = body.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    if not wrong:
        return text
    found = _DECLARED.search(body, 0, _HEAD)
    said = _CHARSET.search((content_type or "")[:500])
    labels = (found[1].decode("ascii") if found else "", said[1] if said else "")
    for label in labels:
        if (declared := codec(label)) is not None:
            return body.decode(declared, "replace")
    # What is UTF-8 but for some bytes was cut or stitched together, not written in another encoding.
    if wrong * 10 <= _beyond_ascii(text):
        return text
    return body.decode(_guessed(body), "replace")


def _beyond_ascii(text: str) -> int:
    return len(text) - len(text.encode("ascii", "ignore"))


def _wide(head: bytes) -> str | None:
    """Return which UTF-16 a text without a mark is in: its spaces and digits have a zero at one side."""
    first, second = head[::2].count(0), head[1::2].count(0)
    if max(first, second) * 20 < len(head) or min(first, second) * 20 > max(first, second):
        return None
    return "utf-16-le" if second > first else "utf-16-be"


def _guessed(body: bytes) -> str:
    """Return the encoding that a text without a declaration was probably written in."""
    high = body.translate(None, _ASCII)[:_SAMPLE]
    found = _LANGUAGE.search(body, 0, _HEAD)
    if found is None:
        words = sum(map(len, _RUN.findall(body[: 2 * _SAMPLE]))) * 2 > len(high)  # whole ones beyond ASCII
        tables = _OTHER if words else _LATIN
        return max(tables, key=lambda name: _count(high, tables[name].encode(name)))
    name = _LEGACY.get((found[1] or found[2]).decode("ascii").lower(), "cp1252")
    if name == "cp1251" and _count(high, _C0_DF) > _count(high, _E0_FF):
        return "koi8-u"  # small letters, which are most, stand where cp1251 has its capitals
    if name == "iso-8859-2" and _count(high, _C1):
        return "cp1250"  # its letters ś and ź are control characters there
    return name


def _count(sample: bytes, kind: bytes) -> int:
    return len(sample) - len(sample.translate(None, kind))
