"""What the process that takes articles by HTTP counts."""

from streams import metrics


def count(outcome: str, articles: int, seconds: float) -> None:
    """Count a request: what became of it, the articles taken, and its time if it was accepted."""
    metrics.PUSH_REQUESTS.labels(outcome).inc()
    if articles:
        metrics.PUSH_ARTICLES.inc(articles)
        metrics.PUSH_SECONDS.observe(seconds)
