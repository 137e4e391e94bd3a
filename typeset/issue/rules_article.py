"""A: what can be wrong with an article's text."""

from __future__ import annotations

from typeset.diagnostics import Severity, rule

NO_FRONT_MATTER = rule(
    "A001",
    (
        "文章开头没有写标题等信息的“---”段。",
        "The article does not start with front matter.",
    ),
    (
        "请在文件最前面加三行：---、title: 文章标题、---",
        "Put three lines at the top: ---, title: The title, ---",
    ),
)
FRONT_MATTER_OPEN = rule(
    "A002",
    (
        "开头的“---”段没有结束，分不清哪里是正文。",
        "The front matter that starts here is not closed.",
    ),
    (
        "请在标题、来源等信息之后、正文之前，单独写一行 ---",
        "Put a line --- between title, source and the like, and the text.",
    ),
)
FRONT_MATTER_LATE = rule(
    "A003",
    ("开头的“---”前面有空行。", "There are blank lines before the front matter."),
    ("请删掉空行，让 --- 成为文件的第一行。", "Delete them; --- must be the first line."),
)
FENCE_SHAPE = rule(
    "A004",
    (
        "分隔线应当正好是三个半角短横，实际写的是“{text}”，共 {count} 处。",
        "The fence must be three hyphens, not “{text}” ({count} in all).",
    ),
    ("请改成 ---（英文输入法，前后没有空格）。", "Write --- with nothing around it."),
)
NO_BODY = rule(
    "A005",
    ("只有标题等信息，没有正文。", "There is front matter, but no text."),
    ("请在第二个 --- 之后写正文。", "Write the text after the second ---."),
)
TITLE_IN_BODY = rule(
    "A006",
    (
        "正文里用了一级标题“# {text}”。",
        "The text contains a heading of the first level: # {text}",
    ),
    (
        "文章标题写在开头的 title: 里（机构名写在清单里）；正文里的小标题请用 ## 开头。",
        "An article's title is given as title: at the top, an organisation's name in the "
        "manifest; headings in the text start with ##.",
    ),
)
TOO_DEEP_HEADING = rule(
    "A007",
    (
        "小标题最多到四级（####），这里是 {level} 级。",
        "Headings go down to the fourth level (####); this is level {level}.",
    ),
    ("请减少 # 的个数，或改用加粗。", "Use fewer #, or set it in bold."),
)
GLUED_HEADING = rule(
    "A008",
    (
        "“{marks}”后面缺一个空格，不会成为小标题。",
        "“{marks}” needs a space after it to make a heading.",
    ),
    ("请写成 {suggestion}", "Write {suggestion}"),
)
EMPTY_HEADING = rule(
    "A009",
    ("小标题没有文字。", "The heading is empty."),
    ("请写上小标题，或删掉这一行。", "Write the heading, or delete the line."),
)
RAW_HTML = rule(
    "A010",
    ("正文里不能用 HTML：{text}", "HTML is not allowed in the text: {text}"),
    ("{remedy_zh}", "{remedy_en}"),
)
OPEN_STRONG = rule(
    "A011",
    (
        "加粗符号 ** 没有成对，会原样印出来。",
        "The ** here has no partner and would be printed.",
    ),
    (
        "加粗的两端都要写 **，在同一段里，而且里侧不能有空格：**要加粗的字**",
        "Put ** at both ends within one paragraph, without a space on the inner side: "
        "**bold words**",
    ),
)
WIDE_MARK = rule(
    "A012",
    (
        "“{text}”用了全角符号，会原样印出来。",
        "“{text}” uses full-width marks and would be printed as it stands.",
    ),
    ("请改成半角符号：{suggestion}", "Use the ordinary ones: {suggestion}"),
)
BROKEN_LINK = rule(
    "A013",
    (
        "链接或图片的写法不完整，会原样印出来：{text}",
        "A link or picture is not written as it must be, and would be printed: {text}",
    ),
    (
        '链接请写 [文字](网址)，图片请写 ![图里有什么](../images/文件名 "图注")：'
        "括号和引号用半角，括号紧挨着写。",
        'Write [text](address), or ![what it shows](../images/name "caption"): ordinary brackets '
        "side by side, and ordinary quotes.",
    ),
)
BAD_URL = rule(
    "A014",
    ("网址不对：{url}（{reason_zh}）。", "This is not a usable address: {url} ({reason_en})."),
    ("{remedy_zh}", "{remedy_en}"),
)
LOCAL_LINK = rule(
    "A015",
    (
        "链接“{url}”指向本机文件，纸上的读者打不开。",
        "“{url}” is a file on this computer, which no reader of the paper can open.",
    ),
    (
        "请改成 https:// 开头的网址；要引用另一篇文章，请写“见本期《……》”。",
        "Give an address with https://; to point to another article, name its title.",
    ),
)
NO_ALT = rule(
    "A016",
    ("图片 {file} 没有文字说明。", "The picture {file} has no description."),
    (
        "请在方括号里写图片的内容：![图里有什么]({url})",
        "Say in the square brackets what it shows: ![what it shows]({url})",
    ),
    Severity.WARNING,
)
REMOTE_PICTURE = rule(
    "A017",
    ("图片用了网址：{url}", "The picture is on the web: {url}"),
    (
        "请把图片下载到 images 文件夹，再写 ../images/文件名。",
        "Save it in the folder images and write ../images/name.",
    ),
)
NO_SUCH_NOTE = rule(
    "A018",
    ("脚注 [^{label}] 没有内容。", "There is no text for the footnote [^{label}]."),
    (
        "请在文末另起一行写：[^{label}]: 脚注内容",
        "Write a line at the end: [^{label}]: the note",
    ),
)
UNUSED_NOTE = rule(
    "A019",
    ("脚注 [^{label}] 没有被引用，不会印出来。", "The footnote [^{label}] is never called."),
    ("请在正文里写 [^{label}]，或删掉这条脚注。", "Write [^{label}] in the text, or delete it."),
    Severity.WARNING,
)
NOTE_TWICE = rule(
    "A020",
    (
        "脚注 [^{label}] 写了两次，第一次在第 {first} 行。",
        "The footnote [^{label}] is written twice, first in line {first}.",
    ),
    ("请给其中一条换一个编号。", "Give one of them another label."),
)
NESTED_NOTE = rule(
    "A021",
    ("脚注里面不能再有脚注 [^{label}]。", "A footnote cannot contain another: [^{label}]."),
    ("请把内容直接写进这条脚注。", "Write its text into this note."),
)
EMPTY_NOTE = rule(
    "A022",
    ("脚注 [^{label}] 后面没有内容。", "The footnote [^{label}] is empty."),
    ("请在冒号后写脚注内容。", "Write the note after the colon."),
)
RULED_LINE = rule(
    "A023",
    ("单独一行的“{text}”是分隔线，不会印出来。", "The line “{text}” is a rule, not printed."),
    ("请删掉它；要分段请用小标题（## ）。", "Delete it; use a heading (## ) to divide the text."),
    Severity.WARNING,
)
INDENTED_CODE = rule(
    "A024",
    (
        "这一段行首有四个以上空格或 Tab，会被排成代码。",
        "The paragraph starts with four spaces or a tab and would be set as code.",
    ),
    ("请删掉行首的空格，段首缩进由版式完成。", "Delete them; the layout indents paragraphs."),
)
WIDE_INDENT = rule(
    "A025",
    (
        "段首有全角空格，已经忽略，共 {count} 段。",
        "Paragraphs start with full-width spaces, which are left out ({count} in all).",
    ),
    ("请删掉它们，段首缩进由版式完成。", "Delete them; the layout indents paragraphs."),
    Severity.WARNING,
)
WIDE_NOTE = rule(
    "A026",
    (
        "脚注“[^{label}]”后面用了中文冒号。",
        "A full-width colon follows the footnote “[^{label}]”.",
    ),
    (
        "请改成英文冒号加一个空格：[^{label}]: 脚注内容",
        "Type an ordinary colon and a space: [^{label}]: the note",
    ),
)
CHINESE_URL = rule(
    "A027",
    ("网址里有汉字：{url}", "The address contains Chinese characters: {url}"),
    (
        "请检查末尾是否多带了文字；如果网址确实如此，请从浏览器地址栏重新复制。",
        "See whether words stick to its end; otherwise copy it from the browser again.",
    ),
    Severity.WARNING,
)
JOINED_PARAGRAPH = rule(
    "A028",
    (
        "这一行以全角空格开头，像是新的一段，但上面没有空行，会和上一段连在一起。",
        "This line looks like a new paragraph, but without a blank line above it joins the "
        "one before.",
    ),
    (
        "请在这一行上面加一个空行，并删掉行首的空格。",
        "Put a blank line above it and delete the spaces.",
    ),
)
JOINED_LINE = rule(
    "A029",
    (
        "这一行以“{text}”开头，但上面没有空行，会和上一行连在一起。",
        "This line starts with “{text}”, but without a blank line above it joins the one before.",
    ),
    (
        "请在每一条之间加一个空行；要排成列表，请写成“1. 内容”或“- 内容”（符号后有空格）。",
        "Put a blank line between the items; for a list write “1. text” or “- text”.",
    ),
    Severity.WARNING,
)
GLUED_BULLET = rule(
    "A030",
    (
        "“{mark}”后面缺一个空格，不会排成列表。",
        "“{mark}” needs a space after it to make a list.",
    ),
    ("请写成 {suggestion}", "Write {suggestion}"),
    Severity.WARNING,
)
BROKEN_TABLE = rule(
    "A031",
    ("这几行像是表格，但不会排成表格。", "These lines look like a table, but make none."),
    (
        "请用半角竖线 |，并在第一行下面加一行 {suggestion}；表格中间不能有空行。",
        "Use the ordinary bar | and put below the first line: {suggestion}; a table contains no "
        "blank line.",
    ),
)
LONG_ROW = rule(
    "A032",
    (
        "表格的这一行有 {count} 格，表头只有 {wanted} 格，多出的不会印出来。",
        "This row has {count} cells, the table's head only {wanted}; the rest is not printed.",
    ),
    (
        "请给表头补上格子，或删掉多余的竖线；内容里的竖线要写成 \\|",
        "Add cells to the head or delete bars; write \\| for a bar that is printed.",
    ),
)
LITERAL_MARK = rule(
    "A033",
    (
        "“{text}”里的符号在这里不起作用，会原样印出来。",
        "The marks in “{text}” have no effect here and would be printed.",
    ),
    (
        "加粗请写 **文字**，强调请写 *文字*；本刊不用删除线和底色。",
        "Write **words** for bold, *words* for emphasis; struck out and marked text do not occur.",
    ),
    Severity.WARNING,
)
