# Everything a person does with a clone, on a machine that has Python 3.11+ and make.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help install install-dev serve test test-postgres check bench screenshots tools lock clean

help:
	@echo "make serve [PORT=8000]  the demo outlet, in a browser"
	@echo "make install            .venv/bin/masthead and nothing else"
	@echo "make test               all tests"
	@echo "make test-postgres      the database tests again, on PostgreSQL"
	@echo "make check              format, lint, types, contracts, templates, migrations, tests"
	@echo "make bench              what is measured"
	@echo "make screenshots        pictures of the main pages, into screenshots/"
	@echo "make tools              the HTML checker the tests use, into .tools/"
	@echo "make lock               requirements/*.txt from requirements/*.in"
	@echo "make clean              remove what the others made"

install: $(VENV)/.stamp-base
install-dev: $(VENV)/.stamp-dev

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Masthead needs Python 3.11 or later; say make PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv $(VENV)

# The build tool is locked like the rest, so nothing is fetched without a hash.
$(VENV)/.stamp-base: requirements/base.txt pyproject.toml | $(VENV)/bin/python
	$(PIP) install --require-hashes --requirement requirements/base.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.stamp-dev: requirements/dev.txt $(VENV)/.stamp-base
	$(PIP) install --require-hashes --requirement requirements/dev.txt
	@touch $@

lock: $(VENV)/.stamp-dev
	for name in base dev; do \
		$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
			--no-emit-index-url --no-emit-find-links --no-header --no-annotate \
			requirements/$$name.in --output-file requirements/$$name.txt || exit 1; \
	done
