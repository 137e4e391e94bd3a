"""Ranges of numbers, times and places (GB/T 15835-2011, 5.1.3; GB/T 15834-2011, 4.13.3)."""

from __future__ import annotations

import re

from typeset.check.checks import Check, Example, warning
from typeset.check.copy.mistakes import DIGITS, FIGURES, Mistake, finder
from typeset.diagnostics import Bilingual

_JOINS = "[-~～–—－至到]"
_WRONG = "[-~–－]"
_BEFORE = r"(?<![0-9A-Za-z./~～–—－+:：_\\-])"
_TIMES = r"年|学年|财年|赛季|月|日|号|时|点|世纪|世紀|届|周岁"
_COUNTS = (
    r"[个名人位万亿元岁天周次倍条项家台只支本张件种部所辆套吨亩斤克升米里度户层级章节页课篇集"
    r"期组队场座间扇棵头匹枚粒颗杯瓶袋箱包块片滴句字行步分秒股卷册幅把根架艘门]|小时|分钟|公"
    r"|千[克米瓦]|平方|立方|毫|厘|多|余|美元|欧元|英"
)
_UNITS = (
    r"(?:[%％‰℃°万亿年月日号时点分秒元人个岁天次倍米吨克升户]"
    r"|万元|亿元|公里|公斤|小时|分钟|世纪|[kcm]?m|k?g)"
)
_RANGE = rf"(?P<one>{DIGITS})(?P<left>{_UNITS}?) ?(?P<bad>{_WRONG}) ?(?P<two>{DIGITS})"


def _rises(match: re.Match[str]) -> bool:
    one, two = match["one"], match["two"]
    leads = any(len(each) > 1 and each[0] == "0" and each[1] != "." for each in (one, two))
    return not leads and float(one) < float(two)


def _join(match: re.Match[str]) -> str:
    """Return the right mark: — from time to time, ～ from amount to amount."""
    after = match.string[match.end() : match.end() + 2].lstrip()
    is_time = match["left"] in ("年", "月", "日", "号", "时", "点", "世纪") or re.match(
        _TIMES, after
    )
    return "—" if is_time else "～"


def _joined(match: re.Match[str]) -> str | None:
    return _join(match) if _rises(match) or match["left"] else match["bad"]


def _with_sign(match: re.Match[str]) -> str:
    if float(match["one"]) >= float(match["two"]):
        return match["bad"]
    join = match["join"] if match["join"] in "～—至到" else "～"
    return f"{match['one']}{match['sign']}{join}"


def _without_unit(match: re.Match[str]) -> str | None:
    return None if float(match["one"]) < float(match["two"]) else match["bad"]


SHORT_PERCENT = Check(
    rule=warning(
        "T050",
        (
            "“{text}”的百分号只写了后一个。",
            "The first figure of this range lacks its sign: “{text}”.",
        ),
        ("两个数都要写：{new}……", "Write it with both figures: {new}…"),
    ),
    title=Bilingual("百分数范围的前一个数缺百分号", "A range whose first figure lacks its sign"),
    why=Bilingual(
        "“15～30%”可以读成从15到30%；GB/T 15835-2011第5.1.3条规定写作“15%～30%”。",
        "“15～30%” may be read as from 15 to 30%; GB/T 15835-2011, 5.1.3 writes 15%～30%.",
    ),
    examples=(
        Example("今年预计增长10-20%，高于去年。", "今年预计增长10%～20%，高于去年。"),
        Example("**占比**为15～30%。", "**占比**为15%～30%。"),
        Example("降水概率为60至80%。", "降水概率为60%至80%。"),
    ),
    find=finder(
        Mistake(
            re.compile(
                rf"{_BEFORE}(?P<bad>(?P<one>{DIGITS}) ?(?P<join>{_JOINS}) ?)"
                rf"(?P<two>{DIGITS}) ?(?P<sign>[%％‰])"
            ),
            _with_sign,
            (FIGURES, "%％‰"),
        )
    ),
    mends=True,
)

