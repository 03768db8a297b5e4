"""What a file of sources gave."""

from dataclasses import dataclass

from streams.source_records import Source


@dataclass(frozen=True, slots=True)
class Loaded:
    """The sources that a file defines, in its order, each once; a line on each thing that was let pass."""

    sources: tuple[Source, ...]
    said: tuple[str, ...] = ()
