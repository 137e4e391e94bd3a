"""An issue's folder as a whole: what becomes of it, and all that can be wrong with it."""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from typeset.diagnostics import Report, Span
from typeset.issue.characters import Places, printed_characters
from typeset.issue.manifest import schema_json
from typeset.issue.model import Issue, Start
from typeset.issue.reader import read_issue
from typeset.issue.rules import RULES
from typeset.sources import Sources

HERE = Path(__file__).resolve()
MANIFEST = "issues/7/issue.yaml"
HEAD = "layout: brief@1\ntitle: 周报\nnumber: 7\ndate: 2025-02-03\n"
ONE = "sections:\n  - title: 要论\n    articles: "
SECTIONS = ONE + "[articles/01.md]\n"
ARTICLE = "---\ntitle: 甲\n---\n正文。\n"
Place = tuple[str, int | None, int | None]


def write(root: Path, files: Mapping[str, str | bytes]) -> None:
    for name, content in files.items():
        path = root / "issues/7" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def read(root: Path, manifest: str | bytes, **files: str) -> tuple[Issue | None, Report]:
    write(root, {"issue.yaml": manifest, "articles/01.md": ARTICLE, **files})
    issue, report = read_issue(Sources(root), MANIFEST)
    for each in report:
        assert each.message("zh")
        assert each.hint("zh") is not None
        assert each.hint("en") is not None
    return issue, report


def places(report: Report) -> list[Place]:
    return [(d.code, d.span and d.span.line, d.span and d.span.column) for d in report]


def test_a_whole_issue(tmp_path: Path) -> None:
    manifest = (
        HEAD
        + "number_in_year: 3\ntagline: 一行\ncover: {headline: 封面//标题}\n"
        + "masthead:\n  - 主编: 王一\n  - 编委会: [李二, 张三]\n  - 电话: 0851\n"
        + "follow: {caption: 关注}\nstatement: |\n  声明。\n"
        + "sections:\n  - title: 要论\n    start: right\n    articles:\n"
        + "      - articles/01.md\n      - {file: articles/02.md, start: run-on}\n"
        + "organisations:\n  - name: 某院\n    name_en: Some Institute\n    text: org/a.md\n"
        + "options:\n  body_size_pt: 10.5\n  indent: true\n"
    )
    issue, report = read(tmp_path, manifest, **{"articles/02.md": ARTICLE, "org/a.md": "介绍。\n"})
    assert places(report) == []
    assert issue is not None
    assert issue.date == datetime.date(2025, 2, 3)
    assert (issue.number, issue.number_in_year) == (7, 3)
    assert [(row.label, row.values) for row in issue.masthead] == [
        ("主编", ("王一",)),
        ("编委会", ("李二", "张三")),
        ("电话", ("0851",)),
    ]
    assert issue.masthead[1].label.span == Span(MANIFEST, 10, 5, 8)
    assert [article.id for article in issue.articles] == ["article-01", "article-02"]
    assert issue.articles[1].start is Start.RUN_ON
    assert issue.sections[0].start is Start.RIGHT
    assert issue.cover.headline is not None
    assert issue.cover.headline.parts == ("封面", "标题")
    assert issue.organisations[0].id == "organisation-1"
    assert issue.options == {"body_size_pt": 10.5, "indent": True}
    assert issue.option_spans["indent"].line == 27
    assert issue.statement == "声明。"


