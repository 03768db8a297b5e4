"""The way of redirects, followed by hand: each is looked at anew, and what moved for good is known."""

from dataclasses import replace

from agents.ingest.outcome import Outcome
from agents.ingest.web.answer import Fault
from agents.ingest.web.target import Target, same_login, target_of

LONGEST = 5  # redirects; RFC 9309 asks for as many, feed readers follow 5 to 10
REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})


class Trail:
    """Where a request was sent on to. `moved` is the address that every redirect up to it gave for good."""

    def __init__(self, start: Target) -> None:
        self._start, self._here = start, start
        self._seen = {start.address}
        self._for_good = True
        self.moved: str | None = None

    def follow(self, status: int, location: str | None) -> Target:
        """Return where a redirect leads.

        The login of the first URL goes along to its own host only; one that stands in a redirect is
        dropped, and `moved` keeps that of the first. Raises Fault (redirects, refused, forbidden).
        """
        if not location:
            raise Fault(Outcome.REFUSED, f"status {status}: it sends us on and does not say where to")
        given = target_of(_decoded(location), self._here.address)
        if given.address in self._seen:
            raise Fault(
                Outcome.REDIRECTS, "its redirects lead in a circle; it may want cookies, which are not kept"
            )
        if len(self._seen) > LONGEST:
            raise Fault(Outcome.REDIRECTS, f"more than {LONGEST} redirects; use the address at their end")
        kept = self._start if same_login(self._start, given) else None
        here = replace(given, userinfo=kept.userinfo if kept else "", login=kept.login if kept else None)
        self._seen.add(here.address)
        self._here = here
        self._for_good = self._for_good and status in _FOR_GOOD
        if self._for_good:
            self.moved = here.address.replace("//", f"//{here.userinfo}", 1)
        return here


def _decoded(location: str) -> str:
    """Return a header's value as text: sites put raw UTF-8 there, and other bytes."""
    return location.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
