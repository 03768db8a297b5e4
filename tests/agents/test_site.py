"""Sites: hosts under one registrable domain are one, and a registry's own names are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.site import site_of


@pytest.mark.parametrize(
    ("host", "site"),
    [
        ("news.bbc.co.uk", "bbc.co.uk"),
        ("bbc.co.uk", "bbc.co.uk"),
        ("www.bbc.com", "bbc.com"),
        ("www.aa.com.tr", "aa.com.tr"),
        ("www.mfa.gov.ua", "mfa.gov.ua"),
        ("someone.github.io", "someone.github.io"),
        ("xn--e1afmkfd.xn--p1ai", "xn--e1afmkfd.xn--p1ai"),
        ("a.b.no-such-registry", "b.no-such-registry"),
        ("co.uk", "co.uk"),
        ("localhost", "localhost"),
        ("192.0.2.1", "192.0.2.1"),
        ("[::1]", "[::1]"),
        ("2001:db8::1", "2001:db8::1"),
    ],
)
def test_a_site_is_what_its_owner_registered(host: str, site: str) -> None:
    assert site_of(host) == site


@given(st.text() | st.text(alphabet="a.-:1é"))
def test_any_host_has_a_site_which_is_its_own(host: str) -> None:
    assert site_of(site_of(host)) == site_of(host)
