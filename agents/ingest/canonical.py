"""One address for one article: what differs between links to the same page is taken away.

The URL is parsed as browsers parse it (WHATWG, ada-url), so that hosts are punycode in lower case and
steps like `..` are gone. Beyond that: `http` is `https`, no user, no port of those two schemes, no fragment
but one that names a page (`#!`, `#/`), escapes in one form, and parameters sorted by name, for their order
means nothing. What publishers and networks append is in canonical.toml, rule by rule.

It is an identity, not an address to fetch. A changed rule gives the articles that it touches new ids. One
that is seen under both is not told twice: its text is the same, so that deduplication calls the second a
copy, and it joins the alert that the first one opened.
"""

import re
from functools import lru_cache
from urllib.parse import unquote

import ada_url

from agents.ingest.canonical_rules import Parameters, Wrapped, shipped
from agents.site import site_of

# No server is bound to take more (RFC 9110, 4.1, asks for 8000 octets); what is longer is no address.
LONGEST = 8192

_BARE = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,20}\.?(?::\d{1,5})?(?:[/?#]|\Z)")
# An address as ada-url writes it: what could be mistaken for one of the marks is escaped.
_PARTS = re.compile(
    r"https?://(?:[^/?#@]*@)?(\[[^\]]*\]|[^/:?#]*)(?::(\d+))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.DOTALL
)
_PAGE = re.compile(r"!?/?\w", re.ASCII)  # a fragment that names a page, behind its first mark
# Escapes that may be written otherwise: of a mark of ASCII, or with digits in lower case.
_ESCAPE = re.compile(r"%([0-7][0-9A-Fa-f]|[0-9A-Fa-f][a-f]|[a-f][0-9A-F])")
_UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
# Marks that mean the same escaped and not, in practice: servers unescape them, and some senders escape them.
_IN_PATH = frozenset(_UNRESERVED + "!$()*,:@")
_IN_QUERY = frozenset(_UNRESERVED + "!$()*,/:?@[]")


def canonical_url(url: str | None) -> str | None:
    """Return the canonical form of `url`; None where it is empty, too long or no web address.

    Never raises, whatever the text; the same for each of its own results.
    """
    if not url or len(url) > LONGEST:
        return None
    while True:
        if (parts := _parsed(url)) is None:
            return None
        host, port, path, search, fragment = parts
        if (inner := _unwrapped(host, path, search)) is None:
            path = _path(host, path)
            query = _query(host, search) if search else ""
            if (inner := _unwrapped(host, path, query)) is None:  # what escapes and AMP had hidden
                break
        url = inner
    page = _fragment(fragment) if fragment else ""
    found = f"https://{host}{port}{path}{'?' if query else ''}{query}{page}"
    return found if len(found) <= LONGEST else None


def _parsed(url: str) -> tuple[str, str, str, str, str] | None:
    """Return host, port with its colon, path, query and fragment; None where it is no web address."""
    url = url.encode("utf-8", "replace").decode().strip()
    if url.startswith("//"):
        url = f"https:{url}"
    elif _BARE.match(url):
        url = f"https://{url}"
    try:
        found = _PARTS.fullmatch(ada_url.normalize_url(url))
    except ValueError:
        return None
    if found is None or not (host := _host(found[1])):
        return None
    port = f":{found[2]}" if found[2] and found[2] not in ("80", "443") else ""
    return host, port, found[3], found[4] or "", found[5] or ""


@lru_cache(maxsize=1 << 15)
def _host(host: str) -> str:
    rules, taken = shipped(), shipped().labels
    labels = host.rstrip(".").split(".")
    if host.startswith("[") or labels[-1].isdigit():
        return host  # an address, not a name
    while len(labels) > 2:
        if labels[0] in taken["always"]:
            del labels[0]
            continue
        own = len(labels) - len(site_of(".".join(labels)).split("."))  # labels in front of the site
        if own > 0 and labels[0] in taken["first"]:
            del labels[0]
        elif own > 1 and labels[1] in taken["second"]:
            del labels[1]
        else:
            break
    name = ".".join(labels)
    return rules.same.get(name, name)


def _above(host: str) -> list[str]:
    """Return a host and those that it is under: rules of either hold for it."""
    labels = host.split(".")
    return [".".join(labels[at:]) for at in range(len(labels) - 1)]


@lru_cache(maxsize=1 << 15)
def _wrappers(host: str) -> tuple[Wrapped, ...]:
    return tuple(one for name in _above(host) for one in shipped().wrapped.get(name, ()))


@lru_cache(maxsize=1 << 15)
def _of_host(host: str) -> tuple[Parameters, ...]:
    rules = shipped()
    return (rules.general, *(rules.of_host[name] for name in _above(host) if name in rules.of_host))


def _unwrapped(host: str, path: str, search: str) -> str | None:
    """Return the address that this one only leads to; None where it is one itself."""
    for one in _wrappers(host):
        if not (path.startswith(one.path) if one.path.endswith("/") else path == one.path):
            continue
        if one.parameters:
            given = dict(reversed([pair.partition("=")[::2] for pair in search.split("&")]))
            inner = next((unquote(given[name]) for name in one.parameters if given.get(name)), "")
            if inner.lower().startswith(("http://", "https://")) and _parsed(inner):
                return inner
            continue
        steps = path.removeprefix(one.path).split("/")
        if steps[0] == "s":
            del steps[0]
        elif one.behind and steps[1:2] == ["s"]:
            del steps[1]
        inner = "/".join(steps) + (f"?{search}" if search else "")
        if _BARE.match(inner) and ":" not in steps[0] and _parsed(inner):
            return inner
    return None


def _path(host: str, path: str) -> str:
    if "%" in path:
        path = _ESCAPE.sub(_plain_in_path, path)
    before = None
    while path != before:
        before = path
        for one in shipped().paths:
            if one.has in path and (not one.hosts or not one.hosts.isdisjoint(_above(host))):
                path = one.pattern.sub(one.to, path)
        path = path.rstrip("/")
    return path if path.startswith("/") else f"/{path}"


def _query(host: str, search: str) -> str:
    kept = []
    dropped = _of_host(host)
    for pair in search.split("&"):
        if "%" in pair:
            pair = _ESCAPE.sub(_plain_in_query, pair)  # noqa: PLW2901 - the same pair, in one form
        while pair.startswith("amp;"):  # `&amp;`, escaped once too often
            pair = pair[4:]  # noqa: PLW2901 - as above
        name, _, value = pair.partition("=")
        low = name.lower()
        for one in dropped:
            if low in one.names or low.startswith(one.prefixes):
                break
            if low in one.values and value.lower() in one.values[low]:
                break
        else:
            if pair:
                kept.append((name, pair))
    kept.sort(key=_name)
    return "&".join([pair for _, pair in kept])


def _name(pair: tuple[str, str]) -> str:
    return pair[0]


def _fragment(fragment: str) -> str:
    """Return a fragment that names a page, as sites do that are one script; else nothing."""
    page = fragment.partition(":~:")[0]
    if page.startswith(("!", "/")) and _PAGE.match(page):
        return "#" + page.rstrip("/")
    return ""


def _plain_in_path(escape: re.Match[str]) -> str:
    char = chr(int(escape[1], 16))
    return char if char in _IN_PATH else f"%{escape[1].upper()}"


def _plain_in_query(escape: re.Match[str]) -> str:
    char = chr(int(escape[1], 16))
    return char if char in _IN_QUERY else f"%{escape[1].upper()}"
