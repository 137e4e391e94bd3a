"""F: what can be wrong with a file as such, before its text is read."""

from __future__ import annotations

from typeset.diagnostics import Severity, rule

MISSING = rule(
    "F001",
    ("找不到文件 {file}。", "There is no file {file}."),
    (
        "请检查文件名和所在的文件夹。{nearest_zh}",
        "Check the name and the folder. {nearest_en}",
    ),
)
NOT_A_FILE = rule(
    "F002",
    ("{file} 是文件夹或特殊文件，不是普通文件。", "{file} is a folder or a device, not a file."),
    ("请写出文件夹里那个文件的完整名字。", "Give the full name of a file."),
)
OUTSIDE = rule(
    "F003",
    ("{file} 不在本项目的文件夹里，程序不会读取。", "{file} lies outside the project."),
    (
        "请把文件复制到这一期的文件夹里，再改写这里的路径。",
        "Copy the file into the issue's folder and name it from there.",
    ),
)
UNREADABLE = rule(
    "F004",
    ("打不开文件 {file}。", "The file {file} cannot be opened."),
    (
        "请检查文件是否被别的程序占用，以及是否有读取权限。",
        "See whether another program holds it and whether you may read it.",
    ),
)
EMPTY = rule(
    "F005",
    ("{file} 是空的。", "{file} is empty."),
    ("请检查是否忘了保存。", "See whether it was saved."),
)
BINARY = rule(
    "F006",
    (
        "{file} 不是能排版的文本文件（看起来是{kind_zh}）。",
        "{file} is not a text file to be set (it looks like {kind_en}).",
    ),
    (
        "请用文本编辑器写好并存为 UTF-8；改扩展名不能把 Word、PDF 或网页变成文本。",
        "Write it with a text editor and save it as UTF-8; renaming a Word or PDF file or a "
        "web page is not enough.",
    ),
)
ENCODING = rule(
    "F007",
    (
        "{file} 不是 UTF-8 编码（可能是 {encoding}）。",
        "{file} is not encoded as UTF-8 (perhaps as {encoding}).",
    ),
    (
        "请在编辑器里选“另存为”，编码选 UTF-8。",
        "Use “Save as” in the editor and choose UTF-8.",
    ),
)
CONTROL = rule(
    "F008",
    (
        "文字里有不可见的控制字符 {code}，共 {count} 处。",
        "The text contains the control character {code} ({count} in all).",
    ),
    (
        "请删掉光标处的这个字符；它多半是从别的程序粘贴时带来的。",
        "Delete it; it was probably pasted from another program.",
    ),
)
INVISIBLE = rule(
    "F009",
    (
        "文字里有看不见的字符 {code}，共 {count} 处。",
        "The text contains the invisible character {code} ({count} in all).",
    ),
    (
        "请删掉它，或把这一段重新输入；它多半是从网页粘贴时带来的。",
        "Delete it or type the passage anew; it was probably pasted from a web page.",
    ),
    Severity.WARNING,
)
TOO_LARGE = rule(
    "F010",
    (
        "{file} 太大（{size_mb} MB），不像是文字稿。",
        "{file} is too large ({size_mb} MB) for a text.",
    ),
    (
        "请检查是否选错了文件；图片请放在 images 文件夹里，用文件名引用。",
        "See whether this is the right file; pictures go into the folder images.",
    ),
)
NO_SUCH_ISSUE = rule(
    "F011",
    ("没有第 {number} 期。", "There is no issue {number}."),
    (
        "现有：{existing}。新建一期请用 typeset new {number}。",
        "There are: {existing}. Make a new one with typeset new {number}.",
    ),
)
NO_MANIFEST = rule(
    "F012",
    ("文件夹 {folder} 里没有 issue.yaml。", "The folder {folder} holds no issue.yaml."),
    (
        "请检查文件夹是否选对；清单的文件名必须是 issue.yaml。",
        "See whether this is the right folder; the manifest must be named issue.yaml.",
    ),
)
CONFLICT = rule(
    "F013",
    (
        "文件里有 Git 合并冲突的标记“<<<<<<<”，共 {count} 处。",
        "The file holds the marks of a merge conflict, “<<<<<<<” ({count} in all).",
    ),
    (
        "请在“<<<<<<<”和“>>>>>>>”之间的两种写法里选定一种，再删掉带标记的三行。",
        "Choose one of the two versions between “<<<<<<<” and “>>>>>>>”, and delete the marks.",
    ),
)
GARBLED = rule(
    "F014",
    ("文字里有乱码“�”，共 {count} 处。", "The text contains the garbled character “�” ({count})."),
    (
        "原来的字在转换编码时丢了，请对照原稿重新输入。",
        "What stood here was lost when the file was converted; type it anew.",
    ),
)
TOML_SYNTAX = rule(
    "F015",
    ("typeset.toml 写得不对：{reason}", "typeset.toml cannot be read: {reason}"),
    (
        '值要加英文引号，几个值写进方括号，如 ignore = ["T012", "G"]。',
        'Values take quotes, several of them brackets, as ignore = ["T012", "G"].',
    ),
)
UNKNOWN_TABLE = rule(
    "F016",
    ("typeset.toml 里没有“{key}”这一项。", "typeset.toml has nothing called “{key}”."),
    ("检查的要求写在一行 [check] 下面。", "What the checks look at stands below a line [check]."),
)
