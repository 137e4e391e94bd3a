"""Templates: what they may not do, and that they end; every mistake at its line."""

from __future__ import annotations

import time

import pytest

BODY = "layouts/brief/1/body.html.jinja"
HEAD = "<!DOCTYPE html>\n<html><body>\n"

MISTAKES = [
    # code, what the third line of the template says, what the diagnostic points to
    ("L040", "{{ isue.title }}", "isue"),
    ("L040", "{{ issue.titel }}", "titel"),
    ("L040", "{% if issue.fields.author %}{% endif %}", "author"),
    ("L040", "{% for a in issue.articles %}{{ a.autor }}{% endfor %}", "autor"),
    ("L040", "{{ options.nothing + 1 }}", "nothing"),
    ("L040", "{{ grid.body_mm }}", "body_mm"),
    ("L040", "{{ missing | upper }}", "missing"),
    ("L006", "{% for x in issue.articles %}", ""),
    ("L006", "{{ issue.title ", ""),
    ("L006", "{% fro x in y %}", ""),
    ("L006", "{{ issue.title | shout }}", ""),
    ("L006", "{{ 1 / 0 }}", ""),
    ("L006", "{{ issue.title + 1 }}", ""),
    ("L006", "{{ 100 | zh_number }}", ""),
    ("L006", "{{ issue.title | random }}", ""),
    ("L040", "{{ lipsum() }}", "lipsum"),
    ("L041", "{{ ''.__class__.__mro__ }}", ""),
    ("L041", "{{ issue.__init__.__globals__ }}", ""),
    ("L041", "{{ ''['__class__'] }}", ""),
    ("L041", "{{ ''|attr('__class__') }}", ""),
    ("L041", "{{ '{0.__class__}'.format(issue) }}", ""),
    ("L041", "{{ cycler.__init__.__globals__.os.popen('id').read() }}", ""),
    ("L041", "{{ colours.ink.model_construct() }}", ""),
    ("L041", "{{ issue.options.update({'a': 1}) }}", ""),
    ("L041", "{{ colours.clear() }}", ""),
    ("L042", "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", ""),
    ("L042", "{{ range(10000000) | list }}", ""),
    ("L042", "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", ""),
    ("L042", "{{ 'a' * 10000000000 }}", ""),
    ("L042", "{{ 9 ** 9999999 }}", ""),
    ("L042", "{{ 'a'.ljust(10000000000) }}", ""),
    ("L042", "{% set n = namespace(s='aaaaaaaa') %}{% for i in range(60) %}"
     "{% set n.s = n.s ~ n.s %}{% endfor %}", ""),
    ("L042", "{% set n = namespace(s='aaaaaaaa') %}{% for i in range(60) %}"
     "{% set n.s = n.s + n.s %}{% endfor %}", ""),
    ("L042", "{% set n = namespace(s='aaaaaaaa') %}{% for i in range(60) %}"
     "{% set x %}{{ n.s }}{{ n.s }}{% endset %}{% set n.s = x %}{% endfor %}", ""),
    ("L043", "{% include 'nothing.jinja' %}", "nothing.jinja"),
    ("L043", "{% include '../../../issues/7/issue.yaml' %}", "../../../issues/7/issue.yaml"),
    ("L043", "{% include '/etc/passwd' %}", "/etc/passwd"),
    ("L043", "{% include '../../other/1/body.html.jinja' %}", "../../other/1/body.html.jinja"),
    ("L043", "{% import 'out.jinja' as out %}", "out.jinja"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "line", "place"), MISTAKES, ids=[f"{c} {line[:40]}" for c, line, _ in MISTAKES]
)
def test_a_mistake_is_told_with_its_line(plain_bench, code, line, place) -> None:
    other = plain_bench.root / "layouts/other/1"
    other.mkdir(parents=True)
    (other / "body.html.jinja").write_text("secret")
    (plain_bench.root / "layouts/brief/1/out.jinja").symlink_to("/etc/passwd")
    plain_bench.write("body.html.jinja", f"{HEAD}{line}\n</body></html>\n")
    start = time.monotonic()
    found = plain_bench.found()
    assert time.monotonic() - start < 30
    assert [each.code for each in found] == [code], [each.message("en") for each in found]
    assert found[0].span.file == BODY
    if "macro" not in line and not line.endswith(("title ", "articles %}")):
        assert found[0].span.line == 3
    if place:
        assert plain_bench.text_at(found[0]) == place
    for lang in ("zh", "en"):
        assert found[0].message(lang)
        assert found[0].hint(lang)


@pytest.mark.parametrize(
    ("line", "meant"),
    [("{{ isue }}", "issue"), ("{{ issue.titel }}", "title"), ("{{ options.runon }}", "run_on")],
)
def test_what_was_meant_is_suggested(plain_bench, line, meant) -> None:
    plain_bench.write("body.html.jinja", HEAD + line)
    assert f"Did you mean “{meant}”" in plain_bench.only().hint("en")


def test_a_mistake_in_an_included_file_is_told_there(bench) -> None:
    bench.change("metadata.html.jinja", "issue.title", "issue.titel")
    found = bench.found()
    assert {each.code for each in found} == {"L040"}
    assert found[0].span.file == "layouts/brief/1/metadata.html.jinja"
    assert found[0].span.line == 1


def test_front_and_body_are_reported_together(bench) -> None:
    bench.change("front.html.jinja", "issue.tagline", "issue.tagine")
    bench.change("body.html.jinja", "article.lead", "article.leed")
    bench.change("style.css", "color: var(--ink)", "color: var(--inc)")
    assert sorted(each.code for each in bench.found()) == ["L040", "L040", "L047"]


def test_a_template_that_is_no_text(plain_bench) -> None:
    plain_bench.write("body.html.jinja", b"\xff\xfe\x00")
    assert plain_bench.only().code == "L044"


def test_without_a_body_there_is_nothing_to_set(plain_bench) -> None:
    (plain_bench.root / "layouts/brief/1/body.html.jinja").unlink()
    assert plain_bench.only().code == "L043"


def test_what_editors_write_is_escaped(project) -> None:
    from typeset.archive.reading import prepare
    from typeset.sources import Sources

    text = "---\ntitle: 甲&乙“丙”\nsource: 'A\"B & C'\n---\n正文一段。\n"
    manifest = project.issue(articles={"articles/01-first.md": text})
    composition = prepare(Sources(project.root), manifest).composition
    assert "甲&amp;乙“丙”" in composition.body
    assert "A&#34;B &amp; C" in composition.body
    assert "&amp;amp;" not in composition.body
