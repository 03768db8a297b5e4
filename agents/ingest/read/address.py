"""A link as it stands in a feed or page, made absolute."""

import re

import ada_url

from agents.ingest.canonical import LONGEST

_CONTROL = re.compile(r"[\t\r\n]")  # as browsers drop them (URL standard, 4.4)


def absolute(link: str | None, base: str) -> str | None:
    """Return the http or https address that `link` means where `base` stands; None where it means none.

    An absolute address is returned as it is written, a relative one as browsers resolve it.
    """
    if not link or len(link) > LONGEST or not (link := _CONTROL.sub("", link.strip())):
        return None
    link = link.encode("utf-8", "replace").decode()
    try:
        whole = ada_url.URL(link)
    except ValueError:
        try:
            whole = ada_url.URL(link, base=base)
        except ValueError:
            return None
        link = whole.href
    web = whole.protocol in ("http:", "https:") and bool(whole.hostname)
    return link if web and len(link) <= LONGEST else None


def rebased(base: str, given: str | None) -> str:
    """Return what links are relative to where `xml:base` says `given`; what is no address changes nothing."""
    return absolute(given, base) or base
