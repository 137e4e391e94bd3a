"""What can be wrong with a lock file, and with what it keeps (codes R…)."""

from __future__ import annotations

from typeset.diagnostics import Severity, rule

NO_LOCK = rule(
    "R001",
    ("本期还没有锁定：没有 {file}。", "The issue is not locked: there is no {file}."),
    (
        "请在定稿之后运行 typeset lock {number}，并把它写出的 issue.lock 存进版本库。",
        "When the issue is final, run typeset lock {number} and commit the issue.lock it writes.",
    ),
)
CONFLICT = rule(
    "R002",
    (
        "锁文件里留有合并冲突的标记（共 {count} 处）。",
        "The lock file holds the marks of a merge conflict ({count}).",
    ),
    (
        "请先合并好稿件，再运行 typeset lock 重新锁定；锁文件不必手工合并。",
        "Merge the manuscript, then run typeset lock; a lock file need not be merged by hand.",
    ),
)
DAMAGED = rule(
    "R003",
    ("锁文件坏了，读不下去：{problem}", "The lock file is damaged: {problem}"),
    (
        "请从版本库取回原来的 issue.lock（git checkout -- {file}），不要手工修改它。",
        "Take the issue.lock back from version control (git checkout -- {file}); "
        "it is not for editing.",
    ),
)
INCOMPLETE = rule(
    "R004",
    (
        "锁文件缺“{entry}”这一项，或者写得不对。",
        "The lock file's entry “{entry}” is missing or not what it should be.",
    ),
    (
        "请从版本库取回原来的 issue.lock（git checkout -- {file}），不要手工修改它。",
        "Take the issue.lock back from version control (git checkout -- {file}); "
        "it is not for editing.",
    ),
)
FOREIGN = rule(
    "R005",
    (
        "{file} 不是本程序能读的锁文件（typeset-lock: {found}）。",
        "{file} is no lock file that this typeset reads (typeset-lock: {found}).",
    ),
    (
        "如果它是更新的 typeset 写的，请升级 typeset；"
        "如果是别的程序的文件，请挪走后运行 typeset lock。",
        "If a newer typeset wrote it, upgrade; if it belongs to another program, move it away and "
        "run typeset lock.",
    ),
)
OTHER_ISSUE = rule(
    "R006",
    (
        "这是第 {locked} 期的锁文件，放在了第 {number} 期的文件夹里。",
        "This is the lock of issue {locked}, in the folder of issue {number}.",
    ),
    (
        "请删去它，运行 typeset lock {number}；由上一期开新一期请用 typeset new。",
        "Remove it and run typeset lock {number}; typeset new starts an issue without its lock.",
    ),
)
UNREADABLE = rule(
    "R007",
    ("打不开锁文件 {file}：{reason}", "The lock file {file} cannot be opened: {reason}"),
    (
        "请检查它是不是普通文件，以及是否有读取权限。",
        "See whether it is an ordinary file and whether you may read it.",
    ),
)

