"""The dates in a page's meta elements: names that mean the article first, those that may mean anything last.

Names as Open Graph, Dublin Core, schema.org and the tools of publishers (parsely, sailthru, cXense,
swiftype, Google's CSE) have them.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from agents.clean.dates.found import Role, Source

_PUBLISHED = (
    "article:published_time", "article:published", "article:published_date", "article:publicationdate",
    "article:post_date", "article.published", "article:publish_date", "og:article:published_time",
    "og:article:published", "og:published_time", "og:publish_date", "og:pubdate", "og:datepublished",
    "datepublished", "date_published", "date-published", "rnews:datepublished", "parsely-pub-date",
    "sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "bt:pubdate", "rbpubdate",
    "vr:published_time", "publishdate", "publish-date", "publish_date", "published-date", "published_date",
    "published_time", "publisheddate", "publish_time", "publishtime", "published_at",
    "published_at_iso8601", "publication_date", "publication-date", "originalpublicationdate",
    "article_date_original", "pubdate", "pub_date", "pdate", "ptime", "dateposted", "displaydate",
    "dcsext.articlefirstpublished", "mediator_published_time", "shareaholic:article_published_time",
    "twt-published-at", "firstpublished", "first_published", "citation_publication_date",
    "citation_online_date", "prism.publicationdate", "dc.date.issued", "dcterms.issued", "dc.issued",
    "dc.date.publication", "date.issued", "video:release_date", "analyticsattributes.articledate",
    "content_create_date", "gentime", "release_date", "iso-8601-publish-date", "sfp:published", "cre",
    "article:created_time",
)  # fmt: skip
# What may as well be the day on which the page was made, or served.
_CREATED = (
    "dc.date.created", "dcterms.created", "dc.created", "dcterms.date", "dc.date", "datecreated",
    "date_created", "article.created", "created", "date", "doc_date", "citation_date", "pubyear",
    "timestamp",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "article:modified", "article:modified_date", "article:post_modified",
    "og:article:modified_time", "og:modified_time", "og:updated_time", "datemodified", "date_modified",
    "dateupdated", "dateupdate", "bt:moddate", "dcterms.modified", "dc.modified", "dc.date.modified",
    "modified_time", "updated_time", "modificationdate", "modified", "last-modified", "lastmodified",
    "lastmod", "lastdate", "revision_date", "revised", "iso-8601-modified-date",
    "cxenseparse:recs:modifiedtime",
)  # fmt: skip
_CREATED_FIRST, _MODIFIED_FIRST = 500, 1000
_RANKS = {
    name: rank
    for names, first in ((_PUBLISHED, 0), (_CREATED, _CREATED_FIRST), (_MODIFIED, _MODIFIED_FIRST))
    for rank, name in enumerate(names, first)
}


def read_meta_dates(metas: Iterable[Any]) -> Iterator[tuple[Role, Source, str]]:
    """Yield what `<meta>` elements give as (role, source, as written), of each the surest name's."""
    found: list[tuple[int, int, str]] = []
    for place, one in enumerate(metas):
        content = one.get("content") or one.get("datetime")
        if not content or len(content) > 200:
            continue
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = (one.get(key) or "").strip().lower().replace("dc:", "dc.").replace("dcterms:", "dcterms.")
            if name in _RANKS and (key != "http-equiv" or name == "last-modified"):
                found.append((_RANKS[name], place, content))
    taken: set[tuple[Role, Source]] = set()
    for rank, _, content in sorted(found):
        if (kind := _kind(rank)) not in taken:
            taken.add(kind)
            yield *kind, content


def _kind(rank: int) -> tuple[Role, Source]:
    if rank >= _MODIFIED_FIRST:
        return "modified", "meta"
    return "published", "created" if rank >= _CREATED_FIRST else "meta"
