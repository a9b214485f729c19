# Everything is installed inside this folder: the virtual environment in .venv, the releases in releases.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
RELEASES ?= releases
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help setup serve test check bench

help: ## List the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: .venv/ready editor/built ## Install everything, pinned, into .venv, and build the editor of /sparql

serve: setup ## Build the graph from seeds/ and serve it (HOST, PORT, RELEASES)
	@$(BIN)/asm-graph build --out $(RELEASES)
	@$(BIN)/asm-graph serve --host $(HOST) --port $(PORT) --releases $(RELEASES)

test: setup ## Run the tests
	@$(BIN)/pytest --numprocesses auto

check: .venv/ready ## Check style and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: .venv/ready .venv-peers/ready ## Measure, as ratios against peers run at the same time
	@$(BIN)/python -m bench

.venv/ready: requirements.txt pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or later is missing: install it, or name it with PYTHON=…"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed; $(PYTHON) is `$(PYTHON) --version`. Name another with PYTHON=…"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python's venv module is missing: on Debian, install the package python3-venv."; exit 1; }
	@echo "Installing into .venv (a minute or two, once) …"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

# Without npm the site works, and /sparql is a plain form.
editor/built: $(wildcard editor/*.js*)
	@if ! command -v npm >/dev/null; then echo "npm is missing: /sparql will be a form without its editor. On Debian, install the package npm."; \
	elif cd editor && npm install --silent --no-package-lock --ignore-scripts --no-audit --no-fund && npm run --silent build -- --log-level=warning; then touch built; \
	else echo "The editor was not built: /sparql will be a form without it. make setup tries again."; fi

# Peers of the bench: morph-kgc needs an older pyoxigraph than we do.
.venv-peers/ready: Makefile
	@$(PYTHON) -m venv .venv-peers
	@.venv-peers/bin/python -m pip install --quiet --disable-pip-version-check morph-kgc==2.10.0 'rdflib-endpoint[web]==0.6.3'
	@touch $@
