"""Which records of a topic are of the article that a person means."""

from collections.abc import Callable

import orjson
from aiokafka import ConsumerRecord

from agents.ingest.identity import article_id, canonical_url
from streams import clients, codec, topics
from streams.article_records import Article, RawArticle
from streams.topics import Topic


def matcher(topic: Topic, target: str) -> Callable[[ConsumerRecord], tuple[str, str] | None]:
    """Return a function that gives the article and version ids of a record that is meant, else None."""
    canonical = canonical_url(target)
    wanted = {target, canonical, article_id(canonical, "") if canonical else None} - {None}
    # Most records are ruled out by their bytes, and only the rest are decoded.
    needles = [orjson.dumps(one)[1:-1] for one in wanted]
    encoded = {str(one).encode() for one in wanted}
    kind: type[RawArticle | Article] = RawArticle if topic is topics.RAW else Article

    def matches(record: ConsumerRecord) -> tuple[str, str] | None:
        headers = clients.headers_of(record.headers)
        outside = {record.key, headers.get("article"), headers.get("name")}
        if not encoded & outside and not any(one in (record.value or b"") for one in needles):
            return None
        try:
            article = codec.decode(kind, record.value)
        except codec.Undecodable:
            where = f"{record.partition}:{record.offset}"
            return (where, "") if encoded & outside else None
        names = {article.id, article.url, article.article_id, getattr(article, "canonical_url", None)}
        named = wanted & (names | {canonical_url(article.url)})
        return (article.article_id, article.version) if named else None

    return matches
