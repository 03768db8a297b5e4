"""The sentences that an alert shows: at most eight, verbatim, from many languages and reports."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from streams.records import Evidence

SENTENCES = 8
LANGUAGE = 35  # letters of a language tag (RFC 5646 asks for room for that many)
BYTES = 1_000  # of one sentence; what is longer is shown up to there, its offsets to match


def proof(kept: Iterable[Evidence], more: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return the best eight of the sentences kept so far and those of a further report.

    Each language in turn gives its first sentence, then its second; within a language a report that
    was not heard yet comes first, and what came earlier before what came later.
    """
    seen: set[str] = set()
    rows: list[tuple[int, Evidence]] = []
    per_article: Counter[str] = Counter()
    for one in (*kept, *(_short(each) for each in more)):
        if one.sentence and one.sentence not in seen:
            seen.add(one.sentence)
            rows.append((per_article[one.article_id], one))
            per_article[one.article_id] += 1
    turns: Counter[str | None] = Counter()
    ordered: list[tuple[int, int, Evidence]] = []
    for place, (_, one) in enumerate(sorted(rows, key=lambda row: row[0])):
        ordered.append((turns[one.language], place, one))
        turns[one.language] += 1
    best = {id(one) for *_, one in sorted(ordered, key=lambda row: row[:2])[:SENTENCES]}
    return tuple(one for _, one in rows if id(one) in best)


def _short(evidence: Evidence) -> Evidence:
    evidence = replace(evidence, language=evidence.language[:LANGUAGE] if evidence.language else None)
    sentence = evidence.sentence
    if len(sentence.encode()) <= BYTES:
        return evidence
    sentence = sentence.encode()[:BYTES].decode("utf-8", "ignore")
    return replace(evidence, sentence=sentence, end=evidence.start + len(sentence))
