"""What a revision changed and where a copy's text comes from, in plain words, and as data."""

from dataclasses import asdict
from typing import Any

from streams.article_records import Revision, UniqueArticle

_OF_ITSELF = {
    "correction": "it says that it is corrected",
    "retraction": "it says that it is withdrawn",
    "update": "it says that it is updated",
}


def change_lines(revision: Revision | None) -> list[str]:
    """Return what a revision changed, one line a matter; none for what is no revision."""
    if revision is None:
        return []
    since = f" since the version of {revision.since}" if revision.since else ""
    lines = [
        {
            True: f"a material change{since}",
            False: f"a cosmetic change{since}: spelling, typography or the page's own lines",
            None: f"what changed{since} is not known: the text before is past the window",
        }[revision.material]
    ]
    if revision.kind is not None:
        lines.append(f"{_OF_ITSELF[revision.kind]}: “{revision.notice}”")
    if revision.headline:
        lines.append("the headline says something else")
    counts = (
        (revision.added_count - revision.changed_count, "new"),
        (revision.changed_count, "changed"),
        (revision.removed_count, "removed"),
        (revision.retouched_count, "retouched in spelling"),
    )
    if counted := [f"{count} {what}" for count, what in counts if count]:
        lines.append(f"sentences: {', '.join(counted)}")
    lines += [f"  “{sentence}”" for sentence in revision.added]
    for what, added, removed in (
        ("numbers", revision.numbers_added, revision.numbers_removed),
        ("names", revision.names_added, ()),
    ):
        parts = [f"now {', '.join(added)}"] if added else []
        parts += [f"no longer {', '.join(removed)}"] if removed else []
        if what == "names" and revision.names_removed_count:
            parts.append(f"{revision.names_removed_count} no longer named")
        if parts:
            lines.append(f"{what}: {'; '.join(parts)}")
    return lines


def source_lines(unique: UniqueArticle) -> list[str]:
    """Return how much of a text is another's, and the agency that only another print of it names."""
    lines = []
    if unique.reused is not None and unique.borrowed is not None:
        lines.append(
            f"{unique.reused:.0%} of the original stands in it, {unique.borrowed:.0%} of it is the original's"
        )
    if unique.credit is not None and unique.article.agency is None:
        lines.append(f"{unique.credit} is credited for this text by a print of it before")
    return lines


def as_data(unique: UniqueArticle) -> dict[str, Any]:
    """Return the same for machines."""
    return {
        "reused": unique.reused,
        "borrowed": unique.borrowed,
        "credit": unique.credit,
        "revision": None if unique.revision is None else asdict(unique.revision),
    }