# An article as an organisation's text: its front matter has no place there.
ORG = [("Y027", 7, 5), ("A034", 1, 1)]
# What is added to a good manifest, what is wrong with it, and whether an issue remains.
BAD_FACTS = [
    ("标题: 甲\n", [("M002", 5, 1)]),
    ("tagline:\n", [("M004", 5, 9)]),
    ("tagline: ''\n", [("M004", 5, 10)]),
    ("tagline: [一, 二]\n", [("M005", 5, 10)]),
    ("subtitle: {a: b}\n", [("M005", 5, 11)]),
    ("number_in_year: 0\n", [("M008", 5, 17)]),
    ("number_in_year: -3\n", [("M008", 5, 17)]),
    ("number_in_year: 第3期\n", [("M008", 5, 17)]),
    ("number_in_year: ３\n", [("M008", 5, 17)]),
    ("number_in_year: 3.5\n", [("M008", 5, 17)]),
    ("masthead:\n  主编: 王一\n", [("M005", 6, 3)]),
    ("masthead:\n  - 主编：王一\n", [("M013", 6, 5)]),
    ("masthead:\n  - 主编:王一\n", [("M013", 6, 5)]),
    ("masthead:\n  - 主编\n", [("M013", 6, 5)]),
    ("masthead:\n  - 主编: 王一\n    编辑: 李二\n", [("M014", 6, 5)]),
    ("masthead:\n  - 主编:\n", [("M004", 6, 8)]),
    ("masthead:\n  - 主编: []\n", [("M004", 6, 9)]),
    ("masthead:\n  - 主编: [王一, {a: b}]\n", [("M005", 6, 14)]),
    ("cover: 封面\n", [("M005", 5, 8)]),
    ("cover:\n  titel: 封面\n", [("M002", 6, 3)]),
    ("cover: {image: images/no.jpg}\n", [("F001", 5, 16)]),
    ("cover: {image: ../../../x.jpg}\n", [("F003", 5, 16)]),
    ("cover: {image: 'C:\\图\\a.jpg'}\n", [("M012", 5, 16)]),
    ("cover: {image: /etc/hosts}\n", [("M012", 5, 16)]),
    ("cover: {image: 'https://x.cn/a.jpg'}\n", [("M012", 5, 16)]),
    ("cover: {image: articles/01.md}\n", [("M019", 5, 16)]),
    ("cover: {image: articles}\n", [("F002", 5, 16)]),
    ("follow: {}\n", [("M003", 5, 9)]),
    ("follow:\n  image: a.png\n  text: 关注\n", [("F001", 6, 10), ("M002", 7, 3)]),
    ("organisations:\n  - name: 某院\n", [("M003", 6, 5)]),
    ("organisations:\n  - name: 某院\n    text: a.md\n", [("F001", 7, 11)]),
    ("organisations: 某院\n", [("M005", 5, 16)]),
    ("options: [a]\n", [("M005", 5, 10)]),
    ("link: https://x.cn\n", [("M002", 5, 1)]),
    ("headline: 头条\n", [("M002", 5, 1)]),
    ("sections2:\n  - 要论: [a.md]\n", [("M002", 5, 1)]),
    ("tagline: 甲\ntagline: 乙\n", [("Y011", 6, 1)]),
    ("cover:\nheadline: 头\nimage: images/no.jpg\n", [("M022", 6, 1), ("F001", 7, 8)]),
    ("follow:\ncaption: 关注\n", [("M022", 6, 1)]),
    ("options:\nrun_on: never\nroom: 3\n", [("M022", 6, 1)]),
    ("masthead:\n主编: 王一\n编辑: 李二\n", [("M022", 6, 1)]),
    ("cover:\n  - headline: 头\n", [("Y027", 6, 5)]),
    ("organisations:\n  - name: 某院\n  - name_en: A\n  - text: articles/01.md\n", ORG),
    ("organisations:\n- name: 某院\ntext: articles/01.md\n", [("M022", 7, 1), *ORG[1:]]),
    ("tagline: '**甲**'\n", [("M023", 5, 10)]),
    ("subtitle: 甲//乙\n", [("M023", 5, 11)]),
    ("cover: {headline: '# 头'}\n", [("M023", 5, 19)]),
    ("statement: 甲<br>乙\n", [("M023", 5, 12)]),
    ("statement: [甲]\n", [("M005", 5, 12)]),
    ("<<<<<<< HEAD\ntagline: 甲\n=======\ntagline: 乙\n>>>>>>> x\n", [("F013", 5, 1)]),
    ('tagline: "甲\n  乙"\nsubtitle: |\n  丙\n  丁\n', [("M011", 7, 11)]),
]


@pytest.mark.parametrize(("extra", "expected"), BAD_FACTS, ids=[b[0] for b in BAD_FACTS])
def test_a_bad_fact_is_reported_once_and_the_issue_remains(
    tmp_path: Path, extra: str, expected: list[Place]
) -> None:
    issue, report = read(tmp_path, HEAD + extra + SECTIONS)
    assert places(report) == expected
    assert issue is not None


