"""Which addresses are asked, and how the setting that lifts the ban is read."""

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.ingest.web.addresses import may_be_asked, networks

PUBLIC = ["1.1.1.1", "93.184.216.34", "172.32.0.1", "192.0.1.1", "2606:4700::1111", "2a00:1450:4001::1",
          "::ffff:1.1.1.1", "64:ff9b::101:101"]  # fmt: skip
REFUSED = [
    "0.0.0.0", "10.0.0.1", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.254", "169.254.169.254",
    "172.16.0.1", "172.31.255.255", "192.0.0.192", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1",
    "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "168.63.129.16",
    "::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::ffff:0:127.0.0.1",
    "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::a00:1", "2002:7f00:1::", "2002:101:101::1",
    "2001::1", "2001:0:4136:e378::1", "2001:db8::1", "3fff::1", "fe80::1", "fe80::1%eth0", "fec0::1",
    "fc00::1", "fd00:ec2::254", "fd20:ce::254", "ff02::1", "100::1", "5f00::1", "2606:4700::1111%eth0",
    "", "paper.example",
]  # fmt: skip


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_asked(address: str) -> None:
    assert may_be_asked(address)


@pytest.mark.parametrize("address", REFUSED)
def test_an_address_that_is_not_public_is_not_asked(address: str) -> None:
    assert not may_be_asked(address)


@given(st.integers(0, 2**32 - 1).map(IPv4Address) | st.integers(0, 2**128 - 1).map(IPv6Address))
def test_nothing_is_asked_that_python_knows_not_to_be_global(address: IPv4Address | IPv6Address) -> None:
    assert not may_be_asked(str(address)) or address.is_global


@given(st.sampled_from([one for one in REFUSED if one and "%" not in one and one[0] in "0123456789:f"][:-1]))
def test_an_allowed_network_lifts_the_ban_for_itself_only(address: str) -> None:
    allowed = networks(f"{address}, 2001:db8:ffff::/48")
    assert may_be_asked(address, allowed)
    assert not may_be_asked("10.255.255.255", allowed)


def test_an_allowed_network_counts_in_each_spelling_of_an_address() -> None:
    allowed = networks("127.0.0.2")
    assert may_be_asked("::ffff:127.0.0.2", allowed)
    assert not may_be_asked("::ffff:127.0.0.1", allowed)


def test_the_setting_names_networks_and_single_addresses() -> None:
    assert [str(one) for one in networks(" 10.1.0.0/16,fd00::/8 , 127.0.0.2,")] == [
        "10.1.0.0/16", "fd00::/8", "127.0.0.2/32",
    ]  # fmt: skip
    assert networks("") == ()
    assert ip_address("10.1.2.3") in networks("10.1.0.0/16")[0]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("10.1.2.3/16", "'10.1.2.3/16' is no network; did you mean 10.1.0.0/16?"),
        ("10.0.0.0/8, intranet", "'intranet' is no network; allowed are networks such as 10.1.0.0/16"),
        ("10.0.0.0/33", "allowed are networks such as"),
        ("10.0.0.0/8;fd00::/8", "separated by commas"),
    ],
)
def test_a_faulty_setting_says_which_part_and_what_is_allowed(text: str, says: str) -> None:
    with pytest.raises(ValueError, match="is no network") as raised:
        networks(text)
    assert says in str(raised.value)