INPUT_CHANGED = rule(
    "R010",
    ("{file} 与锁定时不同。", "{file} is not what it was when the issue was locked."),
    (
        "请从版本库取回锁定时的文件；确要改动，改完后运行 typeset lock 重新锁定。",
        "Take the file back from version control; if the change is meant, run typeset lock again.",
    ),
)
INPUT_MISSING = rule(
    "R011",
    ("锁定时有的文件 {file} 不见了。", "{file} was there when the issue was locked and is gone."),
    ("请从版本库取回这个文件。", "Take the file back from version control."),
)
INPUT_NEW = rule(
    "R012",
    ("锁定时没有读过文件 {file}。", "{file} was not read when the issue was locked."),
    (
        "请检查是不是多引用了一个文件；确要加它，加完后运行 typeset lock 重新锁定。",
        "See what names it; if that is meant, run typeset lock again.",
    ),
)
INPUT_UNUSED = rule(
    "R013",
    ("锁定时读过的 {file} 现在没有用到。", "{file} was read when the issue was locked, not now."),
    (
        "请检查是不是少引用了一个文件；确要去掉它，改完后运行 typeset lock 重新锁定。",
        "See what no longer names it; if that is meant, run typeset lock again.",
    ),
)
OPTION_CHANGED = rule(
    "R014",
    (
        "选项“{option}”锁定时是 {locked}，现在是 {now}。",
        "Option “{option}” was {locked} when the issue was locked and is {now} now.",
    ),
    ("请改回锁定时的值，或者重新锁定。", "Set it back, or lock the issue again."),
)
TOOL_CHANGED = rule(
    "R015",
    (
        "软件版本不同：{tool} 锁定时是 {locked}，现在是 {now}。",
        "Another version of {tool}: {locked} when the issue was locked, {now} now.",
    ),
    (
        "请装回锁定时的版本；要看这对版面有没有影响，请运行 typeset verify {number}。",
        "Install the locked version; typeset verify {number} tells whether pages differ.",
    ),
)
TOOL_FILE_CHANGED = rule(
    "R016",
    (
        "typeset 自带的 {file} 与锁定时不同。",
        "{file}, a part of typeset, is not what it was when the issue was locked.",
    ),
    (
        "请装回锁定时的 typeset；要看这对版面有没有影响，请运行 typeset verify {number}。",
        "Install the locked typeset; typeset verify {number} tells whether pages differ.",
    ),
)
TOOL_CODE_CHANGED = rule(
    "R017",
    (
        "typeset 的程序改过，版本号却没有变。",
        "typeset's own code has changed, though its version number has not.",
    ),
    (
        "排出的 PDF 仍会与锁文件逐字节比对；要看版面，请运行 typeset verify {number}。",
        "The PDF is still held to the lock byte by byte; typeset verify {number} tells of pages.",
    ),
    Severity.WARNING,
)
NOT_LOCKED = rule(
    "R018",
    (
        "锁文件里没有“{profile}”这一种 PDF。",
        "The lock does not know the kind of PDF called “{profile}”.",
    ),
    (
        "锁定了的有：{locked}。要加上它，请运行 typeset lock -p all。",
        "Locked are: {locked}. To add it, run typeset lock -p all.",
    ),
)
OUTPUT_CHANGED = rule(
    "R019",
    (
        "用到的文件都没有变，排出的 {profile} PDF 却与锁定的不同。",
        "No file has changed, yet the {profile} PDF is not the locked one.",
    ),
    (
        "请运行 typeset verify {number} --report 对照.html，看哪一页变了、因为什么。",
        "Run typeset verify {number} --report report.html to see which page changed, and why.",
    ),
)

LAYOUT_EDITED = rule(
    "R020",
    (
        "版式 {layout} 已由 {lock} 锁定，{file} 却改过了。",
        "Layout {layout} is locked by {lock}, but {file} was edited.",
    ),
    (
        "要保留改动，请先另开一版（改动一起带过去）：typeset layout new {next} --from {layout}，"
        "在新的一期里写 layout: {next}；然后取回原文件：git checkout -- {file}。",
        "To keep the change, first start a new version, which takes it along: "
        "typeset layout new {next} --from {layout}, and write layout: {next} in new issues. "
        "Then restore the old one: git checkout -- {file}.",
    ),
)
LAYOUT_FILE_GONE = rule(
    "R021",
    (
        "版式 {layout} 已由 {lock} 锁定，{file} 却不见了。",
        "Layout {layout} is locked by {lock}, but {file} is gone.",
    ),
    (
        "请取回原文件：git checkout -- {file}；要改版式，请另开一版："
        "typeset layout new {next} --from {layout}。",
        "Restore it: git checkout -- {file}. To change the layout, start a new version: "
        "typeset layout new {next} --from {layout}.",
    ),
)
COLOUR_PROFILE_DAMAGED = rule(
    "R022",
    (
        "typeset 自带的色彩特性文件 {file} 被改动过，颜色不可信。",
        "typeset's colour profile {file} was altered: no colour can be trusted.",
    ),
    ("请重新安装 typeset。", "Install typeset again."),
)

NO_GIT = rule(
    "R030",
    ("找不到 git 命令，读不了旧版本 {revision}。", "No git command to read {revision} with."),
    ("请先安装 git。", "Install git."),
)
NO_REPOSITORY = rule(
    "R031",
    ("{folder} 不在 git 版本库里。", "{folder} is not in a git repository."),
    (
        "“期号@版本”只能用于存在 git 里的项目；请改写 PDF 的路径。",
        "ISSUE@REVISION is for projects kept in git; name PDF files instead.",
    ),
)
NO_REVISION = rule(
    "R032",
    ("git 里没有“{revision}”这个版本。", "git knows no revision “{revision}”."),
    (
        "可写提交号、标签、分支名或 HEAD~1；用 git log 查看。",
        "Write a commit, tag, branch or HEAD~1; git log lists them.",
    ),
)
NO_ISSUE_THERE = rule(
    "R033",
    ("版本 {revision} 里没有“{issue}”这一期。", "Revision {revision} has no issue “{issue}”."),
    ("请用 git log -- issues/ 查它是哪个版本加入的。", "git log -- issues/ tells when it came."),
)
EMPTY_REVISION = rule(
    "R034",
    ("“{words}”的 @ 后面没有写版本。", "“{words}” names no revision after the @."),
    ("例如：189@HEAD~1，189@v2024.7。", "For example 189@HEAD~1 or 189@v2024.7."),
)
