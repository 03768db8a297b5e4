"""What headers say: until when an answer is fresh, how long to stay away, what to ask with next time."""

from collections.abc import Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime

from multidict import CIMultiDict, CIMultiDictProxy

_LONGEST_VALIDATOR = 4096  # characters; a longer ETag would make our request too large for many servers


def merged(headers: CIMultiDictProxy[str]) -> Mapping[str, str]:
    """Return headers looked up in any case, each once (RFC 9110, 5.3), without cookies.

    Bytes that are not UTF-8 become question marks.
    """
    once: CIMultiDict[str] = CIMultiDict()
    for name, value in headers.items():
        if name.lower() == "set-cookie":
            continue
        text = value if value.isascii() else value.encode("utf-8", "replace").decode()
        once[name] = f"{once[name]}, {text}" if name in once else text
    return CIMultiDictProxy(once)


def conditions(etag: str | None, modified: str | None) -> dict[str, str]:
    """Return the headers that ask whether anything changed: the validators verbatim (RFC 9110, 13.1).

    One with a control character, which could end a header and begin another, is left out.
    """
    given = {"If-None-Match": etag, "If-Modified-Since": modified}
    return {name: value for name, value in given.items() if value and _harmless(value)}


def seconds_of_retry_after(value: str | None, now: float) -> float | None:
    """Return the seconds that Retry-After asks for, given as such or as a date; None without a sense.

    `now`: seconds since 1970. A date in the past is 0.
    """
    if value is None:
        return None
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    date = _date(value)
    return None if date is None else max(date - now, 0.0)


def freshness(headers: Mapping[str, str], now: float) -> float | None:
    """Return for how many seconds from now the answer counts as fresh (RFC 9111, 4.2); None: not said.

    `no-cache` and `no-store` are 0. `max-age` goes before `s-maxage`, which is for shared caches, and
    both before `Expires`, which counts from the site's own `Date` where there is one.
    """
    said = _directives(headers.get("Cache-Control", ""))
    if said.get("no-cache") == "" or "no-store" in said:
        return 0.0  # no-cache="Set-Cookie" is about that header alone
    age = _whole(headers.get("Age", "")) or 0.0
    for name in ("max-age", "s-maxage"):
        if name in said and (seconds := _whole(said[name])) is not None:
            return max(seconds - age, 0.0)
    if "Expires" not in headers:
        return None
    expires = _date(headers["Expires"])
    if expires is None:
        return 0.0  # "0" and the like: expired already (RFC 9111, 5.3)
    date = _date(headers.get("Date", ""))
    return max(expires - (now if date is None else date) - age, 0.0)


def _directives(value: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in value.split(","))
    return {name.strip().lower(): argument.strip().strip('"') for name, _, argument in reversed(list(pairs))}


def _whole(text: str) -> float | None:
    return float(text[:9]) if text.isascii() and text.isdigit() else None


def _date(text: str) -> float | None:
    """Return an HTTP date, in any of its three forms, as seconds since 1970."""
    try:
        date = parsedate_to_datetime(text)
        return (date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _harmless(value: str) -> bool:
    controls = any(char < " " or "\x7f" <= char < "\xa0" for char in value)
    return (
        len(value) <= _LONGEST_VALIDATOR
        and not controls
        and value == value.encode("utf-8", "replace").decode()
    )
