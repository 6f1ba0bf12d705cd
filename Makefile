# The targets of contract.md. Each sets up what it needs; nothing has to be done by hand before.
SHELL := /bin/bash
PY := .venv/bin/python
PORT ?= 8000
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: help setup run test soak check browser migration bench
help:  ## one line each
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/make \1\t\2/' | expand -t 16

.venv/.ready: requirements-dev.txt pyproject.toml
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed."; exit 1; }
	@test -x $(PY) || python3 -m venv .venv || { echo "Run: apt-get install python3-venv"; exit 1; }
	$(PY) -m pip install --quiet --require-hashes -r requirements-dev.txt
	$(PY) -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

CATALOGUES := $(wildcard registry_app/translations/*/*.po)
.venv/.catalogues: .venv/.ready $(CATALOGUES)
	$(PY) -m registry_app.core.catalogues compile
	@touch $@

setup: .venv/.ready .venv/.catalogues  ## set up: virtual environment, pinned packages, assets

run: setup  ## serve http://127.0.0.1:8000 with made-up demo data (PORT=9000 for another port); Ctrl-C stops all of it
	@PORT=$(PORT) REGISTRY_MODE=demo bash deploy/run-demo.sh

browser:
	@bash tests/install-browser.sh

test: setup browser  ## every test: rules, SQLite, PostgreSQL, browser
	$(PY) -m tests.whole

soak: setup browser  ## race, crash, sync and property tests at their full number of rounds
	SOAK=1 $(PY) -m tests.whole

bench: setup  ## the measurements B1-B13 as a table, and bench/results.json (ONLY="B1 B6" for some of them)
	$(PY) -m bench $(ONLY)

check: setup  ## what a commit must pass: ruff, types, import contracts, catalogues, dependency audit
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	$(PY) -m registry_app.core.catalogues check
	$(PY) -m tests.dependency_audit

migration: setup  ## write the first migration anew from the models; only while nothing is released
	$(PY) -m migrations.write_first