BAD_HEADS = [
    ("layout: brief\ntitle: 周报\nnumber: 7\ndate: 2025-02-03\n", ("M009", 1, 9)),
    ("layout: Brief@v1\ntitle: 周报\nnumber: 7\ndate: 2025-02-03\n", ("M009", 1, 9)),
    ("title: 周报\nnumber: 7\ndate: 2025-02-03\n", ("M003", 1, 1)),
    ("layout: brief@1\nnumber: 7\ndate: 2025-02-03\n", ("M003", 1, 1)),
    ("layout: brief@1\ntitle: 周报\nnumber: 7\n", ("M003", 1, 1)),
    ("layout: brief@1\ntitle: 周报\nnumber: 7\ndate: 2024/7/15\n", ("M006", 4, 7)),
    ("layout: brief@1\ntitle: 周报\nnumber: 7\ndate: 2024年7月15日\n", ("M006", 4, 7)),
    ("layout: brief@1\ntitle: 周报\nnumber: 7\ndate: 2024-7-15\n", ("M006", 4, 7)),
    ("layout: brief@1\ntitle: 周报\nnumber: 7\ndate: 二〇二四年\n", ("M006", 4, 7)),
    ("layout: brief@1\ntitle: 周报\nnumber: 7\ndate: 2024-02-30\n", ("M007", 4, 7)),
    ("layout: brief@1\ntitle: 周报\nno: 7\ndate: 2025-02-03\n", ("Y010", 3, 1)),
    ("layout: brief@1\ntitle: 周报\n期号: 7\ndate: 2025-02-03\n", ("M002", 3, 1)),
    ("layout: brief@1\ntitle: 周报\nnumber: seven\ndate: 2025-02-03\n", ("M008", 3, 9)),
    ("layout: brief@1\ntitle: 周报\nnumber: 7\ndate: 20240715\n", ("M006", 4, 7)),
    ("layout: brief@1\ntitle: 周报\nnumber: 7\ndate: ２０２４-０７-１５\n", ("M006", 4, 7)),
    ("layout: brief@1\ntitle: 周报\nnumber: 8\ndate: 2024-07-15\n", ("M024", 3, 9)),
    ("layout: brief@1\ntitle:\nnumber: 7\ndate: 2025-02-03\n", ("M004", 2, 7)),
]


@pytest.mark.parametrize(("head", "expected"), BAD_HEADS, ids=[b[0] for b in BAD_HEADS])
def test_a_bad_required_fact_is_reported_once(tmp_path: Path, head: str, expected: Place) -> None:
    _, report = read(tmp_path, head + SECTIONS)
    assert places(report) == [expected]


@pytest.mark.parametrize("key", ["期号", "Number", "numbr"])
def test_a_misspelt_key_is_read_as_what_it_means(tmp_path: Path, key: str) -> None:
    issue, report = read(tmp_path, HEAD.replace("number", key) + SECTIONS)
    assert places(report) == [("M002", 3, 1)]
    assert issue is not None
    assert issue.number == 7


BAD_SECTIONS = [
    ("", [("M003", 1, 1)]),
    ("sections:\n", [("M004", 5, 10)]),
    ("sections: []\n", [("M020", 5, 11), ("M016", None, None)]),
    ("sections: 要论\n", [("M005", 5, 11)]),
    ("sections:\n  - articles: [articles/01.md]\n", [("M003", 6, 5)]),
    ("sections:\n  - title: 要论\n", [("M003", 6, 5)]),
    (ONE + "[]\n", [("M017", 6, 12), ("M016", None, None)]),
    (SECTIONS + "  - title: 新政\n    articles:\n", [("M004", 9, 14)]),
    (SECTIONS + "    start: middle\n", [("M010", 8, 12)]),
    ("sections:\n  - title: 要论\n  - articles: [articles/01.md]\n", [("Y027", 7, 5)]),
    (SECTIONS + "  - start: page\n", [("Y027", 8, 5)]),
    ("sections:\n- title: 要论\narticles: [articles/01.md]\n", [("M022", 7, 1)]),
    (SECTIONS.replace("要论", "要//论"), [("M023", 6, 12)]),
    (SECTIONS + "    articels: x\n", [("M002", 8, 5)]),
    (ONE + "articles/01.md\n", [("M005", 7, 15)]),
    (ONE + "[articles/01.md, articles/01.md]\n", [("M015", 7, 32)]),
    (ONE + "[articles/01.md, articles/../articles/01.md]\n", [("M015", 7, 32)]),
    (ONE + "[articles/01.markdown]\n", [("F001", 7, 16)]),
    (ONE + "[{file: articles/01.md, start: odd}]\n", [("M010", 7, 46)]),
    (ONE + "[{file: articles/01.md, title: 甲}]\n", [("M018", 7, 39)]),
    (ONE + "[{start: page}, articles/01.md]\n", [("M003", 7, 16)]),
    (ONE + "[[articles/01.md], articles/01.md]\n", [("M005", 7, 16)]),
    ("sections:\n  - 要论\n", [("M005", 6, 5)]),
    ("sections:\n  - title: 要论\n    - articles/01.md\n    - b.md\n", [("Y019", 7, 5)]),
    ("sections:\n  - title: 要论\n      - articles/01.md\n      - b.md\n", [("M003", 6, 5)]),
    (ONE + "\n      - [一](articles/01.md)\n", [("Y012", 8, 9)]),
]


