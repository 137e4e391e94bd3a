# make pdf   sets issue 189 and prints the path of the PDF
# make test  lints, checks types and runs the tests
# Both set up what they need: system libraries, a virtual environment, the locked packages.

ISSUE ?= 189
VENV  := .venv
READY := $(VENV)/.ready
PY    := $(VENV)/bin/python

.PHONY: pdf test lint setup bytecode lock clean

pdf: $(READY) bytecode
	@$(VENV)/bin/typeset build $(ISSUE)

test: $(READY) bytecode lint
	@sh scripts/test-tools.sh
	$(PY) -m pytest -n auto -r s

lint: $(READY)
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy

setup: $(READY) bytecode

# Where PYTHONDONTWRITEBYTECODE is set, each start would compile typeset anew.
bytecode: $(READY)
	@$(PY) -m compileall -q typeset

$(READY): requirements.lock pyproject.toml scripts/setup.sh
	@sh scripts/setup.sh $(VENV)
	@touch $@

# Resolve anew after a change to pyproject.toml; needs uv (`pip install uv`).
lock:
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header \
		--extra dev --python-version 3.11 pyproject.toml -o requirements.lock

clean:
	rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache .hypothesis
