"""The headers of a revision on `news.alerts`: its own, and those of CloudEvents 1.0 in binary mode."""

from datetime import UTC, datetime

from agents.alert.reasons import Reason
from streams.records import Alert, Match

_TYPES = {
    Reason.NEW_EVENT: "alert.new.v1",
    Reason.CORRECTION: "alert.corrected.v1",
    Reason.DENIAL: "alert.corrected.v1",
    Reason.RETRACTED: "alert.retracted.v1",
    Reason.UNWANTED: "alert.retracted.v1",
}


def headers(alert: Alert, match: Match | None, now: datetime) -> dict[str, str]:
    """Return the headers of one revision; `match` is the report behind it, if there is one."""
    own = {
        "watch": alert.watch,
        "reason": alert.reason,
        "revision": str(alert.revision),
        "notify": "true" if alert.notify else "false",
        "content-type": "application/json",
        "ce_specversion": "1.0",
        "ce_id": f"{alert.id}.{alert.revision}",
        "ce_source": f"/detente/watches/{alert.watch}",
        "ce_type": _TYPES.get(Reason(alert.reason), "alert.updated.v1"),
        "ce_subject": alert.id,
        "ce_time": rfc3339(now),
    }
    if match is not None:
        own |= {"article": match.article.article_id, "version": match.article.version}
    return own


def rfc3339(moment: datetime) -> str:
    """Return a moment as RFC 3339 in UTC with milliseconds."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