@pytest.mark.parametrize(("sections", "expected"), BAD_SECTIONS, ids=[b[0] for b in BAD_SECTIONS])
def test_bad_sections(tmp_path: Path, sections: str, expected: list[Place]) -> None:
    _, report = read(tmp_path, HEAD + sections)
    assert places(report) == expected


@pytest.mark.parametrize(
    ("asked", "existing"),
    [
        ("articles/01.markdown", "articles/01.md"),
        ("articles/01.MD", "articles/01.md"),
        ("articles/01.md.txt", "articles/01.md"),
        ("articles/０１.md", "articles/01.md"),
        ("articles/02-ipv.md", "articles/02-ipv6.md"),
        ("01.md", "articles/01.md"),
    ],
)
def test_a_missing_article_suggests_its_nearest(tmp_path: Path, asked: str, existing: str) -> None:
    sections = f"{ONE}[{asked}]\n"
    _, report = read(tmp_path, HEAD + sections, **{"articles/02-ipv6.md": ARTICLE})
    missing = next(d for d in report if d.code == "F001")
    assert existing in missing.hint("zh")
    assert existing in missing.hint("en")


BAD_FILES = [
    (b"", "F005"),
    (b"\xef\xbb\xbf", "F005"),
    (b"\x00\x01\x02\x03" * 50, "F006"),
    (b"%PDF-1.7", "F006"),
    (HEAD.encode("utf-16"), "F007"),
    (HEAD.encode("gb18030"), "F007"),
    (b"- a\n- b\n", "M001"),
    ("大数据发展动态".encode(), "M001"),
    (b"# only a remark\n", "M001"),
    (b"a" * 2_100_000, "F010"),
    (b"[" * 5000, "Y017"),
]


@pytest.mark.parametrize(("data", "code"), BAD_FILES, ids=range(len(BAD_FILES)))
def test_manifests_that_are_none(tmp_path: Path, data: bytes, code: str) -> None:
    issue, report = read(tmp_path, data)
    assert issue is None
    assert report.has_errors
    assert next(iter(report)).code == code


@pytest.mark.parametrize(
    ("key", "value", "suggestion"),
    [
        ("number", "第1,024期", "1024"),
        ("number", "1e3", "189"),
        ("number", "-7", "189"),
        ("number", "007期", "7"),
        ("date", "20240715", "2024-07-15"),
    ],
)
def test_a_suggestion_is_what_was_meant(
    tmp_path: Path, key: str, value: str, suggestion: str
) -> None:
    lines = [f"{key}: {value}" if line.startswith(key) else line for line in HEAD.split("\n")]
    _, report = read(tmp_path, "\n".join(lines) + SECTIONS)
    (found,) = report
    assert suggestion in found.hint("zh")
    assert suggestion in found.hint("en")


@pytest.mark.parametrize("place", ["articles/01.md", "articles/02.md", "images/a.png"])
def test_a_link_that_leads_out_of_the_project_is_named(tmp_path: Path, place: str) -> None:
    root = tmp_path / "project"
    write(root, {"issue.yaml": HEAD + "cover: {image: images/a.png}\n" + SECTIONS})
    write(root, {"articles/01.md": ARTICLE, "images/a.png": b"\x89PNG"})
    (tmp_path / "secret").write_text("文")
    path = root / "issues/7" / place
    path.unlink(missing_ok=True)
    path.symlink_to(tmp_path / "secret")
    _, report = read_issue(Sources(root), MANIFEST)
    codes = {"articles/01.md": ["F003"], "images/a.png": ["F003"], "articles/02.md": []}
    assert [d.code for d in report if d.code != "M019"] == codes[place]


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_line_ends_and_a_mark_of_byte_order_are_no_mistake(tmp_path: Path, ends: str) -> None:
    text = "\ufeff" + (HEAD + SECTIONS).replace("\n", ends)
    issue, report = read(tmp_path, text)
    assert places(report) == []
    assert issue is not None
    assert issue.title.span == Span(MANIFEST, 2, 8, 10)


