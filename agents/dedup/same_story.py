"""Do two articles tell the same story? Decided by their words and their dates, without a look at a third.

The score is the mean of three views, for each alone is fooled: the cosine of the two texts, the share
of the smaller text's mass that stands in the other, and how much of each headline the other article
covers. A word weighs by how few articles have it (inverse document frequency) in a `Background` that the
caller fills with articles of the same make; an empty one works, on the length of words alone.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import fsum

from agents import edtf
from streams.article_records import Article

# Mean of the three views from which two articles are of one story. On labelled pairs of Russian and
# English articles, half of them close calls, it is the best value, and one chosen on a random half of the
# pairs lies near it; but F1 falls by 0.04 as it goes to 0.25 or 0.33. With an empty background 0.32 is best.
SAME = 0.3
# Days between two publications over which the articles are of two stories, whatever they share: within
# one theme text alone joined 775 pairs of which 59 were right, and 78 with the same 59 within three days.
DAYS = 3

PREFIX = 6  # letters of a word that are compared: does about what stemmers do, in every language
# How many articles' worth the prior weighs against what was counted.
PRIOR = 50
# Share of articles that have a given word, by its length: the shorter, the commoner (Zipf's law of
# abbreviation). In news of five languages 0.4 to 0.7 for one letter, 0.2 to 0.7, 0.1 to 0.4 and 0.1 to 0.3
# for two to four; what is longer says what an article is about, and a number too.
COMMON = {1: 0.5, 2: 0.4, 3: 0.25, 4: 0.12}
RARE = 0.02

_WORD = re.compile(r"\w+")


class Background:
    """In how many articles each word stands."""

    def __init__(self, articles: Iterable[Article] = ()) -> None:
        self._articles = 0
        self._with: Counter[str] = Counter()
        for article in articles:
            self.add(article)

    def add(self, article: Article) -> None:
        """Count the words of one more article."""
        self._articles += 1
        self._with.update(set(words(article.whole)))

    def weight(self, word: str) -> float:
        """Return what a word weighs: minus the logarithm of the share of articles that have it."""
        share = RARE if word.isnumeric() else COMMON.get(len(word), RARE)
        return -math.log((self._with[word] + PRIOR * share) / (self._articles + PRIOR))


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether two articles tell the same story."""

    same: bool
    score: float  # 0 to 1, of the texts alone; `SAME` parts yes from no where the dates let it
    days: int | None = None  # between the publications; None where one is not known


def same_story(one: Article, other: Article, background: Background) -> Answer:
    """Decide on two articles; the order does not matter. Linear in their length."""
    score = round(_score(_read(one, background), _read(other, background)), 4)
    days = _days(one, other)
    return Answer(score >= SAME and (days is None or days <= DAYS), score, days)


def words(text: str) -> list[str]:
    """Return the words of a text as they are compared: case-folded, the first letters of each."""
    return [word[:PREFIX] for word in _WORD.findall(text.casefold())]


@dataclass(frozen=True, slots=True)
class _Text:
    """Words with their mass: weight times the dampened number of times that they stand there."""

    title: Mapping[str, float]
    whole: Mapping[str, float]


def _read(article: Article, background: Background) -> _Text:
    return _Text(_masses(article.title, background), _masses(article.whole, background))


def _masses(text: str, background: Background) -> dict[str, float]:
    return {
        word: (1 + math.log(count)) * background.weight(word) for word, count in Counter(words(text)).items()
    }


def _score(one: _Text, other: _Text) -> float:
    views = [_cosine(one.whole, other.whole), _overlap(one.whole, other.whole)]
    covered = [_covered(a.title, b.whole) for a, b in ((one, other), (other, one)) if a.title]
    if covered:  # else neither has a headline, and there are two views
        views.append(fsum(covered) / len(covered))
    # Summed exactly, so that the order of the two articles can make no difference.
    return min(fsum(views) / len(views), 1.0)


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    norm = math.sqrt(fsum(x * x for x in one.values())) * math.sqrt(fsum(x * x for x in other.values()))
    return fsum(x * other[word] for word, x in one.items() if word in other) / norm if norm else 0.0


def _overlap(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    smaller = min(fsum(one.values()), fsum(other.values()))
    return fsum(min(x, other[word]) for word, x in one.items() if word in other) / smaller if smaller else 0.0


def _covered(title: Mapping[str, float], whole: Mapping[str, float]) -> float:
    mass = fsum(title.values())
    return fsum(x for word, x in title.items() if word in whole) / mass if mass else 0.0


def _days(one: Article, other: Article) -> int | None:
    days = edtf.parse(one.published), edtf.parse(other.published)
    return edtf.apart(days[0], days[1]) if days[0] and days[1] else None
