"""The 990 saved pages of trafilatura's evaluation, and what a person marked on them."""

import io
import json
import tarfile
from dataclasses import dataclass
from pathlib import Path

import zstandard

from agents.clean.byline import names_in
from agents.clean.language import SUPPORTED
from agents.clean.rules import rules
from agents.ingest.read.encoding import decoded


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A saved page with its labels."""

    url: str
    file: bytes
    html: str  # the file's text
    wanted: tuple[str, ...]  # passages of the article
    unwanted: tuple[str, ...]  # passages of what stands around it
    date: str | None  # of publication, as the person wrote it
    title: str | None
    authors: tuple[str, ...]


def saved_pages(shared: Path) -> list[SavedPage]:
    """Return all pages, in the order of their addresses. `shared` is the folder with the measured data."""
    packed = (shared / "data/pages/trafilatura-eval.tar.zst").read_bytes()
    files: dict[str, bytes] = {}
    with tarfile.open(fileobj=io.BytesIO(zstandard.ZstdDecompressor().stream_reader(packed).read())) as tar:
        for one in tar:
            if (file := tar.extractfile(one)) is not None:
                files[Path(one.name).name] = file.read()
    return [
        SavedPage(
            url,
            file,
            decoded(file),
            tuple(row["with"] or ()),
            tuple(row["without"] or ()),
            row.get("date"),
            row.get("title"),
            _authors(row.get("author")),
        )
        for url, row in sorted(json.loads(files["evaldata.json"]).items())
        if (file := files.get(row["file"])) is not None
    ]


def _authors(label: str | list[str] | None) -> tuple[str, ...]:
    """Return the people that a label names; none where it names the newsroom, an agency or an account."""
    text = ", ".join(label) if isinstance(label, list) else (label or "").strip()
    found = [names_in(text, rules(language)) for language in SUPPORTED]
    return tuple(found[0] or ()) if text and all(found) else ()
