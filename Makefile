# Two commands for everybody: `make academy` and `make test`. Everything they need is set up by themselves.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
endif
LOWEST := $(VENV)/lowest
SEED := 1
LOWEST_BIN := $(LOWEST)/$(notdir $(BIN))
RECORDS := $(VENV)/records
RECORDS_BIN := $(RECORDS)/$(notdir $(BIN))
PIP := python -m pip install --quiet --disable-pip-version-check
RUN := NO_MKDOCS_2_WARNING=1 $(BIN)/python -m salesbook
# Every core runs tests; a core that has none left takes some of another's.
TESTS := -m pytest --numprocesses auto --dist worksteal
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard salesbook/locale/*/LC_MESSAGES/*.po))

.PHONY: help academy serve test slow check lowest docs catalogues lock upgrade bench search-quality browser elsewhere engines records hostile other-book dist clean fuzz mutants
# What a target needs is set up in the order in which it is named: pip fills one environment at a time.
.NOTPARALLEL:

help: ## Show what there is to make
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/'

academy: $(VENV)/academy.done catalogues ## Set everything up, check the book, build the academy into build/academy
	$(RUN) check
	$(RUN) build

serve: $(VENV)/academy.done catalogues ## Show the academy with live reload on http://127.0.0.1:8000
	$(RUN) serve

test: $(VENV)/dev.done catalogues ## Set everything up and run the tests
	$(BIN)/python $(TESTS)

slow: $(VENV)/dev.done catalogues ## Run the tests that `make test` leaves out because each takes seconds
	$(BIN)/python $(TESTS) -m slow

check: $(VENV)/dev.done catalogues ## The one gate: style, types, layers, workflows, tests, generated docs, the book
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy --platform win32 --cache-dir .mypy_cache/win32 salesbook
	$(BIN)/lint-imports
	$(BIN)/zizmor --offline --quiet --persona pedantic .
	$(BIN)/python -m docs.generate --check
	$(BIN)/python $(TESTS)
	$(RUN) check

lowest: $(LOWEST).done ## Run the tests with the oldest versions that pyproject.toml allows
	$(LOWEST_BIN)/python $(TESTS)

browser: $(VENV)/dev.done academy ## Test the built academy in Debian's chromium
	SALESBOOK_BROWSER=1 $(BIN)/python -m pytest -m browser tests/browser
	SALESBOOK_BROWSER=1 $(BIN)/python -m pytest -m browser tests/demo_book

other-book: $(VENV)/dev.done ## The gate in a copy of the checkout whose content/ is another book
	$(BIN)/python -m tests.other_book

engines: $(VENV)/engines.done catalogues ## Run a card as SQL on PostgreSQL, ClickHouse and Spark, compare a backtest with scikit-learn, open letters in LibreOffice, ask for editions at nginx and Caddy
	$(BIN)/python -m pytest -m engines tests

elsewhere: $(VENV)/elsewhere.done catalogues ## Build the plain pages with Zensical, take a course where other systems take it
	SALESBOOK_BROWSER=1 $(BIN)/python -m pytest -m elsewhere tests

records: $(VENV)/dev.done $(RECORDS).done catalogues ## Pass an exam in Debian's chromium, have a real record store take it, and report what it has
	SALESBOOK_BROWSER=1 SALESBOOK_RECORDS=$(RECORDS_BIN) $(BIN)/python -m pytest -m records tests/records

hostile: $(VENV)/dev.done catalogues ## Open 2,000 hostile pages in Debian's chromium: nothing may run or ask
	SALESBOOK_BROWSER=1 $(BIN)/python -m pytest -m hostile tests/browser

catalogues: $(CATALOGUES) # Compile the messages

docs: $(VENV)/dev.done catalogues ## Write the generated reference and the message catalogues anew
	$(BIN)/python -m docs.generate

bench: $(VENV)/dev.done catalogues ## Measure the speed goals; figures are kept in docs/benchmarks.md
	$(BIN)/python -m bench

search-quality: $(VENV)/dev.done catalogues ## Ask the search of the demo book what people type; ARGS=--kept-aside asks the third kept aside, ARGS=--show names what it misses
	$(BIN)/python -m bench.search_quality $(ARGS)

fuzz: $(VENV)/fuzz.done catalogues ## Drive everything with 100,000 hostile files: a quarter of an hour of two idle cores
	$(BIN)/python -m tests.fuzz --seed $(SEED)

mutants: $(VENV)/mutants.done catalogues ## See whether the tests notice changes of the code: an hour or two of two cores
	$(BIN)/python -m bench.mutants $(ROOMS)

dist: $(VENV)/dev.done ## Build the wheel
	$(BIN)/python -m build --no-isolation --wheel

LOCK := $(BIN)/uv --system-certs pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	--no-header --no-emit-index-url --no-emit-find-links
lock: $(VENV)/dev.done ## Pin what pyproject.toml asks for by hash; versions that still fit stay
	$(LOCK) --extra academy --group build pyproject.toml -o requirements/academy.lock
	$(LOCK) --extra academy --extra leads --extra letters --extra lsp --extra mcp --extra pdf --extra sql --group dev -c requirements/academy.lock pyproject.toml -o requirements/dev.lock
	$(LOCK) --extra academy --extra leads --extra letters --extra lsp --extra mcp --extra pdf --extra sql --group test --resolution lowest-direct pyproject.toml -o requirements/lowest.lock
	$(LOCK) --group engines -c requirements/dev.lock -o requirements/engines.lock
	$(LOCK) --group elsewhere -c requirements/dev.lock -o requirements/elsewhere.lock
	$(LOCK) --group records -o requirements/records.lock
	$(LOCK) --group fuzz -o requirements/fuzz.lock
	$(LOCK) --group mutants -c requirements/dev.lock -o requirements/mutants.lock

upgrade: LOCK += --upgrade
upgrade: lock ## Choose the newest versions anew and pin them by hash

# Not the program itself: on Windows it is called otherwise.
$(VENV)/pyvenv.cfg:
	$(PYTHON) -m venv $(VENV)

# A machine that has the developers' packages has the academy's too. Installing the project compiles its messages.
$(VENV)/academy.done: requirements/academy.lock pyproject.toml | $(VENV)/pyvenv.cfg
	test -e $(VENV)/dev.done || $(BIN)/$(PIP) --require-hashes -r requirements/academy.lock
	$(BIN)/$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.done: requirements/dev.lock pyproject.toml | $(VENV)/pyvenv.cfg
	$(BIN)/$(PIP) --require-hashes -r requirements/dev.lock
	$(BIN)/$(PIP) --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/academy.done

$(LOWEST).done: requirements/lowest.lock pyproject.toml | $(VENV)/pyvenv.cfg
	$(BIN)/python -m venv --clear $(LOWEST)
	$(LOWEST_BIN)/$(PIP) --require-hashes -r requirements/lowest.lock
	$(LOWEST_BIN)/$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/engines.done: requirements/engines.lock $(VENV)/dev.done
	$(BIN)/$(PIP) --require-hashes -r requirements/engines.lock
	@touch $@

# Packages of npm are for these tests alone: nothing of them is ever committed or shipped.
NPM := scorm-again@3.4.3 gift-pegjs@1.0.2
$(VENV)/elsewhere.done: requirements/elsewhere.lock Makefile $(VENV)/dev.done
	$(BIN)/$(PIP) --require-hashes -r requirements/elsewhere.lock
	npm install --silent --no-audit --no-fund --ignore-scripts --prefix $(VENV)/npm $(NPM)
	@touch $@

# A server, and none of our libraries: it has an environment of its own.
$(RECORDS).done: requirements/records.lock | $(VENV)/pyvenv.cfg
	$(BIN)/python -m venv --clear $(RECORDS)
	$(RECORDS_BIN)/$(PIP) --require-hashes -r requirements/records.lock
	@touch $@

# atheris has wheels for Linux and macOS only.
$(VENV)/fuzz.done: requirements/fuzz.lock $(VENV)/dev.done
	$(BIN)/$(PIP) --require-hashes -r requirements/fuzz.lock
	@touch $@

$(VENV)/mutants.done: requirements/mutants.lock $(VENV)/dev.done
	$(BIN)/$(PIP) --require-hashes -r requirements/mutants.lock
	@touch $@

# Installing has compiled them; this is for whoever has changed a message, or pulled such a change.
%.mo: %.po hatch_build.py | $(VENV)/academy.done
	$(BIN)/python hatch_build.py
	@touch $@

clean: ## Remove what was built and installed
	rm -rf build dist $(VENV)
