"""Which hosts are of one site: those under one registrable domain, by the public suffix list.

Where names are given out differs by registry (`example.com`, but `example.co.uk`, `example.gov.ua`) and by
service (`someone.github.io`): no rule of thumb tells, so browsers share a list, and so do we. The list
comes with the library and is as new as that; nothing is fetched.
"""

import re
from functools import cache

from publicsuffixlist import PublicSuffixList

_ADDRESS = re.compile(r"[0-9.]+\Z|.*:")  # IPv4, IPv6: no names, and so without a domain


def site_of(host: str) -> str:
    """Return the registrable domain of `host` (lower case, punycode or not), `bbc.co.uk` of `news.bbc.co.uk`.

    What has none (an IP address, `localhost`, a public suffix itself) is its own site.
    """
    if _ADDRESS.match(host):
        return host
    return _suffixes().privatesuffix(host) or host


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()
