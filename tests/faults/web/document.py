"""A feed's document, or an entry's page, as bytes: what the made-up sites answer with."""

import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape

from tests.faults.web.feed import Feed, Form
from tests.faults.web.site import Site
from tests.faults.web.story import Entry, Version

Shown = list[tuple[Entry, int]]
TYPES: dict[Form, str] = {
    "rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json",
    "rdf": "application/rdf+xml", "sitemap": "application/xml", "links": "text/html; charset=utf-8",
}  # fmt: skip
NAVIGATION = '<nav><a href="/">Front page</a> <a href="/weather">Weather</a> <a href="/about">About</a></nav>'


def document(site: Site, feed: Feed, shown: Shown) -> bytes:
    """Return the document that shows these entries."""
    return FORMS[feed.form](site, feed, shown).encode()


def page(site: Site, entry: Entry, number: int) -> bytes:
    """Return the page of an entry as of one of its versions."""
    version = entry.version(number)
    title = escape(entry.title(version))
    body = "".join(f"<p>{escape(one)}</p>" for one in entry.text(version, "p"))
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<link rel="canonical" href="{site.link(entry, version)}"></head><body>{NAVIGATION}'
        f"<article><h1>{title}</h1>{body}</article><footer>All about harbours.</footer></body></html>"
    ).encode()


def _html(parts: Iterable[str]) -> str:
    return "".join(f"<p>{escape(one)}</p>" for one in parts)


def _said(feed: Feed, entry: Entry, version: Version) -> str:
    return _html(entry.text(version, "s" if feed.summaries else "f"))


def _day(site: Site, t: float) -> str:
    return datetime.fromtimestamp(site.epoch + t, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _rss(site: Site, feed: Feed, shown: Shown) -> str:
    items = []
    for entry, number in shown:
        version = entry.version(number)
        link = site.link(entry, version, tracked=feed.tracked)
        lines = [f"<title>{escape(entry.title(version))}</title><link>{escape(link)}</link>"]
        if feed.ids == "own":
            lines.append(f'<guid isPermaLink="false">item {entry.feed} {entry.number}</guid>')
        if feed.ids == "link":
            lines.append(f"<guid>{site.link(entry, version)}</guid>")
        if feed.dated:
            shown_at = datetime.fromtimestamp(site.epoch + version.shown, UTC)
            lines.append(f"<pubDate>{format_datetime(shown_at, usegmt=True)}</pubDate>")
        said = _said(feed, entry, version)
        if feed.index % 3 or feed.summaries:
            lines.append(f"<description>{escape(said)}</description>")
        else:
            short = _html(entry.text(version, "s"))
            lines.append(f"<description>{escape(short)}</description>")
            lines.append(f"<content:encoded><![CDATA[{said}]]></content:encoded>")
        items.append(f"<item>{''.join(lines)}</item>")
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>Paper {feed.index}</title><link>{site.front(feed)}</link><description>News</description>"
        f"<language>en</language>{''.join(items)}</channel></rss>"
    )


def _atom(site: Site, feed: Feed, shown: Shown) -> str:
    entries = []
    for entry, number in shown:
        version = entry.version(number)
        link = escape(site.link(entry, version, tracked=feed.tracked), {'"': "&quot;"})
        dates = f"<updated>{_day(site, version.since)}</updated>"
        dates += f"<published>{_day(site, version.shown)}</published>" if feed.dated else ""
        name = "summary" if feed.summaries else "content"
        entries.append(
            f"<entry><id>tag:paper{entry.feed},2020:{entry.number}</id>"
            f'<title>{escape(entry.title(version))}</title><link rel="alternate" href="{link}"/>{dates}'
            f'<{name} type="html">{escape(_said(feed, entry, version))}</{name}></entry>'
        )
    return (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">'
        f"<id>tag:paper{feed.index},2020:feed</id><title>Paper {feed.index}</title>"
        f"<updated>{_day(site, max((e.version(n).since for e, n in shown), default=0))}</updated>"
        f"{''.join(entries)}</feed>"
    )


def _json(site: Site, feed: Feed, shown: Shown) -> str:
    items = []
    for entry, number in shown:
        version = entry.version(number)
        item = {
            "url": site.link(entry, version, tracked=feed.tracked),
            "title": entry.title(version),
            "summary" if feed.summaries else "content_html": _said(feed, entry, version),
        }
        if feed.ids != "none":
            item["id"] = f"{entry.feed}/{entry.number}" if feed.ids == "own" else site.link(entry, version)
        if feed.dated:
            item["date_published"] = _day(site, version.shown)
        items.append(item)
    return json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": f"Paper {feed.index}", "language": "en",
         "home_page_url": site.front(feed), "items": items}
    )  # fmt: skip


def _rdf(site: Site, feed: Feed, shown: Shown) -> str:
    items, links = [], []
    for entry, number in shown:
        version = entry.version(number)
        link = site.link(entry, version)
        links.append(f'<rdf:li rdf:resource="{link}"/>')
        date = f"<dc:date>{_day(site, version.shown)}</dc:date>" if feed.dated else ""
        items.append(
            f'<item rdf:about="{link}"><title>{escape(entry.title(version))}</title><link>{link}</link>'
            f"<description>{escape(_said(feed, entry, version))}</description>{date}</item>"
        )
    return (
        '<?xml version="1.0" encoding="utf-8"?>'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="{site.front(feed)}">'
        f"<title>Paper {feed.index}</title><link>{site.front(feed)}</link><description>News</description>"
        f"<items><rdf:Seq>{''.join(links)}</rdf:Seq></items></channel>{''.join(items)}</rdf:RDF>"
    )


def _sitemap(site: Site, feed: Feed, shown: Shown) -> str:
    urls = []
    for entry, number in shown:
        version = entry.version(number)
        urls.append(
            f"<url><loc>{site.link(entry, version)}</loc><lastmod>{_day(site, version.since)}</lastmod>"
            f"<news:news><news:publication><news:name>Paper {feed.index}</news:name>"
            "<news:language>en</news:language></news:publication>"
            f"<news:publication_date>{_day(site, version.shown)}</news:publication_date>"
            f"<news:title>{escape(entry.title(version))}</news:title></news:news></url>"
        )
    return (
        '<?xml version="1.0" encoding="utf-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{"".join(urls)}</urlset>'
    )


def _links(site: Site, feed: Feed, shown: Shown) -> str:
    items = []
    for entry, number in shown:
        version = entry.version(number)
        link = escape(site.link(entry, version, tracked=feed.tracked), {'"': "&quot;"})
        items.append(f'<li><a href="{link}">{escape(entry.title(version))}</a></li>')
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>Paper {feed.index}</title></head>'
        f"<body>{NAVIGATION}<ul>{''.join(items)}</ul></body></html>"
    )


FORMS: dict[Form, Callable[[Site, Feed, Shown], str]] = {
    "rss": _rss, "atom": _atom, "json": _json, "rdf": _rdf, "sitemap": _sitemap, "links": _links,
}  # fmt: skip
