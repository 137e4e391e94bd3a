"""Our own writing of composed text comes to the bytes of WeasyPrint's."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from weasyprint.draw import text as stock

from tests.cjk.test_random import bodies, page_css
from typeset.cjk import writing as ours
from typeset.cjk.writing import writing
from typeset.patching import replaced

Print = Callable[..., Any]
EXAMPLES = int(os.environ.get("TYPESET_EXAMPLES", "60"))
PLAIN = (
    "<p>中国信息通信研究院发布《报告（2024年）》，指出“绿色算力”——以 PUE 为例……它·不低于1.25。" * 5
)


def written_both_ways(document: Any) -> tuple[bytes, bytes]:
    """Return the PDF as WeasyPrint writes it, and as we do."""
    theirs = document.write_pdf(uncompressed_pdf=True)
    with writing():
        return theirs, document.write_pdf(uncompressed_pdf=True)


def pages_left_to_weasyprint(document: Any) -> list[str]:
    """Write a PDF, and return the text that WeasyPrint's own function was asked for."""
    left: list[str] = []

    def draw(stream: Any, textbox: Any, *rest: Any) -> Any:
        left.append(textbox.text)
        return stock_function(stream, textbox, *rest)

    stock_function = stock.draw_first_line
    with replaced((ours, "_STOCK", draw)), writing():
        document.write_pdf()
    return left


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="CI" in os.environ,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
@given(body=bodies, height=st.integers(240, 700), size=st.sampled_from((9, 10.5, 11.3, 12)))
@pytest.mark.filterwarnings("ignore")
def test_random_documents_come_out_the_same(
    printed: Print, body: str, height: int, size: float
) -> None:
    css = page_css(height) + f"html {{ font-size: {size}pt }}"
    theirs, own = written_both_ways(printed(body, css).document)
    assert own == theirs, (height, size, body)


@pytest.mark.parametrize(
    "body",
    [
        PLAIN,
        "<p>国<span style='direction:rtl'>右，向左（国）</span>国",
        "<p>国<span style='direction:rtl;unicode-bidi:bidi-override'>右，abc</span>国",
        "<p>没有的字：\U000323af、\u0e01，国",
        "<p>笑😀哭",
        "<p>长词<wbr>分开\u200b处\u2060，cooperation fi fl ffi AVAT e\u0301",
        "<p style='font-size:0'>零<span style='font-size:12pt'>十二</span>",
        "<p style='visibility:hidden'>看不见",
        "<p style='text-decoration:underline line-through overline'>线，“线”",
        "<p style='letter-spacing:2pt;word-spacing:3pt'>疏 sparse words 排，国",
        "<p style='font-feature-settings:\"halt\"'>半（国）。",
        "<svg width=99 height=20><text y=15>图中的字</text></svg><p>国",
        "<p style='width:5em;overflow:hidden;white-space:nowrap;text-overflow:ellipsis'>"
        + "省略" * 9,
        "<p style='width:5em;--typeset-composer:off;max-lines:1;block-ellipsis:auto'>" + "省略" * 9,
    ],
)
def test_what_is_out_of_the_ordinary_comes_out_the_same(printed: Print, body: str) -> None:
    theirs, own = written_both_ways(printed(body).document)
    assert own == theirs


def test_a_document_may_be_written_again_and_again(printed: Print) -> None:
    document = printed(PLAIN).document
    theirs, own = written_both_ways(document)
    with writing():
        assert document.write_pdf(uncompressed_pdf=True) == own
    assert document.write_pdf(uncompressed_pdf=True) == theirs


def test_ordinary_text_is_our_own(printed: Print) -> None:
    assert pages_left_to_weasyprint(printed(PLAIN).document) == []


def test_what_runs_from_right_to_left_is_left_to_weasyprint(printed: Print) -> None:
    body = "<p>国<span style='direction:rtl'>右，向左</span>国"
    assert pages_left_to_weasyprint(printed(body).document) == ["右，向左"]
