"""What only a preview has to say (codes W…)."""

from __future__ import annotations

from typeset.diagnostics import Severity, rule

BUG = rule(
    "W001",
    ("typeset 自己出错了：{problem}", "typeset itself failed: {problem}"),
    (
        "这不是稿件的错；页面仍是上一次的。请把终端里的记录发给 typeset 的维护者",
        "this is no mistake of yours, and the pages are those from before; "
        "send what the terminal shows to typeset's keepers",
    ),
)
NOTHING_BUILT = rule(
    "W002",
    ("还没有可以比较的 PDF：{folder} 里没有", "there is no PDF to compare with in {folder}"),
    ("先运行 typeset build {number}", "run typeset build {number} first"),
    Severity.NOTE,
)
UNREADABLE_PDF = rule(
    "W003",
    ("不能与 {file} 比较：{problem}", "cannot compare with {file}: {problem}"),
    ("重新运行 typeset build {number}", "run typeset build {number} again"),
    Severity.WARNING,
)
EDITOR_FAILED = rule(
    "W004",
    ("打不开编辑器：{problem}", "the editor could not be started: {problem}"),
    (
        "请检查环境变量 EDITOR，或改用页面上的 VS Code 链接",
        "check the environment variable EDITOR, or use the page's VS Code link",
    ),
    Severity.WARNING,
)
