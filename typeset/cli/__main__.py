"""Let `python -m typeset.cli` do what `typeset` does."""

from typeset.cli import run

run()
