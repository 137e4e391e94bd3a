"""Ellipses beside 等, and full stops on the wrong side of a bracket."""

from __future__ import annotations

import re

from typeset.check.checks import Check, Example, warning
from typeset.check.copy.mistakes import Mistake, finder
from typeset.diagnostics import Bilingual

DOTS_AND_MORE = Check(
    rule=warning(
        "T071",
        ("省略号和“等”说的是同一个意思：“{text}”。", "The ellipsis and 等 say the same: “{text}”."),
        ("请去掉省略号或“等”。", "Keep one of the two."),
    ),
    title=Bilingual("省略号后面的“等”", "等 after an ellipsis"),
    why=Bilingual(
        "省略号相当于“等等”，两者不同时使用（GB/T 15834-2011第4.11条）。",
        "The ellipsis stands for “and so on”; one of the two is enough (GB/T 15834-2011, 4.11).",
    ),
    examples=(
        Example("准备了香蕉、苹果、梨……等各色水果。", "准备了香蕉、苹果、梨等各色水果。"),
        Example("有语文、数学、英语……等等。", "有语文、数学、英语等。"),
        Example("苹果、梨、桃等等……都有。", "苹果、梨、桃等都有。"),
    ),
    find=finder(
        Mistake(
            re.compile(
                r"(?:…+|⋯+|\.{3,}|。{3,})等(?:等|(?=[。，；、）]|[各多众几]|[0-9]|方面|地区?|国|项"
                r"|一系列)|(?=[一二三四五六七八九十]+[个种类项大家条]))",
            ),
            needs=("…⋯.。", "等"),
        ),
        Mistake(  # after a list, whatever kind of thing follows
            re.compile(
                r"、[^，。；：！？、\n]{1,12}(?P<bad>(?:…+|⋯+|\.{3,}|。{3,})等)"
                r"(?![等到待着了候我你他她它不于会，。；、）各多众几0-9一二三四五六七八九十地国项]|方面)"
            ),
            needs=("…⋯.。", "等"),
        ),
        Mistake(re.compile(r"等等?(?:……|⋯⋯)(?=[。，；]|$)"), needs=("…⋯", "等")),
        Mistake(
            re.compile(r"、[^，。；：！？、\n]{1,12}(?P<bad>等等?(?:……|⋯⋯))"),
            needs=("…⋯", "等", "、"),
        ),
    ),
)

STOP_INSIDE = Check(
    rule=warning(
        "T072",
        ("句末括号里的句号放错了位置：“{text}”。", "The full stop is on the wrong side: “{text}”."),
        ("句号放在括号外面：{new}", "Put it behind the bracket: {new}"),
    ),
    title=Bilingual("句内括号和句号", "The full stop and a bracket in a sentence"),
    why=Bilingual(
        "注释句子一部分的括号是句子的一部分，句号在括号之外（GB/T 15834-2011第4.9条）。",
        "A bracket that explains part of a sentence is inside it: the stop comes after"
        " (GB/T 15834-2011, 4.9).",
    ),
    examples=(
        Example(
            "关于文件的输出，请参照第1.3节（见第26页。）",
            "关于文件的输出，请参照第1.3节（见第26页）。",
        ),
    ),
    find=finder(
        Mistake(
            re.compile(
                r"(?<=[\u4e00-\u9fffA-Za-z0-9”》])（[^（）。！？…\n]{1,40}(?P<bad>。）)(?=\s*$)"
            ),
            "）。",
            ("（",),
        )
    ),
    mends=True,
)

CHECKS = (DOTS_AND_MORE, STOP_INSIDE)
