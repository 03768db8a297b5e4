"""docker-compose.yml runs every role, where the others look for it, and for this machine only."""

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from agents.roles import ROLES, Role
from streams.settings import FILE, PREFIX, SETTINGS, Settings

ROOT = Path(__file__).resolve().parents[2]
TEXT = re.sub(r"(^|\s)#.*", "", (ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES = dict(
    re.findall(
        r"^  (\w+):[ ]*\n((?:    .*\n|[ ]*\n)+)",
        TEXT.partition("\nservices:\n")[2].partition("\nvolumes:\n")[0] + "\n",
        re.MULTILINE,
    )
)
KAFKA = ROOT / "deploy" / "kafka" / "server.properties"
# With another broker beside it, its listeners have other names, addresses and ports.
OF_THE_NETWORK = {"listener.security.protocol.map"}


def port(role: Role) -> int:
    """Return where a role says that it is ready, with the settings' defaults."""
    assert role.health is not None
    found = urlsplit(role.health(Settings())).port
    assert found is not None
    return found


SERVICE = {"push": "ingest"}  # where a service has another name than its role
PORTS = {SERVICE.get(role.name, role.name): port(role) for role in ROLES}
COMMANDS = {SERVICE.get(role.name, role.name): role.arguments for role in ROLES}


def test_docker_compose_takes_the_file() -> None:
    if shutil.which("docker-compose") is None:
        pytest.skip("docker-compose is missing; on Debian: apt-get install docker-compose")
    done = subprocess.run(
        ["docker-compose", "--file", str(ROOT / "docker-compose.yml"), "config", "--quiet"],
        env=os.environ | {"DETENTE_PUSH_TOKEN": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""


@pytest.mark.parametrize("name", COMMANDS)
def test_every_role_has_a_service_that_starts_it(name: str) -> None:
    assert f"command: [{', '.join(COMMANDS[name])}]\n" in SERVICES[name]
    assert "<<: *role\n" in SERVICES[name]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_role_is_healthy_when_it_says_that_it_is_ready(name: str) -> None:
    assert f'healthcheck: {{<<: *health, test: [CMD, ready, "{PORTS[name]}"]}}\n' in SERVICES[name]


@pytest.mark.parametrize("name", COMMANDS)
def test_prometheus_looks_where_the_role_measures_itself(name: str) -> None:
    found = (ROOT / "deploy/prometheus/prometheus.yml").read_text(encoding="utf-8")
    assert f"names: [{name}], type: A, port: {PORTS[name]}," in found


def test_every_published_port_is_for_this_machine_only() -> None:
    listed = re.findall(r"^    ports: \[(.*)\]$", TEXT, re.MULTILINE)
    assert len(listed) == len(re.findall(r"\bports:", TEXT))
    published = [one.strip(' "') for line in listed for one in line.split(",")]
    assert len(published) == 5
    assert [one for one in published if not re.fullmatch(r"127\.0\.0\.1:(\d+):\1", one)] == []
    assert "network_mode" not in TEXT


def test_every_image_is_pinned_and_ours_has_the_version_of_the_project() -> None:
    images = dict(one.split(":") for one in re.findall(r"^\s+image: (\S+)$", TEXT, re.MULTILINE))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert images.pop("detente") == project["version"]
    assert set(images) == {"apache/kafka", "prom/prometheus", "grafana/grafana"}
    assert [tag for tag in images.values() if not re.fullmatch(r"v?\d+\.\d+\.\d+", tag)] == []


def test_the_version_of_kafka_is_the_one_that_the_tests_run_on() -> None:
    (version,) = re.findall(r"image: apache/kafka:(\S+)", TEXT)
    assert f"<kafka.version>{version}<" in (ROOT / "deploy/kafka/pom.xml").read_text(encoding="utf-8")


def test_kafka_has_the_settings_that_the_tests_run_with() -> None:
    lines = [line for line in KAFKA.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    for name, _, value in (line.partition("=") for line in lines):
        if name not in OF_THE_NETWORK:
            (found,) = re.findall(
                rf"^      KAFKA_{name.upper().replace('.', '_')}: (.*)$", TEXT, re.MULTILINE
            )
            assert (name, found.strip('"')) == (name, value)


def test_every_setting_that_is_named_exists() -> None:
    named = set(re.findall(rf"\b{PREFIX}[A-Z_]+", TEXT)) - {FILE}
    assert {"DETENTE_KAFKA", "DETENTE_PUSH_TOKEN", "DETENTE_WEBHOOK_SECRET"} <= named
    assert {one.removeprefix(PREFIX).lower() for one in named} <= set(SETTINGS)


def test_no_secret_stands_in_the_file() -> None:
    for one in SETTINGS.values():
        if not one.repr:
            name = PREFIX + one.name.upper()
            assert set(re.findall(rf"{name}: (.*)", TEXT)) <= {f"${{{name}:-}}"}


def test_nothing_starts_before_the_topics_are_there() -> None:
    for name in COMMANDS:
        waits = SERVICES[name] if "depends_on" in SERVICES[name] else TEXT.partition("x-role:")[2]
        assert "topics: {condition: service_completed_successfully}" in waits
    assert "kafka: {condition: service_healthy}" in SERVICES["topics"]
