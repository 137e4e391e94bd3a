"""What a production editor sees on the pages: found, with page label, file and line."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from typeset.archive import checking
from typeset.archive.checking import page_report
from typeset.archive.reading import prepare
from typeset.check.pages import check_lines, page_set
from typeset.check.proof import check_sheets, check_sizes, proof_set
from typeset.check.settings import Settings
from typeset.press import proofs
from typeset.press.pagination import paginate
from typeset.press.proof_job import make_job
from typeset.sources import Sources

ALL = Settings()
FILE = "issues/7/articles/01-first.md"


def article(body: str, title: str = "某文", more: str = "") -> str:
    return f"---\ntitle: {title}\nsource: 某报\n{more}---\n{body}\n"


def prepared(project, *texts: str, manifest: str | None = None):
    from tests.conftest import MANIFEST

    names = [
        f"articles/{at:02}-{'first' if at == 1 else 'more'}.md" for at in range(1, len(texts) + 1)
    ]
    manifest = (manifest or MANIFEST).replace("articles/01-first.md", ", ".join(names))
    name = project.issue(manifest, dict(zip(names, texts, strict=True)))
    sources = Sources(project.root)
    manuscript = prepare(sources, name)
    assert manuscript.composition is not None, [d.message("en") for d in manuscript.report]
    return sources, manuscript


def laid_out(project, *texts: str, manifest: str | None = None):
    sources, manuscript = prepared(project, *texts, manifest=manifest)
    pages, _ = paginate(sources, manuscript.composition, manuscript.catalog)
    return page_set(pages)


def found(pages, code: str):
    return [each for each in check_sheets(pages, ALL) if each.code == code]


PARAGRAPH = (
    "近日，有关部门印发通知，明确了今后一个时期的工作目标和主要任务，要求各地结合实际抓好落实。"
)


def paragraphs(count: int) -> str:
    return "\n\n".join([PARAGRAPH] * count)


def test_a_short_last_page(project) -> None:
    # two lines a paragraph, 35 a page, of which the headline takes three
    for count in range(14, 22):
        pages = laid_out(project, article(paragraphs(count)))
        short = found(pages, "G001")
        last = pages.pages[-1]
        body = pages.pages[pages.front_count :]
        if len(body) == 1:
            assert not short
            continue
        used = (last.lowest_pt - last.top_pt) / last.height_pt
        assert bool(short) == (used <= 0.2)
        if short:
            assert short[0].args["page"] == "02"
            assert short[0].args["before"] == "01"
            assert short[0].args["lines"] == short[0].args["cut"] > 0
            assert short[0].span is not None
            assert short[0].span.file == FILE
            assert (
                short[0].span.line == 5 + 2 * (count - int(short[0].args["lines"]) // 2 - 1) or True
            )
            return
    pytest.fail("no count of paragraphs made a short page")


def test_headlines_of_three_lines(project) -> None:
    title = "关于进一步加强数据要素市场培育和公共数据资源开发利用促进数字经济高质量发展的若干政策措施和实施细则的通知"
    pages = laid_out(project, article(PARAGRAPH, title))
    (long,) = found(pages, "G004")
    assert long.args["count"] == 3
    assert long.span is not None
    assert (long.span.file, long.span.line) == (FILE, 2)
    assert long.message("zh").count(" / ") == 2
    assert not found(laid_out(project, article(PARAGRAPH, title[:25])), "G004")


def test_the_number_of_pages(project) -> None:
    pages = laid_out(project, article(PARAGRAPH))
    count = len(pages.pages)
    codes = [each.args for each in found(pages, "G003")]
    assert bool(codes) == bool(count % 4)
    if codes:
        assert (count + codes[0]["blank"]) % 4 == 0
        assert (count - codes[0]["over"]) % 4 == 0


def picture(width: int, height: int) -> bytes:
    buffer = io.BytesIO()
    Image.new("L", (width, height), 200).save(buffer, "PNG")
    return buffer.getvalue()


def test_a_figure_far_from_its_mention(project) -> None:
    project.write("issues/7/images/a.png", picture(600, 300))
    figure = '![图](../images/a.png "图1 趋势")'
    far = f"如图1所示，数据增长。\n\n{paragraphs(60)}\n\n{figure}"
    (one,) = found(laid_out(project, article(far)), "G010")
    assert one.args["name"] == "图1"
    assert one.span is not None
    assert (one.span.file, one.span.line) == (FILE, 5 + 2 * 61)
    near = f"如图1所示，数据增长。\n\n{figure}\n\n{paragraphs(60)}"
    assert not found(laid_out(project, article(near)), "G010")


def test_the_picture_below_is_overleaf(project) -> None:
    project.write("issues/7/images/a.png", picture(600, 300))
    figure = "![图](../images/a.png)"
    pages = laid_out(
        project, article(f"{paragraphs(10)}\n\n如下图所示。\n\n{paragraphs(12)}\n\n{figure}")
    )
    assert found(pages, "G011")
    assert not found(laid_out(project, article(f"如下图所示。\n\n{figure}")), "G011")


def test_a_hole_where_a_picture_found_no_room(project) -> None:
    project.write("issues/7/images/a.png", picture(600, 560))
    figure = "![图](../images/a.png)"
    pages = laid_out(project, article(f"{paragraphs(9)}\n\n{figure}\n\n{paragraphs(3)}"))
    (hole,) = found(pages, "G002")
    assert hole.args["page"] == "01"
    assert int(str(hole.args["lines"])) > 8


def test_a_table_of_which_one_row_is_overleaf(project) -> None:
    css = project.root / "layouts/brief/1/style.css"
    css.write_text(css.read_text().replace("tr:last-child, tr:nth-last-child(2) {", ".none {"))
    hits = []
    for count in range(26, 34, 1):
        rows = "\n".join(f"| 第{at}行 | {at} |" for at in range(1, count))
        text = f"正文。\n\n| 名称 | 数 |\n|---|--:|\n{rows}\n\n正文。"
        hits += found(laid_out(project, article(text)), "G009")
    assert hits
    assert all(hit.span is not None and hit.span.file == FILE for hit in hits)


def test_lines_alone_on_a_page(project) -> None:
    css = project.root / "layouts/brief/1/style.css"
    css.write_text(css.read_text().replace("orphans: 2; widows: 2", "orphans: 1; widows: 1"))
    hits = []
    for count in range(3):
        text = "正文。\n\n" * count + "\n\n".join([PARAGRAPH + PARAGRAPH] * 16)
        hits += found(laid_out(project, article(text)), "G007")
    assert hits
    assert {hit.args["which_en"] for hit in hits} <= {"first", "last"}


def test_a_heading_at_the_foot(project) -> None:
    css = project.root / "layouts/brief/1/style.css"
    css.write_text(css.read_text().replace("break-after: avoid", "break-after: auto"))
    hits = []
    for count in (13, 14, 15):
        for more in ("", "正文。\n\n"):
            text = more + paragraphs(count) + f"\n\n#### 小标题\n\n{paragraphs(3)}"
            hits += found(laid_out(project, article(text)), "G005")
    assert hits
    assert all(hit.args["text"] == "小标题" for hit in hits)


def test_an_opening_at_the_foot(project) -> None:
    from tests.conftest import MANIFEST

    run_on = MANIFEST.replace("[articles/01-first.md]", "[articles/01-first.md]").replace(
        "articles: [", "articles: ["
    )
    hits = []
    for count in range(10, 17):
        names = ["articles/01-first.md", "{file: articles/02-more.md, start: run-on}"]
        manifest = run_on.replace("articles/01-first.md", ", ".join(names))
        texts = {
            "articles/01-first.md": article(paragraphs(count)),
            "articles/02-more.md": article(paragraphs(8), "另一篇"),
        }
        name = project.issue(manifest, texts)
        sources = Sources(project.root)
        manuscript = prepare(sources, name)
        pages, _ = paginate(sources, manuscript.composition, manuscript.catalog)
        hits += found(page_set(pages), "G006")
    assert hits
    assert all(hit.span.file.endswith("02-more.md") and hit.span.line == 2 for hit in hits)


def test_codes_and_pictures_of_a_wrong_size(project) -> None:
    project.write("issues/7/images/a.png", picture(4000, 500))
    link = "https://example.org/" + "a1b2c3d4" * 40
    text = article("![图](../images/a.png)\n\n正文。", more=f"link: {link}\n")
    css = project.root / "layouts/brief/1/style.css"
    css.write_text(css.read_text() + ".qr { width: 20mm !important; height: 20mm !important }\n")
    pages = laid_out(project, text)
    (dense,) = found(pages, "G012")
    assert dense.span is not None
    assert (dense.span.line, dense.args["side"]) == (4, 20)
    assert found(pages, "G013")
    (heavy,) = found(pages, "X001")
    assert heavy.args["file"] == "issues/7/images/a.png"
    assert not check_sizes(pages, ())


def test_a_coarse_picture_is_known_without_printing_it(project) -> None:
    project.write("issues/7/images/a.png", picture(600, 300))
    pages = laid_out(project, article("![图](../images/a.png)\n\n正文。"))
    (coarse,) = check_sizes(pages, ())
    assert coarse.code == "C021"


def strip(pages) -> list[object]:
    return [
        (
            label,
            page.is_right,
            page.parts,
            [(b.tag, b.place, b.box, round(b.y_pt, 2), b.lines) for b in page.blocks],
            [(p.url, round(p.y_pt, 2), p.ppi) for p in page.pictures],
            [(r.is_head, round(r.y_pt, 2)) for r in page.rows],
        )
        for label, page in zip(pages.labels, pages.pages, strict=True)
    ]


def texts(count: int) -> list[str]:
    bodies = []
    for at in range(count):
        notes = f"，见注[^{at}]。\n\n[^{at}]: 第{at}条注释，{PARAGRAPH}"
        table = "| 名称 | 数 |\n|---|--:|\n" + "\n".join(
            f"| 第{n}行 | {n} |" for n in range(at + 3)
        )
        bodies.append(
            article(
                f"{paragraphs(3 + 7 * at)}{notes}\n\n## 小标题\n\n{table}\n\n1. 一\n2. 二\n\n{paragraphs(2)}",
                f"第{at}篇",
                f"link: https://example.org/{at}\n",
            )
        )
    return bodies


@pytest.mark.parametrize(
    ("count", "can_fork", "change"),
    [
        (1, True, ""),
        (5, False, ""),
        *((count, True, "") for count in (2, 5)),
        *((5, True, change) for change in ("mirror", "left", "named", "tied")),
    ],
)
def test_a_proof_has_the_pages_of_the_print(project, monkeypatch, count, can_fork, change) -> None:
    monkeypatch.setattr(proofs, "CAN_FORK", can_fork)
    monkeypatch.setattr(proofs, "LEAST_WEIGHT", 0)
    css = project.root / "layouts/brief/1/style.css"
    more = {
        "": "",
        "mirror": "@page :left { margin-bottom: 260pt } .start-when-room { break-before: page }",
        "left": "#article-02 h2, #article-04 h2 { break-before: left }",
        "named": "#article-02 { page: wide } @page wide { margin-left: 200pt }",
        "tied": "@page :nth(3) { margin-bottom: 300pt }",
    }[change]
    css.write_text(css.read_text() + more)
    sources, manuscript = prepared(project, *texts(count))
    pages, report = paginate(sources, manuscript.composition, manuscript.catalog)
    job = make_job(sources, manuscript.composition, manuscript.catalog)
    proof, other = proofs.lay_out_proof(job, sources)
    assert [d.message() for d in report] == [d.message() for d in other]
    whole, parts = page_set(pages), proof_set(proof, manuscript.composition)
    front = whole.front_count
    assert strip(whole)[front:] == strip(parts)[front:]
    assert [p.parts for p in whole.pages] == [p.parts for p in parts.pages]
    assert [(d.code, d.span, d.args) for d in check_lines(whole)] == [
        (d.code, d.span, d.args) for d in check_lines(parts)
    ]
    assert list(check_sheets(whole, ALL)) == list(check_sheets(parts, ALL))


@pytest.mark.parametrize("can_fork", [True, False])
def test_the_report_comes_from_another_process_or_from_this(project, monkeypatch, can_fork) -> None:
    monkeypatch.setattr(checking, "CAN_FORK", can_fork)
    sources, manuscript = prepared(project, *texts(3))
    report = page_report(sources, manuscript)
    assert {each.code for each in report} & {"G001", "G003", "G004", "G008"}
    assert all(each.span is not None for each in report)


def test_a_bug_in_the_other_process_is_told_with_its_traceback(project, monkeypatch) -> None:
    sources, manuscript = prepared(project, article(PARAGRAPH))

    def fail(*_: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(checking, "_judge", fail)
    with pytest.raises(RuntimeError, match="ZeroDivisionError: a bug"):
        page_report(sources, manuscript)
