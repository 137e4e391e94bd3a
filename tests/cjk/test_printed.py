"""The rules as they come out on paper: PDFs read back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pikepdf
import pytest

from typeset.cjk import FindingKind, Settings, findings, lost_notes

Print = Callable[..., Any]
LEFT, RIGHT = 34.0, 466.0
PROSE = (
    "中国信息通信研究院发布《中国绿色算力发展研究报告（2024年）》，指出“绿色算力”是指以绿色低碳为前提的"
    "算力；它包括设施、设备、平台与应用——到2025年，PUE 值应低于1.25，AI 与 IPv6 部署“双提速”。"
)
CLOSING = set("）》”’，。；：！？、")
BOX = (
    "<img style='height:{height}pt' alt=x src=\"data:image/svg+xml,"
    "%3Csvg xmlns='http://www.w3.org/2000/svg' width='30' height='{height}'/%3E\">"
)


def ink_right(char: Any) -> float:
    """Where a line ends: a mark at its end gives up its blank."""
    full = char.text in CLOSING and char.width > 0.75 * char.em
    return float(char.x + char.em / 2 if full else char.right)


def gap(line: list[Any], pair: str) -> float:
    """The room between two neighbours, in ems."""
    text = "".join(c.text for c in line)
    at = text.index(pair)
    return float((line[at + 1].x - line[at].right) / line[at].em)


def squash(text: str) -> str:
    return "".join(text.split())


def test_body_lines_end_flush(printed: Print) -> None:
    page = printed(f"<p>{PROSE * 4}")
    assert len(page.lines) > 10
    for line in page.lines[:-1]:
        assert ink_right(line[-1]) == pytest.approx(RIGHT, abs=0.4)
    assert page.text == squash(PROSE * 4)


def test_lines_start_at_the_left_edge_even_with_an_opening_mark(printed: Print) -> None:
    page = printed("<p>（一）" + "国" * 80 + "</p><p>国")
    first, other = page.lines[0][0], page.lines[-1][0]
    assert first.text == "（"
    assert first.x + first.em / 2 == pytest.approx(other.x, abs=0.3)


def test_adjacent_marks_are_squeezed(printed: Print) -> None:
    page = printed("<p>国。“国”。（国）《国》、“《国》”！？国")
    (line,) = page.lines
    pairs = Counter()
    for a, b in pairwise(line):
        squeezed = (a.text in CLOSING and b.text in CLOSING | set("（《“")) or (
            a.text in "（《“" and b.text in "（《“"
        )
        if squeezed and a.text not in "！？":
            pairs[(b.x - a.x) / a.em <= 0.76] += 1
    assert pairs == {True: 9}


@pytest.mark.parametrize("text", ["到2025年", "到 2025 年", "到<b>2025</b>年", "到 <b>2025</b> 年"])
def test_gap_between_han_and_latin(printed: Print, text: str) -> None:
    (line,) = printed(f"<p>{text}").lines
    assert gap(line, "到2") == pytest.approx(0.25, abs=0.01)
    assert gap(line, "5年") == pytest.approx(0.25, abs=0.01)


def test_gap_can_be_switched_off(printed: Print) -> None:
    (line,) = printed("<p style='--typeset-autospace: 0'>到2025年").lines
    assert gap(line, "到2") == pytest.approx(0, abs=0.01)


def test_dashes_and_ellipses_keep_their_chinese_form(printed: Print) -> None:
    (line,) = printed("<p>A——B……C国").lines
    assert "".join(c.text for c in line) == "A——B……C国"
    dash = line[1]
    assert line[3].x - dash.x == pytest.approx(2 * dash.em, abs=0.1)


def test_quotes_are_narrow_among_latin_only(printed: Print) -> None:
    (line,) = printed("<p>“国”是 the “word” here").lines
    wide, narrow = line[0], next(c for c in line[4:] if c.text == "“")
    assert line[1].x == pytest.approx(LEFT + wide.em / 2, abs=0.1)  # trimmed at the start
    assert narrow.width < 0.7 * narrow.em


def test_last_line_never_holds_a_single_han(printed: Print) -> None:
    for length in range(70, 76):
        page = printed(f"<p>{'国' * length}。")
        assert len(page.lines[-1]) > 2


def test_no_line_starts_or_ends_with_a_forbidden_mark(printed: Print) -> None:
    page = printed("".join(f"<p>{'国' * k}{PROSE}" for k in range(36)))
    for text in page.texts:
        assert text[0] not in "，。、；：！？”’）》％·"
        assert text[-1] not in "“‘（《"
    starts = Counter(text[0] for text in page.texts)
    assert starts["年"] <= 3  # a number and its unit part only where all else is worse


def test_every_line_is_on_the_grid(printed: Print) -> None:
    body = (
        f"<p>{PROSE}<b>{PROSE}</b><code>code = 1</code>注<sup>[1]</sup>"
        f"<span style='font: 12pt/1 LXGW WenKai'>楷体</span>{PROSE}"
    )
    page = printed(body)
    baselines = {round(max(c.y for c in line if c.em > 10), 1) for line in page.lines}
    first = max(baselines)
    assert all((first - y + 0.2) % 20 < 0.4 for y in baselines)


def test_tall_images_take_whole_lines(printed: Print) -> None:
    page = printed(f"<p>{PROSE}{BOX.format(height=50)}{PROSE}")
    steps = {round(a[0].y - b[0].y) for a, b in pairwise(page.lines)}
    assert {step % 20 for step in steps} == {0}
    assert max(steps) > 20


def test_inline_boxes_are_composed(printed: Print) -> None:
    block = "<span style='display:inline-block;padding:0 3pt;border:1pt solid'>块</span>"
    page = printed(f"<p>{PROSE}{BOX.format(height=12)}{PROSE}{block}{PROSE}")
    assert not findings(page.document.pages)
    for line in page.lines[:-1]:
        if line[-1].text != "块":
            assert RIGHT - ink_right(line[-1]) < 31  # an image may end the line


def test_footnotes(printed: Print) -> None:
    page = printed(f"<p>{PROSE}<span class=note>{PROSE}{PROSE}</span>{PROSE}")
    assert not findings(page.document.pages)
    flush = [abs(ink_right(line[-1]) - RIGHT) < 0.5 for line in page.lines]
    assert flush.count(False) == 2  # the last line of either
    assert not any(text.startswith("1") for text in page.texts[:4])


def test_tables_fit_their_text(printed: Print) -> None:
    page = printed("<table><tr><td>到2025年《书》，“引”<td>二</table>")
    assert page.texts == ["到2025年《书》，“引”二"]
    assert not findings(page.document.pages)


def test_lists_columns_and_quotes_are_composed(printed: Print) -> None:
    page = printed(
        f"<ul style='text-align:justify'><li>{PROSE}<li>{PROSE}</ul>"
        f"<blockquote style='text-align:justify'>{PROSE}</blockquote>"
        f"<div style='columns:2;text-align:justify'>{PROSE * 3}</div>"
    )
    kinds = {finding.kind for finding in findings(page.document.pages)}
    assert FindingKind.STOCK not in kinds
    assert page.text.count("中国信息通信研究院") == 6


def test_text_runs_round_a_float(printed: Print) -> None:
    page = printed(
        f"<div style='float:right;width:120pt;height:50pt'></div><p style='width:auto'>{PROSE * 3}"
    )
    ends = [ink_right(line[-1]) for line in page.lines[:-1]]
    assert ends[:3] == [pytest.approx(RIGHT - 120, abs=0.5)] * 3
    assert ends[3:] == [pytest.approx(RIGHT, abs=0.5)] * len(ends[3:])
    assert not findings(page.document.pages)


def test_a_leader_takes_the_rest_of_its_line(printed: Print) -> None:
    source = "<span class=source>（来源：某报）</span>"
    (line,) = printed(f"<p>短文。{source}").lines
    assert ink_right(line[-1]) == pytest.approx(RIGHT, abs=0.5)
    assert line[0].x == pytest.approx(LEFT, abs=0.5)


def test_what_follows_a_leader_goes_flush_right_on_the_next_line(printed: Print) -> None:
    source = "<span class=source>（来源：某报）</span>"
    page = printed(f"<p>{'国' * 33}{source}")
    assert page.texts == ["国" * 33, "（来源：某报）"]
    assert ink_right(page.lines[1][-1]) == pytest.approx(RIGHT, abs=0.5)


def test_a_dotted_leader(printed: Print) -> None:
    page = printed("<p>标题<span class=dots>12</span>", ".dots::before{content:leader('.')}")
    (text,) = page.texts
    assert text.startswith("标题..........")
    assert text.endswith(".12")


HEADING = "p{text-align:center;--typeset-lines:heading;font-size:24pt;line-height:40pt}"


@pytest.mark.parametrize(
    "parts",
    [
        ["贵阳数据要素市场发展水平居西部城市"],
        ["数据要素市场发展水平", "<wbr>", "居西部城市第一位置"],
        ["数据要素市场", "\u200b", "水平居西部城市第一位置第一位置"],
        ["加强商务和金融协同", " ", "更大力度支持贸易投资"],
        ["中国信通院发布", "", "《绿色算力发展研究报告》"],
        ["贵阳数据要素市场发展", "", "水平居西部城市第一"],
    ],
)
def test_headlines(printed: Print, parts: list[str]) -> None:
    page = printed(f"<p>{''.join(parts)}", HEADING)
    assert page.texts == parts[::2]
    for line in page.lines:
        middle = (line[0].x + ink_right(line[-1])) / 2
        assert middle == pytest.approx((LEFT + RIGHT) / 2, abs=9)


def test_latin_is_hyphenated_where_it_is_asked_for(printed: Print) -> None:
    words = "extraordinarily internationalization considerations demonstrate " * 4
    page = printed(f"<p style='hyphens:auto;width:200pt'>{words}", lang="en")
    assert any(text.endswith("‐") for text in page.texts)
    assert squash(words) == page.text.replace("‐", "")
    assert "‐" not in printed(f"<p style='width:200pt'>{words}", lang="en").text


def test_long_addresses_break_without_a_hyphen(printed: Print) -> None:
    url = "https://example.com/a/very/long/path/that-does-not-fit/in/one/line/of/this/book?id=12"
    page = printed(f"<p>网址：{url * 2}，完。")
    assert page.text == f"网址：{url * 2}，完。"
    for line in page.lines[:-1]:
        assert ink_right(line[-1]) == pytest.approx(RIGHT, abs=0.6)


def test_nowrap_and_forced_breaks(printed: Print) -> None:
    page = printed(f"<p>国<br>国国<br><br>{PROSE}<span style='white-space:nowrap'>甲乙丙丁</span>")
    assert page.texts[:2] == ["国", "国国"]
    assert page.lines[1][0].y - page.lines[2][0].y == pytest.approx(40, abs=0.1)
    assert sum("甲乙丙丁" in text for text in page.texts) == 1


def test_hanging_marks(printed: Print) -> None:
    text = "国" * 36 + "，" + "国" * 20
    (first, *_) = printed(f"<p style='--typeset-hang:on'>{text}").lines
    assert first[-1].text == "，"
    assert first[-1].x == pytest.approx(RIGHT, abs=0.3)


def test_mark_styles(printed: Print) -> None:
    widths = {}
    for style in ("全角", "开明", "半角"):
        (line,) = printed(f"<p style='--typeset-marks:{style}'>国，国。国").lines
        widths[style] = round((line[-1].x - line[0].x) / 12, 1)
    assert widths == {"全角": 4.0, "开明": 3.5, "半角": 3.0}


def test_settings_of_the_session(printed: Print) -> None:
    (line,) = printed("<p>到2025年", settings=Settings().with_autospace(0.125)).lines
    assert gap(line, "到2") == pytest.approx(0.125, abs=0.01)


# ---- pages --------------------------------------------------------------------------------
def test_page_breaks_keep_orphans_and_widows(printed: Print) -> None:
    css = "@page{size:500pt 100pt;margin:0 34pt} p{orphans:2;widows:2}"
    page = printed(f"<p>{PROSE * 6}", css)
    assert page.text == squash(PROSE * 6)
    counts = [len({round(c.y) for c in chars if not c.text.isspace()}) for chars in page.pages]
    assert min(counts) >= 2


def test_a_block_that_must_not_start_a_page_pulls_two_lines_along(printed: Print) -> None:
    css = "@page{size:500pt 130pt;margin:5pt 34pt} h2{break-before:avoid;margin:0;font-size:12pt}"
    for count in range(4, 8):
        page = printed(f"<p>{'国' * 36 * count}</p><h2>附：标题</h2>", css)
        last = "".join(c.text for c in page.pages[-1])
        assert last.count("国") >= 36 + 1
        assert page.text == "国" * 36 * count + "附：标题"


def test_tags_are_those_of_the_stock_breaker(printed: Print) -> None:
    body = (
        f"<h1>题</h1><p>{PROSE}<a href='https://a.b/'>{PROSE}</a></p>"
        f"<ul><li>{PROSE}<li>二</ul><table><tr><th>甲<td>{PROSE}</table>"
    )
    counts = [
        _tags(printed(body, stock=stock, pdf_variant="pdf/ua-1").pdf) for stock in (False, True)
    ]
    assert counts[0] == counts[1]
    assert counts[0]["/Link"] >= 1


def _tags(pdf: bytes) -> Counter[str]:
    import io

    tags: Counter[str] = Counter()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/StructElem":
                tags[str(item["/S"])] += 1
    return tags


# ---- fallback -------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("body", "css", "reason"),
    [
        ("<p>שלום עולם", "", "right-to-left text"),
        ("<p>国<img style='float:left' src='data:,' alt=x>国", "", "a float inside the paragraph"),
        ("<p>国国", "p::first-letter{font-size:2em}", "::first-letter"),
        ("<p>国国", "p::first-line{color:red}", "::first-line"),
        ("<p style='text-overflow:ellipsis;overflow:hidden'>国国", "", "text-overflow: ellipsis"),
    ],
)
@pytest.mark.filterwarnings("ignore")
def test_what_cannot_be_composed_is_reported(
    printed: Print, body: str, css: str, reason: str
) -> None:
    page = printed(body + "</p><p>甲乙", css.replace("p:", "p:first-child:"))
    found = [f for f in findings(page.document.pages) if f.kind is FindingKind.STOCK]
    assert [f.reason for f in found] == [reason]
    assert found[0].page_index == 0


def test_a_loose_line_is_reported_with_its_figure(printed: Print) -> None:
    page = printed("<p style='width:120pt'>国国国国国国国NASA—ESA（internationalization）国国国国")
    found = findings(page.document.pages)
    assert found
    assert all(f.value and f.text for f in found)


def test_preformatted_text_is_left_alone(printed: Print) -> None:
    page = printed("<pre>到2025年，“国”。\n  二</pre>")
    assert not findings(page.document.pages)
    assert gap(page.lines[0], "到2") == pytest.approx(0, abs=0.02)


def test_switched_off_lines_are_the_stock_ones(printed: Print) -> None:
    body = f"<p>{PROSE * 3}"
    stock = printed(body, stock=True)
    off = printed(f"<div style='--typeset-composer:off'>{body}</div>")
    assert [[(c.text, round(c.x, 2)) for c in line] for line in off.lines] == [
        [(c.text, round(c.x, 2)) for c in line] for line in stock.lines
    ]
    assert off.texts != printed(body).texts


def test_a_footnote_that_weasyprint_loses_is_reported(printed: Print) -> None:
    block = "<span style='display:inline-block;width:20pt;height:54pt'></span>"
    paragraph = f"<p style='width:240pt'>{'甲' * 20}<br>{block}乙乙<span class=note>失注</span>乙<br>丙<br>丁"
    page = printed(paragraph * 3, "@page{size:500pt 140pt;margin:5pt 34pt}")
    lost = [f.text for f in lost_notes(page.document.pages)]
    assert len(lost) + page.text.count("失注") == 3
    assert all("失注" in text for text in lost)
    assert lost, "WeasyPrint no longer loses it: take `lost_notes` away"
