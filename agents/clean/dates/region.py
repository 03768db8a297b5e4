"""Whose 03/04/2020 it is: the third of April nearly everywhere, the fourth of March in few countries."""

import re

# CLDR's short dates put the month first in these (and nearly nowhere else).
MONTH_FIRST = frozenset({"us", "ph", "pr", "gu", "as", "vi", "mp", "um", "fm", "mh", "pw"})
# Top-level domains in American hands; of a country's own domain the country decides.
_AMERICAN = frozenset({"com", "gov", "edu", "mil", "us", "org", "net"})
_NATIONAL = {"uk": "gb", "su": "ru", "eu": "eu"}
_TAG = re.compile(r"([a-z]{2,3})(?:[-_](?:[a-z]{4}[-_])?([a-z]{2}))?(?:[-_.@].*)?\Z", re.IGNORECASE)


def tag_of(value: str | None) -> tuple[str | None, str | None]:
    """Return language and country of a tag: ("en", "gb") of `en-GB` and `en_GB`; absent parts are None."""
    found = _TAG.match((value or "").strip()[:40])
    return (found[1].lower(), (found[2] or "").lower() or None) if found else (None, None)


def country_of(host: str | None) -> str | None:
    """Return the country of a host's top-level domain, in lower case, or None where it has none."""
    top = (host or "").rsplit(".", 1)[-1].lower()
    return _NATIONAL.get(top, top) if len(top) == 2 else None


def month_first(language: str | None, country: str | None, host: str | None) -> bool:
    """Return whether a page writes 06/26/2020: by the country it names, else by its domain.

    English on a domain of no country (`.com`) is mostly American; every other language puts the day
    first.
    """
    own = country_of(host)
    if own is not None:
        return own in MONTH_FIRST
    if country is not None:
        return country in MONTH_FIRST
    top = (host or "").rsplit(".", 1)[-1].lower()
    return language in ("en", None) and top in _AMERICAN if language else top in ("gov", "edu", "mil")
