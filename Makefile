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

setup: .venv/ready ## Install everything, pinned, into .venv

serve: .venv/ready ## Build the graph from seeds/ and serve it (HOST, PORT, RELEASES)
	@$(BIN)/asm-graph build --out $(RELEASES)
	@$(BIN)/asm-graph serve --host $(HOST) --port $(PORT) --releases $(RELEASES)

test: .venv/ready ## Run the tests
	@$(BIN)/pytest --numprocesses auto

check: .venv/ready ## Check style and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

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

# morph-kgc needs an older pyoxigraph than we do.
.venv-peers/ready:
	@$(PYTHON) -m venv .venv-peers
	@.venv-peers/bin/python -m pip install --quiet --disable-pip-version-check morph-kgc==2.10.0
	@touch $@
