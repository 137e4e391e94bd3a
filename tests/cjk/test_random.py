"""Random documents: nothing is lost, nothing is doubled, nothing hangs.

`TYPESET_EXAMPLES` sets the number of documents (100). A failure prints the document and
the seed that makes it again.
"""

from __future__ import annotations

import html
import os
import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from weasyprint.formatting_structure import boxes

from typeset.cjk.findings import lost_notes

EXAMPLES = int(os.environ.get("TYPESET_EXAMPLES", "100"))
IMAGE = (
    "<img alt=x style='width:{}pt' src=\"data:image/svg+xml,"
    "%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/%3E\">"
)
ATOMS = (
    *("，。、；：！？“”‘’（）《》「」·—…～％①Ⅳ々ー"),
    *("——", "……", "”“", "》（", "。”", "2025年", "3.5%", "第3", "￥5", "C++", "don’t", "A·B"),
    *("GPT-4o", "https://example.com/a/b?c=1&amp;d=22", "get_next_line_box()", "m<sup>2</sup>"),
    *(" ", "  ", "\u3000", "\u00a0", "\u200b", "\u2060", "<br>", "<wbr>", "\u00ad", "é", "α", "😀"),
    *("<a id=x></a>", "<b> </b>", "x", "国"),
)
han = st.text("数据要素市场化配置改革国家人工智能", min_size=1, max_size=30)
latin = st.text("abcdefghijklmnopqrstuvwxyzAB019.-", min_size=1, max_size=12)
leaf = st.one_of(han, han, latin, st.sampled_from(ATOMS), st.sampled_from(ATOMS))


def wrap(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    content = st.lists(inner, min_size=1, max_size=5).map("".join)
    return st.one_of(
        content.map("<b>{}</b>".format),
        content.map("<code style='padding:0 2pt'>{}</code>".format),
        content.map("<a href='https://a.b'>{}</a>".format),
        content.map("<span style='white-space:nowrap'>{}</span>".format),
        content.map("<span class=note>{}</span>".format),
        content.map("<span style='display:inline-block'>{}</span>".format),
        content.map("<span style='letter-spacing:1pt'>{}</span>".format),
        content.map("<span style='font-size:8pt;text-decoration:underline'>{}</span>".format),
        content.map("<span class=source>{}</span>".format),
        st.integers(1, 60).map(IMAGE.format),
    )


inlines = st.lists(st.recursive(leaf, wrap, max_leaves=12), min_size=1, max_size=20).map("".join)
style = st.sampled_from(
    (
        "",
        "text-indent:2em",
        "text-align:center;--typeset-lines:heading",
        "text-align:left",
        "text-align:right",
        "--typeset-marks:半角",
        "--typeset-hang:on",
        "hyphens:auto",
    )
)
paragraph = st.tuples(style, st.integers(20, 440), inlines).map(
    lambda t: f"<p style='width:{t[1]}pt;{t[0]}'>{t[2]}</p>"
)
other = st.one_of(
    inlines.map("<table><tr><td>{0}<td>二</table>".format),
    inlines.map("<ul><li>{}</ul>".format),
    # WeasyPrint itself may print a footnote twice when its call stands in columns
    inlines.map(lambda text: f"<div style='columns:2'>{text.replace('class=note', '')}</div>"),
    inlines.map("<h1 style='break-after:avoid;font-size:12pt;margin:0'>{}</h1>".format),
    st.just("<div style='float:right;width:90pt;height:30pt'></div>"),
)
# No page is lower than a dozen lines: on lower ones WeasyPrint itself loses crowded footnotes.
# WeasyPrint drops the footnotes that still wait for room after the last page: leave room.
LAST_PAGES = "<div style='break-before:page'>尾</div>" * 8
bodies = st.lists(st.one_of(paragraph, paragraph, other), min_size=1, max_size=5).map(
    lambda parts: "".join(parts) + LAST_PAGES
)


# What counters, list markers and hyphenation add or spaces and joiners leave out.
UNCOUNTED = re.compile(r"[\s\u200b\u2060\u00ad0-9.•‐]")


def source_text(body: str) -> Counter[str]:
    """Count the characters that must be printed."""
    return Counter(UNCOUNTED.sub("", html.unescape(re.sub("<[^>]*>", "", body))))


def laid_out_text(document: Any) -> Counter[str]:
    """Count the characters in the boxes that will be drawn."""
    found: Counter[str] = Counter()
    for page in document.pages:
        for box in page._page_box.descendants():
            if isinstance(box, boxes.TextBox):
                found.update(UNCOUNTED.sub("", box.text))
    return found


def page_css(height: int) -> str:
    return f"@page{{size:500pt {height}pt;margin:5pt 34pt}} .source::before{{content:leader(' ')}}"


def weasyprint_itself_fails(printed: Callable[..., Any], body: str, height: int) -> bool:
    """Tell whether the stock breaker loses text on pages of about this height too.

    WeasyPrint 70 loses or doubles a footnote when its page is crowded: at which height
    depends on the lines, so that a page a little higher or lower shows the same.
    """
    for near in sorted(
        range(max(60, height - 120), height + 120, 6), key=lambda h: abs(h - height)
    ):
        try:
            document = printed(body, page_css(near), stock=True).document
        except ValueError:
            return True
        if laid_out_text(document) != source_text(body):
            return True
    return False


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="CI" in os.environ,
    print_blob=True,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking takes many minutes
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
@given(body=bodies, height=st.integers(240, 700))
@pytest.mark.filterwarnings("ignore")
def test_nothing_is_lost_or_doubled(printed: Callable[..., Any], body: str, height: int) -> None:
    document = printed(body, page_css(height)).document
    found = laid_out_text(document)
    for lost in lost_notes(document.pages):  # by WeasyPrint, and reported
        found.update(UNCOUNTED.sub("", lost.text))
    if found != source_text(body):
        assert weasyprint_itself_fails(printed, body, height), (height, body)
