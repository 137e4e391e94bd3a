"""Why the rules of YAML (Y) are rules, and each of them before and after."""

from __future__ import annotations

from collections.abc import Mapping

from typeset.explaining import Explanation, manifest, shown

EXPLAINED: Mapping[str, Explanation] = {
    "Y001": shown(
        "这一行不合 YAML 的语法，程序不知道它是什么意思。",
        "The line breaks the syntax of YAML and could mean anything.",
        "title: [甲",
        "title: 甲",
    ),
    "Y002": manifest(
        "YAML 不许用 Tab 缩进（YAML 1.2，6.1）：不同的软件里它宽窄不一。",
        "YAML forbids tabs as indentation (1.2, 6.1): their width differs between programs.",
        "cover:\n\theadline: 甲",
        "cover:\n  headline: 甲",
    ),
    "Y003": manifest(
        "全角空格看起来是缩进，程序却把它当成文字。",
        "Full-width spaces look like indentation, but count as text.",
        "cover:\n　headline: 甲",
        "cover:\n  headline: 甲",
    ),
    "Y004": manifest(
        "名称和内容之间要用半角冒号加一个空格；中文冒号不起作用。",
        "Key and value are parted by an ordinary colon and a space.",
        "subtitle：看数字中国",
        "subtitle: 看数字中国",
    ),
    "Y005": manifest(
        "冒号后面没有空格，整行会被当成一段文字。",
        "Without the space the whole line is one piece of text.",
        "subtitle:看数字中国",
        "subtitle: 看数字中国",
    ),
    "Y006": shown(
        "一行里没有冒号，不知道哪一半是名称。",
        "Without a colon nothing tells the key from the value.",
        "subtitle 看数字中国",
        "subtitle: 看数字中国",
    ),
    "Y007": manifest(
        "外面的中文引号会当成内容印出来；本来就要印的请再包一层英文引号。",
        "Chinese quotes around a value are part of it and printed.",
        "date: “2024-07-15”",
        "date: 2024-07-15",
    ),
    "Y008": shown(
        "引号只有一半，印出来也是一半。",
        "Half a pair of quotes is printed as half a pair.",
        "subtitle: “看数字中国",
        "subtitle: 看数字中国",
    ),
    "Y009": manifest(
        "方括号列表用英文逗号分隔；全角逗号会把几个人连成一个。",
        "A list in brackets takes ordinary commas; others make one name of several.",
        "masthead:\n  - 编委会: [王一，李二]",
        "masthead:\n  - 编委会: [王一, 李二]",
    ),
    "Y010": shown(
        "no、yes、on、off 在 YAML 里是“否”和“是”，不是名称。",
        "no, yes, on and off mean false and true in YAML, not keys.",
        "no: 189",
        "number: 189",
    ),
    "Y011": shown(
        "同一个名称写两次，程序不知道该听哪一个。",
        "With one key twice nobody knows which counts.",
        "title: 甲\ntitle: 乙",
        "title: 甲",
    ),
    "Y012": manifest(
        "@、*、&、% 等在 YAML 里另有用途，开头有它们的内容要加引号。",
        "Marks like @, *, & and % have a meaning in YAML; such values are quoted.",
        "subtitle: @全体读者",
        "subtitle: '@全体读者'",
    ),
    "Y013": manifest(
        "内容里的英文冒号加空格会被当成又一组“名称: 内容”。",
        "A colon and a space within a value look like another key.",
        "subtitle: 通知: 关于港口",
        "subtitle: 通知：关于港口",
    ),
    "Y014": manifest(
        "短横后面没有空格，就不是列表的一项。",
        "Without a space after its hyphen this is no item of a list.",
        "masthead:\n  -主编: 某研究院",
        "masthead:\n  - 主编: 某研究院",
    ),
    "Y015": manifest(
        "列表项以半角短横开头；输入法打出的破折号和圆点不算。",
        "Items start with a hyphen; dashes and bullets of an input method do not count.",
        "masthead:\n  — 主编: 某研究院",
        "masthead:\n  - 主编: 某研究院",
    ),
    "Y016": shown(
        "引号没有结束，后面各行都会被当成它的内容。",
        "An open quote swallows the lines that follow.",
        'subtitle: "看数字中国',
        'subtitle: "看数字中国"',
    ),
    "Y017": shown(
        "括号没有结束，后面各行都会被当成列表。",
        "An open bracket swallows the lines that follow.",
        "- 编委会: [王一, 李二",
        "- 编委会: [王一, 李二]",
    ),
    "Y018": manifest(
        "引号里的就是全部内容，后面不能再有字。",
        "What stands in the quotes is the whole value.",
        'subtitle: "看数字"中国',
        'subtitle: "看数字中国"',
    ),
    "Y019": shown(
        "YAML 用缩进表示从属；对不齐就不知道属于哪一项。",
        "In YAML indentation tells what belongs to what.",
        "cover:\n   headline: 甲\n  image: a.png",
        "cover:\n  headline: 甲\n  image: a.png",
    ),
    "Y020": manifest(
        "空格加 # 起头的是注释，不印出来；要印就加引号。",
        "A space and # begin a remark, which is not printed; quote the value to print it.",
        "subtitle: 看数字中国 #1",
        "subtitle: '看数字中国 #1'",
    ),
    "Y021": shown(
        "锚点和合并让一行的意思取决于别处，编辑看不出来。",
        "Anchors and merges make a line mean what stands elsewhere.",
        "subtitle: &a 看数字中国",
        "subtitle: 看数字中国",
    ),
    "Y022": shown(
        "一个清单只有一份文档；“---”之后的内容会被丢掉。",
        "A manifest is one document; what follows --- would be lost.",
        "title: 甲\n---\nnumber: 9",
        "title: 甲\nnumber: 9",
    ),
    "Y023": shown(
        "清单没有那么深的层次，多半是括号打多了。",
        "No manifest is that deep; there are probably too many brackets.",
        "title: [[[[[[[[[[[[[甲]]]]]]]]]]]]]",
        "title: 甲",
    ),
    "Y024": manifest(
        "英文双引号里反斜杠是转义符，Windows 路径里的反斜杠因此出错。",
        "In double quotes a backslash escapes; paths of Windows come to grief by it.",
        'subtitle: "D:\\数据"',
        "subtitle: 'D:\\数据'",
    ),
    "Y025": shown(
        "名称是一个词，好让程序查得到。",
        "A key is a word that can be looked up.",
        "[title]: 甲",
        "title: 甲",
    ),
    "Y026": shown(
        "列表的每一项都以“- ”开头。",
        "Every item of a list starts with a hyphen and a space.",
        "articles:\n  - articles/01.md\n  articles/02.md",
        "articles:\n  - articles/01.md\n  - articles/02.md",
    ),
    "Y027": shown(
        "多一个“- ”就多一层列表。",
        "One “- ” too many makes a list within the list.",
        "articles:\n  - - articles/01.md",
        "articles:\n  - articles/01.md",
    ),
    "Y028": shown(
        "从聊天窗口或网页复制时，代码记号常被一起复制进来。",
        "What is copied from a chat often brings its fences along.",
        "```yaml\ntitle: 甲\n```",
        "title: 甲",
    ),
    "Y029": shown(
        "“|”下面的几行要缩进，才属于这一项。",
        "The lines below | belong to it by their indentation.",
        "statement: |\n仅供内部交流。",
        "statement: |\n  仅供内部交流。",
    ),
    "Y030": shown(
        "名称外面的书名号、星号会成为名称的一部分。",
        "Marks around a key become part of it.",
        "**title**: 甲",
        "title: 甲",
    ),
    "Y031": shown(
        "一项列表已经有了内容，不能再带下一级。",
        "An item that has a value cannot have keys below it.",
        "articles:\n  - articles/01.md\n    start: left",
        "articles:\n  - file: articles/01.md\n    start: left",
    ),
}
