# Every target sets up what it needs; `make demo` and `make test` are all a newcomer has to know.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
DEV := .venv/.installed-dev

.PHONY: help demo run test check setup format lock clean

help:            ## show the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

$(STAMP): requirements-pip.lock requirements.lock pyproject.toml
	@test -d .venv || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-pip.lock
	@echo "Installing the locked dependencies into .venv (once; about a minute) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(STAMP)

$(DEV): $(STAMP) requirements-dev.lock
	@echo "Installing what the tests and checks need ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $(DEV)

setup: $(DEV)    ## create .venv from the lock files, developer tools included

demo: $(STAMP)   ## the whole job on bundled press sites: crawl, review, export
	@$(BIN)/adopters demo

run: $(STAMP)    ## scheduled crawls of the live catalogue and the review page
	@$(BIN)/adopters run

test: $(DEV)   ## every test, real browser and real PostgreSQL included
	@sh tests/setup.sh
	@$(BIN)/python -m pytest --cov --cov-report=term:skip-covered -n 2 --dist loadfile

check: $(DEV)  ## format, lint, types, import contract
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@PYTHONPATH=. $(BIN)/lint-imports

format: $(DEV) ## apply the formatter and the safe lint fixes
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

lock:            ## refresh the lock files from pyproject.toml (needs uv)
	echo 'pip>=25' | uv pip compile - --universal --generate-hashes --no-header --quiet -o requirements-pip.lock
	uv pip compile pyproject.toml requirements-build.in --universal --generate-hashes --no-header --quiet -o requirements.lock
	uv pip compile pyproject.toml -c requirements.lock --extra dev --extra rendered --extra bench --universal --generate-hashes --no-header --quiet -o requirements-dev.lock

clean:           ## remove the virtual environment and caches
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache build *.egg-info
