"""Names of encodings, as the web writes them."""

import re

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


def codec(label: str) -> str | None:
    """Return the Python codec for an encoding's label (WHATWG); None where it is not one to decode with."""
    label = label.strip().lower()
    return _LABELS.get(label) or (label if _PLAIN.fullmatch(label) else None)
