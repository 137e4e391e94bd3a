"""The composer comes and goes without a trace."""

from __future__ import annotations

import pytest
import weasyprint
from weasyprint.layout import block, preferred

from typeset.cjk import Settings, UnknownWeasyPrintError, check_weasyprint, composing

NAMES = (
    (block, "iter_line_boxes"),
    (preferred, "inline_max_content_width"),
    (preferred, "inline_min_content_width"),
)


def installed() -> list[object]:
    return [getattr(module, name) for module, name in NAMES]


def test_weasyprints_own_functions_come_back() -> None:
    before = installed()
    with composing():
        outer = installed()
        assert not set(map(id, outer)) & set(map(id, before))
        with composing(Settings(hanging=True)):
            assert installed() != outer
        assert installed() == outer
    assert installed() == before


def fail() -> None:
    raise ZeroDivisionError


def test_they_come_back_after_an_exception_too() -> None:
    before = installed()
    with pytest.raises(ZeroDivisionError), composing():
        fail()
    assert installed() == before


def test_this_weasyprint_is_known() -> None:
    check_weasyprint()


def test_another_version_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weasyprint, "__version__", "71.0")
    with pytest.raises(UnknownWeasyPrintError, match=r"knows WeasyPrint 70.*71\.0"):
        check_weasyprint()


def test_another_signature_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(block, "iter_line_boxes", lambda context, box: iter(()))
    with pytest.raises(UnknownWeasyPrintError, match="iter_line_boxes takes"):
        check_weasyprint()
