"""Metrics are named as Prometheus asks, and the documentation lists them all."""

from pathlib import Path

from prometheus_client.metrics import MetricWrapperBase

from streams import metrics

DOCS = Path(__file__).resolve().parents[2] / "docs"
# Each of few values: no URL, no title.
LABELS = {"stage", "partition", "reason", "kind", "target", "outcome", "condition"}


def test_the_documentation_lists_every_metric() -> None:
    assert (DOCS / "metrics.md").read_text(encoding="utf-8") == metrics.markdown()


def test_every_metric_of_the_module_is_in_the_list() -> None:
    made = [value for value in vars(metrics).values() if isinstance(value, MetricWrapperBase)]
    assert sorted(map(id, made)) == sorted(map(id, metrics.METRICS))


def test_names_carry_base_units_and_labels_have_few_values() -> None:
    for metric in metrics.METRICS:
        (family,) = metric.describe()
        assert family.name.startswith("detente_")
        assert not family.name.endswith(("_ms", "_milliseconds", "_minutes", "_total"))
        assert set(metric._labelnames) <= LABELS
        assert family.documentation.endswith(".")
