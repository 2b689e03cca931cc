# nianbao: the commands of a developer's day. Everything runs in .venv, which make creates itself.
PYTHON ?= python3
BIN := .venv/bin
DATA ?= demo-data
PORT ?= 8001

# The compiled parser out of a wheel, and what imports it before its source; all else is imported from the sources.
COMPILED := build/compiled
WITH_COMPILED := PYTHONPATH=$(COMPILED):. $(BIN)/python -P

.PHONY: demo test test-compiled lint fuzz faults bench bench-source bench-compiled eval docs clean

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

# Speed as ratios inside one run, never a test; where there is a C compiler also of the parser compiled, which takes a few
# minutes once. SCALE=2000 measures the pipeline on so many invented reports instead, with COPIES=150 what is read also of
# a database of 150 times as many.
bench: bench-source $(if $(SCALE),,$(if $(shell command -v $(CC)),bench-compiled))

bench-source: .venv/installed
	$(BIN)/python -m tests.benchmarks $(if $(SCALE),--scale $(SCALE)) $(if $(COPIES),--copies $(COPIES))

bench-compiled: $(COMPILED)/parsers
	$(WITH_COMPILED) -m tests.benchmarks --pages

# The same tests, the parser compiled; what opens pages in Chromium has nothing to do with it.
test-compiled: $(COMPILED)/parsers
	$(WITH_COMPILED) -m pytest --import-mode=append -m "not browser"

# Accuracy of the parser on annotated material, against floors that only rise.
eval: .venv/installed
	$(BIN)/python -m tests.eval

# Pages of docs/ and metadata.yml that are generated from the code.
docs: .venv/installed
	$(BIN)/python -m nianbao.describe

clean:
	rm -rf .venv build demo-data .pytest_cache .mypy_cache .ruff_cache

.venv/installed: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

$(COMPILED)/parsers: pyproject.toml $(shell find parsers -name "*.py") | .venv/installed
	rm -rf build
	HATCH_BUILD_HOOK_ENABLE_MYPYC=1 PIP_CONSTRAINT=constraints.txt $(BIN)/python -m build --outdir build >/dev/null
	$(BIN)/python -m zipfile -e build/*.whl build/wheel
	mkdir $(COMPILED)
	mv build/wheel/parsers build/wheel/*.so $(COMPILED)
	touch $@
