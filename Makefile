# make run      install, fetch, build the asset cache, serve the page
# make test     the same set-up with the test tools, then every test in two processes (WORKERS=2)
# make bench    the figures of benchmarks/
# make gallery  contact sheets in docs/gallery
# Options for the page: make run ARGS="--port 8000 --host 0.0.0.0"

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
ARGS ?=
WORKERS ?= 2

.PHONY: run test bench gallery setup setup-dev

run:
	@$(PYTHON) -m facegen.setup.install $(VENV)
	@$(BIN)/python app.py $(ARGS)

setup:
	@$(PYTHON) -m facegen.setup.install $(VENV)
	@$(BIN)/python -m facegen.setup

setup-dev:
	@$(PYTHON) -m facegen.setup.install $(VENV) --dev
	@$(BIN)/python -m facegen.setup
	@$(BIN)/python -m facegen.setup.system

test: setup-dev
	@$(BIN)/python -m pytest -q -n $(WORKERS) --dist loadgroup --no-loadscope-reorder $(ARGS)

bench: setup
	@$(BIN)/python -m benchmarks $(ARGS)

gallery: setup-dev
	@$(BIN)/python -m benchmarks.gallery $(ARGS)
	@$(BIN)/python -m benchmarks.examples
	@$(BIN)/python -m benchmarks.examples --photos
	@$(BIN)/python -m benchmarks.portrait_sheets
	@$(BIN)/python -m benchmarks.hard_inputs
	@$(BIN)/python -m benchmarks.screens
