"""Days counted from the day of publication: on Friday, yesterday, last week."""

from datetime import timedelta

from agents.dates.mention import Mention
from agents.dates.row import LINK, Row
from agents.dates.words import Term
from agents.edtf import Edtf

_THAT = "que"  # Spanish and Portuguese: "el viernes que viene" comes, "el viernes que …" may be any


def weekday(row: Row, first: int, last: int, term: Term) -> list[Mention]:
    """Return the day meant by a weekday: the latest, unless "next" or its like stands beside it."""
    known = row.known
    start, end = row.spans[first][0], row.spans[last][1]
    before = row.token(first - 1) if row.joined(first - 1, first, LINK) else ""
    after = row.token(last + 1) if row.joined(last, last + 1, LINK) else ""
    if after == _THAT and row.joined(last + 1, last + 2, LINK):
        after = row.token(last + 2)
    if (known.capital and not row.text[start].isupper()) or before in known.not_after:
        return []
    past, coming = (before in s or after in s for s in (known.last, known.next))
    needs = "*" in known.needs_on or bool(known.needs_on.intersection(term.tokens))
    if needs and not (past or coming or before in known.on or after in known.after_weekday):
        return []
    assert row.reference is not None
    today = row.reference.first()
    assert today is not None
    if before in known.last or before in known.next:
        start = row.spans[first - 1][0]
    since = (today.isoweekday() - term.value) % 7
    latest = today - timedelta(days=7 if past and since == 0 else since)
    following = today + timedelta(days=7 - since)
    if coming:
        return [Mention(start, end, following.isoformat(), "weekday")]
    return [Mention(start, end, latest.isoformat(), "weekday", None if past else following.isoformat())]


def counted(row: Row, first: int, last: int, term: Term) -> list[Mention]:
    """Return the day or period that a term counts from the reference: yesterday, last month."""
    assert row.reference is not None
    today = row.reference.first()
    assert today is not None
    if term.role == "day":
        date = Edtf(*(today + timedelta(days=term.value)).timetuple()[:3])
    elif term.unit == "year":
        date = Edtf(today.year + term.value)
    elif term.unit == "month":
        months = today.year * 12 + today.month - 1 + term.value
        date = Edtf(months // 12, months % 12 + 1)
    else:
        monday = today + timedelta(days=7 * term.value - today.weekday())
        sunday = monday + timedelta(days=6)
        if monday.month != sunday.month:
            return []  # a week across two months has no EDTF string of one period
        date = Edtf(monday.year, monday.month)
    return [row.mention(first, last, date, "relative")]
