"""What a new version of an article changed: by sentence, in numbers and names, material or cosmetic.

Of the earlier version its `Print` is known. Material is what is not known to be cosmetic: a sentence
that came, went or says something else, a headline that does, a correction or withdrawal. Cosmetic are
spelling, typography, the order of sentences, and the page's own lines.
"""

from agents.dedup.revision_difference import Difference, difference, headline_changed
from agents.dedup.revision_letters import remembered
from agents.dedup.revision_notice import KINDS, Kind, notice_kind
from agents.dedup.revision_print import Print, name_hashes
from agents.dedup.revision_wording import Wording
from agents.sentences import sentences
from streams.article_records import Revision

LISTED = 5  # sentences
SENTENCE = 300  # characters of one
FIGURES = 10  # numbers or names in a list
NOTICED = 80  # new sentences in which a notice is looked for: the first, and the last few
LAST = 16


def revision(wording: Wording, earlier: Print | None, since: str | None, language: str | None) -> Revision:
    """Return what a version changed; `earlier` is None where the one before is no longer remembered."""
    if earlier is None:
        every = _spelt(wording, range(len(wording.sentences)))
        kind, notice, _ = _notice([wording.heading, *every], language)
        return Revision(material=True if _grave(kind) else None, since=since, kind=kind, notice=_cut(notice))
    found = difference(wording, earlier, language)
    headline = headline_changed(wording, earlier, language)
    fresh = _spelt(wording, found.fresh)
    kind, notice, notices = _notice([wording.heading, *fresh] if headline else fresh, language)
    added = [one for one in fresh if one != notice and notices.get(one) != "update"]
    numbers, names = _numbers(wording, found, headline, earlier), _names(wording, found, earlier)
    return Revision(
        material=bool(added or headline or found.removed or _grave(kind)),
        since=since,
        kind=kind,
        notice=_cut(notice),
        headline=headline,
        added=tuple(sentence[:SENTENCE] for sentence in added[:LISTED]),
        added_count=len(added),
        changed_count=min(found.changed, len(added)),
        removed_count=found.removed,
        retouched_count=found.retouched,
        numbers_added=numbers[:FIGURES],
        numbers_removed=_gone(wording, earlier)[:FIGURES],
        names_added=names[:FIGURES],
        names_removed_count=len(set(earlier.names.tolist()) - set(_name_hashes(wording))),
    )


def _grave(kind: Kind | None) -> bool:
    return kind in ("correction", "retraction")


def _cut(notice: str | None) -> str | None:
    return notice[:SENTENCE] if notice else None


def _spelt(wording: Wording, parts: range | tuple[int, ...]) -> list[str]:
    """Return the whole sentences in which parts of the text stand, verbatim, each once."""
    if not parts:
        return []
    title = len(wording.heading)
    spans = [span for span in sentences(wording.text) if span[0] > title]
    found: list[str] = []
    place = 0
    for part in parts:
        start, end = wording.characters(wording.sentences[part])
        while place < len(spans) and spans[place][1] <= start:
            place += 1
        while place < len(spans) and spans[place][0] < end:
            found.append(wording.text[slice(*spans[place])])
            place += 1
    return found


def _notice(
    candidates: list[str], language: str | None
) -> tuple[Kind | None, str | None, dict[str, Kind | None]]:
    """Return the gravest notice among sentences, the first of its kind; and what each is a notice of."""
    if len(candidates) > NOTICED:
        candidates = candidates[: NOTICED - LAST] + candidates[-LAST:]
    kinds = {one: notice_kind(one, language) for one in candidates}
    for kind in KINDS:
        for sentence, found in kinds.items():
            if found == kind:
                return kind, sentence, kinds
    return None, None, kinds


def _numbers(wording: Wording, found: Difference, headline: bool, earlier: Print) -> tuple[str, ...]:
    """Return the numbers of new sentences that stood nowhere before."""
    known = set(earlier.numbers)
    inside = found.inside(wording)
    new, kept = [], set()
    for span in wording.numbers:
        number = wording.written(span)
        if inside(span[0]) or (headline and span[0] < len(wording.heading)):
            new.append(number)
        else:
            kept.add(number)
    return tuple(dict.fromkeys(one for one in new if one is not None and one not in known | kept))


def _gone(wording: Wording, earlier: Print) -> tuple[str, ...]:
    left = set(map(wording.written, wording.numbers))
    return tuple(number for number in earlier.numbers if number not in left)


def _names(wording: Wording, found: Difference, earlier: Print) -> tuple[str, ...]:
    """Return the names of new sentences that stood nowhere before."""
    known = set(earlier.names.tolist())
    inside = found.inside(wording)
    new: dict[str, int] = {}
    kept = set()
    for span, hashed in zip(wording.names, _name_hashes(wording), strict=True):
        first, last = wording.characters(span)
        if inside(first):
            new.setdefault(wording.text[first:last], hashed)
        else:
            kept.add(hashed)
    return tuple(name for name, hashed in new.items() if hashed not in known | kept)


def _name_hashes(wording: Wording) -> list[int]:
    return name_hashes(remembered(wording.hashes[1 + len(wording.sentences) :]))
