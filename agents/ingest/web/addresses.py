"""Which addresses may be asked: those of the public internet, and the networks that a setting names.

The tables are IANA's registries of special-purpose addresses. IPv6 goes by what is handed out as global
unicast, 2000::/3, so that what nobody has heard of yet is refused too.
"""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Network = IPv4Network | IPv6Network

_NOT_PUBLIC_4 = tuple(map(IPv4Network, (
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
    "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
    "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    "168.63.129.16/32",  # looks public: Azure's machines reach their host there
)))  # fmt: skip
_GLOBAL_6 = IPv6Network("2000::/3")
_NOT_PUBLIC_6 = tuple(map(IPv6Network, (
    "2001::/23",  # protocols: Teredo, benchmarks, ORCHID
    "2001:db8::/32", "3fff::/20",  # documentation
    "2002::/16",  # 6to4, which carries any IPv4 address
)))  # fmt: skip
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: how a host without IPv4 reaches it


class Forbidden(OSError):
    """A name or an address that leads where nothing is asked; holds the address."""

    def __init__(self, address: str) -> None:
        super().__init__(f"{address} is not on the public internet")
        self.address = address


def may_be_asked(address: str, allowed: Sequence[Network] = ()) -> bool:
    """Return whether an IP address (as text) is public or in one of the networks that are allowed.

    An IPv4 address inside of IPv6, mapped or behind NAT64, is judged as what it is; 6to4 and Teredo
    are refused whole. What is no address, or names a network card (`%eth0`), may not be asked.
    """
    try:
        given = ip_address(address)
    except ValueError:
        return False
    if isinstance(given, IPv6Address) and given.scope_id:
        return False
    inner = _inner(given)
    return any(given in one or inner in one for one in allowed) or _public(inner)


def networks(text: str) -> tuple[Network, ...]:
    """Return the networks that the setting `fetch_networks` names, separated by commas.

    An address alone is a network of one. Raises ValueError, which names the part and what is allowed.
    """
    return tuple(_network(part.strip()) for part in text.split(",") if part.strip())


def _network(part: str) -> Network:
    try:
        return ip_network(part)
    except ValueError:
        pass
    try:
        meant = f"did you mean {ip_network(part, strict=False)}?"
    except ValueError:
        meant = "allowed are networks such as 10.1.0.0/16 or fd00::/8, separated by commas"
    raise ValueError(f"{part!r} is no network; {meant}")


def _inner(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address


def _public(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv4Address):
        return not any(address in one for one in _NOT_PUBLIC_4)
    return address in _GLOBAL_6 and not any(address in one for one in _NOT_PUBLIC_6)
