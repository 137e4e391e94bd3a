"""Numerals by GB/T 15835-2011: how numbers are written, in digits and in Han."""

from __future__ import annotations

import re

from typeset.check.checks import Check, Example, warning
from typeset.check.copy.mistakes import DIGITS, FIGURES, HAN_DIGITS, Mistake, finder
from typeset.diagnostics import Bilingual

_HAN = "一二三四五六七八九"


def _zero(match: re.Match[str]) -> str:
    return re.sub("[零○０0OＯ]", "〇", match["bad"])


def _percent(match: re.Match[str]) -> str | None:
    return None if match["of"] != "百" else f"{match['number']}%"


SHORT_YEAR = Check(
    rule=warning(
        "T054",
        ("“{text}”的年份只写了两位。", "“{text}” writes the year with two digits."),
        ("请写出四位年份，如“2024年”。", "Write all four digits, as in 2024年."),
    ),
    title=Bilingual("两位数的年份", "A year of two digits"),
    why=Bilingual(
        "四位数字的年份不简写为两位：“1990年”不写为“90年”（GB/T 15835-2011第5.1.4条）。",
        "A year is not shortened: 1990年 is not written 90年 (GB/T 15835-2011, 5.1.4).",
    ),
    examples=(
        Example("会议于24年7月召开。", "会议于2024年7月召开。"),
        Example("到25年底建成。", "到2025年底建成。"),
    ),
    find=finder(
        Mistake(
            re.compile(
                r"(?:(?<=^)|(?<=[于在自从到至止截为是由以及和与，。；：、（“《 年—～]))['’‘]?"
                r"(?P<bad>[0-9]{2}年)(?=[01]?[0-9]月|[底初末][^中]|[上下]半年|年?[底初末]$)"
            ),
            needs=("年", FIGURES),
        )
    ),
)

ROUND_ZERO = Check(
    rule=warning(
        "T055",
        ("“{text}”里的零写错了。", "The zero of “{text}” is the wrong one."),
        (
            "年份、编号用“〇”，数量用“零”：{new}",
            "〇 is for years and numbers of things, 零 for amounts: {new}",
        ),
    ),
    title=Bilingual("“〇”和“零”", "〇 and 零"),
    why=Bilingual(
        "用作编号时写“〇”（二〇一二年，不写“二零一二年”），用作计量时写“零”（三千零五十二）"
        "（GB/T 15835-2011第5.2.5条）。",
        "GB/T 15835-2011, 5.2.5: 〇 in years and numbers of things, 零 in amounts.",
    ),
    examples=(
        Example("二零二四年七月十五日印发。", "二〇二四年七月十五日印发。"),
        Example("全镇三千〇五十二人。", "全镇三千零五十二人。"),
    ),
    find=finder(
        Mistake(
            re.compile(
                rf"(?<![{_HAN}零○〇])(?P<bad>[一二](?=[{_HAN}〇]*[零○０0OＯ])[{_HAN}〇零○０0OＯ]{{3}})年"
            ),
            _zero,
            ("年", "零○０0OＯ"),
        ),
        Mistake(re.compile(rf"[{_HAN}][百千万]万?(?P<bad>[〇○])(?=[{_HAN}])"), "零", ("〇○",)),
    ),
    mends=True,
)

MIXED_DATE = Check(
    rule=warning(
        "T056",
        (
            "“{text}”一半是汉字数字，一半是阿拉伯数字。",
            "“{text}” mixes Han numerals and digits in one date.",
        ),
        ("一个日期请只用一种数字。", "Use one kind of numeral in a date."),
    ),
    title=Bilingual("日期里混用两种数字", "Two kinds of numeral in one date"),
    why=Bilingual(
        "同一个日期里年、月、日用同一种数字（GB/T 15835-2011第4条、第5.3条）。",
        "Year, month and day take one kind of numeral (GB/T 15835-2011, 4 and 5.3).",
    ),
    examples=(
        Example("二〇二四年7月15日发布。", "二〇二四年七月十五日发布。"),
        Example("2024年七月15日发布。", "2024年7月15日发布。"),
        Example("7月十五日举行。", "7月15日举行。"),
    ),
    find=finder(
        Mistake(
            re.compile(
                rf"[一二][{HAN_DIGITS}○０0]{{3}}年 ?[0-9]{{1,2}}月(?:[0-9]{{1,2}}[日号])?"
                r"|(?<![0-9])[12][0-9]{3}年 ?[一二三四五六七八九十]{1,2}月"
                r"(?:[一二三四五六七八九十]{1,3}[日号]|[0-9]{1,2}[日号]|(?![初一二三四五六七八九十廿]))"
                r"|(?<![0-9])[0-9]{1,2}月[一二三四五六七八九十]{1,3}[日号]"
                r"|(?<![一二三四五六七八九十第])[一二三四五六七八九十]{1,2}月[0-9]{1,2}[日号]"
            ),
            needs=("月", FIGURES),
        )
    ),
)

