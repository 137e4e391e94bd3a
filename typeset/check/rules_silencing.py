"""S: what can be wrong with what silences and selects."""

from __future__ import annotations

from typeset.diagnostics import Severity, rule

UNKNOWN_CODE = rule(
    "S001",
    ("没有编号“{code}”。", "There is no code “{code}”."),
    (
        "编号是一个字母加三位数字，如 T012；也可以只写开头，如 T。全部编号：typeset rule",
        "A code is a letter and three digits, as T012, or the beginning of one, as T; "
        "typeset rule lists them all.",
    ),
    Severity.WARNING,
)
SILENCES_NOTHING = rule(
    "S002",
    (
        "这条注释要略过 {codes}，但这里没有这样的问题。",
        "This silences {codes}, of which there is none.",
    ),
    ("请删掉这条注释，免得以后盖住别的问题。", "Delete the comment, lest it hide something later."),
    Severity.NOTE,
)
NO_CODES = rule(
    "S003",
    ("这条注释没有写要略过哪个编号。", "This comment does not say which code it silences."),
    ("请写成 typeset: ignore T012", "Write typeset: ignore T012"),
    Severity.WARNING,
)
ERROR_STAYS = rule(
    "S004",
    ("{code} 是错误，会使排版停下，不能略过。", "{code} is an error, stops the build, and stays."),
    ("请改掉这个错误。", "Mend what it names."),
    Severity.WARNING,
)
