"""The outlet of an article, and links of its own site."""

from urllib.parse import urlsplit

from agents.site import site_of

# Names of a host that say how a page is served, not by whom; m.co.uk is a site of its own.
_SERVED = ("www.", "www2.", "m.", "mobile.", "amp.", "rss.", "feeds.", "feed.")


def host_of(url: str | None) -> str | None:
    """Return the outlet's host in `url`, as `bbc.co.uk`; None where it has none."""
    try:
        parts = urlsplit((url or "").strip())
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or "." not in host:
        return None
    for prefix in _SERVED:
        if not host.startswith(prefix) or host.count(".") < 2:
            continue
        if prefix == "www." or site_of(host) != host:
            host = host.removeprefix(prefix)
    return host


def outlet_of(url: str | None, source: str | None) -> str | None:
    """Return the host of the article's URL, else what the source is called (a feed's URL: its host)."""
    named = " ".join((source or "").split())
    return host_of(url) or host_of(named) or named or None


def same_site(link: str | None, url: str | None) -> bool:
    """Return whether `link` stays on the site of `url`: under the same registrable domain."""
    one, other = host_of(link), host_of(url)
    return one is not None and other is not None and site_of(one) == site_of(other)
