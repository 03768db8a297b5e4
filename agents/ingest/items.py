"""An item, as files and feeds give it, becomes a raw article.

The fields of an item are `id, url, title, text, published, language, source`, each text, null or
missing, and `format`, which says of a text that is a page in HTML `html`; others are ignored.
"""

import json
import re
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from agents.ingest.identity import article_id, canonical_url, version
from streams.article_records import RawArticle

FORMATS = (None, "text", "html")
_HALF = re.compile("[\ud800-\udfff]")


class Item(msgspec.Struct, kw_only=True):
    """What a source says of an article, before it has ids."""

    id: str | None = None
    url: str | None = None
    title: str | None = None
    text: str | None = None
    published: str | None = None
    language: str | None = None
    source: str | None = None
    # Anything, for a file may have a field of this name that means something else: then it is a text.
    format: Any = None


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that is no item: what is wrong with it, and its own id where that can be read."""

    error: str
    id: str | None = None


def read_item(line: bytes) -> Item | Fault:
    """Return the item in one line of JSON, or what is wrong with it.

    Halves of surrogate pairs, which text cannot hold, become U+FFFD: a text that was cut through an
    emoji is still a text.
    """
    try:
        return msgspec.json.decode(line, type=Item)
    except msgspec.ValidationError as fault:
        return Fault(f"not an item: {fault}", _id(line))
    except UnicodeDecodeError as fault:
        return Fault(f"not JSON in UTF-8: {fault}")
    except msgspec.DecodeError as fault:
        mended = _mended(line) if b"\\ud" in line.lower() else None
        return Fault(f"not JSON: {fault}") if mended is None else read_item(mended)
    except RecursionError:
        return Fault("not an item: nested too deeply")


def raw_article(item: Item, name: str, *, page: bool = False) -> RawArticle:
    """Return the raw article of an item, with its ids; `name` is its id where it has none.

    Its text is a page in HTML where the item says so, or `page` does.
    """
    title, text = _given(item.title), _given(item.text)
    form: Literal["text", "html"] = "html" if page or item.format == "html" else "text"
    said = version(title, text, form)
    return RawArticle(
        article_id=article_id(canonical_url(item.url), said),
        version=said,
        id=_given(item.id) or name,
        url=_given(item.url),
        title=title,
        text=text,
        format=form,
        published=_given(item.published),
        language=_given(item.language),
        source=_given(item.source),
    )


def key_of(raw: RawArticle) -> bytes:
    """Return the record's key: the canonical URL or, without one, the article id."""
    return (canonical_url(raw.url) or raw.article_id).encode()


def _given(text: str | None) -> str | None:
    return text if text and not text.isspace() else None


def _id(line: bytes) -> str | None:
    """Return the id of a line whose other fields are wrong."""
    try:
        return _given(msgspec.json.decode(line, type=_Named).id)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


class _Named(msgspec.Struct):
    id: str | None = None


def _mended(line: bytes) -> bytes | None:
    """Return a line without halves of surrogate pairs; None where those are not what is wrong."""
    try:
        text = json.dumps(json.loads(line), ensure_ascii=False, allow_nan=False)
    except (ValueError, RecursionError):
        return None
    return _HALF.sub("\ufffd", text).encode() if _HALF.search(text) else None
