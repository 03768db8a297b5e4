"""A URL as it is asked: read as browsers read it, its login taken out, ports of other services refused."""

import base64
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

import ada_url
from yarl import URL

from agents.ingest.outcome import Outcome
from agents.ingest.web.answer import Fault

LONGEST = 8192  # characters; no server is bound to take more (RFC 9110, 4.1, asks for 8000 octets)
# Ports of other services, which a request could make do something: https://fetch.spec.whatwg.org/#bad-port
_BAD_PORTS = frozenset({
    0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103,
    104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514,
    515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723,
    2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Target:
    """Where one request goes. The login is never shown."""

    address: str  # normalised, without login and fragment
    scheme: str  # http or https
    host: str  # a name in ASCII, or an IP address without brackets
    port: int
    userinfo: str = field(default="", repr=False)  # as it stands in a URL, with the @
    login: str | None = field(default=None, repr=False)  # value of Authorization

    @property
    def origin(self) -> str:
        """Scheme, host and port: what one robots.txt is for."""
        return f"{self.scheme}://{self.host}:{self.port}"

    def url(self) -> URL:
        """Return the URL for the wire, which nothing quotes a second time."""
        return URL(self.address, encoded=True)


def target_of(url: str, base: str | None = None) -> Target:
    """Return where `url` leads; one without a scheme is relative to `base`.

    Raises Fault (forbidden): not http or https, not a URL, too long, a port of another service.
    """
    try:
        if len(url) > LONGEST:
            raise Fault(Outcome.FORBIDDEN, f"its address is longer than {LONGEST} characters")
        parsed = ada_url.URL(url.encode("utf-8", "replace").decode(), base)
    except ValueError:
        raise Fault(Outcome.FORBIDDEN, "not a web address; allowed is http://… or https://…") from None
    scheme = parsed.protocol.rstrip(":")
    if scheme not in ("http", "https") or not parsed.hostname:
        raise Fault(Outcome.FORBIDDEN, f"{scheme[:20]}: is not asked; allowed is http://… or https://…")
    port = int(parsed.port) if parsed.port else {"http": 80, "https": 443}[scheme]
    if port in _BAD_PORTS:
        raise Fault(Outcome.FORBIDDEN, f"port {port} is not for the web, and no browser asks it either")
    user, password = parsed.username, parsed.password
    parsed.username = parsed.password = parsed.hash = ""
    one = Target(
        address=parsed.href, scheme=scheme, host=parsed.hostname.strip("[]"), port=port,
        userinfo=f"{user}{':' if password else ''}{password}@" if user or password else "",
        login=_basic(user, password) if user or password else None,
    )  # fmt: skip
    if one.url().raw_host != one.host or one.url().port != port:
        # Two readings of one URL are how a guard is led past.
        raise Fault(Outcome.FORBIDDEN, "its address can be read in two ways; write its host plainly")
    return one


def same_login(given: Target, there: Target) -> bool:
    """Return whether the login for one target may be shown to another: same host, and no less safely."""
    upgraded = (given.scheme, given.port, there.scheme, there.port) == ("http", 80, "https", 443)
    return given.host == there.host and (given.origin == there.origin or upgraded)


def _basic(user: str, password: str) -> str:
    """Return HTTP Basic credentials (RFC 7617, in UTF-8) of the percent-encoded parts of a URL."""
    plain = unquote_to_bytes(user) + b":" + unquote_to_bytes(password)
    return f"Basic {base64.b64encode(plain).decode()}"
