"""What a status means for people."""

import pytest
from multidict import CIMultiDict

from agents.ingest.outcome import Outcome
from agents.ingest.web.statuses import refusal


@pytest.mark.parametrize(
    ("status", "reason", "says"),
    [
        (401, Outcome.BLOCKED, "login"),
        (403, Outcome.BLOCKED, "refuses us"),
        (404, Outcome.MISSING, "nothing at this address"),
        (407, Outcome.BLOCKED, "proxy"),
        (410, Outcome.GONE, "take it out"),
        (418, Outcome.REFUSED, "without anything to read"),
        (204, Outcome.REFUSED, "without anything to read"),
        (304, Outcome.REFUSED, "without anything to read"),
        (429, Outcome.BUSY, "too often"),
        (451, Outcome.BLOCKED, "legal"),
        (500, Outcome.SERVER, "cannot answer now"),
        (503, Outcome.SERVER, "cannot answer now"),
        (525, Outcome.SERVER, "cannot answer now"),
        (999, Outcome.REFUSED, "without anything to read"),
    ],
)
def test_each_status_has_its_reason_and_says_what_helps(status: int, reason: Outcome, says: str) -> None:
    fault = refusal(status, {}, b"", 0.0)
    assert fault.reason is reason
    assert str(fault).startswith(f"status {status}: ")
    assert says in str(fault)
    assert fault.after is None


def test_a_site_that_names_a_time_is_busy_and_the_time_is_kept_whole() -> None:
    for status in (429, 503):
        fault = refusal(status, CIMultiDict({"retry-after": "86400"}), b"", 0.0)
        assert (fault.reason, fault.after) == (Outcome.BUSY, 86400.0)
    assert refusal(500, CIMultiDict({"Retry-After": "60"}), b"", 0.0).reason is Outcome.SERVER


@pytest.mark.parametrize(
    ("status", "headers", "start", "who"),
    [
        (403, {"CF-Mitigated": "challenge"}, b"", "Cloudflare"),
        (200, {"cf-mitigated": "challenge"}, b"", "Cloudflare"),
        (
            503,
            {"Retry-After": "10"},
            b"<title>Just a moment...</title><script>window._cf_chl_opt={}",
            "Cloudflare",
        ),
        (202, {"x-amzn-waf-action": "challenge"}, b"", "AWS WAF"),
        (429, {"X-Vercel-Mitigated": "challenge"}, b"", "Vercel"),
        (403, {}, b"<script src='https://ct.captcha-delivery.com/c.js'>", "DataDome"),
        (403, {}, b"Reference #18.1 https://errors.edgesuite.net/18.1", "Akamai"),
        (428, {}, b"<div id='sec-if-cpt-container'>", "Akamai"),
        (403, {}, b"<iframe src='/_Incapsula_Resource?x'>", "Imperva"),
    ],
)
def test_a_check_for_browsers_is_told_from_a_plain_refusal(
    status: int, headers: dict[str, str], start: bytes, who: str
) -> None:
    fault = refusal(status, CIMultiDict(headers), start, 0.0)
    assert fault.reason is Outcome.BLOCKED
    assert f"a check for browsers ({who})" in str(fault)


def test_a_page_that_is_missing_is_no_check_for_browsers_whatever_stands_on_it() -> None:
    assert refusal(404, {}, b"window._cf_chl_opt", 0.0).reason is Outcome.MISSING
    assert refusal(500, {}, b"captcha-delivery.com", 0.0).reason is Outcome.SERVER
