"""Parse WeasyPrint's C declarations once and write the outcome as a module of typeset.

.venv/bin/python scripts/declare.py

Run it after an update of WeasyPrint, then add the printed sha256 to typeset/declarations.py.
"""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import cffi

HEAD = """\
# Made by scripts/declare.py from the declarations of WeasyPrint {version} (BSD licence, Kozea):
# what cffi would otherwise parse at every start.
"""


def main() -> None:
    """Write `typeset/declared_weasyprint_VERSION.py`."""
    spec = find_spec("weasyprint")
    assert spec is not None
    assert spec.origin is not None
    source = (Path(spec.origin).parent / "text" / "ffi.py").read_text(encoding="utf-8")
    declarations = source.split("ffi.cdef('''", 1)[1].split("''')", 1)[0]
    number = version("weasyprint")
    name = f"declared_weasyprint_{number.replace('.', '_')}"
    ffi = cffi.FFI()
    ffi.set_source(name, None)
    ffi.cdef(declarations)
    target = Path(__file__).resolve().parents[1] / "typeset" / f"{name}.py"
    ffi.emit_python_code(str(target))
    text = target.read_text(encoding="utf-8").replace("# auto-generated file\n", "", 1)
    target.write_text(HEAD.format(version=number) + text, encoding="utf-8")
    print(hashlib.sha256(declarations.encode()).hexdigest(), target.name)


if __name__ == "__main__":
    main()
