"""What the dashboards and alerts ask Prometheus for is what the processes measure."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from agents.condition import CONDITIONS
from agents.ingest.outcome import Outcome
from agents.ingest.push.problem import KINDS
from agents.pipeline import PIPELINE, stage_named
from agents.roles import ROLES
from streams.metrics import METRICS

ROOT = Path(__file__).resolve().parents[2]
RULES = ROOT / "deploy" / "prometheus" / "alerts.yml"
GRAFANA = ROOT / "deploy" / "grafana"
DASHBOARDS = {
    path.name: json.loads(path.read_text(encoding="utf-8")) for path in GRAFANA.glob("dashboards/*.json")
}
TARGET = {"job", "instance", "role"}  # from prometheus.yml, on all that is scraped
OF_PROMETHEUS = {
    "up",
    "process_start_time_seconds",
    "process_cpu_seconds_total",
    "process_resident_memory_bytes",
}
WORDS = {
    "by", "on", "or", "and", "unless", "offset", "sum", "max", "min", "count", "rate", "increase", "deriv",
    "changes", "absent", "time", "histogram_quantile",
}  # fmt: skip
STAGES = {stage.name for stage in PIPELINE}
PROCESSES = {role.name for role in ROLES}


def series() -> dict[str, set[str]]:
    """Return the labels of every series that Prometheus scrapes from us, by its name."""
    found: dict[str, set[str]] = {}
    for metric in METRICS:
        (family,) = metric.describe()
        labels = set(metric._labelnames)
        names = {
            "counter": [f"{family.name}_total"],
            "histogram": [f"{family.name}_{part}" for part in ("bucket", "sum", "count")],
        }.get(family.type, [family.name])
        for name in names:
            found[name] = labels | ({"le"} if name.endswith("_bucket") else set())
    return found


SERIES = series()


def rules() -> list[tuple[str, str]]:
    """Return the alerts' names and expressions; each is a folded block or one line."""
    pattern = r"- alert: (\w+)\n(?: +#.*\n)* +expr: (?:>-\n((?: {10,}.*\n)+)|(.*)\n)"
    found = re.findall(pattern, RULES.read_text(encoding="utf-8"))
    return [(name, " ".join((folded or line).split())) for name, folded, line in found]


def panels(dashboard: dict[str, Any]) -> list[dict[str, Any]]:
    return [panel for panel in dashboard["panels"] if panel["type"] != "row"]


def queries() -> list[tuple[str, str, str]]:
    """Return each panel's title, with its expressions and their legends."""
    return [
        (panel["title"], target["expr"].replace("$__rate_interval", "1m"), target["legendFormat"])
        for dashboard in DASHBOARDS.values()
        for panel in panels(dashboard)
        for target in panel["targets"]
    ]


EXPRESSIONS = [(name, expr) for name, expr in rules()] + [(title, expr) for title, expr, _ in queries()]


def test_rules_and_panels_are_found() -> None:
    assert len(rules()) == RULES.read_text(encoding="utf-8").count("- alert:") >= 12
    assert len(queries()) >= 20


@pytest.mark.parametrize(("where", "expr"), EXPRESSIONS)
def test_what_is_asked_for_is_measured_with_these_labels(where: str, expr: str) -> None:
    bare = re.sub(r"\{[^}]*\}|\[[^]]*\]|\b(?:by|on) \([^)]*\)", " ", expr)
    names = set(re.findall(r"\b[a-z_]{2,}\b", bare)) - WORDS
    assert names <= set(SERIES) | OF_PROMETHEUS
    for name, matchers in re.findall(r"([a-z_]+)\{([^}]*)\}", expr):
        labels = dict(re.findall(r'(\w+)=~?"([^"]*)"', matchers))
        assert set(labels) <= SERIES.get(name, set()) | TARGET
        assert labels.get("stage", "$stage") in {"$stage"} | (
            PROCESSES if name == "detente_ready" else STAGES
        )
    common = set.intersection(*(SERIES.get(name, set()) for name in names)) | TARGET
    grouped = {word for words in re.findall(r"by \(([^)]*)\)", expr) for word in re.split(r",\s*", words)}
    assert grouped <= common


@pytest.mark.parametrize(("title", "expr", "legend"), queries())
def test_a_legend_names_labels_that_are_left(title: str, expr: str, legend: str) -> None:
    grouped = re.findall(r"by \(([^)]*)\)", expr)
    names = re.findall(r"\b(?:detente|process)_\w+", expr)
    summed = bool(re.match(r"sum|max|min|histogram", expr)) or bool(grouped)
    left = (
        set(re.split(r",\s*", grouped[0]))
        if grouped
        else set()
        if summed
        else SERIES.get(names[0], set()) | TARGET
    )
    assert set(re.findall(r"\{\{(\w+)\}\}", legend)) <= left


