"""Definitions of sources at random, each as a file may have it."""

from typing import Any

from hypothesis import strategies as st

from agents.ingest.sources.fields import FORMS, KINDS, LONGEST_PAUSE, SHORTEST, TEXTS, Refused, checked
from agents.ingest.sources.same import same
from streams.source_records import Source

COUNTRIES = ("FR", "RU", "GB", "EU", "UA")
LANGUAGES = ("en", "fr", "ru", "ar", "tr")
PATTERNS = (r"/news/\d+", "^https://[^/]+/a$", "a|b'\"<&>", "статья-[0-9]{2,5}", " x ")


def allowed(name: str) -> Any:
    """Return a filter for values that a field may have."""

    def well(value: Any) -> bool:
        try:
            checked(name, value)
        except Refused:
            return False
        return True

    return well


def field(name: str, values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return values.filter(allowed(name)).map(lambda value: checked(name, value))


URLS = field(
    "url",
    st.builds(
        "{}://{}{}.example{}/{}{}".format,
        st.sampled_from(["http", "https"]),
        st.sampled_from(["", "www.", "рф."]),
        st.sampled_from(["a", "b", "münchen"]),
        st.sampled_from(["", ":8080"]),
        st.text(max_size=6),
        st.sampled_from(["", "?format=rss", "?a=1&b=<\"'>", "?é"]),
    ),
)
NAMES = field("outlet", st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=12))


@st.composite
def definitions(draw: Any) -> Source:
    """Return a definition as a file may have it."""
    form = draw(st.sampled_from(FORMS))
    return Source(
        url=draw(URLS),
        form=form,
        text=draw(st.sampled_from(TEXTS)),
        outlet=draw(st.none() | st.sampled_from(["Le Monde", "BBC"]) | NAMES),
        family=draw(st.none() | st.just("BBC") | NAMES),
        kind=draw(st.none() | st.sampled_from(KINDS)),
        country=draw(st.none() | st.sampled_from(COUNTRIES)),
        language=draw(st.none() | st.sampled_from(LANGUAGES)),
        links=draw(st.sampled_from(PATTERNS)) if form == "links" else None,
        every=draw(st.none() | st.floats(SHORTEST, LONGEST_PAUSE)),
        paused=draw(st.booleans()),
    )


LISTS = st.lists(definitions(), min_size=1, max_size=5, unique_by=lambda one: same(one.url))
