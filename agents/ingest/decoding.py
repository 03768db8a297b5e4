"""Bytes of texts and pages to text; what cannot be read becomes U+FFFD, and nothing raises."""

import codecs
import re

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# A page declares its encoding in its first 1024 bytes (HTML standard, 4.2.5.4).
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w:-]{2,40})",
    re.IGNORECASE,
)
_PRESCAN = 1024
# Encoding labels of the WHATWG standard whose Python codec has another name; Latin-1 is cp1252 there.
_LABELS = {
    "iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
    "iso-8859-9": "cp1254", "x-cp1251": "cp1251", "x-sjis": "cp932", "shift_jis": "cp932",
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "ks_c_5601-1987": "cp949", "euc-kr": "cp949",
    "windows-874": "cp874", "macintosh": "mac_roman", "x-mac-cyrillic": "mac_cyrillic",
}  # fmt: skip
_PLAIN = re.compile(
    r"(?:windows-|cp)125[0-8]|iso-?8859-(?:[2-8]|1[0-6])|koi8-[ru]|ibm866|cp866|gb18030|big5|euc-jp",
    re.IGNORECASE,
)


def decoded_text(data: bytes) -> str:
    """Return the text of a file: by its byte order mark, else UTF-8."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data.removeprefix(mark).decode(name, "replace")
    return data.decode("utf-8", "replace")


def decoded_page(data: bytes) -> str:
    """Return the text of a page: by its byte order mark, UTF-8 where it is that, else as it declares."""
    if data.startswith(tuple(mark for mark, _ in _BOMS)):
        return decoded_text(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(_declared(data[:_PRESCAN]) or "utf-8", "replace")


def _declared(head: bytes) -> str | None:
    """Return the Python codec for the encoding that a page names; None where it is not a known one."""
    found = _DECLARED.search(head)
    return codec(found[1].decode("ascii", "replace")) if found else None


def codec(label: str) -> str | None:
    """Return the Python codec for an encoding's label (WHATWG); None where it is not one to decode with."""
    label = label.strip().lower()
    return _LABELS.get(label) or (label if _PLAIN.fullmatch(label) else None)
