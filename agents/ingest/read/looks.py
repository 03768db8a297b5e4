"""What an answer looks like that is not what was wanted, in words for the person who follows the source."""

import re
from typing import Any
from urllib.parse import urlsplit

from agents.ingest.read.given import Unreadable
from agents.ingest.read.page import HEAD, head_of

_HTML = re.compile(
    r"(?:\s|<\?xml[^>]{0,200}\?>|<!--.{0,2000}?-->)*+<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAGS = re.compile(r"<(?:html|body|head|div|script|p|meta)\b", re.IGNORECASE)
_PASSWORD = re.compile(r"<input\b[^<>]{0,500}\btype\s{0,9}=\s{0,9}[\"']?password\b", re.IGNORECASE)
_LOGIN = re.compile(r"(?:^|[./_-])(?:log-?in|sign-?in|sso|auth|idp|cas)(?:[./_-]|$)", re.IGNORECASE)
_CONSENT = re.compile(
    r"(?:^|[./_-])(?:consent|cmp|cookiewall|cookie-wall|privacy-?gate|gdpr)(?:[./_-]|$)", re.IGNORECASE
)
_CHALLENGE = re.compile(
    r"cf-chl-|challenge-platform|cf-browser-verification|_Incapsula_Resource|captcha-delivery|ddos-guard"
    r"|px-captcha|<title>\s{0,9}(?:just a moment|attention required|access denied|ddos-guard|checking your"
    r" browser|are you a robot|один момент)",
    re.IGNORECASE,
)
_BINARY = {
    b"%PDF": "a PDF document", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"GIF8": "a picture",
    b"RIFF": "a picture or film", b"PK\x03\x04": "a ZIP archive", b"\x00\x00\x00": "a film",
    b"\x28\xb5\x2f\xfd": "data packed with zstd", b"BZh": "data packed with bzip2", b"OggS": "a film",
}  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_SAID = ("message", "error", "detail", "title", "error_description", "description", "errors", "msg", "reason")
_ROOT = re.compile(r"<([A-Za-z][\w.:-]{0,60})")


def unreadable(text: str, body: bytes, address: str, wanted: str) -> Unreadable:
    """Return the reason why an answer is not `wanted` (`a feed`, `a page`): what it is, and what may help."""
    if (kind := binary(body, text)) is not None:
        return Unreadable(f"{kind}, not {wanted}")
    if looks_like_page(text):
        return Unreadable(_of_page(text, address, wanted))
    if text.lstrip("\ufeff \t\r\n").startswith(("<", "&lt;")):
        found = _ROOT.search(text[:HEAD])
        name = f" that begins with <{found[1]}>" if found else ""
        return Unreadable(f"XML{name}, which is not {wanted}")
    return Unreadable(f"text, not {wanted}; it begins with {_beginning(text)}")


def of_json(said: Any, wanted: str) -> Unreadable:
    """Return the reason why an answer in JSON is not `wanted`: most often it is an error that it tells."""
    told = _told(said)
    return Unreadable(f"JSON, not {wanted}" + (f"; it says: {told}" if told else ""))


def binary(body: bytes, text: str) -> str | None:
    """Return what kind of binary data `body` is; None where it is text."""
    for start, kind in _BINARY.items():
        if body.startswith(start) and (start != b"\x00\x00\x00" or body[4:8] == b"ftyp"):
            return kind
    sample = text[:4096]
    return "binary data" if len(_CONTROL.findall(sample)) * 10 > len(sample) else None


def looks_like_page(text: str) -> bool:
    """Return whether `text` is HTML, as a page or as a part of one."""
    return _HTML.match(text[:HEAD]) is not None or len(_TAGS.findall(text[:4096])) > 2


def _of_page(text: str, address: str, wanted: str) -> str:
    head = text[:HEAD]
    if _CHALLENGE.search(head):
        return f"a page that wants to see a browser first, not {wanted}: the site keeps programs out"
    parts = urlsplit(address) if address.isascii() else urlsplit("")
    place = f"{parts.hostname or ''}{parts.path}"
    if _CONSENT.search(place):
        return (
            f"a page that asks for consent to cookies, not {wanted}: the site shows nothing else to programs"
        )
    if _LOGIN.search(place) or _PASSWORD.search(head):
        return f"a page to log in, not {wanted}"
    said = head_of(head, address)
    named = f" ({said.title[:80]!r})" if said.title else ""
    hint = f"; its feed is {said.feeds[0]}" if said.feeds else ""
    return f"an HTML page{named}, not {wanted}{hint}"


def _told(said: Any) -> str:
    for _ in range(4):
        if isinstance(said, list):
            said = said[0] if said else None
        if not isinstance(said, dict):
            break
        said = next((said[key] for key in _SAID if said.get(key)), None)
    return " ".join(said.split())[:120] if isinstance(said, str) else ""


def _beginning(text: str) -> str:
    return repr(" ".join(text[:400].split())[:60])
