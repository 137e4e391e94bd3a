"""`typeset layout`: list, show, new; and `new --layout`."""

from __future__ import annotations


def test_list_names_every_layout(project) -> None:
    done = project.run("layout", "list", "--lang", "en")
    assert done.returncode == 0, done.stderr
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert [(row[0], row[1], row[2]) for row in rows] == [
        ("brief@1", "简报", "210 × 297 mm"),
        ("gongwen@1", "公文", "210 × 297 mm"),
        ("magazine@1", "周刊", "210 × 285 mm"),
    ]
    assert all(row[3].isascii() or "GB/T" in row[3] for row in rows)


def test_list_tells_of_a_broken_layout_and_goes_on(project) -> None:
    project.write("layouts/broken/1/layout.yaml", "name: broken\n")
    done = project.run("layout", "list")
    assert done.returncode == 1
    assert "brief@1" in done.stdout
    assert "L023" in done.stderr


def test_show_tells_measures_and_needs(project) -> None:
    done = project.run("layout", "show", "magazine", "--lang", "en")
    assert done.returncode == 0
    for words in (
        "2 of 24 characters, 2 between",
        "bleed 3 mm",
        "C90 M35 Y60 K30",
        "feature",
        "author",
    ):
        assert words in done.stdout
    assert "（" not in done.stdout
    assert "每栏 24 字" in project.run("layout", "show", "magazine@1").stdout


def test_an_unknown_layout_is_a_usage_error(project) -> None:
    for words in (("show", "x"), ("show", "brief@9"), ("check", "x"), ("new", "y", "--from", "x")):
        done = project.run("layout", *words)
        assert done.returncode == 2
        assert done.stdout == ""
        assert "brief@1" in done.stderr


def test_new_copies_to_a_name_and_to_the_next_version(project) -> None:
    done = project.run("layout", "new", "weekly", "--from", "magazine@1")
    assert (done.returncode, done.stdout) == (0, "layouts/weekly/1\n"), done.stderr
    text = (project.root / "layouts/weekly/1/layout.yaml").read_text(encoding="utf-8")
    assert "\nname: weekly\nversion: 1\n" in text
    assert (project.root / "layouts/weekly/1/style.css").is_file()
    done = project.run("layout", "new", "brief")
    assert done.stdout == "layouts/brief/2\n"
    assert project.run("layout", "show", "brief").stdout.startswith("brief@2")
    assert project.run("layout", "show", "brief@1").stdout.startswith("brief@1")
    project.issue()
    manifest = project.root / "issues/7/issue.yaml"
    manifest.write_text(manifest.read_text().replace("brief@1", "brief@2"))
    assert project.run("build", "7").returncode == 0


def test_new_never_overwrites_and_names_are_checked(project) -> None:
    for name, code in (("brief@1", "L037"), ("Weekly", "L038"), ("../x", "L038"), ("a@0", "L038")):
        done = project.run("layout", "new", name)
        assert (done.returncode, done.stdout) == (2, "")
        assert code in done.stderr
    project.write("layouts/mine/1/notes.txt", "mine")
    assert project.run("layout", "new", "mine").returncode == 2
    assert [p.name for p in (project.root / "layouts/mine/1").iterdir()] == ["notes.txt"]


def test_an_issue_can_be_started_in_another_layout(project) -> None:
    project.issue()
    done = project.run("new", "--layout", "magazine")
    assert done.returncode == 0, done.stderr
    text = (project.root / "issues/8/issue.yaml").read_text(encoding="utf-8")
    assert text.startswith("layout: magazine@1\n")
    assert project.run("new", "9", "--layout", "nothing").returncode == 2


def test_a_faulty_layout_fails_its_check(project) -> None:
    style = project.root / "layouts/brief/1/style.css"
    style.write_text(style.read_text().replace("var(--ink)", "var(--inky)", 1))
    done = project.run("layout", "check", "brief")
    assert done.returncode == 1
    assert "layouts/brief/1/style.css:" in done.stderr
    assert "L047" in done.stderr


def test_headings_of_an_official_document_are_numbered_where_asked(project) -> None:
    """一、（一）1. of GB/T 9704 7.3.3, by a `@counter-style` of the layout's own."""
    import pypdfium2

    manifest = """\
layout: gongwen@1
title: 某市人民政府文件
number: 7
date: 2025-02-03
options: {number_headings: true}
fields: {document_number: 某政发〔2025〕7号, signed_by: 某市人民政府}
sections:
  - {title: 正文, articles: [articles/01-first.md]}
"""
    body = "\n\n".join(
        f"{mark} {words}\n\n正文。"
        for mark, words in (
            ("##", "甲"),
            ("###", "乙"),
            ("####", "丙"),
            ("##", "丁"),
            ("###", "戊"),
        )
    )
    project.issue(manifest, {"articles/01-first.md": f"---\ntitle: 通知\n---\n{body}\n"})
    done = project.run("build", "7", "-p", "screen")
    assert (done.returncode, done.stderr) == (0, "")
    document = pypdfium2.PdfDocument(project.root / done.stdout.strip())
    text = "".join(page.get_textpage().get_text_range() for page in document)
    for words in ("一、甲", "（一）乙", "1.丙", "二、丁", "（一）戊"):
        assert words in text
    assert [document.get_page_label(at) for at in range(len(document))] == [
        "1",
        "2",
    ]  # no front matter
    assert "—1—" in text
