"""A webhook, signed as Standard Webhooks has it (standardwebhooks.com, specification 1.0)."""

import base64
import binascii
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import aiohttp
from standardwebhooks import Webhook as Signer

from agents.notify.deliver import Answer
from agents.notify.message import Message
from streams.settings import Settings, SettingsFault

TIMEOUT = 20.0  # seconds for one try; the specification recommends 15 to 30
# The message is wrong, not the moment and not the way it is set up.
_WRONG = frozenset({400, 413, 415, 422})
_GONE = 410  # by the specification: the receiver wants nothing more
_HOW = 'make one with: echo "whsec_$(openssl rand -base64 32)"'


class Webhook:
    """One receiver of signed messages."""

    name = "webhook"

    def __init__(
        self, url: str, secret: str, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        """Raises SettingsFault for an address or a secret that cannot be used; the secret is not shown."""
        self._url, self._signer, self._now = _address(url), Signer(_key(secret)), now
        self._session: aiohttp.ClientSession | None = None

    async def send(self, message: Message) -> Answer:
        """Post once; whatever the network does is an answer to be tried again."""
        body, now = message.payload(), self._now()
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "detente",
            "webhook-id": message.id,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": self._signer.sign(message.id, now, body.decode()),
        }
        try:
            async with self._open().post(
                self._url, data=body, headers=headers, allow_redirects=False
            ) as answer:
                return judged(answer.status, answer.headers.get("Retry-After"), now)
        except TimeoutError:
            return Answer("again", f"no answer within {TIMEOUT:g} s")
        except (aiohttp.ClientError, OSError) as fault:
            return Answer("again", str(fault) or type(fault).__name__)

    async def close(self) -> None:
        """Close the connection."""
        if self._session is not None:
            await self._session.close()

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:  # it belongs to the event loop that it is made in
            self._session = aiohttp.ClientSession(
                timeout=aiohttp.ClientTimeout(total=TIMEOUT), cookie_jar=aiohttp.DummyCookieJar()
            )
        return self._session


def webhook(settings: Settings) -> Webhook | None:
    """Return the webhook that is set; None where there is none. Raises SettingsFault."""
    if not settings.webhook_url:
        if settings.webhook_secret:
            raise SettingsFault("webhook_secret is set and webhook_url is not: set both or neither")
        return None
    return Webhook(settings.webhook_url, settings.webhook_secret)


def judged(status: int, retry_after: str | None, now: datetime) -> Answer:
    """Return what a status says. A redirect is not followed: where a signed alert goes is for a person to
    say.
    """
    if 200 <= status < 300:
        return Answer("told")
    if status == _GONE:
        return Answer("closed", "410 Gone: the receiver wants nothing more")
    if status in _WRONG:
        return Answer("refused", f"status {status}: the receiver finds the message wrong")
    hint = (
        ": look at webhook_url and webhook_secret"
        if 300 <= status < 500 and status not in (408, 425, 429)
        else ""
    )
    return Answer("again", f"status {status}{hint}", _seconds(retry_after, now))


def _seconds(retry_after: str | None, now: datetime) -> float | None:
    """Return the seconds that a Retry-After header asks for (RFC 9110, 10.2.3), None where it says none."""
    if not retry_after:
        return None
    if retry_after.isascii() and retry_after.isdigit():
        return float(retry_after[:9])
    try:
        return max((parsedate_to_datetime(retry_after) - now).total_seconds(), 0.0)
    except (ValueError, TypeError):
        return None


def _address(url: str) -> str:
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        known = False
    if not known:
        raise SettingsFault(f"webhook_url {url!r}: allowed is an address like https://host/path")
    return url


def _key(secret: str) -> bytes:
    text = secret.removeprefix("whsec_")
    try:
        key = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        raise SettingsFault(f"webhook_secret: allowed is whsec_ and base64; {_HOW}") from None
    if not 24 <= len(key) <= 64:
        raise SettingsFault(f"webhook_secret: {len(key)} bytes, allowed are 24 to 64; {_HOW}")
    return key
