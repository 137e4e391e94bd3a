"""What may stand in the way of a search."""

from __future__ import annotations

from typeset.diagnostics import Severity, rule

INDEX_REBUILT = rule(
    "D020",
    ("索引文件 {file} 已损坏，已重新建立", "the index {file} was damaged and was made anew"),
    ("不必做什么；若常有此事，请检查磁盘", "nothing to do; if it happens often, check the disk"),
    Severity.NOTE,
)
INDEX_UNWRITABLE = rule(
    "D021",
    (
        "写不了索引文件 {file}（{reason}），这次在内存里建立索引",
        "the index {file} cannot be written ({reason}); it is made in memory this time",
    ),
    (
        "让 build/ 可写，以后查找就不必每次重读各期",
        "make build/ writable, so that later searches need not read every issue again",
    ),
    Severity.NOTE,
)
INDEX_BUSY = rule(
    "D022",
    (
        "另一个程序正在更新索引，结果可能缺最近的改动",
        "another process is updating the index; the latest changes may be missing",
    ),
    ("过一会儿再查一次", "search again in a moment"),
    Severity.NOTE,
)
ISSUE_UNREADABLE = rule(
    "D023",
    ("第 {number} 期读不出来，没有收进索引", "issue {number} cannot be read and is not indexed"),
    ("运行 typeset check {number} 看问题在哪里", "see what is wrong: typeset check {number}"),
    Severity.WARNING,
)
NOTHING_TO_FIND = rule(
    "D024",
    ("没有可查的字词", "there is nothing to look for"),
    ("请写出至少一个字或词", "write at least one character or word"),
)
PDF_UNREADABLE = rule(
    "D025",
    ("读不了 {file}：{reason}", "cannot read {file}: {reason}"),
    (
        "重新排这一期：typeset build {number} -p screen",
        "set the issue again: typeset build {number} -p screen",
    ),
    Severity.WARNING,
)
WITHOUT_PDF = rule(
    "D030",
    (
        "{count} 期还没有排成 PDF，目录里只有篇目和文字：{numbers}",
        "{count} issues have no PDF yet; the catalogue has their contents and text: {numbers}",
    ),
    (
        "先排好再做目录：typeset build -p screen 加上这些期号",
        "set them first, then make the catalogue again: typeset build -p screen and the numbers",
    ),
    Severity.NOTE,
)