SHORT_AMOUNT = Check(
    rule=warning(
        "T051",
        (
            "“{text}”的“万”或“亿”只写了后一个。",
            "万 or 亿 is missing from the first figure: “{text}”.",
        ),
        (
            "两个数都要写出“万”或“亿”，如“9亿～16亿”。",
            "Write 万 or 亿 with both figures, as in 9亿～16亿.",
        ),
    ),
    title=Bilingual("数值范围的前一个数缺“万”“亿”", "A range whose first figure lacks 万 or 亿"),
    why=Bilingual(
        "“13～17万元”可以读成从13元到17万元；GB/T 15835-2011第5.1.3条规定写作“13万元～17万元”。",
        "“13～17万元” may be read as from 13 yuan; GB/T 15835-2011, 5.1.3 writes 13万元～17万元.",
    ),
    examples=(
        Example("每亩增收9～16亿元。", "每亩增收9亿～16亿元。"),
        Example("补助3-5万元。", "补助3万～5万元。"),
    ),
    find=finder(
        Mistake(
            re.compile(
                rf"{_BEFORE}(?<!第)(?P<bad>(?P<one>{DIGITS}) ?[-~～–—－至] ?"
                rf"(?P<two>{DIGITS}) ?[万亿])"
            ),
            _without_unit,
            (FIGURES, "万亿"),
        )
    ),
)

RANGE_MARK = Check(
    rule=warning(
        "T052",
        ("这里用“{text}”连接起止两项。", "“{text}” joins the two ends of a range."),
        ("请改成“{new}”。", "Write “{new}”."),
    ),
    title=Bilingual("范围的连接号", "The mark of a range"),
    why=Bilingual(
        "数值的起止用浪纹线“～”，时间、地点的起止用一字线“—”；短横线“-”用于编号、型号和复合名词"
        "（GB/T 15834-2011第4.13.3条）。",
        "GB/T 15834-2011, 4.13.3: ～ from amount to amount, — from time to time and from place"
        " to place; the hyphen is for numbers of things and for compounds.",
    ),
    examples=(
        Example("每组3-5个人。", "每组3～5个人。"),
        Example("编制2020-2024年的规划。", "编制2020—2024年的规划。"),
        Example("会期为8月10日-15日。", "会期为8月10日—15日。"),
        Example("气温为5~6度。", "气温为5～6度。"),
        Example("乘坐北京-上海高铁。", "乘坐北京—上海高铁。"),
        Example("周一-周五开放。", "周一—周五开放。"),
        Example("营业时间为9:00-17:00。", "营业时间为9:00—17:00。"),
    ),
    find=finder(
        Mistake(
            re.compile(
                rf"{_BEFORE}(?<![图表式附录]){_RANGE}"
                rf"(?![0-9./A-Za-z]*[-~–－])(?= ?(?:[%％‰℃°]|度|{_COUNTS}|{_TIMES}))"
            ),
            _joined,
            ("-~–－", FIGURES),
        ),
        Mistake(
            re.compile(r"(?<![0-9])[12][0-9]{3}年?(?P<bad>——)[12][0-9]{3}(?=年|[）)，。；])"),
            "—",
            ("—", "12"),
        ),
        Mistake(
            re.compile(
                r"(?<![0-9:：])[0-2]?[0-9][:：][0-5][0-9] ?(?P<bad>[-~–－]) ?"
                r"[0-2]?[0-9][:：][0-5][0-9](?![0-9:：])"
            ),
            "—",
            ("-~–－", ":："),
        ),
        Mistake(
            re.compile(
                r"[\u4e00-\u9fff]{2,}(?P<bad>[-–－])[\u4e00-\u9fff]{2,6}?"
                r"(?:高铁|铁路|高速|航线|列车|特快|快车|动车|航班|直达|专线|公路|班列|城际)"
            ),
            "—",
            ("-–－",),
        ),
        Mistake(
            re.compile(r"(?:周|星期)[一二三四五六日](?P<bad>[-–－])(?:周|星期)?[一二三四五六日天]"),
            "—",
            ("-–－",),
        ),
        Mistake(
            re.compile(
                r"[一二三四五六七八九十]{1,2}月(?P<bad>[-–－])[一二三四五六七八九十]{1,2}月"
            ),
            "—",
            ("-–－",),
        ),
    ),
    mends=True,
)

CHECKS = (SHORT_PERCENT, SHORT_AMOUNT, RANGE_MARK)
