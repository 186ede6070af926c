# Hand to Hand. `make` lists the commands. A fresh Debian needs git, python3 and make; the rest is fetched here.

.DEFAULT_GOAL := help
.NOTPARALLEL:
SHELL := bash
.SHELLFLAGS := -o pipefail -c
.PHONY: help run test setup setup-dev python chromium lint format types translations screens bench lock clean

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# Browser tests mostly wait for a screen to change: they run beside the others, in two halves, and so do the types, which take one
# processor.
PYTEST = $(BIN)/python -m pytest $(if $(filter true,$(CI)),-p tests.nothing_skipped) $(ARGS)
lobby := tests/browser/lobby tests/browser/test_[a-d]*.py
browser := tests/browser --ignore=tests/browser/lobby --ignore-glob='*/test_[a-d]*.py'
rest := --ignore=tests/browser
tests_of = $(PYTEST) -o cache_dir=build/cache-$(1) $($(1))
# Four programs want two processors, and a browser is too late now and then. What failed is named, and tried once more when the
# others are done; a test that fails there too has failed.
once_more = [ $$$(1) -ne 1 ] || { echo "Once more, alone:"; $(call tests_of,$(1)) --last-failed --maxfail=3; $(1)=$$?; }
CHECKED := kiosk display tests $(wildcard bench) hatch_build.py
TYPES = $(BIN)/mypy --strict $(CHECKED)

# A stamp names what is installed: the locks and the interpreter. While neither changes, the next run starts at once.
FINGERPRINT := $(shell { cat requirements.txt requirements-dev.txt; $(PYTHON) --version; } 2>&1 | sha256sum | cut -c1-16)
INSTALLED := $(VENV)/installed-$(FINGERPRINT)
INSTALLED_DEV := $(VENV)/installed-dev-$(FINGERPRINT)
# Whatever the shell says: the tests start hundreds of servers, which need not translate every module anew.
export PYTHONDONTWRITEBYTECODE :=
CATALOGUES := $(wildcard kiosk/translations/*/LC_MESSAGES/messages.po)
COMPILED := $(CATALOGUES:.po=.mo)

# $(call debian,PACKAGES): root installs Debian's packages, anyone else is told the one line to run.
define debian
{ [ "$$(id -u)" = 0 ] && apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $(1); } \
|| { echo "Please run this once, then try again:  sudo apt-get install $(1)" >&2; exit 1; }
endef

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: setup ## set up and serve the demo studio (ARGS="--port 8081" are passed on)
	$(BIN)/python -m kiosk demo $(ARGS)

test: setup-dev chromium lint ## set up and run every check
	@rm -rf build/cache-*; mkdir -p build
	@$(TYPES) >build/types.log 2>&1 & types=$$!; \
	$(call tests_of,lobby) >build/lobby.log 2>&1 & lobby=$$!; \
	$(call tests_of,browser) >build/browser.log 2>&1 & browser=$$!; \
	$(call tests_of,rest) 2>&1 | tee build/rest.log; rest=$$?; \
	wait $$lobby; lobby=$$?; wait $$browser; browser=$$?; wait $$types; types=$$?; cat build/{lobby,browser,types}.log; \
	grep -hE "^(FAILED|ERROR|E  ) ?|: error: " build/{rest,lobby,browser,types}.log; \
	$(call once_more,lobby); $(call once_more,browser); $(call once_more,rest); \
	[ $$rest -eq 0 ] && [ $$lobby -eq 0 ] && [ $$browser -eq 0 ] && [ $$types -eq 0 ]

setup: $(INSTALLED) $(COMPILED) ## create .venv with what the server needs

setup-dev: $(INSTALLED_DEV) $(COMPILED) ## create .venv with the checks' tools as well

$(INSTALLED):
	@$(MAKE) --no-print-directory python
	@echo "Installing the server's packages"
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(INSTALLED_DEV):
	@$(MAKE) --no-print-directory python
	@echo "Installing the server's packages and the checks' tools"
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@ $(INSTALLED)

# Debian's python3 comes without ensurepip. A .venv of another Python, or half a one, is made anew.
python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Hand to Hand needs Python 3.11 or newer." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || $(call debian,python3-venv)
	@[ "$$($(BIN)/python -c 'import pip, sys; print(sys.version)' 2>/dev/null)" = "$$($(PYTHON) -c 'import sys; print(sys.version)')" ] \
	|| $(PYTHON) -m venv --clear $(VENV)
	@rm -f $(VENV)/installed-*

# A machine may have a browser already and no Chinese letters (`fc-list` is fontconfig's), or not what the browser's driver needs.
chromium: $(INSTALLED_DEV)
	@command -v chromium >/dev/null || $(call debian,chromium fontconfig fonts-noto-cjk libatomic1)
	@[ -n "$$(fc-list :lang=zh family 2>/dev/null)" ] || $(call debian,fontconfig fonts-noto-cjk)
	@$(BIN)/playwright --version >/dev/null 2>&1 || $(call debian,libatomic1)

lint: $(INSTALLED_DEV) ## ruff: rules and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(INSTALLED_DEV) ## ruff: mend what can be mended
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(INSTALLED_DEV) ## mypy --strict
	$(TYPES)

%.mo: %.po | $(INSTALLED)
	@$(BIN)/pybabel --quiet compile --input-file=$< --output-file=$@

translations: $(INSTALLED) ## collect the sentences of code and templates into the .po files, and compile them
	@mkdir -p build
	$(BIN)/pybabel --quiet extract --mapping=babel.cfg --add-location=file --sort-by-file --project=hand-to-hand --output=build/messages.pot .
	$(BIN)/pybabel --quiet update --input-file=build/messages.pot --output-dir=kiosk/translations --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
	@$(MAKE) --no-print-directory setup

screens: setup-dev chromium ## take a picture of every screen into docs/screens
	$(BIN)/python -m tests.screens docs/screens

bench: setup-dev ## measure, beside a floor or a peer in the same run
	$(BIN)/python -m bench $(ARGS)

LOCK := env CUSTOM_COMPILE_COMMAND="make lock" build/lock/bin/pip-compile --quiet --upgrade --generate-hashes --strip-extras \
	--allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --build-deps-for wheel

lock: ## choose the newest allowed versions again
	@$(PYTHON) -m venv --clear build/lock
	@build/lock/bin/python -m pip --disable-pip-version-check --quiet install "pip-tools>=7.5,<8"
	$(LOCK) --output-file=requirements.txt pyproject.toml
	$(LOCK) --extra=dev --constraint=requirements.txt --output-file=requirements-dev.txt pyproject.toml

clean: ## remove what make made, never a studio's data
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	rm -f $(COMPILED)
