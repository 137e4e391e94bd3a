"""Let `python -m typeset.cli` do what `typeset` does."""

from typeset.cli import run

if __name__ == "__main__":  # a worker process imports this under another name
    run()
