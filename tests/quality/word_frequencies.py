"""Makes `agents/dedup/stories/frequencies.bin`: how often words are used, by stem, over all our languages.

Run as `python -m tests.quality.word_frequencies` where the package `wordfreq` is installed; its data is
licensed CC BY-SA 4.0, and so is the table (see frequencies.md beside it).
"""

import math
from collections import Counter
from pathlib import Path

from agents.dedup.stories.rarity import pack
from agents.dedup.stories.words import term

LANGUAGES = ("ar", "de", "en", "es", "fr", "it", "pl", "pt", "ru", "tr", "uk")
LEAST = 3.15  # Zipf; what is rarer is as good as unknown
TABLE = Path(__file__).parents[2] / "agents/dedup/stories/frequencies.bin"


def zipfs() -> dict[int, float]:
    """Return the Zipf frequency of each stem's term, in the language where it is commonest."""
    import wordfreq

    found: dict[int, float] = {}
    for language in LANGUAGES:
        shares: Counter[int] = Counter()
        for word, share in wordfreq.get_frequency_dict(language, "small").items():
            if not any(char.isdigit() for char in word) and (one := term(word)) is not None:
                shares[one] += share
        for one, share in shares.items():
            found[one] = max(found.get(one, 0.0), math.log10(share * 1e9))
    return {one: zipf for one, zipf in found.items() if zipf >= LEAST}


if __name__ == "__main__":
    made = zipfs()
    TABLE.write_bytes(pack(made))
    print(f"{len(made)} stems, {TABLE.stat().st_size} bytes")
