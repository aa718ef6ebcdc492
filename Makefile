# `make` alone prints this help.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SETUP := $(VENV)/.setup
BROWSER := node_modules/.cache/chromium/chromium
UV := $(shell command -v uv 2>/dev/null)
# What npm fetched decides the pages; the browser is only for tests.
ASSETS := src/clusterlab/draw/assets/.setup

.DEFAULT_GOAL := help
.PHONY: help setup report test check format bench docs lab wheel clean

help: ## Print this help
	@awk 'BEGIN {FS = ":.*## "} /^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(SETUP) $(ASSETS) ## Make .venv from the lock and fetch what the pages carry

$(SETUP): requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed: install it, or name it with PYTHON=…"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; $(PYTHON) is older"; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
ifeq ($(UV),)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
else
	$(UV) pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements.lock
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
endif
	@touch $@

$(ASSETS): package-lock.json tools/assets.py $(SETUP)
	@command -v npm >/dev/null || { echo "Node.js 20 or newer with npm is needed: it fetches the map library and the font"; exit 1; }
	npm ci --omit=dev --loglevel=error
	$(BIN)/python tools/assets.py
	@touch $@

# Brings a browser of its own only where the machine has none.
$(BROWSER): package-lock.json tools/browser.mjs $(ASSETS)
	@for name in "$$CLUSTERLAB_CHROMIUM" chromium chromium-browser google-chrome; do \
	  if [ -n "$$name" ] && command -v "$$name" >/dev/null; then exit 0; fi; \
	done; npm ci --loglevel=error && node tools/browser.mjs >/dev/null

report: setup ## Make all reports, in Korean and English, and reports/index.html
	$(BIN)/clusterlab report --lang both --jobs 2

test: setup $(BROWSER) ## Run all tests, the browser tests among them
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile

check: setup ## Lint, check types and check the built-in data
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/clusterlab check data/korea
	$(BIN)/clusterlab check data/illustrative
	$(BIN)/clusterlab check data/magok
	$(BIN)/clusterlab check data/incheon
	$(BIN)/clusterlab check data/osong

format: setup ## Format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup ## Time our measures beside their peers (all, or ROWS=name,name)
	$(if $(UV),$(UV) pip install --python $(BIN)/python,$(BIN)/python -m pip install) --quiet --require-hashes -r benchmarks/peers.lock
	$(BIN)/python benchmarks/run.py $(ROWS)

docs: setup ## Write the reference of all functions to build/docs
	$(BIN)/pdoc --docformat numpy --math --output-directory build/docs clusterlab clusterlab.load clusterlab.measure clusterlab.siting clusterlab.invest clusterlab.draw clusterlab.report

lab: setup ## Open the notebooks in JupyterLab
	$(BIN)/jupyter lab notebooks

wheel: setup ## Build the wheel, data and fonts included
	$(BIN)/python -m hatchling build -t wheel

clean: ## Remove what was made: environment, reports, builds
	rm -rf $(VENV) node_modules src/clusterlab/draw/assets build dist
	find reports -mindepth 1 ! -name .gitkeep -delete
