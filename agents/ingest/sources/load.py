"""A file of sources, of whatever kind its content says: sources.toml or OPML; the catalogue that ships."""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path

from agents.ingest.sources import opml_read, toml_read
from agents.ingest.sources.fault import fault
from agents.ingest.sources.loaded import Loaded
from streams import tomlfile

CATALOGUE = Path(__file__).with_name("catalogue.toml")
MAX_BYTES = 4 << 20  # a list of ten thousand feeds has 3 MiB


def load(path: Path | str) -> Loaded:
    """Return the sources of a file.

    Raises `SourcesFault` with every mistake in it, or `streams.tomlfile.TomlFault` where it cannot be
    read or is no TOML.
    """
    path = Path(path)
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as why:
        raise fault(path, f"cannot be read: {why.strerror or why}") from None
    if len(raw) > MAX_BYTES:
        raise fault(path, f"is over {MAX_BYTES} bytes: no file of sources")
    return opml_read.read(raw, path) if _xml(raw) else toml_read.read(tomlfile.load(path))


def catalogue() -> Loaded:
    """Return the sources that ship."""
    return load(CATALOGUE)


def _xml(raw: bytes) -> bool:
    """Return whether a file begins as XML: no TOML begins so."""
    if raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return True  # TOML is UTF-8
    return raw.removeprefix(BOM_UTF8).lstrip()[:1] == b"<"
