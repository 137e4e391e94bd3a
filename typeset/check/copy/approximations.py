"""Rough numbers, and decreases told in times (GB/T 15835-2011, 5.2.1)."""

from __future__ import annotations

import re

from typeset.check.checks import Check, Example, warning
from typeset.check.copy.mistakes import DIGITS, FIGURES, Mistake, finder
from typeset.diagnostics import Bilingual

_HAN = "一二三四五六七八九"
_NUMBER = rf"(?:{DIGITS}|[一二三四五六七八九十百千万亿两几数]+)(?:[十百千万亿]*)"
_STEPS = (
    "一、二",
    "一、两",
    "二、三",
    "三、四",
    "四、五",
    "五、六",
    "六、七",
    "七、八",
    "八、九",
    "三、五",
)
_PAIR = "|".join(_STEPS)
_FIGURE_PAIR = "|".join(f"{at}、{at + 1}" for at in range(1, 9))
_APPROXIMATE = (
    r"(?:十|百|千|万|亿|个|天|岁|人|次|里|米|公里|斤|公斤|分钟|小时|倍|秒|尺|寸|丈|吨|亩|块|元|"
    r"名|位|条|只|头|间|句|步|下|遍|趟|回|口|杯|碗|桌|排|层|批|套|辆|艘|架)"
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
        Example("三、四十岁的人最多。", "三四十岁的人最多。"),
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
        Mistake(  # at the start of a clause it may number an item, unless the number goes on
            re.compile(rf"(?<![^。，；：\n])(?P<bad>{_PAIR})(?=十[个天岁人次里米名位年家万余多])"),
            lambda match: match["bad"].replace("、", ""),
            ("、", _HAN),
        ),
        Mistake(
            re.compile(
                rf"(?<=[^第初0-9.、，。；：！？）“（\n ])(?P<bad>{_FIGURE_PAIR})"
                rf"(?= ?{_APPROXIMATE})"
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
        Example("将近三百余人参加。", "三百余人参加。"),
        Example("超过100名以上的专家出席。", "100名以上的专家出席。"),
    ),
    find=finder(
        Mistake(
            re.compile(
                rf"(?:大约|大概|将近|接近|(?<![大条合公契节签预制特集相])约|近)"
                rf"[为有在需要占达花用]{{0,2}} ?{_NUMBER}"
                r"[^\W0-9_，。；、]{0,4}?(?:左右|上下)(?!开|班|游|学|联|浮|对|级|两|各|手|脚|岸|侧|邻)",
            ),
            needs=("左上", "右下", "约概近"),
        ),
        Mistake(
            re.compile(
                r"(?:大约|(?<![大条合公契节签预制特集])约|大概|将近|(?<![最附靠接远邻])近) ?"
                r"[0-9]+[十百千万亿]*(?:多|余)"
                r"(?!年|个?月|天|日|周|个?世纪|个?学期|小时|分)(?=[\u4e00-\u9fff])"
            ),
            needs=("多余", "约概近", FIGURES),
        ),
        Mistake(
            re.compile(
                r"(?:大约|(?<![大条合公契节签预制特集相])约|大概|将近|(?<![最附靠接远邻])近)"
                r"[一二两三四五六七八九][十百千万亿]+(?:多|余)(?=[个名人位家项件种里米元亩吨])"
            ),
            needs=("多余", "约概近"),
        ),
        Mistake(
            re.compile(rf"(?:超过|逾|多达|至少)了? ?{_NUMBER}[^\W0-9_，。；、]{{0,4}}?以上"),
            needs=("上", "过逾达少"),
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

CHECKS = (APPROXIMATE, DOUBLY_ROUGH, LESS_BY_TIMES)
