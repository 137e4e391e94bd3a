"""Why the rules of layouts, engine, pages and silencing (L, P, C, S) are rules."""

from __future__ import annotations

from collections.abc import Mapping

from typeset.explaining import Explanation, shown, told

EXPLAINED: Mapping[str, Explanation] = {
    "L001": shown(
        "版式按名称和版本找，没有它就没有版面。",
        "A layout is found by its name and version.",
        "layout: breif@1",
        "layout: brief@1",
    ),
    "L002": told(
        "版式说明有错，纸张、字体和网格就都靠不住。",
        "Paper, fonts and grid rest on the layout's description.",
    ),
    "L003": shown(
        "写错的选项若不提醒，就悄悄不起作用。",
        "A misspelt option would silently do nothing.",
        "options: {acent: blue}",
        "options: {accent: blue}",
    ),
    "L004": shown(
        "选项的值要是版式认得的一种。",
        "An option takes the values that its layout knows.",
        "options: {accent: 蓝}",
        "options: {accent: blue}",
    ),
    "L005": told(
        "版面上留了它的位置，没有就会空着。",
        "The page has a place for it, which would stay empty.",
    ),
    "L006": told(
        "模板有错，这一页排不出来。",
        "With a fault in its template the page cannot be made.",
    ),
    "L010": told(
        "字体换了，每一行的断法都会变，多年后就排不出同样的版面。",
        "With another font every line breaks differently, and no issue can be made again.",
    ),
    "L011": told(
        "少了字体文件，文字会缺字或换成别的字体。",
        "Without it characters would be missing, or of another face.",
    ),
    "L012": shown(
        "字体里没有的字会印成空框。",
        "A character that no font has is printed as a box.",
        "𰻝𰻝面",
        "biángbiáng面",
    ),
    "L013": told(
        "字体目录登记每个字体的文件、版本和摘要，是版面不变的依据。",
        "The catalogue of fonts is what keeps pages the same.",
    ),
    "L020": told(
        "内容越多，二维码的格子越小；太小就扫不出来（ISO/IEC 18004）。",
        "The more a code holds, the smaller its modules, until none can scan it (ISO/IEC 18004).",
    ),
    "L021": told(
        "空框提醒读者这里本来有二维码。",
        "An empty frame tells readers that a code was meant to be here.",
    ),
    "P001": told("排版引擎说的话多半关系到版面。", "What the engine says mostly shows on pages."),
    "P002": told(
        "被忽略的样式不起作用，版面与设计者想的不同。",
        "A rule that is ignored leaves the page other than it was designed.",
    ),
    "P003": told("读不出来的图片印不出来。", "What cannot be read cannot be printed."),
    "P004": told(
        "版式只能用自己文件夹里的文件，搬到哪里都一样。",
        "A layout uses its own files only, and so is the same everywhere.",
    ),
    "P005": told(
        "中文排版依靠 WeasyPrint 的内部；版本不合，行会断错。",
        "Composition relies on WeasyPrint's insides; with another version lines break wrong.",
    ),
    "P006": told("中文排版的设置写错，就不起作用。", "A wrong setting does nothing."),
    "P020": told("拼版要读懂原来的每一页。", "Imposing reads every page."),
    "P021": told("加密的页面不能改排。", "Encrypted pages cannot be placed anew."),
    "P022": told("折页裁切只有一个尺寸。", "Folded sheets are cut to one size."),
    "P023": told("拼错文件要重印。", "The wrong file imposed is printed twice."),
    "P024": told("一张纸对折是四页。", "A folded sheet makes four pages."),
    "P025": told(
        "骑马订时里页会被外页顶出，爬移量补的是这一点，不会很大。",
        "Creep makes up for what the outer sheets push out, which is little.",
    ),
    "P026": told("不足四的倍数就有半张空纸。", "Short of a multiple of four some pages are blank."),
    "P027": told(
        "裁刀有一两毫米的误差；出血不够就露白边。",
        "A knife is one or two millimetres off; with too little bleed white shows.",
    ),
    "P028": told("补好的地方请看一眼。", "Look at what was mended."),
    "P029": told("先排出 PDF，才能拼版。", "A PDF is made before it is imposed."),
    "C001": told(
        "二维码印错，读者扫到的是别的网页，印好就改不了。",
        "A wrong code leads every reader elsewhere, and paper cannot be changed.",
    ),
    "C002": told("阅读件里的链接要能点。", "In a file for readers links are clicked."),
    "C003": told(
        "印出来的网址是给不扫码的读者照着输入的。", "The printed address is for those who type it."
    ),
    "C004": told(
        "没有嵌入的字体，印厂会换成别的（ISO 15930-7）。",
        "The printer replaces a font that is not in the file (ISO 15930-7).",
    ),
    "C005": told(
        "目录之外的字体在别的电脑上没有，排出来就不同。",
        "Fonts from outside differ from computer to computer.",
    ),
    "C006": told("目录的页码要和正文对得上。", "The contents must lead to the right page."),
    "C010": told(
        "字距一拉开，行就成了断断续续的点，读起来费眼（CLREQ §6.2）。",
        "Stretched lines read as dots (CLREQ §6.2).",
    ),
    "C011": told("行末不齐，版面右边就有缺口。", "A short line leaves a dent in the margin."),
    "C012": told("超出版心的字会压到切口。", "What sticks out comes near the knife."),
    "C013": told(
        "没有按中文规则排的段落，标点可能站到行首。",
        "Such a paragraph may start a line with a mark that must not.",
    ),
    "C014": told("丢了的脚注读者找不到。", "A lost note is looked for in vain."),
    "C015": told("排到纸外的字裁掉了。", "What runs off the paper is cut off."),
    "C016": told("漏排的文章不能不声不响地丢掉。", "No article may be lost without a word."),
    "C020": told("这种图片付印会出错。", "Such pictures come out wrong in print."),
    "C021": told(
        "印刷网点每英寸 150 到 175 线，图片要两倍的像素才清楚。",
        "Screens of 150 to 175 lines an inch take twice as many pixels to look sharp.",
    ),
    "C022": told("墨太多，纸干不透，会粘连蹭脏。", "Too much ink does not dry and smears."),
    "C023": told(
        "没有登记的颜色由程序折算，可能与设计者想的不同。",
        "A colour outside the palette is converted, perhaps not as the designer meant.",
    ),
    "U024": told(
        "没有网络就不知道链接通不通。", "Without a network nobody knows where links lead."
    ),
    "S001": shown(
        "不存在的编号什么也略不过。",
        "A code that does not exist silences nothing.",
        "<!-- typeset: ignore T0001 -->",
        "<!-- typeset: ignore T001 -->",
    ),
    "S002": told(
        "没有用处的注释会在以后盖住真的问题。",
        "A comment without use will hide a real problem later.",
    ),
    "S003": shown(
        "写明编号，才不会把别的问题也盖住。",
        "With its code named, a comment hides nothing else.",
        "<!-- typeset: ignore -->",
        "<!-- typeset: ignore T001 -->",
    ),
    "S004": told(
        "错误会使排版停下，略过了也排不出来。",
        "An error stops the build, silenced or not.",
    ),
}
