# Fodfæste. `make run` is all a newcomer needs; `make help` lists the rest.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PORT ?= 8000
DB ?= sqlite
ARGS ?=
PYTHON ?= $(shell command -v python3.11 || command -v python3)

VENV := .venv
BIN := $(VENV)/bin
STAMPS := var/stamps
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
NPM_CI := npm ci --loglevel=error
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command "make lock"

CATALOGUES := $(shell find src packs -name '*.po' 2>/dev/null)
STATIC := $(shell find src -path '*/static*' 2>/dev/null)
TYPED := $(wildcard $(addprefix src/fodfaeste/,core engines formats bridge))
LINTED := $(wildcard src tests bench scripts)

.PHONY: help setup run test check bench lock wheel clean

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/make \1\t\2/' | expand -t 14

setup: $(STAMPS)/static $(STAMPS)/translations ## install what is needed to run, once
	@:

run: setup ## the demo on 127.0.0.1:$(PORT), with its own data in var/
	$(BIN)/fodfaeste demo --if-empty
	exec $(BIN)/fodfaeste serve --demo --worker --port $(PORT)

test: $(STAMPS)/test ## every test; DB=postgres for PostgreSQL, ARGS="-k word" for some
	$(BIN)/python scripts/run_tests.py --database $(DB) $(ARGS)

check: $(STAMPS)/requirements-dev $(STAMPS)/project ## style, types and the direction of imports
	$(BIN)/ruff check $(LINTED)
	$(BIN)/ruff format --check $(LINTED)
	$(if $(TYPED),FODFAESTE_VAR=var/check $(BIN)/mypy --strict $(TYPED))
	$(BIN)/lint-imports --cache-dir var/import_linter

bench: setup ## every claim of speed and quality, measured here
	for script in bench/[!_]*.py; do echo "== $$script"; $(BIN)/python "$$script"; done

lock: $(STAMPS)/requirements-dev ## pin the newest allowed versions, with hashes
	$(LOCK) --upgrade -o requirements.txt requirements.in
	$(LOCK) --upgrade -o requirements-dev.txt requirements-dev.in
	npm install --package-lock-only --loglevel=error

wheel: $(STAMPS)/requirements-dev $(STAMPS)/translations ## build the wheel, packs and translations inside, in dist/
	$(BIN)/hatchling build -t wheel

clean: ## remove what setup installed; the data in var/ stay
	rm -rf $(VENV) node_modules $(STAMPS) var/static dist

$(STAMPS)/system: scripts/system.sh
	@scripts/system.sh run
	@mkdir -p $(@D) && touch $@

$(STAMPS)/system-test: scripts/system.sh $(STAMPS)/system
	@scripts/system.sh test
	@mkdir -p $(@D) && touch $@

$(STAMPS)/venv: $(STAMPS)/system
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(STAMPS)/requirements: requirements.txt $(STAMPS)/venv
	$(PIP_INSTALL) -r requirements.txt
	@touch $@

$(STAMPS)/requirements-dev: requirements-dev.txt $(STAMPS)/requirements
	$(PIP_INSTALL) -r requirements-dev.txt
	@touch $@

$(STAMPS)/project: scripts/link_project.py $(STAMPS)/venv
	$(BIN)/python scripts/link_project.py
	@touch $@

$(STAMPS)/node: package.json package-lock.json .npmrc $(STAMPS)/system
	$(NPM_CI) --omit=dev
	@touch $@

$(STAMPS)/node-dev: $(STAMPS)/node
	$(NPM_CI)
	@touch $@

$(STAMPS)/translations: scripts/compile_translations.py $(CATALOGUES) $(STAMPS)/requirements
	$(BIN)/python scripts/compile_translations.py $(CATALOGUES)
	@touch $@

$(STAMPS)/static: $(STATIC) $(STAMPS)/requirements $(STAMPS)/project $(STAMPS)/node
	$(if $(wildcard src/fodfaeste/web/settings.py),$(BIN)/python -m django collectstatic --settings fodfaeste.web.settings --no-input --clear --verbosity 0)
	@touch $@

$(STAMPS)/test: setup $(STAMPS)/system-test $(STAMPS)/requirements-dev $(STAMPS)/node-dev
	@touch $@
