"""A URL as it is asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.ingest.outcome import Outcome
from agents.ingest.web.answer import Fault
from agents.ingest.web.target import target_of


@pytest.mark.parametrize(
    ("url", "address", "host", "port"),
    [
        ("HTTP://Paper.Example:80/A b?q=é#part", "http://paper.example/A%20b?q=%C3%A9", "paper.example", 80),
        ("https://paper.example", "https://paper.example/", "paper.example", 443),
        ("https://пример.example:8443/", "https://xn--e1afmkfd.example:8443/", "xn--e1afmkfd.example", 8443),
        ("http://a_b.example./x", "http://a_b.example./x", "a_b.example.", 80),
        ("http://0x7f.1/", "http://127.0.0.1/", "127.0.0.1", 80),
        ("http://2130706433/", "http://127.0.0.1/", "127.0.0.1", 80),
        ("http://0177.0.0.01/", "http://127.0.0.1/", "127.0.0.1", 80),
        ("http://%31%32%37.0.0.1/", "http://127.0.0.1/", "127.0.0.1", 80),
        ("http://①②⑦.⓪.⓪.①/", "http://127.0.0.1/", "127.0.0.1", 80),
        ("http://[::FFFF:127.0.0.1]:81/", "http://[::ffff:7f00:1]:81/", "::ffff:7f00:1", 81),
        ("http:\\\\paper.example\\x", "http://paper.example/x", "paper.example", 80),
        ("http://paper.example\t/\r\nx", "http://paper.example/x", "paper.example", 80),
    ],
)
def test_a_url_is_read_as_browsers_read_it(url: str, address: str, host: str, port: int) -> None:
    one = target_of(url)
    assert (one.address, one.host, one.port) == (address, host, port)
    assert str(one.url()) == address.replace(":80/", "/")


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("ftp://paper.example/x", "ftp: is not asked; allowed is http://"),
        ("file:///etc/passwd", "file: is not asked"),
        ("javascript:alert(1)", "javascript: is not asked"),
        ("data:text/html,x", "data: is not asked"),
        ("gopher://paper.example:70/1", "gopher: is not asked"),
        ("paper.example/feed", "not a web address"),
        ("", "not a web address"),
        ("http://", "not a web address"),
        ("http://[::1", "not a web address"),
        ("http://[fe80::1%25eth0]/", "not a web address"),
        ("http://paper.example:99999/", "not a web address"),
        ("http://paper.example:22/", "port 22 is not for the web"),
        ("https://paper.example:25/", "port 25 is not for the web"),
        ("http://paper.example:6667/", "port 6667 is not for the web"),
        ("http://paper.example:0/", "port 0 is not for the web"),
        ("http://paper.example/" + "x" * 9000, "longer than 8192"),
    ],
)
def test_what_is_no_address_of_a_web_page_is_refused_with_what_is_allowed(url: str, says: str) -> None:
    with pytest.raises(Fault, match=says.replace("(", r"\(")) as raised:
        target_of(url)
    assert raised.value.reason is Outcome.FORBIDDEN


def test_a_login_is_taken_out_of_the_address_and_never_shown() -> None:
    one = target_of("https://desk:p%40ss%3A@paper.example/feed")
    assert one.address == "https://paper.example/feed"
    assert one.login == "Basic ZGVzazpwQHNzOg=="  # desk:p@ss:
    assert "desk" not in repr(one)
    assert "ZGVz" not in repr(one)


@given(
    st.text(max_size=60) | st.text("htps:/@[]%.0x127a\\#?", max_size=40).map(lambda rest: f"http://{rest}")
)
def test_any_text_is_a_target_or_a_fault(url: str) -> None:
    try:
        one = target_of(url)
    except Fault:
        return
    assert one.url().raw_host == one.host
    assert "@" not in one.address.split("/")[2]
    assert target_of(one.address).address == one.address
