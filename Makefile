# détente: `make` lists what can be asked for. It needs Python 3.11 or later, pip and make;
# `make test` also wants Java 17 and Maven, and says so where it cannot install them.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.dev
DEMO := $(VENV)/.demo
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input -qq
PYTEST := $(BIN)/python -m pytest
# Tests that can run beside one another.
ALONE := not kafka and not service and not slow
UV_VERSION := 0.13.9
UV := .cache/uv/bin/uv
LOCK := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-emit-find-links --no-header --no-annotate
NEWEST ?= --upgrade

.DEFAULT_GOAL := help
.PHONY: help demo venv check lint test system kafka quality faults bench docs format lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s  %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(DEMO) ## news of a day through the whole service, on a broker in memory: alerts on the screen; Ctrl-C ends it
	@$(BIN)/detente demo

venv: $(INSTALLED) ## .venv with every locked version; redone when the lock or pyproject.toml changed

check: lint ## for every save: linters, types, contracts, and tests that need no broker, browser or measured data
	@$(PYTEST) -q -n auto -m "$(ALONE) and not seconds" $(addprefix --ignore=tests/,quality faults browser deploy)

lint: $(INSTALLED)
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet || { echo "not formatted: make format"; exit 1; }
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

test: lint system kafka ## everything but the long runs, with Apache Kafka; installs what that needs
	@$(PYTEST) -q -n auto -m "$(ALONE)"
	@$(PYTEST) -q -m "(kafka or service) and not slow"

system: ## as root on Debian, install Java, Maven, Chromium and Prometheus; elsewhere say what is missing
	@missing=""; \
	deploy/kafka/needs >/dev/null || missing="default-jre-headless maven"; \
	command -v chromium >/dev/null || missing="$$missing chromium"; \
	command -v promtool >/dev/null || missing="$$missing prometheus"; \
	[ -z "$$missing" ] && exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "installing with apt-get: $$missing"; \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
			apt-get install -qq -y --no-install-recommends $$missing >/dev/null; } || true; \
	else echo "missing, by Debian's names: $$missing; the tests that need them will be skipped"; fi

kafka: system ## fetch Apache Kafka's jars with Maven
	@if deploy/kafka/needs; then deploy/kafka/fetch; else echo "so tests on Kafka will be skipped"; fi

quality: $(INSTALLED) ## measure the stages on labelled data against the pinned figures
	@$(PYTEST) -q -s -m "not slow" tests/quality tests/faults/test_hostile_pages.py

faults: $(INSTALLED) kafka ## the long runs: workers and brokers killed again and again
	@$(PYTEST) -q -m slow

bench: $(INSTALLED) kafka ## on Apache Kafka: 500 articles a second by HTTP, what 200 sources cost, how old alerts are
	@$(BIN)/python -m tests.bench.push
	@$(BIN)/python -m tests.bench.sources_cost
	@$(BIN)/python -m tests.bench.latency

docs: $(INSTALLED) ## write again the pages that are made from the code
	@$(BIN)/python -m streams.settings_page >docs/settings.md
	@for page in topics metrics; do $(BIN)/python -m streams.$$page >docs/$$page.md || exit 1; done
	@$(BIN)/python -m agents.watch.describe >docs/watches.md

format: $(INSTALLED) ## format the code and mend what the linter can mend
	@$(BIN)/ruff check --fix --quiet || true
	@$(BIN)/ruff format

lock: $(UV) ## resolve the dependencies of pyproject.toml again, to the newest versions, with hashes
	@$(LOCK) $(NEWEST) --output-file deploy/lock/run.txt pyproject.toml
	@$(LOCK) $(NEWEST) --output-file deploy/lock/demo.txt --extra demo --extra build pyproject.toml
	@$(LOCK) $(NEWEST) --output-file deploy/lock/dev.txt --extra demo --extra build --extra dev pyproject.toml

clean: ## remove what the other targets made: .venv, caches, Kafka's jars
	@rm -rf $(VENV) .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist
	@rm -rf deploy/kafka/libs*
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Two steps, for a lock with hashes cannot name the project itself, which is installed to be edited.
$(VENV)/.%: deploy/lock/%.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or later is needed, \
	this is " + sys.version.split()[0] + ": make PYTHON=python3.12 …")'
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv $(VENV)
	@echo "installing the locked versions in $(VENV)"
	@$(PIP) install --require-hashes -r $<
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(UV):
	@$(PYTHON) -m venv .cache/uv
	@.cache/uv/bin/python -m pip --disable-pip-version-check -qq install uv==$(UV_VERSION)
