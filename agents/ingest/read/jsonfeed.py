"""A JSON Feed, 1.0 and 1.1 (jsonfeed.org)."""

import json
import re
from collections.abc import Mapping
from typing import Any

import orjson

from agents.ingest.read.address import absolute
from agents.ingest.read.bounds import LINE, TEXT
from agents.ingest.read.given import GivenEntry, Reading
from agents.ingest.read.language import language_of
from agents.ingest.read.moment import moment
from agents.ingest.read.newest import newest
from agents.ingest.read.plain import is_markup, line_of
from agents.ingest.read.summary import is_summary

_HALF = re.compile("[\ud800-\udfff]")


def document(text: str) -> Any:
    """Return what the JSON in `text` says. Raises ValueError where it is none.

    Halves of surrogate pairs, which text cannot hold, become U+FFFD.
    """
    try:
        return orjson.loads(text.encode("utf-8", "replace"))
    except orjson.JSONDecodeError:
        if "\\ud" not in text and "\\uD" not in text:
            raise
    try:
        return orjson.loads(_HALF.sub("\ufffd", json.dumps(json.loads(text), ensure_ascii=False)))
    except RecursionError:
        raise ValueError("nested too deeply") from None


def json_feed(said: Any, address: str) -> Reading | None:
    """Return what a JSON Feed gives; None where `said` is no such feed."""
    if not isinstance(said, dict) or not isinstance(said.get("items"), list):
        return None
    if "jsonfeed.org" not in _text(said, "version") and not any(map(_is_item, said["items"][:20])):
        return None
    language = language_of(_text(said, "language"))
    items = [item for item in said["items"] if isinstance(item, dict)]
    taken, left = newest(items, lambda item: _entry(item, address, language))
    following = absolute(_text(said, "next_url"), address)
    return Reading(
        form="json",
        entries=taken,
        title=line_of(_text(said, "title")),
        language=language,
        following=following if following != address else None,
        left=left,
    )


def _is_item(item: Any) -> bool:
    """Return whether `item` is one without the feed's saying: an address or an id, and something to read."""
    return isinstance(item, dict) and bool(
        item.keys() & {"url", "external_url", "id"}
        and item.keys() & {"title", "content_html", "content_text"}
    )


def _entry(item: Mapping[str, Any], address: str, language: str | None) -> GivenEntry:
    given = item.get("id")
    name = str(given).strip() if isinstance(given, str | int) and not isinstance(given, bool) else ""
    whole = max((_text(item, "content_html"), _text(item, "content_text")), key=len)
    short = _text(item, "summary")
    text = max(whole, short, key=len)
    links = (_text(item, "url"), _text(item, "external_url"), name if name.startswith("http") else None)
    published, modified = moment(_text(item, "date_published")), moment(_text(item, "date_modified"))
    markup = is_markup(text)
    return GivenEntry(
        id=name if 0 < len(name) <= LINE else None,
        url=next((url for link in links if (url := absolute(link, address)) is not None), None),
        title=line_of(_text(item, "title")),
        text=text or None,
        markup=markup,
        summary=is_summary(text, markup=markup, whole=len(whole) > len(short)),
        published=published or modified,
        modified=modified,
        language=language_of(_text(item, "language")) or language,
        author=_author(item.get("authors")) or _author([item.get("author")]),
    )


def _text(said: Mapping[str, Any], key: str) -> str:
    value = said.get(key)
    return value[:TEXT].strip() if isinstance(value, str) else ""


def _author(authors: Any) -> str | None:
    if not isinstance(authors, list):
        return None
    return next(
        (line for one in authors[:9] if isinstance(one, dict) and (line := line_of(_text(one, "name")))), None
    )
