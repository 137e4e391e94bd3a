"""Why the rules of an article's text (A) are rules, and each of them before and after."""

from __future__ import annotations

from collections.abc import Mapping

from typeset.explaining import Explanation, body, meta, shown

EXPLAINED: Mapping[str, Explanation] = {
    "A001": shown(
        "标题、来源和链接写在文章最前面的“---”段里；没有它，文章就没有标题可印。",
        "Title, source and link stand between two lines --- at the top; without them there is "
        "no headline to print.",
        "近日，有关部门印发《通知》。",
        "---\ntitle: 有关部门印发《通知》\n---\n\n近日，有关部门印发《通知》。",
    ),
    "A002": shown(
        "“---”段要有头有尾，程序才知道哪里是正文。",
        "Both fences are needed to tell where the text begins.",
        "---\ntitle: 一篇文章\n\n正文。",
        "---\ntitle: 一篇文章\n---\n\n正文。",
    ),
    "A003": shown(
        "“---”只有写在文件第一行才是文章开头，别处的是分隔线。",
        "--- is front matter in the first line only; elsewhere it is a rule.",
        "（空行）\n---\ntitle: 一篇文章\n---",
        "---\ntitle: 一篇文章\n---",
    ),
    "A004": shown(
        "输入法会把三个短横变成破折号，看上去很像，程序却认不出来。",
        "An input method turns three hyphens into a dash, which looks alike and is not.",
        "———\ntitle: 一篇文章\n———",
        "---\ntitle: 一篇文章\n---",
    ),
    "A005": shown(
        "多半是正文还没有粘贴进来。",
        "The text was probably not pasted yet.",
        "---\ntitle: 一篇文章\n---",
        "---\ntitle: 一篇文章\n---\n\n正文。",
    ),
    "A006": body(
        "文章标题由“---”段里的 title: 印出；正文里再写一次就重复了。",
        "The headline comes from title:; in the text it would be printed twice.",
        "# 总体要求\n\n这里是正文。",
        "## 总体要求\n\n这里是正文。",
    ),
    "A007": body(
        "版面上的小标题只有三级样式，层次再深读者也分不清。",
        "The page has three kinds of subheads; no reader tells more levels apart.",
        "##### 第一步\n\n这里是正文。",
        "#### 第一步\n\n这里是正文。",
    ),
    "A008": body(
        "# 后面要有空格才是小标题（CommonMark 4.2），否则连 # 一起当正文印出来。",
        "A heading needs a space after # (CommonMark 4.2); else it is printed, # and all.",
        "##总体要求\n\n这里是正文。",
        "## 总体要求\n\n这里是正文。",
    ),
    "A009": body(
        "空的小标题在版面上是一段没有来由的空白。",
        "On the page an empty heading is a gap without a reason.",
        "##\n\n这里是正文。",
        "## 总体要求\n\n这里是正文。",
    ),
    "A010": body(
        "颜色、字号和位置由版式决定；稿件里的 HTML 会使各期面貌不一，换了版式也不能再用。",
        "The layout decides on colour, size and place; HTML in copy ties it to one layout.",
        "办理时间缩短<b>两成</b>。",
        "办理时间缩短**两成**。",
    ),
    "A011": body(
        "只有一头的 ** 不起作用，会原样印在纸上。",
        "A ** without its partner does nothing and is printed.",
        "**一是放宽市场准入。",
        "**一是**放宽市场准入。",
    ),
    "A012": body(
        "Markdown 的符号都是半角；全角的会原样印出来。",
        "The marks of Markdown are half-width; others are printed as they stand.",
        "要＊＊坚决＊＊落实。",
        "要**坚决**落实。",
    ),
    "A013": body(
        "方括号和圆括号要紧挨着、用半角，才是链接。",
        "A link needs its brackets half-width and side by side.",
        "见[通知]（https://www.example.com/a）。",
        "见[通知](https://www.example.com/a)。",
    ),
    "A014": meta(
        "读者点的链接和扫的二维码都要有完整的网址，包括 https://。",
        "Links and QR codes need a whole address, https:// and all.",
        "link: www.example.com/a",
        "link: https://www.example.com/a",
    ),
    "A015": body(
        "纸上的读者打不开编辑电脑里的文件。",
        "Nobody who reads the paper can open a file on the editor's computer.",
        "见[附件](附件.docx)。",
        "见[附件](https://www.example.com/a)。",
    ),
    "A016": shown(
        "看不见图的读者听的是这句说明；PDF/UA-1 要求每张图都有（ISO 14289-1，7.3）。",
        "Those who cannot see it hear these words; PDF/UA-1 asks for them (ISO 14289-1, 7.3).",
        "![](../images/map.png)",
        "![全省算力枢纽分布图](../images/map.png)",
    ),
    "A017": body(
        "排版从不上网：网上的图随时会变、会失效，过几年就排不出同样的一期。",
        "Setting never uses the network: a picture there may change or vanish.",
        "![分布图](https://www.example.com/map.png)",
        "分布图见上页。",
    ),
    "A018": body(
        "正文里有注号，页脚却没有注，读者无处可查。",
        "There is a call in the text and nothing at the foot of the page.",
        "会议印发了《通知》[^1]。",
        "会议印发了《通知》[^1]。\n\n[^1]: 参见附件。",
    ),
    "A019": body(
        "没有注号的脚注不知道印在哪一页，所以不会印出来。",
        "A note that nothing calls belongs to no page and is not printed.",
        "会议印发了《通知》。\n\n[^1]: 参见附件。",
        "会议印发了《通知》[^1]。\n\n[^1]: 参见附件。",
    ),
    "A020": body(
        "两条脚注同一个编号，注号就不知道指哪一条。",
        "With one label for two notes a call means neither.",
        "甲说[^1]。\n\n[^1]: 甲。\n\n[^1]: 乙。",
        "甲说[^1]，乙说[^2]。\n\n[^1]: 甲。\n\n[^2]: 乙。",
    ),
    "A021": body(
        "页脚里再套一层注，排不下，也没有读者去找。",
        "A note to a note finds no room and no reader.",
        "甲说[^1]。\n\n[^1]: 甲[^2]。\n\n[^2]: 乙。",
        "甲说[^1]。\n\n[^1]: 甲，即乙。",
    ),
    "A022": body(
        "空的脚注在页脚只印一个号。",
        "An empty note is printed as a bare number.",
        "甲说[^1]。\n\n[^1]:\n",
        "甲说[^1]。\n\n[^1]: 甲。",
    ),
    "A023": body(
        "本刊用小标题分段落，不用横线。",
        "This paper divides its text by headings, not by rules.",
        "第一部分。\n\n***\n\n第二部分。",
        "第一部分。\n\n第二部分。",
    ),
    "A024": body(
        "行首四个空格在 Markdown 里是代码（CommonMark 4.4），会按代码排。",
        "Four spaces at the start of a line mean code (CommonMark 4.4).",
        "    近日，有关部门印发《通知》。",
        "近日，有关部门印发《通知》。",
    ),
    "A025": body(
        "段首缩进两字由版式完成；自己打的空格会与它相加，或被忽略。",
        "The layout indents paragraphs by two characters; typed spaces come on top or to nothing.",
        "　　近日，有关部门印发《通知》。",
        "近日，有关部门印发《通知》。",
    ),
    "A026": body(
        "脚注的冒号是半角的；全角的会把这一行当正文印出来。",
        "A note's colon is half-width; otherwise the line is printed as text.",
        "甲说[^1]。\n\n[^1]：甲。",
        "甲说[^1]。\n\n[^1]: 甲。",
    ),
    "A027": meta(
        "网址后面常常连着粘进几个汉字，扫出来就打不开。",
        "Chinese words often stick to the end of a pasted address, which then leads nowhere.",
        "link: https://www.example.com/a请点击",
        "link: https://www.example.com/a",
    ),
    "A028": body(
        "Markdown 里空行才分段；没有空行，两段会连成一段。",
        "In Markdown a blank line parts paragraphs; without it two become one.",
        "第一段。\n　　第二段。",
        "第一段。\n\n第二段。",
    ),
    "A029": body(
        "没有空行，几条会连成一段，看不出是几条。",
        "Without blank lines the items run together.",
        "（一）加强领导。\n（二）落实责任。",
        "（一）加强领导。\n\n（二）落实责任。",
    ),
    "A030": body(
        "短横后面要有空格才是列表（CommonMark 5.2）。",
        "A list item needs a space after its hyphen (CommonMark 5.2).",
        "要点如下：\n\n-加强领导\n-落实责任",
        "要点如下：\n\n- 加强领导\n- 落实责任",
    ),
    "A031": body(
        "表头下面要有一行横线才是表格，否则竖线会原样印出来。",
        "A table needs a line of hyphens below its head, or its bars are printed.",
        "| 地区 | 数量 |\n| 贵阳 | 12 |",
        "| 地区 | 数量 |\n|---|---|\n| 贵阳 | 12 |",
    ),
    "A032": body(
        "比表头多的格子没有栏可放，不会印出来。",
        "Cells beyond the head have no column and are not printed.",
        "| 地区 | 数量 |\n|---|---|\n| 贵阳 | 12 | 13 |",
        "| 地区 | 数量 |\n|---|---|\n| 贵阳 | 12 |",
    ),
    "A033": body(
        "别的软件的记号在这里不起作用，会原样印出来。",
        "The marks of another program mean nothing here and are printed.",
        "要~~坚决~~落实。",
        "要**坚决**落实。",
    ),
    "A034": shown(
        "“---”段只能有一个；第二个会当正文印出来。",
        "There is one such block; a second is printed as text.",
        "---\ntitle: 一篇文章\n---\n---\nsource: 新华社\n---",
        "---\ntitle: 一篇文章\nsource: 新华社\n---",
    ),
    "A035": body(
        "注号要用半角方括号和 ^，否则原样印出来。",
        "A call takes ordinary brackets and ^, or it is printed as it stands.",
        "会议印发了《通知》【^1】。",
        "会议印发了《通知》[^1]。\n\n[^1]: 参见附件。",
    ),
    "A036": body(
        "没有冒号，脚注就成了正文里的一行。",
        "Without its colon a note becomes a line of text.",
        "甲说[^1]。\n\n[^1] 甲。",
        "甲说[^1]。\n\n[^1]: 甲。",
    ),
    "A037": body(
        "目录、公式和图片大小的记号来自别的软件，在这里会原样印出来。",
        "Marks for contents, formulas and sizes come from other programs and are printed here.",
        "[toc]\n\n这里是正文。",
        "这里是正文。",
    ),
    "A038": body(
        "代码没有结束的记号，后面全文都会排成代码。",
        "Without its end all that follows is set as code.",
        "代码如下：\n\n```\nmake pdf\n\n这里是正文。",
        "代码如下：\n\n```\nmake pdf\n```\n\n这里是正文。",
    ),
    "A039": body(
        "“[1]: ……”在 Markdown 里是链接的定义，不印出来（CommonMark 4.7）。",
        "A line [1]: … defines a link in Markdown and is not printed (CommonMark 4.7).",
        "见参考资料。\n\n[1]: 某部通知",
        "见参考资料。\n\n1. 某部通知",
    ),
    "A040": shown(
        "二维码下的文字要有二维码才印。",
        "The words below a QR code need a code to stand below.",
        "link_caption: 扫码阅读",
        "link: https://www.example.com/a\nlink_caption: 扫码阅读",
    ),
    "A041": shown(
        "从聊天窗口复制时，整篇文章常被代码记号围住。",
        "Text copied from a chat often comes wrapped in a fence of code.",
        "```\n---\ntitle: 一篇文章\n---\n正文。\n```",
        "---\ntitle: 一篇文章\n---\n正文。",
    ),
    "A042": body(
        "注音和着重号写成 {字|音}，括号和竖线用半角；否则原样印出来。",
        "Readings and dots are written {characters|reading} with ordinary marks.",
        "{贵阳｜guì yáng}是省会。",
        "{贵阳|guì yáng}是省会。",
    ),
}
