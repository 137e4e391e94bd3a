"""M: what can be wrong with the facts in a manifest or in an article's front matter."""

from __future__ import annotations

from typeset.diagnostics import Severity, rule

NOT_A_MAPPING = rule(
    "M001",
    (
        "{file} 应当由“名称: 内容”组成，实际是{found_zh}。",
        "{file} must consist of “key: value” lines; this is {found_en}.",
    ),
    (
        "请参照已出版的一期，从 title: 、number: 、date: 等行写起。",
        "Follow an earlier issue: start with lines such as title:, number:, date:.",
    ),
)
UNKNOWN_KEY = rule(
    "M002",
    ("不认识名称“{key}”。", "The key “{key}” is not known."),
    (
        "{suggestion_zh}这里可以用的名称：{known}。",
        "{suggestion_en}Known here: {known}.",
    ),
)
MISSING_KEY = rule(
    "M003",
    ("缺少“{key}”（{meaning_zh}）。", "“{key}” is missing ({meaning_en})."),
    ("请加一行 {key}: ……", "Add a line {key}: …"),
)
EMPTY_VALUE = rule(
    "M004",
    ("“{key}”后面没有内容。", "“{key}” has no value."),
    ("请填写内容；用不着的话，请删掉这一行。", "Fill it in, or delete the line."),
)
WRONG_SHAPE = rule(
    "M005",
    (
        "“{key}”应当是{wanted_zh}，实际是{found_zh}。",
        "“{key}” must be {wanted_en}, but this is {found_en}.",
    ),
    ("请写成：{example}", "Write it like this: {example}"),
)
BAD_DATE = rule(
    "M006",
    ("日期“{value}”的写法不对。", "The date “{value}” is not written as it must be."),
    (
        "请写成“年-月-日”，月和日各两位：{suggestion}",
        "Write year-month-day, with two digits for month and day: {suggestion}",
    ),
)
NO_SUCH_DAY = rule(
    "M007",
    ("没有“{value}”这一天。", "There is no day “{value}”."),
    ("请核对月份和日子。", "Check the month and the day."),
)
BAD_NUMBER = rule(
    "M008",
    (
        "“{key}”应当是大于 0 的整数，实际写的是“{value}”。",
        "“{key}” must be a whole number above 0, not “{value}”.",
    ),
    ("请只写半角数字，例如 {suggestion}。", "Write digits only, such as {suggestion}."),
)
BAD_LAYOUT = rule(
    "M009",
    (
        "版式“{value}”的写法不对。",
        "“{value}” does not name a layout.",
    ),
    ("请写成“名称@版本”，例如 {suggestion}。", "Write name@version, such as {suggestion}."),
)
BAD_START = rule(
    "M010",
    ("start 不能是“{value}”。", "start cannot be “{value}”."),
    (
        "可以写 auto（由版式决定）、page（另起一页）、left（左页）、right（右页）"
        "或 run-on（接排）。",
        "Write auto, page, left, right or run-on.",
    ),
)
MULTI_LINE = rule(
    "M011",
    ("“{key}”只能有一行。", "“{key}” must be one line."),
    (
        "请写在同一行；标题要换行的地方用 // 表示。",
        "Write it in one line; // marks where a title may break.",
    ),
)
BAD_PATH = rule(
    "M012",
    ("文件路径“{value}”的写法不对。", "“{value}” is not a path within the issue."),
    (
        "请写相对于本文件的路径，用正斜杠，例如 {suggestion}。",
        "Write the path from this file, with forward slashes, such as {suggestion}.",
    ),
)
ROW_SHAPE = rule(
    "M013",
    (
        "版权页的这一项应当是“标签: 内容”，实际是“{value}”。",
        "This row of the masthead must be “label: text”, not “{value}”.",
    ),
    (
        "请用英文冒号加一个空格：- {suggestion}",
        "Use an ordinary colon and a space: - {suggestion}",
    ),
)
ROW_MANY = rule(
    "M014",
    (
        "版权页的这一项里有 {count} 个标签：{labels}。",
        "This row of the masthead has {count} labels: {labels}.",
    ),
    ("请给每个标签单独一行，行首都加“- ”。", "Give each label a line of its own, with “- ”."),
)
ARTICLE_TWICE = rule(
    "M015",
    ("{file} 已经在第 {first} 行列出过。", "{file} is already listed in line {first}."),
    ("请删掉其中一处。", "Delete one of the two."),
)
NOT_LISTED = rule(
    "M016",
    ("{file} 在文件夹里，但清单没有列出，不会印出来。", "{file} is not listed and not printed."),
    (
        "要刊登就请把它加到某个栏目的 articles: 下面；不刊登就请移出文件夹。",
        "List it under a section's articles:, or move it out of the folder.",
    ),
    Severity.WARNING,
)
NO_ARTICLES = rule(
    "M017",
    ("栏目“{section}”没有文章。", "The section “{section}” has no articles."),
    (
        "请在 articles: 下面列出文章；本期没有稿件的栏目请整段删掉（或在行首加 #）。",
        "List its articles, or delete the section (or put # before its lines).",
    ),
)
OTHER_OWNER = rule(
    "M018",
    ("“{key}”不写在这里，而写在{owner_zh}里。", "“{key}” belongs in {owner_en}, not here."),
    ("请把这一行移到{owner_zh}里。", "Move the line to {owner_en}."),
)
NOT_A_PICTURE = rule(
    "M019",
    ("{file} 不是能用的图片{found_zh}。", "{file} is not a picture that can be used{found_en}."),
    (
        "请用图片软件打开它，另存为 PNG、JPEG 或 SVG；只改扩展名没有用。",
        "Open it in an image program and save it as PNG, JPEG or SVG; renaming is not enough.",
    ),
)
NO_SECTIONS = rule(
    "M020",
    ("本期没有栏目。", "The issue has no sections."),
    (
        "请在 sections: 下面至少写一个栏目和一篇文章。",
        "Write at least one section with one article under sections:.",
    ),
)
LAYOUT_OPTION = rule(
    "M021",
    ("版式选项“{key}”的名称不对。", "“{key}” cannot be the name of a layout option."),
    (
        "选项名用小写英文字母、数字和下划线，例如 body_size_pt。",
        "Use lower-case letters, digits and underscores, such as body_size_pt.",
    ),
)
UNINDENTED = rule(
    "M022",
    (
        "“{key}”属于“{home}:”，但没有缩进在它下面。",
        "“{key}” belongs to “{home}:”, but is not indented below it.",
    ),
    (
        "请在“{key}”等属于“{home}:”的每一行前面加两个空格。",
        "Put two spaces before this line and the others that belong to “{home}:”.",
    ),
)
MARKS = rule(
    "M023",
    (
        "“{key}”里的“{text}”是正文里才用的符号，会原样印出来。",
        "“{text}” has a meaning in an article's text only; in “{key}” it would be printed.",
    ),
    ("这里请只写要印的字：{suggestion}", "Write just what is to be printed: {suggestion}"),
)
FOLDER_NUMBER = rule(
    "M024",
    (
        "清单里的总期号是 {number}，文件夹的名字却是 {folder}。",
        "The issue's number is {number}, but its folder is named {folder}.",
    ),
    (
        "请核对 number: 这一行；期号没错的话，请给文件夹改名。",
        "Check the line number:; if it is right, rename the folder.",
    ),
    Severity.WARNING,
)
