"""Numerals by GB/T 15835-2011: how numbers are written, in digits and in Han."""

from __future__ import annotations

import re

from typeset.check.checks import Check, Example, warning
from typeset.check.copy.mistakes import DIGITS, FIGURES, HAN_DIGITS, Mistake, finder
from typeset.diagnostics import Bilingual

_HAN = "一二三四五六七八九"
_NUMBER = rf"(?:{DIGITS}|[一二三四五六七八九十百千万亿两几数]+)(?:[十百千万亿]*)"
_STEPS = ("一、二", "二、三", "三、四", "四、五", "五、六", "六、七", "七、八", "八、九", "三、五")
_PAIR = "|".join(_STEPS)
_FIGURE_PAIR = "|".join(f"{at}、{at + 1}" for at in range(1, 9))
_APPROXIMATE = (
    r"(?:十|百|千|万|亿|个|天|岁|人|次|里|米|公里|斤|公斤|分钟|小时|倍|秒|尺|寸|丈|吨|亩|块|元|"
    r"名|位|条|只|头|间|句|步|下|遍|趟|回|口|杯|碗|桌|排|层|批|套|辆|艘|架)"
)


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
                r"(?:[一二三四五六七八九十]{1,3}[日号]|[0-9]{1,2}[日号]|(?=[份底中下上]))"
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

APPROXIMATE = Check(
    rule=warning(
        "T060",
        ("概数“{text}”中间有顿号。", "The rough number “{text}” has a comma in it."),
        ("表示“几”时写成汉字，不用顿号：{new}", "Write it in Han without the mark: {new}"),
    ),
    title=Bilingual("概数中间的顿号", "A mark inside a rough number"),
    why=Bilingual(
        "相邻两数连用表示概数时不用顿号隔开：三四十岁、二三米（GB/T 15835-2011第5.2.1条，"
        "GB/T 15834-2011第4.5.3.5条）。",
        "Two neighbouring figures that mean “some” take no mark between them"
        " (GB/T 15835-2011, 5.2.1).",
    ),
    examples=(
        Example("来了一位三、四十岁的人。", "来了一位三四十岁的人。"),
        Example("每天走七、八里路。", "每天走七八里路。"),
        Example("大约用了3、4个小时。", "大约用了三四个小时。"),
    ),
    find=finder(
        Mistake(
            re.compile(
                rf"(?<=[^第初{_HAN}十零〇、，。；：！？）“（\n ])(?P<bad>{_PAIR})(?={_APPROXIMATE})"
                rf"(?!二?[{_HAN}]?十[{_HAN}]|个[方阶层部]|位[间之上，。])"
            ),
            lambda match: match["bad"].replace("、", ""),
            ("、", _HAN),
        ),
        Mistake(
            re.compile(
                rf"(?<=[^第初0-9.、，。；：！？）“（\n ])(?P<bad>{_FIGURE_PAIR})(?= ?{_APPROXIMATE})"
                r"(?! ?[十百千万亿]|个[方阶层部])"
            ),
            lambda match: "".join(_HAN[int(each) - 1] for each in match["bad"].split("、")),
            ("、", FIGURES),
        ),
    ),
    mends=True,
)

DOUBLY_ROUGH = Check(
    rule=warning(
        "T061",
        ("“{text}”重复表示约数。", "“{text}” says “about” twice."),
        ("前后两个表示约数的词，请去掉一个。", "Delete one of the two."),
    ),
    title=Bilingual("重复的约数", "About twice over"),
    why=Bilingual(
        "“约、近、大概、超过”和“左右、上下、多、余、以上”说的是一回事，用一个就够了。",
        "One word for “about” or “over” is enough; two contradict or repeat each other.",
    ),
    examples=(
        Example("全市约有300家左右的企业。", "全市约有300家企业。"),
        Example("近500多人参加了活动。", "500多人参加了活动。"),
        Example("超过100名以上的专家出席。", "100名以上的专家出席。"),
    ),
    find=finder(
        Mistake(
            re.compile(
                rf"(?:大约|约|大概|将近|接近|近)[为有在需占达]? ?{_NUMBER}"
                r"[^\W0-9_，。；、]{0,4}?(?:左右|上下)(?!开|班|游|学|联|浮|对|级|两|各|手|脚|岸|侧|邻)",
            ),
            needs=("左上", "右下", "约概近"),
        ),
        Mistake(
            re.compile(
                r"(?:大约|(?<![大条合公契节签预制特集])约|大概|将近|(?<![最附靠接远邻])近) ?[0-9]+[十百千万亿]*(?:多|余)"
                r"(?!年|个?月|天|日|周|个?世纪|个?学期|小时|分)(?=[\u4e00-\u9fff])"
            ),
            needs=("多余", "约概近", FIGURES),
        ),
        Mistake(
            re.compile(rf"(?:超过|逾|多达)了? ?{_NUMBER}[^\W0-9_，。；、]{{0,4}}?以上"),
            needs=("上", "过逾达"),
        ),
        Mistake(
            re.compile(r"(?:超过|(?<!年)逾)了? ?[0-9]+[十百千万亿]*(?:多|余)(?![么少的])"),
            needs=("多余", "过逾", FIGURES),
        ),
        Mistake(
            re.compile(rf"(?:不足|不到|未满|低于|少于) ?{_NUMBER}[^\W0-9_，。；、]{{0,4}}?以下"),
            needs=("下", "不未于"),
        ),
        Mistake(
            re.compile(r"几[十百千万]+余(?=[个名人位元岁天次条项家台只件种年里米])"),
            needs=("几", "余"),
        ),
    ),
)

LESS_BY_TIMES = Check(
    rule=warning(
        "T062",
        ("减少不能用倍数：“{text}”。", "A decrease cannot be by times: “{text}”."),
        (
            "请改用百分数或分数，如“减少了一半”“降低50%”。",
            "Use a percentage or a fraction, as in 减少了一半 or 降低50%.",
        ),
    ),
    title=Bilingual("用倍数表示减少", "A decrease by times"),
    why=Bilingual(
        "减少一倍就是减到零。增加可以用倍数，减少要用分数或百分数。",
        "Less by once is nothing at all: a decrease is told as a fraction or a percentage.",
    ),
    examples=(
        Example("成本降低了2倍。", "成本降低了50%。"),
        Example("用时比去年减少近一倍。", "用时比去年减少近一半。"),
    ),
    find=finder(
        Mistake(
            re.compile(
                r"(?:降低|减少|下降|缩小|缩短|减小|缩减|下跌|减弱|减轻|节省|节约|锐减|骤降|骤减|减慢"
                r"|放慢|下滑|变小|调低|减缓|(?:(?<![不至最太])[少低小短慢轻])(?=了))了?"
                rf"(?:近|约|将近|大约|超过|至少|整整|了|接近|足足|几乎)*{_NUMBER}(?:多|余)?倍"
            ),
            needs=("倍", "降减缩低少短小跌轻省锐慢滑"),
        )
    ),
)

CHECKS = (
    SHORT_YEAR,
    ROUND_ZERO,
    MIXED_DATE,
    MIXED_NUMBER,
    MIXED_PERCENT,
    NAKED_POINT,
    APPROXIMATE,
    DOUBLY_ROUGH,
    LESS_BY_TIMES,
)
