"""Why the rules of volumes, searching and the catalogue (D) are rules."""

from __future__ import annotations

from collections.abc import Mapping

from typeset.explaining import Explanation, shown, told

EXPLAINED: Mapping[str, Explanation] = {
    "D001": shown(
        "装订哪几期要说清楚：装错了，要翻到书脊才看得出来。",
        "A volume must be told which issues it holds: a wrong one is noticed on the shelf.",
        "typeset bind 去年",
        "typeset bind 2024",
    ),
    "D002": told(
        "一期属于哪一年，以 issue.yaml 的 date 为准；那一年没有，就没有可装订的。",
        "The date in issue.yaml says which year an issue belongs to.",
    ),
    "D003": told(
        "这一段期号里一期也没有，多半是写错了一个数字。",
        "A range without a single issue is most often a mistyped figure.",
    ),
    "D004": told(
        "合订本要和各期一样可靠：一期有错，整册就不出。",
        "A volume is as good as its issues: with an error in one, none is written.",
    ),
    "D005": told(
        "封面、总目录和索引也是版面，由版式里的 volume-*.html.jinja 和 volume.css 决定。",
        "Cover, contents and indexes are pages too; volume-*.html.jinja and volume.css of the "
        "layout make them.",
    ),
    "D006": told(
        "大小不同的页面裁不成一册。",
        "Pages of different sizes cannot be trimmed as one book.",
    ),
    "D007": told(
        "颜色由屏幕颜色认出；同一个屏幕颜色有两种油墨配方，就不知道该用哪一种。",
        "An ink is found by its screen colour; where two layouts differ, either would be a guess.",
    ),
    "D008": told(
        "装订成册以后再发现缺一期，就晚了。",
        "A missing issue is best noticed before the volume is bound.",
    ),
    "D009": told(
        "几十期的提醒列在一起，会盖住合订本自己的问题。",
        "The warnings of fifty issues would bury those of the volume.",
    ),
    "D010": told(
        "总目录和索引要与书页相符；印错的页码比没有更糟。",
        "Contents and indexes must agree with the pages: a wrong number is worse than none.",
    ),
    "D011": told(
        "写不进去就什么也不换，原来的好文件还在。",
        "What cannot be written replaces nothing: the last good file stays.",
    ),
    "D020": told(
        "索引可由稿件重建，坏了就扔掉重来，不让人去修。",
        "The index is made from the manuscripts, so a damaged one is thrown away.",
    ),
    "D021": told(
        "查找不该因为 build/ 写不进去就用不了，只是慢一些。",
        "A search works where nothing can be written; it is only slower.",
    ),
    "D022": told(
        "另一个程序正在写，等它写完才有最新的内容。",
        "While another process writes, the latest changes are not to be had.",
    ),
    "D023": told(
        "查不到的期要说出来，否则会以为里面没有这个词。",
        "An issue that is not searched must be named, or its silence would be taken for an answer.",
    ),
    "D024": told(
        "空的引号或一个 * 什么也没有指明。",
        "Empty quotes or a lone * name nothing.",
    ),
    "D025": told(
        "页码取自排好的 PDF；打不开它，就说不出在第几页。",
        "Pages are read off the finished PDF; one that cannot be opened tells none.",
    ),
    "D030": told(
        "没有 PDF 的期也列出来、也查得到，但点不开书页。",
        "An issue without a PDF is listed and searched, but has no pages to open.",
    ),
}
