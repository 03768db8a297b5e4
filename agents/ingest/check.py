"""One look at a source without following it: whether it can be read, what it gives, and what helps."""

from collections.abc import Callable
from dataclasses import dataclass

from agents.ingest.outcome import READ, Outcome
from agents.ingest.poll.arrivals import moments
from agents.ingest.poll.document import Asking, Document, Read, document
from agents.ingest.poll.fulltext import Web
from agents.ingest.read.reading import reading
from agents.ingest.web.answer import Fault
from streams.source_records import Source

STALE = 60 * 86_400.0  # seconds without a new entry after which nobody seems to write there any more

HINTS = {
    Outcome.EMPTY: "look at it in a browser: it may be a feed that is not fed any more",
    Outcome.UNDATED: "its articles get their dates from their pages, or have none",
    Outcome.MOVED: "write the new address into your file",
    Outcome.GONE: "look on the site whether another feed took its place",
    Outcome.MISSING: "look on the site for the feed's new address",
    Outcome.BLOCKED: "set the contact (DETENTE_CONTACT), and ask the site; a news sitemap may be open",
    Outcome.BUSY: "ask it less often: `every`, or a longer host_delay",
    Outcome.SERVER: "the site's own trouble: try it later",
    Outcome.REFUSED: "look at it in a browser",
    Outcome.FORMAT: "look for the feed's address in the page's source, or follow the page with form = links",
    Outcome.LARGE: "look for a smaller feed of the site: a section, the news sitemap",
    Outcome.SLOW: "the site's own trouble, or the way there: try it later",
    Outcome.DNS: "check the spelling of the host",
    Outcome.TLS: "check the address; a site that is well has a certificate that browsers trust",
    Outcome.CONNECTION: "try it later; check the address and whether this machine may ask it",
    Outcome.REDIRECTS: "look at it in a browser: it may want a cookie or a login",
    Outcome.FORBIDDEN: "check the address: a redirect may have led there",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What one look at a source gave."""

    source: Source
    outcome: Outcome
    detail: str
    hint: str = ""
    form: str | None = None  # rss, rdf, atom, json, sitemap, index, page, links
    entries: int = 0
    full: int = 0  # entries with the text of the article; the others give a summary or none
    dated: int = 0
    newest: float | None = None  # seconds since 1970
    moved: str | None = None
    seconds: float = 0.0

    @property
    def well(self) -> bool:
        """Whether it can be followed as it is."""
        return self.outcome in READ and self.entries > 0


async def check(source: Source, web: Web, now: Callable[[], float], read: Read = reading) -> Checked:
    """Ask a source once and say what came of it; whatever the site does becomes the outcome."""
    began, asking = now(), Asking(source, web, read)
    try:
        answer = await asking.get(source.url)
        found = await document(asking, answer, None)
    except Fault as fault:
        return Checked(
            source=source, outcome=fault.reason, detail=str(fault), hint=HINTS.get(fault.reason, ""),
            seconds=now() - began,
        )  # fmt: skip
    outcome, detail, hint = _verdict(found, answer.moved, now())
    times = moments(found.entries, now())
    return Checked(
        source=source,
        outcome=outcome,
        detail=detail,
        hint=hint,
        form=found.reading.form,
        entries=len(found.entries),
        full=sum(bool(one.text) and not one.summary for one in found.entries),
        dated=sum(one.published is not None for one in found.entries),
        newest=times[0] if times else None,
        moved=answer.moved,
        seconds=now() - began,
    )


def _verdict(found: Document, moved: str | None, now: float) -> tuple[Outcome, str, str]:
    """Return the outcome of what was read, the same in a line, and a hint."""
    times = moments(found.entries, now)
    told = "; ".join([f"{len(found.entries)} entries", *found.notes])
    if not found.entries:
        return Outcome.EMPTY, told, HINTS[Outcome.EMPTY]
    if moved:
        return Outcome.MOVED, f"{told}; it has moved to {moved}", HINTS[Outcome.MOVED]
    if found.reading.form not in ("page", "links") and not any(one.published for one in found.entries):
        return Outcome.UNDATED, f"{told}, none with a date", HINTS[Outcome.UNDATED]
    if times and now - times[0] > STALE:
        return Outcome.UNCHANGED, f"{told}, the newest of long ago", "nobody seems to write there any more"
    return Outcome.NEW, told, ""
