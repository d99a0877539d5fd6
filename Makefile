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
# A stamp lies beside what it tells of, so that whoever removes a folder removes the stamp too.
STAMPS := var/stamps
INSTALLED := $(VENV)/stamps
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
NPM_CI := npm ci --loglevel=error
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command "make lock"

CATALOGUES := $(shell find src packs -name '*.po' 2>/dev/null)
STATIC := $(shell find src -path '*/static*' 2>/dev/null)
COMPILED := $(wildcard $(addprefix src/fodfaeste/engines/,matching/*.py assignment/*.py simulation/*.py))
TYPED := $(wildcard $(addprefix src/fodfaeste/,core engines formats bridge))
MEASURES := $(filter-out bench/_%,$(sort $(wildcard bench/*.py)))
LINTED := $(wildcard src tests bench scripts)

.PHONY: help setup run test check bench docs lock wheel clean

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/make \1\t\2/' | expand -t 14

setup: $(STAMPS)/static $(STAMPS)/translations $(STAMPS)/compiled ## install what is needed to run, once
	@:

run: setup ## the demo on 127.0.0.1:8000 (PORT=9000 for another), its data in var/
	$(BIN)/fodfaeste demo --if-empty
	exec $(BIN)/fodfaeste serve --demo --worker --port $(PORT)

test: $(STAMPS)/test ## every test; DB=postgres for those of a database on PostgreSQL, ARGS="-k word" for some
	$(BIN)/python scripts/run_tests.py --database $(DB) $(ARGS)

check: $(INSTALLED)/requirements-dev $(INSTALLED)/project ## style, types and the direction of imports
	$(BIN)/ruff check $(LINTED)
	$(BIN)/ruff format --check $(LINTED)
	$(if $(TYPED),FODFAESTE_VAR=var/check $(BIN)/mypy --strict $(TYPED))
	$(BIN)/lint-imports --cache-dir var/import_linter

bench: setup ## every claim of speed and quality, measured here
	for script in $(MEASURES); do echo "== $$script"; $(BIN)/python "$$script"; done

docs: $(INSTALLED)/requirements $(INSTALLED)/project ## the documents that are made from the code
	$(BIN)/python scripts/document_snapshot.py
	$(BIN)/python scripts/document_rules.py

lock: $(INSTALLED)/requirements-dev ## pin the newest allowed versions, with hashes
	$(LOCK) --upgrade -o requirements.txt requirements.in
	$(LOCK) --upgrade -o requirements-dev.txt requirements-dev.in
	npm install --package-lock-only --loglevel=error

wheel: $(INSTALLED)/requirements-dev $(STAMPS)/translations ## build the wheel, packs and translations inside, in dist/
	$(BIN)/hatchling build -t wheel

clean: ## remove what setup installed; the data in var/ stay
	rm -rf $(VENV) node_modules $(STAMPS) var/static dist

$(STAMPS)/system: scripts/system.sh
	@scripts/system.sh run
	@mkdir -p $(@D) && touch $@

$(STAMPS)/system-test: scripts/system.sh $(STAMPS)/system
	@scripts/system.sh test
	@mkdir -p $(@D) && touch $@

$(INSTALLED)/venv: $(STAMPS)/system
	$(PYTHON) -m venv $(VENV)
	@mkdir -p $(@D) && touch $@

$(INSTALLED)/requirements: requirements.txt $(INSTALLED)/venv
	$(PIP_INSTALL) -r requirements.txt
	@touch $@

$(INSTALLED)/requirements-dev: requirements-dev.txt $(INSTALLED)/requirements
	$(PIP_INSTALL) -r requirements-dev.txt
	@touch $@

$(INSTALLED)/project: scripts/link_project.py $(INSTALLED)/venv
	$(BIN)/python scripts/link_project.py
	@touch $@

node_modules/.stamp: package.json package-lock.json .npmrc $(STAMPS)/system
	$(NPM_CI) --omit=dev
	@touch $@

node_modules/.stamp-dev: node_modules/.stamp
	$(NPM_CI)
	@touch $@

$(STAMPS)/translations: scripts/compile_translations.py $(CATALOGUES) $(INSTALLED)/requirements
	$(BIN)/python scripts/compile_translations.py $(CATALOGUES)
	@touch $@

$(STAMPS)/compiled: scripts/compile_matching.py $(COMPILED) $(INSTALLED)/requirements $(INSTALLED)/project
	$(BIN)/python scripts/compile_matching.py
	@mkdir -p $(@D) && touch $@

$(STAMPS)/static: scripts/collect_static.py $(STATIC) $(INSTALLED)/requirements $(INSTALLED)/project node_modules/.stamp
	$(BIN)/python scripts/collect_static.py
	@touch $@

$(STAMPS)/test: setup $(STAMPS)/system-test $(INSTALLED)/requirements-dev node_modules/.stamp-dev
	@touch $@
