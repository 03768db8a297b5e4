"""What a status means for people: its reason and a line that says what helps."""

from collections.abc import Mapping

from agents.ingest.outcome import Outcome
from agents.ingest.web.answer import Fault
from agents.ingest.web.headers import seconds_of_retry_after

TELLING = frozenset({202, 401, 403, 405, 428, 429, 503})
"""Statuses under which checks for browsers stand: their first bytes are looked at."""

# Whose check it is, by a header, whatever the status; an empty value is any.
_HEADERS = (
    ("cf-mitigated", "challenge", "Cloudflare"),
    ("x-vercel-mitigated", "challenge", "Vercel"),
    ("x-amzn-waf-action", "", "AWS WAF"),
)
# By what stands in such pages and in no other. Under one of the statuses above only: an article may quote it.
_MARKS = (
    (b"_cf_chl_opt", "Cloudflare"), (b"cf-browser-verification", "Cloudflare"),
    (b"captcha-delivery.com", "DataDome"),
    (b"errors.edgesuite.net", "Akamai"), (b"sec-if-cpt-container", "Akamai"),
    (b"/_sec/cp_challenge/", "Akamai"),
    (b"_Incapsula_Resource", "Imperva"), (b"px-captcha", "HUMAN"), (b"sucuri_cloudproxy", "Sucuri"),
    (b"ddos-guard", "DDoS-Guard"), (b"__qrator", "Qrator"), (b"/.within.website/x/cmd/anubis/", "Anubis"),
)  # fmt: skip

_WORDS = {
    401: (Outcome.BLOCKED, "it wants a login, which may stand in the address before the host"),
    403: (Outcome.BLOCKED, "the site refuses us; its operator may let us in, and `contact` says who asks"),
    404: (Outcome.MISSING, "there is nothing at this address; look on the site for where it is now"),
    407: (Outcome.BLOCKED, "a proxy on the way wants a login"),
    410: (Outcome.GONE, "it is gone for good; take it out"),
    429: (Outcome.BUSY, "we ask too often; a longer host_delay helps"),
    451: (Outcome.BLOCKED, "withheld for legal reasons from where we are"),
}


def challenger(status: int, headers: Mapping[str, str], start: bytes) -> str | None:
    """Return whose check for browsers an answer is, by its headers or its first bytes; None: it is none."""
    for name, value, who in _HEADERS:
        if name in headers and value in headers[name].lower():
            return who
    if status in TELLING:
        return next((who for mark, who in _MARKS if mark in start), None)
    return None


def refusal(status: int, headers: Mapping[str, str], start: bytes, now: float) -> Fault:
    """Return the fault that an answer is; `start` is the beginning of its body, `now` seconds since 1970."""
    after = seconds_of_retry_after(headers.get("Retry-After"), now)
    if who := challenger(status, headers, start):
        return Fault(
            Outcome.BLOCKED,
            f"status {status}: a check for browsers ({who}) stands before it, which no program passes; "
            "ask the site to let us in, or look for another source of the same outlet",
            after,
        )
    if status in _WORDS:
        reason, words = _WORDS[status]
    elif status == 503 and after is not None:
        reason, words = Outcome.BUSY, "the site is busy and asks to be left alone for a while"
    elif 500 <= status <= 599:
        reason, words = (
            Outcome.SERVER,
            "the site cannot answer now; that passes, or its operator must be told",
        )
    else:
        reason, words = (
            Outcome.REFUSED,
            "an answer without anything to read; look at the address in a browser",
        )
    return Fault(reason, f"status {status}: {words}", after)
