"""dedup: each article of `news.clean` with its verdict and story, on `news.unique`.

Exactly one record comes of each article. Its headers hold all that is remembered of it, so that the
state is read back without a body being parsed.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import partial

from agents.dedup import judge as rules
from agents.dedup.compiled import prepare
from agents.dedup.memory import VERDICTS, Memory, identity
from agents.dedup.provenance import Provenance, provenance
from agents.dedup.reading import read
from agents.dedup.recurring import outlet_number
from agents.dedup.revision import revision
from agents.dedup.revision_kept import Kept, earlier
from agents.dedup.revision_print import Print
from agents.dedup.revision_wording import wording
from agents.dedup.stories.known import Known
from agents.dedup.stories.told import Told, told
from agents.spans import rfc3339
from streams import topics
from streams.article_records import Article, Revision, UniqueArticle
from streams.records import Record
from streams.settings import Settings
from streams.stage import Decision, Emit, Output, Reject, Stage, Written, clock_of

WINDOW = timedelta(hours=72)  # where the settings say nothing else
LONGEST = 200  # characters of an id; those made at ingest are hashes

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)
_HALF_MS = _MS / 2
_NONE: Mapping[str, str | bytes] = {}
_UNKNOWN = Provenance()


class Verdict(StrEnum):
    """Why a record went on as it did."""

    NEW = "new"  # a text that was not seen before
    REPEAT = "repeat"  # the same article in the same version, again
    REVISION = "revision"  # a known article, changed
    COPY = "copy"  # another article with the text of a known one


class Seen:
    """What dedup knows of past articles: read from the headers of what it wrote."""

    def __init__(self, window: timedelta = WINDOW) -> None:
        self.window = window
        self.past = Memory(window // _MS)
        self.kept = Kept()
        self.stories = Known()

    def apply(self, written: Written) -> None:
        """Remember one record of `news.unique`; raises ValueError where its headers are not dedup's."""
        headers = written.headers
        try:
            article, version, verdict = headers["article"], headers["version"], headers["verdict"]
            story, sketch = headers["story"], headers["sketch"]
            self.past.add(
                time=clock_of(headers, written.timestamp),
                article=identity(article),
                version=identity(version),
                story=int(story, 16),
                outlet=outlet_number(headers.get("outlet", b"")),
                verdict=VERDICTS.index(verdict.decode()),
                sketch=sketch,
                origin=b"" if not sketch else headers.get("origin", headers.get("original", article)),
            )
            since = self.past.since(0)
            self.kept.add(headers.get("credit", b""), headers.get("print", b""), since)
            absorbs = [int(one, 16) for one in headers["absorbs"].split()] if "absorbs" in headers else ()
            self.stories.add(headers.get("signature", b""), int(story, 16), absorbs, since)
        except KeyError as fault:
            raise ValueError(f"a record of {topics.UNIQUE.name} without the header {fault}") from None


def judge(window: timedelta, record: Record, state: Seen, now: datetime) -> Decision:
    """Return the one record that becomes of an article; a repeat travels without its body."""
    if not isinstance(record, Article):
        return Reject(f"a {type(record).__name__}, where dedup takes articles")
    for name, value in (("article_id", record.article_id), ("version", record.version)):
        if not 0 < len(value) <= LONGEST:
            return Reject(f"{name} of {len(value)} characters: 1 to {LONGEST} are allowed")
    # Half a millisecond: `now` was made from a float.
    clock, reach = (now - _EPOCH + _HALF_MS) // _MS, window // _MS
    seen = read(record.title, record.text)
    said = rules.judge(record, seen, state.past, clock, reach)
    since = state.past.since(clock - reach)
    story = told(said, record, seen, state.past, state.stories, since)
    if said.verdict == "repeat":
        return _emit(replace(record, text="", removed=()), said, story)
    before = earlier(state.past, record.article_id, since) if said.verdict == "revision" else None
    source = provenance(record, said, before, state.past, state.kept, since)
    taken = wording(seen, record.language)
    changed = None
    if before is not None:
        printed = None if before.document is None else state.kept.printed(before.document)
        changed = revision(taken, printed, _rfc3339(before.time), record.language)
    headers: dict[str, str | bytes] = {"print": Print.of(taken).to_bytes()}
    if source.credit is not None:
        headers["credit"] = source.credit
    if source.first is not None:
        headers["origin"] = source.first
    return _emit(record, said, story, source, changed, headers)


def _emit(
    record: Article, said: rules.Judgement, story: Told, source: Provenance = _UNKNOWN,
    changed: Revision | None = None, more: Mapping[str, str | bytes] = _NONE,
) -> Emit:  # fmt: skip
    unique = UniqueArticle(
        article=record,
        verdict=said.verdict,
        story=f"{story.story:016x}",
        original=said.original,
        containment=said.containment,
        absorbs=tuple(f"{one:016x}" for one in story.absorbs),
        reused=source.reused,
        borrowed=source.borrowed,
        credit=source.credit,
        revision=changed,
    )
    headers: dict[str, str | bytes] = {
        "article": record.article_id,
        "version": record.version,
        "verdict": said.verdict,
        "story": unique.story,
        "sketch": said.sketch.to_bytes() if said.sketch else b"",
        "signature": story.signature,
        **more,
    }
    if story.absorbs:
        headers["absorbs"] = " ".join(unique.absorbs)
    if said.original is not None:
        headers["original"] = said.original
    if record.outlet is not None:
        headers["outlet"] = record.outlet
    weighed = (*said.compared, *story.related)
    return Emit((Output(record.article_id, unique, headers),), Verdict(said.verdict), weighed)


def _rfc3339(ms: int) -> str:
    return rfc3339(_EPOCH + ms * _MS)


def _rules(settings: Settings) -> timedelta:
    prepare()
    return settings.dedup_window


STAGE = Stage(
    name="dedup",
    source=topics.CLEAN,
    sink=topics.UNIQUE,
    state=Seen,
    decide=judge,
    reasons=Verdict,
    rules=_rules,
    remember=lambda settings: partial(Seen, settings.dedup_window),
)
