"""A, continued: what is written in an article as some other program would have it."""

from __future__ import annotations

from typeset.diagnostics import Severity, rule

EXTRA_FRONT_MATTER = rule(
    "A034",
    (
        "这里多了一个“---”段，里面的内容会当成正文。",
        "There is front matter here, which would be printed as text.",
    ),
    (
        "请删掉两条 --- 和它们之间的行；文章开头只有一个“---”段，机构介绍不用写。",
        "Delete both lines --- and what stands between; an article has one such block at its "
        "top, an organisation's text none.",
    ),
)
BROKEN_CALL = rule(
    "A035",
    (
        "“{text}”不是脚注的写法，会原样印出来。",
        "“{text}” does not make a footnote and would be printed.",
    ),
    (
        "请写成 {suggestion}：半角方括号和 ^，里面没有空格；脚注内容写在文末。",
        "Write {suggestion}, with ordinary brackets and ^ and no space; the note itself goes to "
        "the end.",
    ),
)
NOTE_COLON = rule(
    "A036",
    ("脚注“[^{label}]”后面缺英文冒号。", "A colon is missing after the footnote “[^{label}]”."),
    ("请写成 [^{label}]: 脚注内容", "Write [^{label}]: the note"),
)
NO_EFFECT = rule(
    "A037",
    (
        "“{text}”在这里不起作用，会原样印出来。",
        "“{text}” has no effect here and would be printed.",
    ),
    (
        "请删掉它；小标题请写“## 文字”，公式请做成图片，目录、换页和图片大小由版式决定。",
        "Delete it; headings are written ## words, formulas come as pictures, and the layout "
        "decides on contents, page breaks and sizes.",
    ),
)
OPEN_CODE = rule(
    "A038",
    (
        "从这里开始的“{mark}”没有结束，后面的文字都会排成代码。",
        "The “{mark}” that starts here is not closed: all that follows would be set as code.",
    ),
    (
        "请在代码后面单独写一行 {mark}；不是代码的话，请删掉这一行。",
        "Write a line {mark} after the code, or delete this line if it is no code.",
    ),
)
LOST_REFERENCE = rule(
    "A039",
    (
        "“[{label}]: ……”这一行不会印出来。",
        "The line “[{label}]: …” is not printed.",
    ),
    (
        "如果是脚注，请写成 [^{label}]: ……，正文里写 [^{label}]；"
        "如果是参考资料，请写成 {label}. ……",
        "For a footnote write [^{label}]: … and call it [^{label}] in the text; "
        "for a list of sources write {label}. …",
    ),
    Severity.WARNING,
)
LONE_CAPTION = rule(
    "A040",
    (
        "没有 link:，link_caption: 的文字不会印出来。",
        "Without link: the words of link_caption: are not printed.",
    ),
    ("请补上 link:，或删掉 link_caption:。", "Add link:, or delete link_caption:."),
    Severity.WARNING,
)
WRAPPED = rule(
    "A041",
    (
        "整篇文章被“{mark}”围了起来。",
        "The whole article is wrapped in “{mark}”.",
    ),
    (
        "请删掉开头和末尾的“{mark}”两行，只留中间的内容。",
        "Delete the lines “{mark}” at the top and at the end.",
    ),
)
BROKEN_NOTE = rule(
    "A042",
    (
        "“{text}”不是注音或着重号的写法，会原样印出来。",
        "“{text}” does not set a reading or dots and would be printed.",
    ),
    (
        "请写成 {suggestion}：半角花括号和竖线，两头都要有，竖线后面不能空着。",
        "Write {suggestion}, with ordinary braces and bar, closed, and something after the bar.",
    ),
    Severity.WARNING,
)
