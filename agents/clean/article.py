"""From what a source gave to the article: the whole of cleaning as one function of the record."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from agents.clean.agency import agency_of
from agents.clean.characters import is_binary, unescaped, visible
from agents.clean.language import language_of
from agents.clean.markup import is_markup, without_tags
from agents.clean.outlet import host_of, outlet_of, same_site
from agents.clean.outlet_lines import OutletLines
from agents.clean.plain import Body, read_plain
from agents.clean.published import dates_of
from agents.clean.rules import rules
from agents.clean.sandbox import PageLost, Sandbox
from streams.article_records import Article, RawArticle

LIMIT = 2 << 20  # bytes of text in UTF-8: no article is that long, and its record must fit its topic
TITLE = 1000  # characters kept of a title
LITTLE = 200  # characters of a page's text that the feed's own may be longer than: a notice, a caption

PAGES = Sandbox()  # the process that parses every page
_NO_FRAMES: Mapping[str, OutletLines] = MappingProxyType({})


class Unusable(ValueError):
    """There is no article in the record; the message says what was wrong and what is allowed."""


def clean_article(raw: RawArticle, frames: Mapping[str, OutletLines] = _NO_FRAMES) -> Article:
    """Return the article in `raw`. Raises `Unusable`. `frames`: the lines that outlets repeat.

    A function of the record alone: no clock is read. HTML is parsed in a process of its own, whose
    answer depends on the page.
    """
    repairs: list[str] = []
    page, source = _parsed(raw, repairs)
    text = visible(source, "text", repairs)
    if (size := len(text.encode("utf-8", "replace"))) > LIMIT:
        raise Unusable(f"text: {size} bytes, at most {LIMIT} are allowed")
    given = _line(raw.title, "title", repairs) or _line(page.get("title"), "title", repairs)
    language = language_of(f"{given}\n{text}", raw.language, repairs)
    known = rules(language)
    frame = frames.get(outlet_of(raw.url, raw.source) or "", frozenset())
    body = read_plain(text, given, language, known, page=bool(page), outlet=frame)
    if not body.title and not body.text:
        raise Unusable("empty: neither a title nor a text is left after cleaning")
    if body.locked or not page.get("free", True):
        repairs.append("text: for subscribers, so that it may be the beginning only")
    url = raw.url or body.link
    outlet = outlet_of(url, raw.source)
    dated = dates_of(raw, page.get("dates", ()), body, language, known, repairs)
    return Article(
        article_id=raw.article_id,
        version=raw.version,
        id=raw.id,
        url=raw.url,
        title=body.title,
        text=body.text,
        published=dated.published,
        published_source=dated.source,
        modified=dated.modified,
        language=language,
        outlet=outlet,
        outlet_name=raw.outlet,
        family=raw.family,
        agency=agency_of(body.text, tuple(body.credits), outlet),
        authors=tuple(dict.fromkeys([*(page.get("authors") or ()), *body.authors]))[:20],
        canonical_url=_canonical(raw, page, body),
        section=_line(page.get("section"), "section", repairs) or body.section,
        form=page.get("form"),
        fetched=raw.fetched,
        removed=tuple(body.removed),
        repairs=tuple(repairs),
    )


def _canonical(raw: RawArticle, page: dict[str, Any], body: Body) -> str | None:
    """Return the link that the page or the text names as its own; of another site it is not believed."""
    link = page.get("canonical") or body.link
    believed = host_of(link) and (not raw.url or same_site(link, raw.url))
    return link if believed else None


def _parsed(raw: RawArticle, repairs: list[str]) -> tuple[dict[str, Any], str]:
    """Return what a page says of itself (empty for plain text), and the text before cleaning."""
    text = raw.text or ""
    if is_binary(text):
        raise Unusable("text: binary, not text: control and replacement characters")
    if raw.format != "html" or "<" not in text:
        text = unescaped(text)
    if "<" not in text or (raw.format != "html" and not is_markup(text)):
        return {}, text
    if raw.format != "html":
        repairs.append("text: marked up, so it was read as HTML")
    try:
        page = PAGES.read(text, raw.url)
    except PageLost as fault:
        if not (summary := _summary(raw)):
            raise Unusable(str(fault)) from None
        repairs.append(f"page: {fault}; the feed's text")
        return {}, summary
    if len(page["text"]) < LITTLE and len(summary := _summary(raw)) > len(page["text"]):
        why = "less was found than in the feed's text" if page["text"].strip() else "nothing was found in it"
        repairs.append(f"page: {why}; the feed's text")
        return page, summary
    return page, page["text"]


def _summary(raw: RawArticle) -> str:
    """Return the feed's own text beside a page, without its markup; empty where there is none."""
    text = unescaped(raw.summary or "")
    if not is_markup(text):
        return text.strip()
    try:
        return str(PAGES.read(text, raw.url)["text"]).strip()
    except PageLost:
        return ""


def _line(text: str | None, field: str, repairs: list[str]) -> str:
    if not text:
        return ""
    return " ".join(visible(without_tags(unescaped(text)), field, repairs).split())[:TITLE]
