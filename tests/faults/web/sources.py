"""The feeds of a made-up world as a person would define them."""

from streams.source_records import Source
from tests.faults.web.feed import Feed
from tests.faults.web.site import LINKS, Site


def source(site: Site, feed: Feed) -> Source:
    """Return the definition of a feed."""
    form = feed.form if feed.form in ("sitemap", "links") else "feed"
    return Source(
        url=site.url(feed), form=form, outlet=f"Paper {feed.host}", language="en",
        links=LINKS if form == "links" else None,
    )  # fmt: skip
