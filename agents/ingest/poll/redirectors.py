"""Services whose links only lead on to the article: what such a link says is not where the article is."""

# Feed services, and shorteners that outlets write into their feeds. Each name stands for its subdomains too.
_SERVICES = frozenset({
    "feedburner.com", "feedproxy.google.com", "feedsportal.com", "news.google.com", "t.co", "bit.ly",
    "buff.ly", "dlvr.it", "goo.gl", "ift.tt", "is.gd", "j.mp", "lnkd.in", "ow.ly", "t.ly", "tiny.cc",
    "tinyurl.com", "trib.al", "clck.ru", "vk.cc", "redirect.viglink.com",
})  # fmt: skip


def is_redirector(canonical: str) -> bool:
    """Return whether a canonical URL is one of a service that leads on."""
    host = host_of(canonical)
    while host not in _SERVICES:
        _, dot, host = host.partition(".")
        if not dot:
            return False
    return True


def host_of(canonical: str) -> str:
    """Return the host of a canonical URL."""
    return canonical.removeprefix("https://").partition("/")[0].partition(":")[0]
