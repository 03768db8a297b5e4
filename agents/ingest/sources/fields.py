"""The fields of a source's definition: what each may be. Files of every kind are checked by these."""

import difflib
import math
import re
import warnings
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, get_args

from babel import Locale

from agents.ingest.sources.same import BadAddress, address
from streams.source_records import SourceForm, SourceKind, SourceText

FORMS: tuple[str, ...] = get_args(SourceForm)
KINDS: tuple[str, ...] = get_args(SourceKind)
TEXTS: tuple[str, ...] = get_args(SourceText)
SHORTEST, LONGEST_PAUSE = 60, 6 * 3600  # seconds between two polls, as the poller keeps them
LONGEST_NAME = 200  # characters of an outlet or a family
LONGEST_LINKS = 2000  # characters of a regular expression
# Codes of CLDR that are no country: the eurozone, outlying Oceania, two made-up ones, the unknown.
_NO_COUNTRY = frozenset({"EZ", "QO", "XA", "XB", "ZZ"})
_SPACE = re.compile(r"\s+")
_CONTROL = re.compile("[\0-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Refused(ValueError):
    """A value that a field cannot have: why, and what is allowed."""

    def __init__(self, message: str, allowed: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message, self.allowed = message, allowed


def checked(name: str, value: Any) -> Any:
    """Return `value` as the field `name` has it (`every` as float, names on one line); raises `Refused`."""
    return CHECKS[name](name, value)


def agree(fields: Mapping[str, Any]) -> tuple[str, Refused] | None:
    """Return the field that does not fit the others, and why; None where all fit."""
    form = fields.get("form", "feed")
    if form == "links" and not fields.get("links"):
        return "form", Refused("form links needs links, a regular expression for the addresses of articles")
    if form != "links" and fields.get("links"):
        return "links", Refused(f"links is for form links, this is form {form}", ('form = "links"',))
    return None


def _url(_: str, value: Any) -> str:
    try:
        return address(_text("url", value))
    except BadAddress as fault:
        hint = f", did you mean {fault.meant!r}?" if fault.meant else ""
        raise Refused(f"url {value!r} {fault}{hint}", ("https://example.org/feed.xml",)) from None


def _name(name: str, value: Any) -> str:
    text = _SPACE.sub(" ", _text(name, value)).strip()
    if not text or _CONTROL.search(text):
        raise Refused(f"{name} {value!r} is no name", ("a text on one line",))
    if len(text) > LONGEST_NAME:
        raise Refused(f"{name} has {len(text)} characters", (f"at most {LONGEST_NAME}",))
    return text


def _choice(*allowed: str) -> Callable[[str, Any], str]:
    def check(name: str, value: Any) -> str:
        text = _text(name, value)
        if text not in allowed:
            raise Refused(f"{name} cannot be {text!r}{_close(text, allowed)}", allowed)
        return text

    return check


def _country(name: str, value: Any) -> str:
    code, known = _text(name, value), countries()
    if code not in known:
        wrong = {"UK": "GB", "EL": "GR"}.get(code.upper()) or code.upper()
        hint = wrong if wrong in known else _named(code, known)
        raise Refused(f"country {code!r} is none{_meant(hint)}", ('an ISO 3166 code such as "FR"',))
    return code


def _language(name: str, value: Any) -> str:
    code, known = _text(name, value), languages()
    if code not in known:
        short = re.split("[-_]", code.lower(), maxsplit=1)[0]
        hint = short if short in known else _named(code, known)
        raise Refused(f"language {code!r} is none{_meant(hint)}", ('an ISO 639-1 code such as "fr"',))
    return code


def _links(name: str, value: Any) -> str:
    text = _text(name, value)
    if not text.strip() or len(text) > LONGEST_LINKS or _CONTROL.search(text):
        raise Refused("links must be a regular expression", (r"such as '/news/\d+'",))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # of what Python will read otherwise one day
            re.compile(text)
    except (re.error, OverflowError, RecursionError, Warning) as fault:
        raise Refused(f"links {text!r} is no regular expression: {fault}") from None
    return text


def _every(name: str, value: Any) -> float:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number or not math.isfinite(value) or not SHORTEST <= value <= LONGEST_PAUSE:
        raise Refused(f"{name} = {value!r} is not allowed", (f"{SHORTEST} to {LONGEST_PAUSE} seconds",))
    return float(value)


def _flag(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise Refused(f"{name} must be true or false", ("true", "false"))
    return value


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise Refused(f"{name} must be a text in quotes")
    return value


CHECKS: dict[str, Callable[[str, Any], Any]] = {
    "url": _url,
    "form": _choice(*FORMS),
    "text": _choice(*TEXTS),
    "outlet": _name,
    "family": _name,
    "kind": _choice(*KINDS),
    "country": _country,
    "language": _language,
    "links": _links,
    "every": _every,
    "paused": _flag,
}


@cache
def countries() -> Mapping[str, str]:
    """Return the codes of countries with their English names: ISO 3166-1, and EU, UN, XK as they are used."""
    names = {str(code): str(name) for code, name in Locale("en").territories.items()}
    return {code: name for code, name in names.items() if len(code) == 2 and code not in _NO_COUNTRY}


@cache
def languages() -> Mapping[str, str]:
    """Return the codes of languages (ISO 639-1) with their English names."""
    names = {str(code): str(name) for code, name in Locale("en").languages.items()}
    return {code: name for code, name in names.items() if len(code) == 2}


def _named(text: str, known: Mapping[str, str]) -> str | None:
    return next((code for code, name in known.items() if name.casefold() == text.casefold()), None)


def _close(text: str, allowed: tuple[str, ...]) -> str:
    found = difflib.get_close_matches(text.lower(), allowed, 1, 0.6)
    return _meant(found[0] if found else None)


def _meant(hint: str | None) -> str:
    return f", did you mean {hint!r}?" if hint else ""