MIXED_NUMBER = Check(
    rule=warning(
        "T057",
        ("“{text}”混用汉字数字和阿拉伯数字。", "“{text}” mixes Han numerals and digits."),
        (
            "除“万”“亿”外，一个数请只用一种数字，如“4000”或“四千”。",
            "But for 万 and 亿, write a number in one kind: 4000 or 四千.",
        ),
    ),
    title=Bilingual("一个数里混用两种数字", "Two kinds of numeral in one number"),
    why=Bilingual(
        "只有“万”“亿”可以跟阿拉伯数字连用：“4000”不写为“4千”，“108”不写为“1百零8”"
        "（GB/T 15835-2011第5.3条）。",
        "Only 万 and 亿 may follow digits: 4000 is not 4千, 108 is not 1百零8"
        " (GB/T 15835-2011, 5.3).",
    ),
    examples=(
        Example("共有4千人参加。", "共有4000人参加。"),
        Example("投入3万5千元。", "投入35000元。"),
        Example("总共1百零8个。", "总共108个。"),
        Example("合格率达到百分之七十5。", "合格率达到75%。"),
    ),
    find=finder(
        Mistake(
            re.compile(
                rf"(?<![0-9.A-Za-z])(?:{DIGITS}[万亿])?[0-9]{{1,3}}(?:\.[0-9])?(?:百[零〇]?[0-9]+"
                r"|[千百](?=[多余个名人元位万亿件户家头亩吨种次条只台套斤里册公辆、，。；）]|$)(?!万分|万像)(?!人[斩计]|家[姓争]|里[挑马眼])"
                r")[0-9]*"
            ),
            needs=("百千", FIGURES),
        ),
        Mistake(
            re.compile(
                rf"[{_HAN}十][百千万十][零〇]?[0-9]+(?![0-9]*[年月日:：\-])|[{_HAN}]十[0-9](?![0-9])"
            ),
            needs=(FIGURES, "十百千万"),
        ),
    ),
)

MIXED_PERCENT = Check(
    rule=warning(
        "T058",
        ("“{text}”混用汉字和阿拉伯数字。", "“{text}” mixes Han and digits."),
        ("请写作“70%”或“百分之七十”的形式。", "Write it as 70% or 百分之七十."),
    ),
    title=Bilingual("“百分之”后面的阿拉伯数字", "Digits after 百分之"),
    why=Bilingual(
        "一个数只用一种数字：写“70%”或“百分之七十”，不写“百分之70”（GB/T 15835-2011第5.3条）。",
        "One number takes one kind of numeral: 70% or 百分之七十 (GB/T 15835-2011, 5.3).",
    ),
    examples=(Example("超过百分之70的企业受益。", "超过70%的企业受益。"),),
    find=finder(
        Mistake(
            re.compile(rf"(?P<of>[百千万])分之(?P<number>{DIGITS})(?![0-9.～—至到-])"),
            _percent,
            ("分", "之", FIGURES),
        )
    ),
    mends=True,
)

NAKED_POINT = Check(
    rule=warning(
        "T059",
        ("“{text}”的小数点前面没有数字。", "Nothing stands before the point of “{text}”."),
        ("请写出小数点前的0：{new}", "Write the 0 before the point: {new}"),
    ),
    title=Bilingual("没有整数位的小数", "A decimal without its zero"),
    why=Bilingual(
        "纯小数要写出小数点前定位的“0”：“0.46”不写为“.46”（GB/T 15835-2011第5.1.2条）。",
        "The zero before the point is written: 0.46, not .46 (GB/T 15835-2011, 5.1.2).",
    ),
    examples=(Example("误差为.46毫米。", "误差为0.46毫米。"),),
    find=finder(
        Mistake(
            re.compile(
                r"(?:(?<=[\u4e00-\u9fff（，]) ?|(?<=[\u4e00-\u9fff] ))(?P<bad>\.[0-9]+)"
                r"(?![0-9.A-Za-z]*[/.-])(?=[%％‰万亿元个米厘毫公千克秒度，。）]| ?[a-zμ])"
            ),
            lambda match: f"0{match['bad']}",
            (".", FIGURES),
        )
    ),
    mends=True,
)

CHECKS = (
    SHORT_YEAR,
    ROUND_ZERO,
    MIXED_DATE,
    MIXED_NUMBER,
    MIXED_PERCENT,
    NAKED_POINT,
)
