"""Why the rules of files (F) and of the facts in a manifest (M) are rules."""

from __future__ import annotations

from collections.abc import Mapping

from typeset.explaining import Explanation, manifest, meta, shown, told

EXPLAINED: Mapping[str, Explanation] = {
    "F001": shown(
        "文件名要一字不差，大小写也要一样：别的电脑分大小写。",
        "Names must match to the letter, capitals too: other computers tell them apart.",
        "- articles/02-prot.md",
        "- articles/02-port.md",
    ),
    "F002": told(
        "这里要的是一个文件，文件夹里有许多文件。",
        "One file is wanted here, and a folder holds many.",
    ),
    "F003": shown(
        "一期的文件夹里有它的一切，搬到哪里、过多少年都能再排；项目外的文件做不到。",
        "An issue's folder holds all it needs, so that it can be set anywhere, any year.",
        "image: ../../../桌面/cover.jpg",
        "image: images/cover.jpg",
    ),
    "F004": told(
        "文件在，但系统不让读：权限不够，或被别的程序占用。",
        "The file is there, but the system does not let it be read.",
    ),
    "F005": told("多半是新建了文件还没有保存。", "It was probably made and never saved."),
    "F006": told(
        "改扩展名不会改变内容：Word 文件叫 .md 也还是 Word 文件。",
        "Another extension does not change the contents: a Word file stays one.",
    ),
    "F007": told(
        "只有 UTF-8 能在各种电脑上读成同样的字；GBK 的字在别处会成乱码。",
        "Only UTF-8 reads the same on every computer.",
    ),
    "F008": told(
        "控制字符印不出来，却会打断文字和搜索。",
        "Control characters print nothing, yet break words and searches.",
    ),
    "F009": told(
        "零宽空格之类看不见，却会使词断开、搜不到，网址打不开。",
        "Zero-width characters break words, searches and addresses unseen.",
    ),
    "F010": told(
        "一篇文章不会有两百万字节，多半是选错了文件。",
        "No article has two million bytes; it is probably the wrong file.",
    ),
    "F011": told("期号写错了，或那一期还没有建。", "The number is wrong, or not begun yet."),
    "F012": told(
        "每一期由 issue.yaml 说明内容和顺序，名字不能改。",
        "issue.yaml says what the issue holds; its name is fixed.",
    ),
    "F013": told(
        "两个人改了同一处，Git 把两种写法都留下，等人选定。",
        "Two people changed one place; Git keeps both and waits for a choice.",
    ),
    "F014": told(
        "“�”是读不出的字留下的空位，原字已经丢了，只能补上。",
        "“�” stands where a character could not be read; it is lost and must be typed anew.",
    ),
    "F015": shown(
        "TOML 的文字都要加英文引号。",
        "Text takes quotes in TOML.",
        "[check]\nignore = [T012]",
        '[check]\nignore = ["T012"]',
    ),
    "F016": shown(
        "写错的名称不会起作用，也就没人知道它没起作用。",
        "A misspelt name does nothing, and nobody would know.",
        '[chekc]\nignore = ["T012"]',
        '[check]\nignore = ["T012"]',
    ),
    "M001": shown(
        "清单由一行行“名称: 内容”组成。",
        "A manifest consists of lines “key: value”.",
        "- 大数据发展动态",
        "title: 大数据发展动态",
    ),
    "M002": manifest(
        "写错的名称若不提醒，它的内容就悄悄丢了。",
        "A misspelt key would silently lose its value.",
        "sub_title: 看数字中国",
        "subtitle: 看数字中国",
    ),
    "M003": manifest(
        "没有它，这一期印不出来。",
        "Without it the issue cannot be printed.",
        "follow:\n  image: images/wechat.png",
        "subtitle: 看数字中国",
    ),
    "M004": manifest(
        "写了名称没写内容，不知道是忘了，还是不要。",
        "A key without a value may be forgotten or unwanted; nobody can tell.",
        "subtitle:",
        "subtitle: 看数字中国",
    ),
    "M005": manifest(
        "这里要的是另一种内容，照它排会出错。",
        "Another kind of value belongs here.",
        "cover: 贵阳数据",
        "cover:\n  headline: 贵阳数据",
    ),
    "M006": manifest(
        "日期一律写成 年-月-日（GB/T 7408），各版式再印成自己的样子。",
        "Dates are written year-month-day (ISO 8601); layouts print them their way.",
        "date: 2024年7月15日",
        "date: 2024-07-15",
    ),
    "M007": manifest(
        "日历上没有这一天。",
        "There is no such day in the calendar.",
        "date: 2024-02-30",
        "date: 2024-02-29",
    ),
    "M008": manifest(
        "期号用来排序和找上一期，只能是数字。",
        "The number sorts issues and finds the one before; it is digits.",
        "number: 第九期",
        "number: 9",
    ),
    "M009": manifest(
        "写明版本，多年以后才能排出同样的版面。",
        "With its version named, the same pages can be set years from now.",
        "layout: brief",
        "layout: brief@1",
    ),
    "M010": shown(
        "文章只能从这几种位置开始。",
        "An article can start in these places only.",
        "start: 左页",
        "start: left",
    ),
    "M011": manifest(
        "这里在版面上只有一行的位置。",
        "The page has room for one line here.",
        "subtitle: |\n  看\n  数字中国",
        "subtitle: 看数字中国",
    ),
    "M012": manifest(
        "路径从这一期的文件夹写起，用 /，搬到别的电脑才找得到。",
        "Paths start at the issue's folder and use /, so that they hold on other computers.",
        "cover:\n  headline: 甲\n  image: D:\\图\\cover.jpg",
        "cover:\n  headline: 甲",
    ),
    "M013": manifest(
        "版权页每一行有标签和内容两栏。",
        "Each row of the masthead has a label and its lines.",
        "masthead:\n  - 主编 某研究院",
        "masthead:\n  - 主编: 某研究院",
    ),
    "M014": shown(
        "一行一个标签，顺序才保得住。",
        "One label a row keeps the order.",
        "- 主编: 某研究院\n  总编辑: 王一",
        "- 主编: 某研究院\n- 总编辑: 王一",
    ),
    "M015": shown(
        "同一篇文章印两次，多半是复制时忘了改。",
        "An article listed twice was probably copied and not changed.",
        "- articles/01.md\n- articles/01.md",
        "- articles/01.md\n- articles/02.md",
    ),
    "M016": told(
        "写好的文章没有列进清单，就不会印出来。",
        "An article that was written and not listed is not printed.",
    ),
    "M017": shown(
        "没有文章的栏目在目录里是一个空标题。",
        "A section without articles is a bare title in the contents.",
        "- title: 国策要论\n  articles: []",
        "- title: 国策要论\n  articles: [articles/01.md]",
    ),
    "M018": meta(
        "同一件事只写在一处：文章的归文章，这一期的归清单。",
        "A fact is written in one place: the article's in the article, the issue's in its list.",
        "title: 一个标题\nsource: 新华社\nlink: https://www.example.com/a\nnumber: 189",
        "title: 一个标题",
    ),
    "M019": told(
        "这种格式不能付印，或文件已损坏。",
        "It is of a kind that cannot be printed, or damaged.",
    ),
    "M020": manifest(
        "没有栏目就没有文章可印。",
        "Without sections there is nothing to print.",
        "sections: []",
        "sections:\n  - title: 国策要论\n    articles: [articles/01.md]",
    ),
    "M021": shown(
        "选项的名称要和版式说明里的一样。",
        "Options have the names that the layout gives them.",
        "options: {封面颜色: 蓝}",
        "options: {cover_colour: blue}",
    ),
    "M022": manifest(
        "YAML 用缩进表示从属，顶着行首写就不属于它了。",
        "In YAML indentation tells what belongs to what.",
        "cover:\nheadline: 甲",
        "cover:\n  headline: 甲",
    ),
    "M023": manifest(
        "加粗、链接等记号只在正文里起作用，在这里会原样印出来。",
        "Marks for bold and links work in the text only and are printed here.",
        "subtitle: 看**数字**中国",
        "subtitle: 看数字中国",
    ),
    "M024": manifest(
        "由上一期复制而来时，期号常常忘了改。",
        "Where the last issue was copied, its number is often left.",
        "number: 8",
        "number: 9",
    ),
}
