"""What to write in Markdown instead of an HTML tag."""

from __future__ import annotations

import re
from collections.abc import Mapping

_Words = tuple[str, str]

_BOLD = ("加粗请写 **文字**。", "For bold type write **words**.")
_ITALIC = ("强调请写 *文字*。", "For emphasis write *words*.")
_LIST = (
    "列表请每项一行，行首写“- ”或“1. ”。",
    "For a list start each line with “- ” or “1. ”.",
)
_TABLE = (
    "表格请用竖线：| 甲 | 乙 |，第二行 | --- | --- |。",
    "For a table use bars: | a | b |, and | --- | --- | as the second line.",
)
_PLAIN = (
    "请删掉标签，只留文字；字体、颜色和位置由版式决定。",
    "Delete the tags and keep the words; the layout decides on type, colour and place.",
)
_REMEDIES: Mapping[str, _Words] = {
    **dict.fromkeys(("b", "strong"), _BOLD),
    **dict.fromkeys(("i", "em"), _ITALIC),
    **dict.fromkeys(("ul", "ol", "li"), _LIST),
    **dict.fromkeys(("table", "thead", "tbody", "tr", "td", "th"), _TABLE),
    "br": (
        "换段请空一行；只换行请在上一行末尾加一个反斜杠 \\。",
        "Leave a blank line for a new paragraph; end the line with \\ for a new line.",
    ),
    **dict.fromkeys(
        ("sub", "sup"),
        ("请直接输入上下标字符，如 H₂O、m²。", "Type the characters themselves, such as H₂O, m²."),
    ),
    "p": ("段落之间空一行就可以了。", "A blank line between paragraphs is enough."),
    "a": ("链接请写 [文字](网址)。", "For a link write [words](address)."),
    "img": (
        '图片请写 ![图里有什么](../images/文件名 "图注")。',
        'For a picture write ![what it shows](../images/name "caption").',
    ),
    "figure": (
        '图片请单独成段：![图里有什么](../images/文件名 "图注")。',
        'Make a paragraph of it: ![what it shows](../images/name "caption").',
    ),
    "hr": ("请删掉；要分段请用小标题（## ）。", "Delete it; use a heading (## ) instead."),
    "blockquote": ("引文请在行首写“> ”。", "For a quotation start the line with “> ”."),
    "code": ("代码请写 `文字`。", "For code write `words`."),
    "pre": ("代码块请用 ``` 围起来。", "Put ``` around the code."),
    "!": (
        "备注不要写在正文里，请删掉；要记事可写在文章开头的“---”段，行首加 #。",
        "Delete the remark, or put it into the front matter after a #.",
    ),
    **{
        f"h{level}": ("小标题请写“## 文字”。", "For a heading write ## words.")
        for level in range(1, 7)
    },
}


def remedy(html: str) -> _Words:
    """Return what to do about the first tag in `html`, in Chinese and in English."""
    found = re.match(r"\s*</?([A-Za-z][A-Za-z0-9]*|!)", html)
    return _REMEDIES.get(found.group(1).lower() if found else "", _PLAIN)
