"""`typeset rule`: what a code means, why, and how to do it right."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from typeset.cli.messages import SEVERITIES, Printer
from typeset.cli.rulebook import FAMILIES, Entry, entries, plain
from typeset.cli.shared import Exit, lang_option
from typeset.diagnostics import Bilingual, Lang

UNKNOWN = Bilingual(
    "没有编号 {code}；全部编号：typeset rule",
    "there is no code {code}; typeset rule lists them all",
)
MENDS = Bilingual("typeset check --fix 会改好它。", "typeset check --fix mends it.")
WORDS = {
    "why": Bilingual("为什么", "Why"),
    "hint": Bilingual("怎么办", "What to do"),
    "wrong": Bilingual("不好", "Before"),
    "right": Bilingual("改为", "After"),
}


@click.command("rule", short_help="解释一个编号 / explain a code")
@click.argument("codes", metavar="[CODE]...", nargs=-1)
@lang_option
def command(codes: tuple[str, ...], lang: Lang) -> None:
    """解释编号：是什么、为什么、怎么改；不写 CODE 时列出全部。

    Explain codes: what, why, and an example before and after; without CODE, list them all.
    A beginning will do: `typeset rule T` lists the codes of the copy.
    """
    printer = Printer(lang)
    wanted = [code.strip().upper() for code in codes]
    if not wanted:
        printer.result("\n".join(_list("", lang)))
    for code in wanted:
        if code in entries():
            printer.line("\n".join(_explain(entries()[code], lang)), err=False)
        elif lines := list(_list(code, lang)):
            printer.result("\n".join(lines))
        else:
            printer.say(UNKNOWN, code=code)
            sys.exit(Exit.USAGE)


def _list(start: str, lang: Lang) -> Iterator[str]:
    family = ""
    for code, entry in entries().items():
        if not code.startswith(start):
            continue
        if code[0] != family:
            family = code[0]
            yield f"{family}  {FAMILIES[family].render(lang, {})}"
        yield f"  {code}  {entry.title.said(lang)}"


def _explain(entry: Entry, lang: Lang) -> Iterator[str]:
    word, colour = SEVERITIES[entry.rule.severity]
    head = click.style(f"{entry.rule.code} {word.said(lang)}", fg=colour, bold=True)
    yield f"{head}  {entry.title.said(lang)}"
    if entry.why is not None:
        yield f"\n{WORDS['why'].said(lang)}\n  {entry.why.said(lang)}"
    hint = plain(entry.rule.hint.said(lang))
    if hint.strip("…"):
        yield f"\n{WORDS['hint'].said(lang)}\n  {hint}"
    for example in entry.examples:
        for key, text in (("wrong", example.wrong), ("right", example.right)):
            lines = "\n  ".join(text.splitlines())
            yield f"\n{WORDS[key].said(lang)}\n  {lines}"
    if entry.mends:
        yield f"\n{MENDS.said(lang)}"
    yield ""
