"""What may stand in the way of a bound volume."""

from __future__ import annotations

from typeset.diagnostics import Severity, rule

CHOICE_UNREADABLE = rule(
    "D001",
    ("看不懂“{words}”指哪几期", "“{words}” names no issues"),
    (
        "请写年份（2024）、期号（189）或起止期号（180-189），可写几个",
        "write a year (2024), a number (189) or a range (180-189); several are allowed",
    ),
)
NO_ISSUE_OF_YEAR = rule(
    "D002",
    ("没有 {year} 年的期；现有年份：{known}", "no issue is dated {year}; there are: {known}"),
    ("年份取自各期 issue.yaml 的 date", "the year is that of `date` in each issue.yaml"),
)
NO_ISSUE_IN_RANGE = rule(
    "D003",
    ("{words} 里一期也没有；现有各期：{known}", "there is no issue in {words}; there are: {known}"),
    ("请写现有的期号", "name issues that exist"),
)
ISSUE_NOT_SET = rule(
    "D004",
    ("第 {number} 期排不出来，不能装订", "issue {number} cannot be set, so it cannot be bound"),
    (
        "先改好上面列出的错误（typeset check {number}），或装订时不选这一期",
        "mend the errors listed (typeset check {number}), or leave that issue out",
    ),
)
# D005 is the layout room's.
PAGES_DIFFER = rule(
    "D006",
    (
        "第 {number} 期的页面是 {size}，与第 {other} 期的 {other_size} 不同，不能装订成一册",
        "issue {number} has pages of {size}, issue {other} of {other_size}: "
        "they cannot be bound in one volume",
    ),
    (
        "开本相同的各期分别装订成册",
        "bind issues of one trim size in one volume, the others in another",
    ),
)
INKS_DIFFER = rule(
    "D007",
    (
        "版式 {layout} 与 {other} 把同一个屏幕颜色 {rgb} 印成不同的油墨",
        "layouts {layout} and {other} print the same screen colour {rgb} in different inks",
    ),
    (
        "付印的合订本请按版式分册；screen 和 archive 不受影响",
        "bind each layout in a volume of its own for print; screen and archive are not affected",
    ),
)
NUMBERS_MISSING = rule(
    "D008",
    (
        "{first}–{last} 期之间缺：{missing}",
        "between {first} and {last} these are missing: {missing}",
    ),
    (
        "若确有这几期，请补齐 issues/ 里的文件夹再装订；合期出版的可不理会",
        "if they exist, add their folders to issues/ and bind again; "
        "ignore this where numbers were published together",
    ),
    Severity.WARNING,
)
OTHER_WARNINGS = rule(
    "D009",
    (
        "各期自己另有 {count} 处提醒，没有在这里列出",
        "the issues have {count} warnings of their own, not listed here",
    ),
    ("逐期看：typeset check {first}", "see them issue by issue: typeset check {first}"),
    Severity.NOTE,
)
CONTENTS_NOT_PRINTED = rule(
    "D010",
    (
        "总目录或索引里没有印出第 {number} 期《{title}》的页码 {label}",
        "contents or index do not print page {label} of issue {number}, “{title}”",
    ),
    (
        "检查版式 {layout} 的 volume-*.html.jinja",
        "look at volume-*.html.jinja of layout {layout}",
    ),
)
UNWRITABLE = rule(
    "D011",
    ("写不了 {path}：{reason}", "cannot write {path}: {reason}"),
    (
        "原有的文件保持不变；腾出磁盘空间、改正文件夹的权限后再来一次",
        "what was there stays; free some space or mend the folder's permissions, then try again",
    ),
)