def test_a_reason_that_is_asked_for_is_one_that_the_stage_gives() -> None:
    for _, expr in EXPRESSIONS:
        for stage, reason in re.findall(r'stage="(\w+)", reason="(\w+)"', expr):
            assert reason in set(stage_named(stage).reasons)


def test_a_condition_or_outcome_of_sources_that_is_asked_for_is_one_that_there_is() -> None:
    outcomes = {
        "detente_polls_total": {one.value for one in Outcome},
        "detente_push_requests_total": {"accepted", "repeated", *KINDS},
        "detente_notifications_total": {"told", "refused", "retried"},
    }
    for _, expr in EXPRESSIONS:
        for asked in re.findall(r'condition=~?"([^"]*)"', expr):
            assert set(asked.split("|")) <= set(CONDITIONS)
        for name, asked in re.findall(r'(\w+)\{outcome="(\w+)"', expr):
            assert asked in outcomes[name]


def test_every_alert_is_tried_raised_and_not_raised() -> None:
    tried = Path(__file__).with_name("alerts.test.yml").read_text(encoding="utf-8")
    well, others = tried.split("- name: What happened long ago")
    for name, _ in rules():
        assert re.search(rf"\b{name}\b", well), name
        assert re.search(rf"\b{name}\b", others), name


def test_every_metric_is_shown_somewhere() -> None:
    shown = " ".join(expr for _, expr in EXPRESSIONS)
    unseen = {metric.describe()[0].name for metric in METRICS if metric.describe()[0].name not in shown}
    # Who looks at the board is no one's business, and a position says nothing by itself.
    assert unseen <= {"detente_board_viewers"}


def test_an_alert_tells_of_every_process_that_is_gone() -> None:
    (expr,) = [expr for name, expr in rules() if name == "DetenteRoleGone"]
    assert set(re.findall(r'absent\(detente_ready\{stage="(\w+)"\}\)', expr)) == PROCESSES


def test_every_alert_says_how_urgent_it_is_and_what_to_do() -> None:
    blocks = RULES.read_text(encoding="utf-8").split("- alert: ")[1:]
    for block in blocks:
        assert re.search(r"labels: \{severity: (?:page|ticket)\}", block), block
        assert re.search(r"summary: \S", block), block
        assert re.search(r"description: >-\n +\S", block), block


def test_every_panel_says_what_it_shows_and_asks_the_provisioned_source() -> None:
    source = (GRAFANA / "provisioning/datasources/prometheus.yml").read_text(encoding="utf-8")
    (uid,) = re.findall(r"^\s+uid: (\S+)", source, re.MULTILINE)
    for dashboard in DASHBOARDS.values():
        ids = [panel["id"] for panel in dashboard["panels"]]
        assert len(set(ids)) == len(ids)
        for panel in panels(dashboard):
            assert panel["description"].endswith(".")
            assert {panel["datasource"]["uid"], *(one["datasource"]["uid"] for one in panel["targets"])} == {
                uid
            }


def test_no_two_panels_lie_on_each_other() -> None:
    for dashboard in DASHBOARDS.values():
        taken: set[tuple[int, int]] = set()
        for at in (panel["gridPos"] for panel in dashboard["panels"]):
            cells = {(at["x"] + x, at["y"] + y) for x in range(at["w"]) for y in range(at["h"])}
            assert not cells & taken
            assert at["x"] + at["w"] <= 24
            taken |= cells


def promtool(*arguments: str) -> None:
    if shutil.which("promtool") is None:
        pytest.skip("promtool is missing; on Debian: apt-get install prometheus")
    done = subprocess.run(["promtool", *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_prometheus_takes_its_configuration_and_the_rules() -> None:
    promtool("check", "config", str(ROOT / "deploy/prometheus/prometheus.yml"))


def test_the_alerts_are_raised_when_they_should_be() -> None:
    promtool("test", "rules", str(Path(__file__).with_name("alerts.test.yml")))


def test_prometheus_understands_what_the_dashboards_ask(tmp_path: Path) -> None:
    """promtool 2.42 cannot check an expression alone, so each becomes a rule."""
    file = tmp_path / "expressions.json"  # JSON is YAML
    made = [{"record": f"asked:n{n}", "expr": expr} for n, (_, expr) in enumerate(EXPRESSIONS)]
    file.write_text(json.dumps({"groups": [{"name": "asked", "rules": made}]}), encoding="utf-8")
    promtool("check", "rules", str(file))
