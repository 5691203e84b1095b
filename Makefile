# make run    builds the environment, fills an empty store with the sample province, serves it
# make test   all tests, those in a real browser too        make check   the fast ones, under 30 s
# make lock   resolves the dependencies anew (needs uv)      make samples   the sample workbooks
# make bench  prints how dear our ways are against the bare libraries
# make clean  removes what the above have built, never the store

PORT ?= 8501
PYTHON := $(shell for python in python3.13 python3.12 python3.11 python3; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; \
	done)
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
STORE := $(or $(CONGRESS_DASH_STORE),data/congress-dash.duckdb)
BROWSERS := $(CONGRESS_DASH_CHROMIUM) chromium chromium-browser google-chrome

# What was compiled once is kept: tests start three times as fast.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test check bench lock samples clean chromium

run: .venv/run.stamp
	@test -e "$(STORE)" || $(BIN)/congress-dash demo
	@exec $(BIN)/congress-dash serve --port $(PORT)

test: .venv/test.stamp chromium
	$(BIN)/pytest -n 2 --dist loadfile -m "not browser"
	$(BIN)/pytest -m browser

check: .venv/test.stamp
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -q -n 2 --dist loadfile -m "not slow and not browser"

bench: .venv/test.stamp
	PYTHONPATH=src $(BIN)/python tests/bench.py 2>/dev/null

# The package itself is one line that points to src/, so that a change needs no second install.
.venv/run.stamp .venv/test.stamp: .venv/%.stamp: pyproject.toml requirements.lock requirements-dev.lock
	@test -n "$(PYTHON)" || { echo "Cần Python 3.11 trở lên; hãy cài rồi chạy lại." >&2; exit 1; }
	@echo "Đang chuẩn bị môi trường (lần đầu mất vài phút) …"
	@$(PYTHON) -m venv .venv || { echo "Không tạo được .venv; hãy cài gói python3-venv." >&2; exit 1; }
	@$(INSTALL) --require-hashes -r $(if $(filter test,$*),requirements-dev.lock,requirements.lock)
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

chromium:
	@for browser in $(BROWSERS); do command -v $$browser >/dev/null && exit 0; done; \
	install="apt-get install -y -qq --no-install-recommends chromium"; \
	if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then apt-get update -qq && $$install; \
	elif command -v apt-get >/dev/null && sudo -n true 2>/dev/null; then \
		sudo -n apt-get update -qq && sudo -n $$install; \
	else \
		echo "Cần trình duyệt Chromium để kiểm thử; hãy cài (Debian: sudo apt-get install chromium)" \
			"hoặc đặt CONGRESS_DASH_CHROMIUM, rồi chạy lại make test." >&2; exit 1; \
	fi

# One resolution for every system and Python ≥ 3.11; what tests need never moves what users run.
# uv is needed here only and therefore not locked: `pip install uv`.
LOCK := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --no-header --quiet

lock:
	$(LOCK) --group build --output-file requirements.lock
	$(LOCK) --group dev --constraint requirements.lock --output-file requirements-dev.lock

samples: .venv/run.stamp
	$(BIN)/python data/samples/build.py

clean:
	rm -rf .venv dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find app.py src tests data -name __pycache__ -type d -prune -exec rm -rf {} +