def test_a_bomb_of_aliases_does_no_harm(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    _, report = read(tmp_path, "\n".join(lines))
    assert [d.code for d in report].count("Y021") == 1


@pytest.mark.parametrize("kind", ["missing", "folder", "link", "loop", "pipe"])
def test_places_that_are_no_manifest(tmp_path: Path, kind: str) -> None:
    root = tmp_path / "project"
    path = root / MANIFEST
    path.parent.mkdir(parents=True)
    (tmp_path / "secret.yaml").write_text(HEAD)
    make = {
        "missing": lambda: None,
        "folder": path.mkdir,
        "link": lambda: path.symlink_to(tmp_path / "secret.yaml"),
        "loop": lambda: path.symlink_to(path),
        "pipe": lambda: os.mkfifo(path),
    }
    make[kind]()
    issue, report = read_issue(Sources(root), MANIFEST)
    codes = {"missing": "F001", "folder": "F002", "link": "F003", "loop": "F004", "pipe": "F002"}
    assert issue is None
    assert [d.code for d in report] == [codes[kind]]


def test_an_article_that_is_not_listed_is_named(tmp_path: Path) -> None:
    _, report = read(tmp_path, HEAD + SECTIONS, **{"articles/02.md": ARTICLE})
    assert [(d.code, d.span) for d in report] == [("M016", Span("issues/7/articles/02.md"))]


def test_faults_of_all_files_come_in_one_run(tmp_path: Path) -> None:
    manifest = HEAD + "foo: 1\nsections:\n  - title: 要论\n    articles: [articles/01.md, b.md]\n"
    _, report = read(tmp_path, manifest, **{"articles/01.md": "---\ntitle: 甲\n---\n<b>"})
    assert [(d.code, d.span and d.span.file) for d in report] == [
        ("M002", MANIFEST),
        ("F001", MANIFEST),
        ("A010", "issues/7/articles/01.md"),
    ]


def test_articles_are_read_even_if_the_manifest_cannot_be(tmp_path: Path) -> None:
    _, report = read(tmp_path, "a: [b\n  - c: ]", **{"articles/01.md": "文"})
    assert "A001" in [d.code for d in report]


def test_reads_are_recorded(tmp_path: Path) -> None:
    write(tmp_path, {"issue.yaml": HEAD + SECTIONS, "articles/01.md": ARTICLE})
    sources = Sources(tmp_path)
    read_issue(sources, str(tmp_path / MANIFEST))
    assert set(sources.reads) == {MANIFEST, "issues/7/articles/01.md"}


def test_printed_characters_know_their_places(tmp_path: Path) -> None:
    manifest = HEAD + "tagline: '甲''乙'\n" + SECTIONS
    article = "---\ntitle: 丙\nsource: 丁 # 庚\n---\n甲&hearts;\n\n- 戊\n"
    issue, _ = read(tmp_path, manifest, **{"articles/01.md": article})
    assert issue is not None
    find = Places(Sources(tmp_path)).find
    found = {char: find(char, start) for char, start in printed_characters(issue).items()}
    file = "issues/7/articles/01.md"
    assert found["乙"] == Span(MANIFEST, 5, 14, 15)
    assert found["丙"] == Span(file, 2, 8, 9)
    assert found["戊"] == Span(file, 7, 3, 4)
    assert found["♥"] == Span(file, 5)
    assert found["7"].file == MANIFEST
    assert "庚" not in found


def test_the_issue_of_the_repository_is_clean() -> None:
    root = HERE.parents[2]
    issue, report = read_issue(Sources(root), "issues/189/issue.yaml")
    assert places(report) == []
    assert issue is not None
    assert len(issue.articles) == 14


def test_the_schema_is_up_to_date() -> None:
    path = HERE.parents[2] / "typeset/issue/schema.json"
    assert path.read_text(encoding="utf-8") == schema_json(), "write schema_json() to schema.json"


def test_codes_are_unique_to_their_rules() -> None:
    assert len(RULES) == len({id(rule) for rule in RULES.values()})
    assert all(code[0] in "FYMA" for code in RULES)


NOISE = st.text(st.sampled_from("ab:：-[]{}，,\"'“#&*!|>@\n  1titlesectionsdate"), max_size=60)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(NOISE | st.binary(max_size=60))
def test_no_manifest_raises(tmp_path: Path, noise: str | bytes) -> None:
    data = noise.encode() if isinstance(noise, str) else noise
    read(tmp_path, HEAD.encode() + data + b"\n" + SECTIONS.encode())
    read(tmp_path, data)
