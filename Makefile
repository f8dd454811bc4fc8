# make run starts the app, make test checks everything; make help lists the rest.

PORT    ?= 8501
ADDRESS ?= 127.0.0.1
MODELS  ?= 3100000
TIMES   ?= 10
KILLS   ?= 200
REPLAY  ?= ../shared/hub-replay
TESTERS ?= 3
PYTHON  ?=

VENV := .venv
PY   := $(VENV)/bin/python
PIP  := $(PY) -m pip install --quiet --disable-pip-version-check --no-input

# An environment is as good as the lock it was made from: the stamps carry the locks' checksums.
sum      = $(shell cksum < $(1) | cut -d' ' -f1)
APP_ENV := $(VENV)/app-$(call sum,requirements.lock)
DEV_ENV := $(VENV)/dev-$(call sum,requirements-dev.lock)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: run test soak audit lint types browser postgres bench lock format clean help

run: $(APP_ENV) ## Start the app and its background ingest on http://localhost:8501
	$(PY) -m streamlit run app.py --server.address $(ADDRESS) --server.port $(PORT)

test: lint types browser postgres ## Check everything: lint, types, and every test that does not take minutes
	REQUIRE_BROWSER=1 REQUIRE_POSTGRES=1 $(PY) -m pytest -m "not soak" -n $(TESTERS) --dist worksteal $(ARGS)

soak: browser postgres ## What takes long: kills of workers and scans, 200 of ingest and app, every fault, a crowd, 200,000 cards
	REQUIRE_POSTGRES=1 $(PY) -m pytest -m soak
	$(PY) -m tests.kill --kills $(KILLS) --replay $(REPLAY)
	$(PY) -m tests.faults
	$(PY) -m tests.load
	$(PY) -m tests.fuzz_cards --cards 200000

audit: $(DEV_ENV) ## Look for known holes in what is installed (needs the network)
	$(VENV)/bin/uv tool run pip-audit --requirement requirements.lock --no-deps --disable-pip

lint: $(DEV_ENV) ## Check style and layout of the code
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

types: $(DEV_ENV) ## Check types
	$(PY) -m mypy

browser: $(DEV_ENV)
	$(PY) -m tests.browser.chromium

postgres: $(DEV_ENV)
	$(PY) -m tests.lake.postgres

bench: $(DEV_ENV) ## Measure speed and memory at the Hub's size and at ten times it (MODELS=3100000 TIMES=10)
	$(PY) -m bench --models $(MODELS) --times $(TIMES)

format: $(DEV_ENV) ## Lay out the code and fix what can be fixed
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

# Versions in the locks stay as they are unless a range forbids them; ARGS=--upgrade takes the newest.
lock: ## Write the lock files anew from requirements*.txt
	@test -x $(VENV)/bin/uv || $(MAKE) $(DEV_ENV)
	$(call compile,requirements.txt,requirements.lock)
	$(call compile,-c requirements.lock requirements-dev.txt,requirements-dev.lock)

compile = $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest \
	--custom-compile-command "make lock" $(ARGS) $(1) --output-file $(2)

clean: ## Remove the environment and everything generated; the data folder stays
	rm -rf $(VENV) build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## Show this list
	@sed -n 's/^\([a-z]*\):[^#]*## /\1|/p' $(MAKEFILE_LIST) | while IFS='|' read -r target what; do \
		printf '  make %-8s %s\n' "$$target" "$$what"; done

$(PY):
	@python=$$(scripts/find-python $(PYTHON)) && \
		echo "Making the environment with $$python ..." && \
		$$python -m venv --clear $(VENV)

$(APP_ENV): | $(PY)
	@echo "Installing what the app needs (once, about a minute) ..."
	@$(PIP) -r requirements.lock
	@rm -f $(VENV)/app-* $(VENV)/dev-*; touch $@

$(DEV_ENV): | $(PY)
	@echo "Installing what the app and its tests need (once, about two minutes) ..."
	@$(PIP) -r requirements-dev.lock
	@rm -f $(VENV)/app-* $(VENV)/dev-*; touch $@ $(APP_ENV)
