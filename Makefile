# What can be done here. `make demo` and `make test` need Python 3.11 or later and nothing else.
.DEFAULT_GOAL := help
.PHONY: help setup demo demo-reset test test-postgresql check layout arrows types bench texts pictures docs lock

PY := .venv/bin/python
CATALOGUE := samsyn/locale/sv/LC_MESSAGES/django
# Which tests `make test` runs: everything, unless told otherwise (make test TESTS=samsyn/funding).
TESTS ?=

help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 18

setup: .venv/ready $(CATALOGUE).mo ## make .venv with the samsyn command and all that tests need

.venv/ready: requirements.lock pyproject.toml scripts/setup.sh
	@scripts/setup.sh

$(CATALOGUE).mo: $(CATALOGUE).po .venv/ready
	@$(PY) scripts/texts.py --compile

demo: setup ## a made-up region, ready to look at; prints the address and sign-in links
	@.venv/bin/samsyn demo

demo-reset: setup ## throw the demo's store away and start over
	@.venv/bin/samsyn demo --reset

test: setup ## every test, the browser's too (SAMSYN_NO_BROWSER=1 leaves those out)
	@scripts/browser.sh
	@scripts/tests.sh $(TESTS)

test-postgresql: setup ## every test again on a PostgreSQL of its own
	@scripts/browser.sh
	@scripts/postgresql.sh scripts/tests.sh $(TESTS)

check: layout arrows types ## layout, arrows, types, and every test without a browser
	@SAMSYN_NO_BROWSER=1 scripts/tests.sh

layout: setup
	@.venv/bin/ruff format --check --quiet . || { .venv/bin/ruff format --check .; exit 1; }
	@.venv/bin/ruff check --quiet .

arrows: setup
	@.venv/bin/lint-imports --no-logo

types: setup
	@SAMSYN_HOME=.mypy_cache/home .venv/bin/mypy samsyn

bench: setup ## how quick the rules are, as a table (docs/reference/benchmarks.md)
	@$(PY) -m benchmarks

texts: .venv/ready ## find the texts in the code, bring the Swedish catalogue up to date, compile it
	@$(PY) scripts/texts.py

pictures: setup ## take the pictures of the README and the tour anew, into docs/pictures
	@$(PY) scripts/pictures.py

docs: setup ## write the pages of docs/reference that are made from the code
	@$(PY) scripts/docs.py

lock: ## pin what pyproject.toml asks for (needs uv)
	@uv pip compile pyproject.toml --universal --generate-hashes --group dev --extra postgresql \
	  --no-header --quiet --upgrade -o requirements.lock
