"""What is rarely called is imported when it is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def said_by(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_press_imports_neither_subsetter_nor_instancer() -> None:
    code = (
        "import typeset.press.pdf, sys; print(*sorted(m for m in sys.modules if 'fontTools' in m))"
    )
    assert "fontTools.ttLib" in said_by(code)
    assert "fontTools.varLib" not in said_by(code).replace("fontTools.varLib.instancer", "")
    assert "fontTools.subset.svg" not in said_by(code)


def test_they_are_there_when_weasyprint_calls_them() -> None:
    code = """
import sys
import typeset.press.pdf
from weasyprint.pdf import fonts
print(type(fonts.subset.Options(recalc_bounds=False)).__module__)
import traceback
try:
    fonts.instantiateVariableFont(None, {})
except Exception as error:
    print("instancer" in traceback.extract_tb(error.__traceback__)[-1].filename)
print("fontTools.varLib" in sys.modules)
from fontTools.varLib.instancer import instantiateVariableFont
print(instantiateVariableFont.__module__)
"""
    assert said_by(code).split() == [
        *("fontTools.subset", "True", "True", "fontTools.varLib.instancer")
    ]


def test_what_is_imported_already_stays() -> None:
    code = """
import fontTools.subset
real = fontTools.subset
import typeset.press.pdf, sys
print(sys.modules["fontTools.subset"] is real)
"""
    assert said_by(code) == "True"
