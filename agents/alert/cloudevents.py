"""The headers of a revision on `news.alerts`: its own, and those of CloudEvents 1.0 in binary mode."""

from datetime import datetime

from agents.alert.reasons import Reason
from agents.spans import rfc3339
from streams.records import Alert, Command, Match, Seed, Tick

_UPDATED = "alert.updated.v1"
_TYPES = {
    Reason.CORRECTION: "alert.corrected.v1",
    Reason.DENIAL: "alert.corrected.v1",
    Reason.RETRACTED: "alert.retracted.v1",
    Reason.UNWANTED: "alert.retracted.v1",
}


def headers(alert: Alert, behind: Match | Tick | Command | Seed, now: datetime) -> dict[str, str]:
    """Return the headers of one revision; `behind` is the record that led to it."""
    own = {
        "watch": alert.watch,
        "reason": alert.reason,
        "revision": str(alert.revision),
        "notify": "true" if alert.notify else "false",
        "content-type": "application/json",
        "ce_specversion": "1.0",
        "ce_id": f"{alert.id}.{alert.revision}",
        "ce_source": f"/detente/watches/{alert.watch}",
        "ce_type": "alert.new.v1" if alert.revision == 1 else _TYPES.get(Reason(alert.reason), _UPDATED),
        "ce_subject": alert.id,
        "ce_time": rfc3339(now),
    }
    match behind:
        case Match():
            own |= {"article": behind.article.article_id, "version": behind.article.version}
        case Command():
            own |= {"command": behind.id}
        case Seed():
            own |= {"seed": behind.id}
    return own
