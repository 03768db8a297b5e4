"""When two addresses are of one source.

Looser than the canonical URL of an article in one way and stricter in another: a feed is the same with
and without a slash at its end, but a parameter that only says where a reader of an article came from may
select a feed (`?format=rss`).
"""

import re

import ada_url

# No server is bound to take more (RFC 9110, 4.1, asks for 8000 octets).
LONGEST = 8192
_BARE = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,20}(?::\d{1,5})?(?:[/?#]|\Z)")
_FEED = re.compile(r"feed:(?://)?", re.IGNORECASE)
_HTTP = re.compile(r"https?://", re.IGNORECASE)


class BadAddress(ValueError):
    """No address of a source; the message says why, and `meant` what was likely meant."""

    def __init__(self, message: str, meant: str | None = None) -> None:
        super().__init__(message)
        self.meant = meant


def address(url: str) -> str:
    """Return `url` as browsers write it, without a fragment: the URL of a source.

    Raises `BadAddress` where it is not http or https, has no host, or is too long.
    """
    text = url.strip()
    if not text:
        raise BadAddress("is empty")
    if len(text) > LONGEST:
        raise BadAddress(f"is longer than {LONGEST} characters")
    parsed = _parsed(text)
    if parsed is None or parsed.protocol not in ("http:", "https:"):
        raise BadAddress("is no http or https address", meant(text))
    if not _HTTP.match(text):
        raise BadAddress("has no // before its host", meant(text))
    parsed.hash = ""
    return str(parsed.href).removesuffix("#")


def meant(text: str) -> str | None:
    """Return the address that was likely meant: without `feed:`, with `https://`; None where none is seen."""
    text = text.strip()
    rest = _FEED.sub("", text, count=1) if _FEED.match(text) else text
    if not _HTTP.match(rest):
        if rest.lower().startswith(("http:", "https:")):
            rest = rest.partition(":")[2].lstrip("/")
        rest = rest.removeprefix("//")
        if not _BARE.match(rest):
            return None
        rest = f"https://{rest}"
    parsed = _parsed(rest)
    return str(parsed.href) if parsed is not None and rest != text else None


def same(url: str) -> str:
    """Return what two addresses of one source have in common: equal for both.

    For addresses as `address` gives them: http is https, `www.` and a slash at the end say nothing.
    """
    parsed = _parsed(url)
    if parsed is None:
        return url
    host = parsed.hostname.rstrip(".").removeprefix("www.")
    port = f":{parsed.port}" if parsed.port not in ("", "80", "443") else ""
    return f"{host}{port}{parsed.pathname.rstrip('/')}{parsed.search}"


def _parsed(text: str) -> ada_url.URL | None:
    try:
        return ada_url.URL(text.encode("utf-8", "replace").decode())
    except ValueError:
        return None
