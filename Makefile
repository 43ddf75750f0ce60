# Everything a person does with a clone, on a machine that has Python 3.11+ and make.
PYTHON ?= python3
PORT ?= 8000
VNU := 26.9.27
SITEMAP := 9.0.1
SCHEMA := 2.1.0
POSTGRES ?= postgres://postgres@127.0.0.1:5432/postgres
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help install install-dev serve test test-postgres check lint bench screenshots messages tools lock clean

help:
	@echo "make serve [PORT=8000]  the demo outlet, in a browser"
	@echo "make install            .venv/bin/masthead and nothing else"
	@echo "make test               all tests"
	@echo "make test-postgres      the database tests again, on PostgreSQL"
	@echo "make lint               format, rules, types, import contracts, templates, migrations"
	@echo "make check              lint and test"
	@echo "make bench              what is measured"
	@echo "make screenshots        pictures of the main pages, into screenshots/ and README"
	@echo "make messages           the catalogues of translations, after a string changed"
	@echo "make tools              the HTML checker and the schema the tests use, into .tools/"
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

# The demo's folder is kept: a second start goes on with what was written in the first.
serve: $(VENV)/.stamp-base
	$(BIN)/masthead serve var/demo --demo --port $(PORT)

test: $(VENV)/.stamp-dev
	$(BIN)/python -m pytest -n auto --dist loadgroup

# What asks the database runs on PostgreSQL too. Browser and command run in processes of their own,
# on SQLite.
test-postgres: $(VENV)/.stamp-dev
	TEST_DATABASE_URL="$(POSTGRES)" $(BIN)/python -m pytest -n auto --dist loadgroup \
		--ignore=tests/browser --ignore=tests/cli --ignore=tests/serve --ignore=tests/flows

check: lint test

lint: $(VENV)/.stamp-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	mkdir -p var/dev && MASTHEAD_DIR=var/dev $(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet src/masthead/templates
	$(BIN)/python manage.py makemigrations --check --dry-run

bench: $(VENV)/.stamp-dev
	missed=0; for file in bench/bench_*.py; do \
		echo "$$file"; PYTHONPATH=. $(BIN)/python $$file || missed=1; done; exit $$missed

screenshots: $(VENV)/.stamp-dev
	MAKE_SCREENSHOTS=1 $(BIN)/python -m pytest tests/browser/test_screenshots.py

# Needs GNU gettext (apt-get install gettext). English has only other words for the newsroom's
# Wagtail in its catalogue, which nothing can be gathered for.
# What a script says is in a catalogue of its own, djangojs; Django gathers the two apart.
messages: $(VENV)/.stamp-dev
	cd src/masthead && for domain in django djangojs; do \
		MASTHEAD_DIR=../../var/dev ../../$(BIN)/python ../../manage.py makemessages --domain $$domain \
			--locale ar --locale fa --locale fr --add-location file --no-obsolete --no-wrap || exit; \
	done
	cd src/masthead && MASTHEAD_DIR=../../var/dev ../../$(BIN)/python ../../manage.py compilemessages

# The HTML checker of the W3C's validator, as its makers put it into the npm registry.
tools: .tools/vnu.jar .tools/sitemap.xsd .tools/schema.d.ts

.tools/vnu.jar:
	mkdir -p .tools
	cd .tools && npm pack --silent vnu-jar@$(VNU)
	cd .tools && tar -xzf vnu-jar-*.tgz && mv package/build/dist/vnu.jar . && rm -r package vnu-jar-*.tgz

.tools/sitemap.xsd:
	mkdir -p .tools
	cd .tools && npm pack --silent sitemap@$(SITEMAP)
	cd .tools && tar -xzf sitemap-*.tgz && mv package/schema/sitemap.xsd . && rm -r package sitemap-*.tgz

.tools/schema.d.ts:
	mkdir -p .tools
	cd .tools && npm pack --silent schema-dts@$(SCHEMA)
	cd .tools && tar -xzf schema-dts-*.tgz && mv package/dist/schema.d.ts . && rm -r package schema-dts-*.tgz

lock: $(VENV)/.stamp-dev
	for name in base dev; do \
		$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
			--no-emit-index-url --no-emit-find-links --no-header --no-annotate \
			requirements/$$name.in --output-file requirements/$$name.txt || exit 1; \
	done

clean:
	rm -rf $(VENV) .tools var build dist screenshots .mypy_cache .pytest_cache .ruff_cache .hypothesis
