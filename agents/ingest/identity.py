"""The ids that are fixed at ingest: article, version and key.

An article is known by its canonical URL, else by its content; a version by what it says. Both are
the first 128 bits of a SHA-256, as 32 hexadecimal digits: at the world's 1.5 million articles a day,
two of a hundred years meet by chance once in 10^17.
"""

import hashlib

from agents.ingest.canonical import canonical_url
from agents.ingest.pagetext import page_text

__all__ = ["article_id", "canonical_url", "content_id", "version"]


def article_id(canonical: str | None, content: str) -> str:
    """Return the id of the article at a canonical URL; without one, that of its content (a version)."""
    return _hash(b"url", canonical) if canonical else _hash(b"content", content)


def version(title: str | None, text: str | None, form: str = "text") -> str:
    """Return the id of what an article says: title and body, whitespace-normalised, nothing else.

    Of a page (`form` = `html`) the sentences of its article count, so that a clock, a list of the most read
    or an advertisement makes no new version.
    """
    body = page_text(text or "") if form == "html" else text or ""
    return _hash(b"version", " ".join((title or "").split()), " ".join(body.split()))


def content_id(value: bytes) -> str:
    """Return the id of bytes that are no article."""
    return hashlib.sha256(b"bytes\0" + value).hexdigest()[:32]


def _hash(*parts: str | bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        raw = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        digest.update(len(raw).to_bytes(8, "big") + raw)  # a length, so that no two splits are alike
    return digest.hexdigest()[:32]
