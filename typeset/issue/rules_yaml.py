"""Y: what can be wrong with the YAML of a manifest or of an article's front matter."""

from __future__ import annotations

from typeset.diagnostics import Bilingual, Rule, Severity


def _error(code: str, message: tuple[str, str], hint: tuple[str, str]) -> Rule:
    return Rule(code, Severity.ERROR, Bilingual(*message), Bilingual(*hint))


SYNTAX = _error(
    "Y001",
    ("这一行的写法程序读不懂。", "This line cannot be understood."),
    (
        "请对照上下几行检查：冒号后要有一个空格，同级的内容左边要对齐，引号和括号要成对。",
        "Compare it with its neighbours: a space after each colon, the same indentation for "
        "things of one level, quotes and brackets in pairs.",
    ),
)
TAB = _error(
    "Y002",
    (
        "行首用了制表符（Tab 键）缩进，共 {count} 行。",
        "Lines are indented with the Tab key ({count} in all).",
    ),
    (
        "请把行首的 Tab 换成空格，每一级两个空格。",
        "Replace each tab at the start of a line by two spaces.",
    ),
)
WIDE_INDENT = _error(
    "Y003",
    (
        "行首用了全角空格或不间断空格缩进，共 {count} 行。",
        "Lines are indented with full-width or no-break spaces ({count} in all).",
    ),
    (
        "请切换到英文输入法，用普通空格缩进，每一级两个空格。",
        "Indent with ordinary spaces, two for each level.",
    ),
)
WIDE_COLON = _error(
    "Y004",
    (
        "“{key}”后面用了中文冒号“：”。",
        "A full-width colon “：” follows “{key}”.",
    ),
    (
        "请改成英文冒号加一个空格：{key}: ……",
        "Type an ordinary colon and a space: {key}: …",
    ),
)
GLUED_COLON = _error(
    "Y005",
    ("“{key}:”后面缺一个空格。", "A space is missing after “{key}:”."),
    ("请写成 {key}: {value}", "Write {key}: {value}"),
)
MISSING_COLON = _error(
    "Y006",
    (
        "这一行没有“名称: 内容”的冒号：{text}",
        "This line lacks the colon of “key: value”: {text}",
    ),
    (
        "请写成“名称: 内容”；如果它是上一行的后续，请比上一行多缩进两个空格；"
        "如果是备注，请在行首加 #。",
        "Write “key: value”; indent it by two more spaces if it continues the line above; "
        "put # before it if it is a remark.",
    ),
)
WIDE_QUOTES = _error(
    "Y007",
    (
        "“{value}”外面是中文引号，程序会把引号当成内容。",
        "Chinese quotation marks stand around {value}; they are read as part of the value.",
    ),
    ("请去掉引号，直接写 {value}", "Leave the marks out: {value}"),
)
ODD_QUOTES = _error(
    "Y008",
    ("中文引号不成对：{value}", "The quotation marks do not pair up: {value}"),
    (
        "标题本身的引号请用一对“ ”；若只是想把内容括起来，两边都用英文引号。",
        "Quotation marks that are printed come as “ ”; to enclose a value, "
        'use the ordinary " on both sides.',
    ),
)
WIDE_FLOW = _error(
    "Y009",
    (
        "方括号列表里用了全角的“{mark}”。",
        "The list in brackets contains a full-width “{mark}”.",
    ),
    (
        "请改成半角的“{suggestion}”；如果“{mark}”是文字的一部分，请给这一项加英文引号。",
        "Type “{suggestion}” instead; if “{mark}” is part of the text, quote that item.",
    ),
)
WORD_KEY = _error(
    "Y010",
    (
        "“{key}:”在 YAML 里不是名称，而会被读成“是/否/空”。",
        "“{key}:” is not a key: YAML reads the word as true, false or null.",
    ),
    (
        "如果指期号，请写 number:；否则请换一个名称。",
        "Write number: if you mean the issue's number; otherwise choose another key.",
    ),
)
DUPLICATE_KEY = _error(
    "Y011",
    ("“{key}”写了两次，第一次在第 {first} 行。", "“{key}” occurs twice, first in line {first}."),
    ("请只保留一处。", "Keep one of the two."),
)
SPECIAL_START = _error(
    "Y012",
    (
        "内容以“{mark}”开头，这个符号在 YAML 里另有用途。",
        "The value starts with “{mark}”, which has a meaning of its own in YAML.",
    ),
    (
        "请用英文单引号把整个内容括起来：{suggestion}",
        "Put the whole value in single quotes: {suggestion}",
    ),
)
COLON_INSIDE = _error(
    "Y013",
    (
        "内容里有英文冒号，程序会把它当成另一个“名称: 内容”：{value}",
        "The value contains a colon and is taken for another “key: value”: {value}",
    ),
    (
        "请改用中文冒号“：”，或用英文单引号把整个内容括起来：{suggestion}",
        "Use the full-width colon “：”, or put the whole value in single quotes: {suggestion}",
    ),
)
GLUED_DASH = _error(
    "Y014",
    ("列表的“-”后面缺一个空格：-{text}", "A space is missing after the dash: -{text}"),
    ("请写成 - {text}", "Write - {text}"),
)
ODD_DASH = _error(
    "Y015",
    (
        "列表项的开头是“{mark}”，不是英文短横“-”。",
        "The list item starts with “{mark}”, not with an ordinary hyphen.",
    ),
    ("请改成英文短横加一个空格：- {text}", "Write a hyphen and a space: - {text}"),
)
UNCLOSED_QUOTE = _error(
    "Y016",
    (
        "从这里开始的英文引号 {mark} 没有结束。",
        "The quote {mark} that starts here is not closed.",
    ),
    (
        "请在内容末尾补上 {mark}（英文输入法），或去掉开头的 {mark}。",
        "Type {mark} at the end of the value, or leave out the first one.",
    ),
)
UNCLOSED_BRACKET = _error(
    "Y017",
    (
        "从这里开始的括号 {mark} 没有结束。",
        "The bracket {mark} that starts here is not closed.",
    ),
    ("请在末尾补上 {suggestion}", "Type {suggestion} at the end."),
)
AFTER_QUOTE = _error(
    "Y018",
    (
        "英文引号结束以后还有文字：{value}",
        "There is text after the closing quote: {value}",
    ),
    (
        "要印出来的引号请用中文的“ ”；或用英文单引号把整个内容括起来：{suggestion}",
        "Use “ ” for quotation marks that are printed, or put the whole value in single "
        "quotes: {suggestion}",
    ),
)
INDENTATION = _error(
    "Y019",
    ("这一行的缩进和上下几行对不齐。", "The indentation of this line fits none above it."),
    (
        "{wanted_zh}同一级的内容，行首的空格数要一样多；下一级多两个空格。",
        "{wanted_en}Things of one level start with the same number of spaces; the next level "
        "has two more.",
    ),
)
CUT_OFF = Rule(
    "Y020",
    Severity.WARNING,
    Bilingual(
        "“#”后面的文字不会印出来：{text}",
        "What follows the “#” is taken for a remark and not printed: {text}",
    ),
    Bilingual(
        "如果它是内容，请用英文单引号把整个内容括起来：{suggestion}；"
        "如果是备注，请在 # 后加一个空格。",
        "If it belongs to the value, put the whole value in single quotes: {suggestion}; "
        "if it is a remark, put a space after the #.",
    ),
)
MACHINERY = _error(
    "Y021",
    (
        "这里用了 YAML 的锚点、引用、合并或类型标记（{text}），期刊清单里不允许。",
        "YAML anchors, aliases, merges and tags ({text}) are not allowed here.",
    ),
    (
        "请把内容直接写出来；如果它本来就是文字，请用英文单引号括起来。",
        "Write the value out; if it is meant as text, put it in single quotes.",
    ),
)
SECOND_DOCUMENT = _error(
    "Y022",
    (
        "“{text}”之后又开始了一份文档，后面的内容不会被读取。",
        "A second document starts at “{text}”; what follows is not read.",
    ),
    ("请删掉这一行。", "Delete this line."),
)
TOO_DEEP = _error(
    "Y023",
    ("括号或缩进嵌套得太深。", "Lists and mappings are nested too deeply."),
    (
        "清单最多只需要四五层，请检查是否多打了括号。",
        "Four or five levels are enough; look for superfluous brackets.",
    ),
)
ESCAPE = _error(
    "Y024",
    (
        "英文双引号里的反斜杠 \\ 有特殊含义，这里的写法无效。",
        "A backslash inside double quotes has a meaning of its own, and this one has none.",
    ),
    (
        "请把外面的双引号换成英文单引号，或把 \\ 改成 /。",
        "Use single quotes instead of double ones, or write / for \\.",
    ),
)
KEY_SHAPE = _error(
    "Y025",
    (
        "名称只能是一个词，不能是列表或另一组内容。",
        "A key must be one word, not a list or a mapping.",
    ),
    (
        "请写成“名称: 内容”，名称里不要用方括号或花括号。",
        "Write “key: value”, without brackets in the key.",
    ),
)
MISSING_DASH = _error(
    "Y026",
    (
        "列表项“{text}”前面缺“- ”。",
        "The list item “{text}” lacks its “- ”.",
    ),
    ("请写成 - {text}", "Write - {text}"),
)
STRAY_DASH = _error(
    "Y027",
    ("“{key}”前面多了“- ”。", "There is a “- ” too many before “{key}”."),
    (
        "请删掉“- ”，让“{key}”和同一组的其他名称左对齐；“- ”只写在每一项的开头。",
        "Delete it and align “{key}” with its neighbours; a “- ” stands only where an item starts.",
    ),
)
FENCED = _error(
    "Y028",
    (
        "内容被“{mark}”围了起来，这不是 YAML 的写法。",
        "The lines are wrapped in “{mark}”, which is no YAML.",
    ),
    (
        "请删掉开头和末尾的“{mark}”两行，只留中间的内容。",
        "Delete the lines “{mark}” at the top and at the end.",
    ),
)
BLOCK_INDENT = _error(
    "Y029",
    ("“|”下面的文字没有缩进，分不清它属于哪一项。", "The text below the “|” is not indented."),
    (
        "请在每一行前面加两个空格；只有一段的话，也可以直接写在冒号后面，不用“|”。",
        "Put two spaces before each line; a single paragraph may follow the colon, without “|”.",
    ),
)
MARKED_KEY = _error(
    "Y030",
    ("名称“{value}”外面多了符号。", "There are marks around the key “{value}”."),
    ("请只写 {value}: ……", "Write just {value}: …"),
)
ITEM_KEY = _error(
    "Y031",
    ("列表项下面不能直接写“{text}”。", "“{text}” cannot stand below a plain list item."),
    ("请把两行合成一行：{suggestion}", "Make one line of the two: {suggestion}"),
)
