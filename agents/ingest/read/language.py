"""Languages as sources write them."""

import re

_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,4}")  # BCP 47; some write it with `_`


def language_of(*given: str | None) -> str | None:
    """Return the first of `given` that has the form of a language tag, with hyphens; None where none has."""
    for one in given:
        tag = (one or "").strip()
        if _TAG.fullmatch(tag):
            return tag.replace("_", "-")
    return None
