"""A few records for each stage to decide, on a state that is thrown away, before it says that it is ready.

Lexicons, tables and the page parser are made at first use. Without a rehearsal the first articles would pay
for that: half a second and more, for each language anew.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from streams import tomlfile
from streams.article_records import Article, RawArticle, UniqueArticle
from streams.records import Event, Evidence, Match, Record, Reference

_TEXTS = Path(__file__).parent / "texts.toml"
_DAY = "2021-03-12"
_PAGE = """<!doctype html><html lang="{language}"><head><title>{title}</title>
<meta property="article:published_time" content="2021-03-12T18:00:00Z"></head>
<body><nav><a href="/">Start</a></nav><article><h1>{title}</h1>{paragraphs}</article></body></html>"""


def records(stage: str) -> tuple[Record, ...]:
    """Return the records that the stage called `stage` rehearses; none for one that is not known here."""
    return _RECORDS[stage]() if stage in _RECORDS else ()


def _articles() -> tuple[Article, ...]:
    """Return the reports as cleaning leaves them, one a language."""
    return tuple(
        Article(
            article_id=f"rehearsal-{language}",
            version="1",
            id=f"rehearsal-{language}",
            title=report["title"],
            text=report["text"].strip().replace("\n", "\n\n"),
            published=_DAY,
            language=language,
            outlet=f"{language}.rehearsal.invalid",
        )
        for language, report in tomlfile.load(_TEXTS).data.items()
    )


def _given() -> tuple[RawArticle, ...]:
    """Return the reports as sources give them: each as text, the first as a page too."""
    texts = [
        RawArticle(
            article_id=one.article_id, version=one.version, id=one.id, url=f"https://{one.outlet}/1",
            title=one.title, text=one.text, published=_DAY, language=one.language,
        )
        for one in _articles()
    ]  # fmt: skip
    first = texts[0]
    assert first.text is not None
    paragraphs = "".join(f"<p>{one}</p>" for one in first.text.split("\n\n"))
    page = _PAGE.format(language=first.language, title=first.title, paragraphs=paragraphs)
    return (*texts, replace(first, title=None, text=page, format="html", published=None))


def _cleaned() -> tuple[Article, ...]:
    """Return the reports, then each corrected, and each once more at another outlet."""
    new = _articles()
    notices = (report["notice"] for report in tomlfile.load(_TEXTS).data.values())
    changed = (
        replace(one, version="2", text=f"{notice}\n\n{one.text}")
        for one, notice in zip(new, notices, strict=True)
    )
    copies = (
        replace(one, article_id=f"{one.article_id}-2", id=f"{one.id}-2", outlet=f"2.{one.outlet}")
        for one in new
    )
    return (*new, *changed, *copies)


def _unique() -> tuple[UniqueArticle, ...]:
    return tuple(UniqueArticle(article=one, verdict="new", story="0") for one in _articles())


def _matches() -> tuple[Match, ...]:
    """Return a call and two more reports of it, of a watch that there is not."""
    return tuple(
        Match(
            watch="rehearsal",
            watch_revision="1",
            article=Reference(
                article_id=one.article_id, version=one.version, id=one.id, title=one.title,
                language=one.language, outlet=one.outlet, published=_DAY,
            ),
            verdict="new",
            story="0",
            event=Event(family="contact", kind="call", date=_DAY, actors=("france", "russia")),
            evidence=(Evidence(sentence=one.title, start=0, end=len(one.title), article_id=one.article_id),),
            score=0.9,
        )
        for one in _articles()[:3]
    )  # fmt: skip


_RECORDS: Mapping[str, Callable[[], tuple[Record, ...]]] = {
    "clean": _given,
    "dedup": _cleaned,
    "tag": _unique,
    "alert": _matches,
}
