# Everything is installed inside this folder: virtual environments in .venv*, releases in releases, packages in dist.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
RELEASES ?= releases
SECONDS ?= 60
BIN := .venv/bin
PIP_INSTALL := python -m pip install --quiet --disable-pip-version-check
# With HASHES=1, setup makes .venv anew from files whose SHA-256 stands in requirements-hashed.txt.
READY := .venv/$(if $(HASHES),checked,ready)

.DEFAULT_GOAL := help
.PHONY: help setup serve test check bench fuzz clients hashes packages sbom dist

help: ## List the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: $(READY) editor/built ## Install everything, pinned, into .venv (HASHES=1: checked by hash), and build the editor of /sparql

serve: setup ## Build the graph from seeds/ and serve it (HOST, PORT, RELEASES)
	@$(BIN)/asm-graph build --out $(RELEASES)
	@$(BIN)/asm-graph serve --host $(HOST) --port $(PORT) --releases $(RELEASES)

# The tests start hundreds of processes: without bytecode, each would compile the package. They publish hundreds of
# releases, each synced to its disk: they write to memory where there is room for it.
MEMORY = $(shell grep -qs ' /dev/shm .*noexec' /proc/mounts || df --output=avail --block-size=G /dev/shm 2>/dev/null | awk '$$1 + 0 >= 8 { print "/dev/shm" }')
test: setup ## Run the tests
	@folder=$$(mktemp -d $(if $(MEMORY),--tmpdir=$(MEMORY))) && trap 'rm -rf "$$folder"' EXIT INT TERM && \
		TMPDIR="$$folder" PYTHONDONTWRITEBYTECODE= $(BIN)/pytest --numprocesses auto --dist worksteal

check: .venv/ready ## Check style and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: .venv/ready .venv-peers/ready .venv-maplib/ready ## Measure against peers run at the same time, and write bench/report (PART="serving …")
	@$(BIN)/python -m bench $(PART)

fuzz: .venv/ready ## Throw hostile input at what reads a stranger's bytes (SECONDS for each target, TARGETS)
	@$(BIN)/python -m fuzz --seconds $(SECONDS) $(TARGETS)

# Comunica 5 needs Node 22; Debian's is older.
clients: ## Install the clients of JavaScript (npm) that the tests ask with; without them those tests are skipped
	@cd tests/web/clients && npm install --silent --no-package-lock --ignore-scripts --no-audit --no-fund

hashes: .venv-tools/ready ## Write requirements-hashed.txt for the pins of requirements.txt
	@.venv-tools/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		--no-annotate --extra dev --constraint requirements.txt --output-file requirements-hashed.txt pyproject.toml

packages: setup
	@rm -rf dist
	@$(BIN)/python -m hatchling build -d dist >/dev/null

# What the wheel brings into an empty environment is what a release is made of; the editor is made of npm's packages.
sbom: packages .venv-tools/ready ## Write bills of materials (CycloneDX) of the packages into dist/
	@$(PYTHON) -m venv --clear --without-pip .venv-sbom
	@$(BIN)/python -m pip --python .venv-sbom/bin/python install --quiet --disable-pip-version-check \
		--constraint requirements.txt "$$(ls dist/*.whl)[mcp]"
	@.venv-tools/bin/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible \
		--output-file dist/asm-graph.cdx.json .venv-sbom/bin/python
	@if [ -e editor/built ]; then cd editor && npm sbom --sbom-format cyclonedx --omit dev > ../dist/editor.cdx.json; fi

dist: sbom ## Build wheel, source archive, bills of materials and their SHA-256 into dist/ (SIGN=KEY: signed with gpg)
	@cd dist && sha256sum *.whl *.tar.gz *.cdx.json > SHA256SUMS
	@if [ -n "$(SIGN)" ]; then gpg --local-user "$(SIGN)" --armor --detach-sign dist/SHA256SUMS; fi
	@ls dist

define NEW_VENV
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or later is missing: install it, or name it with PYTHON=…"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed; $(PYTHON) is `$(PYTHON) --version`. Name another with PYTHON=…"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python's venv module is missing: on Debian, install the package python3-venv."; exit 1; }
	@echo "Installing into .venv (a minute or two, once) …"
endef

.venv/ready: requirements.txt pyproject.toml
	$(NEW_VENV)
	@$(PYTHON) -m venv .venv
	@$(BIN)/$(PIP_INSTALL) --requirement requirements.txt
	@$(BIN)/$(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

# No source is built but ours, and by pinned tools: what a build downloads by itself would not be checked.
.venv/checked: requirements-hashed.txt pyproject.toml
	$(NEW_VENV)
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/$(PIP_INSTALL) --require-hashes --only-binary :all: --requirement requirements-hashed.txt
	@$(BIN)/$(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	@touch .venv/ready $@

# Without npm the site works, and /sparql is a plain form.
editor/built: $(wildcard editor/*.js*)
	@if ! command -v npm >/dev/null; then echo "npm is missing: /sparql will be a form without its editor. On Debian, install the package npm."; \
	elif cd editor && npm install --silent --no-package-lock --ignore-scripts --no-audit --no-fund && npm run --silent build -- --log-level=warning; then touch built; \
	else echo "The editor was not built: /sparql will be a form without it. make setup tries again."; fi

# Peers of the bench: morph-kgc needs an older pyoxigraph than we do, and an older rdflib than maplib.
.venv-peers/ready: Makefile
	@$(PYTHON) -m venv .venv-peers
	@.venv-peers/bin/$(PIP_INSTALL) morph-kgc==2.10.0 'rdflib-endpoint[web]==0.6.3' pdfplumber==0.11.10 \
		granian==2.8.9 gunicorn==27.0.1
	@touch $@

.venv-maplib/ready: Makefile
	@$(PYTHON) -m venv .venv-maplib
	@.venv-maplib/bin/$(PIP_INSTALL) maplib==0.20.26
	@touch $@

# Tools of a release: uv (by the makers of ruff) knows the hashes of the files of all platforms; cyclonedx-bom is
# the CycloneDX project's own. An environment of their own keeps them out of what they list.
.venv-tools/ready: Makefile
	@$(PYTHON) -m venv .venv-tools
	@.venv-tools/bin/$(PIP_INSTALL) uv==0.13.9 cyclonedx-bom==7.5.0
	@touch $@
