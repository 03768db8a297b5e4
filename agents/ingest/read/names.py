"""What an XML element is called, whatever namespace, prefix and case its feed writes it with."""

from functools import lru_cache

from lxml import etree

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
XML = "{http://www.w3.org/XML/1998/namespace}"

# Namespaces by their ends: feeds write https for http, and drop or add the last slash.
_SPACES = {
    "www.w3.org/2005/atom": "atom", "purl.org/atom/ns": "atom", "www.w3.org/1999/xhtml": "html",
    "purl.org/dc/elements/1.1": "dc", "purl.org/dc/terms": "dcterms",
    "purl.org/rss/1.0/modules/content": "content", "purl.org/rss/1.0/modules/syndication": "sy",
    "rssnamespace.org/feedburner/ext/1.0": "feedburner", "search.yahoo.com/mrss": "media",
    "www.itunes.com/dtds/podcast-1.0.dtd": "itunes", "www.w3.org/1999/02/22-rdf-syntax-ns": "rdf",
    "www.google.com/schemas/sitemap-news/0.9": "news", "www.google.com/schemas/sitemap-image/1.1": "image",
    "www.google.com/schemas/sitemap-video/1.1": "video", "www.sitemaps.org/schemas/sitemap/0.9": "",
    "www.google.com/schemas/sitemap/0.84": "", "purl.org/net/rss1.1": "", "purl.org/rss/1.0": "",
    "purl.org/rss/2.0": "", "my.netscape.com/rdf/simple/0.9": "", "channel.netscape.com/rdf/simple/0.9": "",
    "my.netscape.com/publish/formats/rss-0.91.dtd": "", "blogs.law.harvard.edu/tech/rss": "",
    "cyber.law.harvard.edu/rss": "", "backend.userland.com/rss": "", "backend.userland.com/rss2": "",
}  # fmt: skip
# Prefixes that are used without being declared, or declared as something that nobody else says.
_PREFIXES = {
    "atom": "atom", "atom10": "atom", "a10": "atom", "dc": "dc", "dcterms": "dcterms", "content": "content",
    "sy": "sy", "feedburner": "feedburner", "media": "media", "itunes": "itunes", "rdf": "rdf",
    "news": "news", "n": "news", "image": "image", "video": "video", "xhtml": "html", "html": "html",
    "rss": "", "": "",
}  # fmt: skip


def name_of(element: etree._Element) -> str:
    """Return `title`, `atom:link`, `dc:date` …: a known namespace and the name in small letters.

    Elements of RSS, and those without a prefix in a namespace that is not known, have their bare name;
    those of any other namespace `?:name`; comments and the like have none, the empty text.
    """
    tag = element.tag
    return _name(tag, element.prefix) if isinstance(tag, str) else ""


@lru_cache(maxsize=4096)
def _name(tag: str, prefix: str | None) -> str:
    space, brace, local = tag.rpartition("}")
    if not brace and ":" in local:
        prefix, _, local = local.partition(":")  # a prefix that the document does not declare
    known = _SPACES.get(_bare(space[1:])) if brace else None
    if known is None:
        known = _PREFIXES.get((prefix or "").lower(), "?")
    return f"{known}:{local.lower()}" if known else local.lower()


def _bare(space: str) -> str:
    return space.strip().lower().removeprefix("https://").removeprefix("http://").rstrip("/#")
