"""One address for one article: what differs between links to the same page is taken away.

The URL is parsed as browsers parse it (WHATWG, ada-url). Beyond that: `http` is `https`, no user,
no fragment, no `www.`; AMP and mobile addresses are those of the article; parameters that only say
where a reader came from are dropped and the rest sorted by name, for their order means nothing.
"""

import re

import ada_url

# No server is bound to take more (RFC 9110, 4.1, asks for 8000 octets); what is longer is no address.
LONGEST = 8192
# Hosts of the same site for small screens: as the first label, `m` also as the second (fr.m.wikipedia.org).
_MOBILE = frozenset({"amp", "m", "mobile", "touch", "wap", "www"})
# Campaign and click marks, by the systems that append them (utm_: Google; at_, xtor: Piano; ns_: Comscore;
# mc_: Mailchimp; wt_, wt.: Webtrends; the *clid: advertising networks). None selects an article.
_TRACKING = frozenset({
    "_ga", "_gl", "_hsenc", "_hsmi", "_openstat", "amp", "amp_gsa", "amp_js_v", "campaign_id", "cid_source",
    "cmp", "cmp_id", "cmpid", "dclid", "emc", "fbclid", "gbraid", "gclid", "gclsrc", "icid", "igsh",
    "igshid", "intcid", "ito", "li_fat_id", "maca", "mkt_tok", "msclkid", "ncid", "ocid", "oly_anon_id",
    "oly_enc_id", "outputtype", "ref_src", "ref_url", "referrer", "s_cid", "share_id", "sharetoken", "smid",
    "smtyp", "sr_share", "sref", "taid", "traffic_source", "ttclid", "twclid", "usqp", "vero_id", "wbraid",
    "wickedid", "xtor", "yclid", "ysclid",
})  # fmt: skip
_PREFIXES = ("utm_", "at_", "ns_", "mc_", "wt_", "wt.", "pk_", "mtm_", "hsa_", "__twitter_", "fb_")
_FEED = frozenset({"rss", "atom", "feed", "rssfeed"})  # ?from=rss: said by the feed about itself
_BARE = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,20}(?::\d{1,5})?(?:[/?#]|\Z)")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def canonical_url(url: str | None) -> str | None:
    """Return the canonical form of `url`; None where it is empty, too long or no web address.

    Never raises, whatever the text; the same for each of its own results.
    """
    if not url or len(url) > LONGEST or not (url := url.encode("utf-8", "replace").decode().strip()):
        return None
    if url.startswith("//"):
        url = f"https:{url}"
    elif _BARE.match(url):
        url = f"https://{url}"
    try:
        parsed = ada_url.URL(url)
    except ValueError:
        return None
    if parsed.protocol not in ("http:", "https:") or not parsed.hostname:
        return None
    host, path = _host(parsed.hostname), parsed.pathname
    host, path = _unwrapped(host, path)
    host, path = _host(host), _path(path)
    port = f":{parsed.port}" if parsed.port and parsed.port not in ("80", "443") else ""
    query = _query(parsed.search)
    return f"https://{host}{port}{path}{'?' if query else ''}{query}"


def _host(host: str) -> str:
    labels = host.rstrip(".").split(".")
    if labels[-1].isdigit():
        return host  # an address, not a name
    while len(labels) > 2 and labels[0] in _MOBILE:
        labels = labels[1:]
    if len(labels) > 3 and labels[1] == "m":
        labels = [labels[0], *labels[2:]]
    return ".".join(labels)


def _unwrapped(host: str, path: str) -> tuple[str, str]:
    """Take an article out of Google's AMP viewers: google.com/amp/s/…, …cdn.ampproject.org/c/s/…"""
    google = host.startswith("google.") and path.startswith("/amp/")
    if not google and not host.endswith(".ampproject.org"):
        return host, path
    rest = path.split("/")[2:]
    if rest and rest[0] == "s":
        rest = rest[1:]
    if not rest or not _BARE.match(rest[0]) or ":" in rest[0]:
        return host, path
    return rest[0].lower(), "/" + "/".join(rest[1:])


def _path(path: str) -> str:
    path = _ESCAPE.sub(_plain, path)
    while (shorter := _without_amp(path)) != path:
        path = shorter
    return path if path.startswith("/") else f"/{path}"


def _without_amp(path: str) -> str:
    path = "/".join(part for part in path.split("/") if part != "amp").rstrip("/")
    if path.endswith(".amp.html"):
        return path.removesuffix(".amp.html") + ".html"
    return path.removesuffix(".amp")


def _query(search: str) -> str:
    kept = []
    for pair in search.removeprefix("?").split("&"):
        pair = pair.removeprefix("amp;")  # noqa: PLW2901 - `&amp;`, escaped once too often
        name, _, value = pair.partition("=")
        low = name.lower()
        if pair and low not in _TRACKING and not low.startswith(_PREFIXES) and value.lower() not in _FEED:
            kept.append((_ESCAPE.sub(_plain, name), _ESCAPE.sub(_plain, pair)))
    return "&".join(pair for _, pair in sorted(kept, key=lambda one: one[0]))


def _plain(escape: re.Match[str]) -> str:
    char = chr(int(escape[1], 16))
    return char if char in _UNRESERVED else f"%{escape[1].upper()}"
