# nianbao: the commands of a developer's day. Everything runs in .venv, which make creates itself.
PYTHON ?= python3
BIN := .venv/bin
DATA ?= demo-data
PORT ?= 8001

.PHONY: demo test lint fuzz faults bench eval docs clean

# One county, from fixture portal to Datasette, on this machine alone.
demo: .venv/installed
	$(BIN)/nianbao demo --data $(DATA) --port $(PORT)

# What .ci/run runs: style, types, tests.
test: lint
	$(BIN)/python -m pytest

lint: .venv/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# The property tests with a thousand other cases each, and ten thousand damaged documents.
fuzz: .venv/installed
	HYPOTHESIS_PROFILE=fuzz $(BIN)/python -m pytest -m "not browser" -k "not scraper"

# Hundreds of nights with broken networks and killed processes instead of a handful; a quarter of an hour.
faults: .venv/installed
	NIANBAO_POINTS=200 $(BIN)/python -m pytest tests/test_faults.py tests/test_killed.py

# Speed as ratios inside one run; never a test. SCALE=2000 measures the pipeline on so many invented reports instead,
# with COPIES=150 what is read also of a database of 150 times as many.
bench: .venv/installed
	$(BIN)/python -m tests.benchmarks $(if $(SCALE),--scale $(SCALE)) $(if $(COPIES),--copies $(COPIES))

# Accuracy of the parser on annotated material, against floors that only rise.
eval: .venv/installed
	$(BIN)/python -m tests.eval

# Pages of docs/ and metadata.yml that are generated from the code.
docs: .venv/installed
	$(BIN)/python -m nianbao.describe

clean:
	rm -rf .venv demo-data .pytest_cache .mypy_cache .ruff_cache

.venv/installed: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@
