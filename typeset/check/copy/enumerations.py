"""Marks in enumerations and beside brackets (GB/T 15834-2011, 4 and annex B)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from typeset.check.checks import Check, Example, Found, found_at, note, warning
from typeset.check.copy.mistakes import FIGURES, Mistake, finder
from typeset.diagnostics import Bilingual
from typeset.issue.prose import Passage

_START = r"(?:(?<![\s\S])|(?<=[。！？；：\n“]))"
_NUMBER = "[一二三四五六七八九十]"
_NUMBERED = (
    rf"(?:（(?:{_NUMBER}{{1,3}}|[0-9]{{1,2}})）|\((?:{_NUMBER}{{1,3}}|[0-9]{{1,2}})\)|[①-⑳⑴-⒇])"
)
_ONE_IS = re.compile(r"(?P<mark>[，；。])[“*]?(?P<word>[二三四五六七八九]是)(?!否|非)")
_FIRST_IS = re.compile("一是")

AFTER_FIRST = Check(
    rule=warning(
        "T067",
        ("“{text}”里的序次语后面应当用逗号。", "A comma follows the ordinal: “{text}”."),
        ("请写作“{new}”。", "Write “{new}”."),
    ),
    title=Bilingual("“第一”“首先”后面的标点", "The mark after 第一 and 首先"),
    why=Bilingual(
        "“第”“其”字头的序次语和“首先”“其次”“最后”后面用逗号（GB/T 15834-2011附录B.9.1）。",
        "Ordinals with 第 and 其, and 首先, 其次, 最后, take a comma (GB/T 15834-2011, B.9.1).",
    ),
    examples=(
        Example("第一、要加强领导。第二、要落实责任。", "第一，要加强领导。第二，要落实责任。"),
        Example("首先、统一思想；其次、抓好落实。", "首先，统一思想；其次，抓好落实。"),
    ),
    find=finder(
        Mistake(
            re.compile(
                rf"{_START}\s?(?P<bad>(?:第(?:{_NUMBER}{{1,2}}|[0-9]{{1,2}})|首先|其次|再次|最后|其[一二三四五六])、)"
                rf"(?![第其{_NUMBER[1:-1]}]|再次|最后|然后)"
            ),
            lambda match: match["bad"][:-1] + "，",
            ("、", "第首其再最"),
        )
    ),
    mends=True,
)

AFTER_BRACKET = Check(
    rule=warning(
        "T068",
        (
            "带括号或带圈的序次语后面不用标点：“{text}”。",
            "No mark follows a bracketed number: “{text}”.",
        ),
        ("请写作“{new}”。", "Write {new}."),
    ),
    title=Bilingual("带括号的序次语后面的标点", "A mark after a bracketed number"),
    why=Bilingual(
        "加括号的序次语后面不用任何点号：“（一）”“（1）”“①”（GB/T 15834-2011附录B.9.4）。",
        "A number in brackets or a circle takes no mark (GB/T 15834-2011, B.9.4).",
    ),
    examples=(
        Example("（一）、加强组织领导。", "（一）加强组织领导。"),
        Example("工作有两项：①、完善制度；②、加强监督。", "工作有两项：①完善制度；②加强监督。"),
    ),
    find=finder(
        Mistake(
            re.compile(rf"{_START}\s?(?P<bad>{_NUMBERED}[、．])(?![（(①-⑳⑴-⒇])"),
            lambda match: match["bad"][:-1],
            ("、．", "）)①②③④⑤⑥⑦⑧⑨⑴⑵⑶⑷⑸"),
        )
    ),
    mends=True,
)

FIGURE_COMMA = Check(
    rule=note(
        "T069",
        (
            "“{text}”：阿拉伯数字作序次语，后面用下脚点。",
            "A full stop follows the ordinal: “{text}”.",
        ),
        ("请写作“{new}”。", "Write {new}"),
    ),
    title=Bilingual("“1、”和“1.”", "The mark after a figure"),
    why=Bilingual(
        "不带括号的阿拉伯数字作序次语，后面用下脚点“.”；顿号跟在汉字数字后面"
        "（GB/T 15834-2011附录B.9.3）。",
        "A figure as an ordinal takes a full stop; 、 follows Han numerals"
        " (GB/T 15834-2011, B.9.3).",
    ),
    examples=(
        Example(
            "语言的功能有两点：1、传递信息；2、确定关系。",
            "语言的功能有两点：1.传递信息；2.确定关系。",
        ),
    ),
    find=finder(
        Mistake(
            re.compile(r"(?<=[：；。，])\s?(?P<bad>[1-9]、)(?=[\u4e00-\u9fff“《])"),
            lambda match: match["bad"][0] + ".",
            ("、", "：；。，", FIGURES),
        )
    ),
    mends=True,
)

HAN_COMMA = Check(
    rule=warning(
        "T070",
        (
            "汉字数字作序次语，后面用顿号：“{text}”。",
            "A Han numeral as an ordinal takes 、: “{text}”.",
        ),
        ("请写作“{new}”。", "Write {new}."),
    ),
    title=Bilingual("标题里“一、”的标点", "The mark after 一 in a heading"),
    why=Bilingual(
        "不带括号的汉字数字作序次语，后面用顿号（GB/T 15834-2011附录B.9.2）。",
        "A Han numeral as an ordinal takes 、 (GB/T 15834-2011, B.9.2).",
    ),
    examples=(
        Example("## 一．总体要求", "## 一、总体要求"),
        Example("## 二.主要任务", "## 二、主要任务"),
    ),
    find=finder(
        Mistake(
            re.compile(rf"(?<![\s\S])(?P<bad>{_NUMBER}{{1,3}}[.．])(?=\s?[\u4e00-\u9fff“《])"),
            lambda match: match["bad"][:-1] + "、",
            (".．", _NUMBER),
        )
    ),
    mends=True,
)

BETWEEN_TITLES = Check(
    rule=note(
        "T073",
        (
            "并列的引号或书名号之间不用顿号：“{text}”。",
            "No mark stands between quotes or titles: “{text}”.",
        ),
        ("请去掉顿号：{new}", "Delete it: {new}"),
    ),
    title=Bilingual("引号之间、书名号之间的顿号", "A mark between quotes or titles"),
    why=Bilingual(
        "标有引号或书名号的并列成分之间通常不用顿号（GB/T 15834-2011第4.5.3.5条）。",
        "Quotes or titles in a row usually take no 、 between them (GB/T 15834-2011, 4.5.3.5).",
    ),
    examples=(
        Example("学习《论语》、《孟子》。", "学习《论语》《孟子》。"),
        Example("推动“建”、“用”协调。", "推动“建”“用”协调。"),
    ),
    find=finder(
        Mistake(
            re.compile("(?P<bad>》、《|”、“|」、「)"),
            lambda match: match["bad"][0::2],
            ("、", "》”」"),
        )
    ),
    mends=True,
)


def find_mixed_marks(passage: Passage) -> Iterator[Found]:
    """Find an item of 一是…二是…三是 that is divided by another mark than its siblings."""
    first = _FIRST_IS.search(passage.text)
    if first is None:
        return
    items = list(_ONE_IS.finditer(passage.text, first.end()))
    words = [item["word"] for item in items]
    marks = [item["mark"] for item in items]
    expected = [f"{each}是" for each in "二三四五六七八九"][: len(words)]
    if len(items) < 2 or words != expected or not {"，", "；"} <= set(marks):
        return
    usual = "；" if marks.count("；") >= marks.count("，") else "，"
    for item in items:
        if item["mark"] != usual and item["mark"] in "，；":
            yield found_at(passage, *item.span("mark"), new=usual, word=item["word"])


MIXED_MARKS = Check(
    rule=warning(
        "T074",
        (
            "“{word}”前面用了“{text}”，同级各项用的是“{new}”。",
            "“{text}” stands before {word}, but “{new}” before the other items.",
        ),
        ("并列的各项之间请用同一种标点。", "Divide items of one rank by one mark."),
    ),
    title=Bilingual("“一是、二是、三是”之间的标点", "Marks between 一是, 二是 and 三是"),
    why=Bilingual(
        "并列分句之间用同一种点号，读者才看得出它们同级（GB/T 15834-2011第4.6.3.1条）。",
        "Clauses of one rank are divided by one mark (GB/T 15834-2011, 4.6.3.1).",
    ),
    examples=(
        Example(
            "一是完善制度；二是加强监督，三是落实责任；四是抓好宣传。",
            "一是完善制度；二是加强监督；三是落实责任；四是抓好宣传。",
        ),
    ),
    find=find_mixed_marks,
)

CHECKS = (
    AFTER_FIRST,
    AFTER_BRACKET,
    FIGURE_COMMA,
    HAN_COMMA,
    BETWEEN_TITLES,
    MIXED_MARKS,
)
