"""Units of measure (GB 3100-1993, GB 3101-1993)."""

from __future__ import annotations

import re

from typeset.check.checks import Check, Example, note, warning
from typeset.check.copy.mistakes import FIGURES, Mistake, finder
from typeset.diagnostics import Bilingual

_RIGHT = (
    *("km", "kg", "kW", "kWh", "kW·h", "Hz", "kHz", "MHz", "GHz", "THz", "cm", "mm", "mL", "kPa"),
    *("MPa", "kV", "kVA", "mAh", "dB", "Kbps", "Mbps", "Gbps", "Tbps", "MWh", "GWh", "GW", "kN"),
    *("hPa", "GPa", "mV", "kJ"),
)
# Both forms of these stand in print, or the other case is another unit (mW and MW, Mb and MB).
_ALSO = {"ml", "kbps", "MV", "ML"}
_BY_FOLD = {each.casefold(): each for each in _RIGHT} | {"kbps": "kbps", "kwh": "kWh"}
_WORDS = "|".join(re.escape(each) for each in sorted(_RIGHT, key=len, reverse=True))
_LETTERS = "".join(set("".join(_RIGHT + tuple(each.upper() for each in _RIGHT))))
_FIGURE = r"(?:(?<=[0-9])|(?<=[0-9] )|(?<=[0-9][万亿千百])|(?<=[0-9][万亿] ))"


def _unit(match: re.Match[str]) -> str:
    written = match["bad"]
    return written if written in _ALSO else _BY_FOLD[written.casefold()]


LETTER_CASE = Check(
    rule=warning(
        "T063",
        ("计量单位“{text}”的大小写不对。", "The unit “{text}” has the wrong case."),
        ("请写作“{new}”。", "Write {new}."),
    ),
    title=Bilingual("计量单位的大小写", "The case of a unit"),
    why=Bilingual(
        "单位符号区分大小写：k是千，K是开尔文；来自人名的单位才大写，如W、Hz、Pa（GB 3100-1993）。",
        "Symbols of units know case: k is kilo, K is kelvin; only units named after people take a"
        " capital, as W, Hz and Pa (GB 3100-1993).",
    ),
    examples=(
        Example("全长120KM。", "全长120km。"),
        Example("总耗电量达到1500亿KWh。", "总耗电量达到1500亿kWh。"),
        Example("重5 Kg，频率为50HZ。", "重5 kg，频率为50Hz。"),
    ),
    find=finder(
        Mistake(
            re.compile(rf"{_FIGURE}(?P<bad>{_WORDS})(?![A-Za-z0-9·-])", re.IGNORECASE | re.ASCII),
            _unit,
            (FIGURES, _LETTERS),
        )
    ),
    mends=True,
)

POWER = Check(
    rule=warning(
        "T064",
        ("“{text}”的指数没有写成上标。", "The exponent of “{text}” is not raised."),
        ("请写作“{new}”。", "Write {new}."),
    ),
    title=Bilingual("平方米、立方米的指数", "Square and cubic metres"),
    why=Bilingual(
        "“m2”会读成m和2；面积和体积的单位写作m²、m³（GB 3100-1993）。",
        "m2 reads as m and 2; units of area and volume are m² and m³ (GB 3100-1993).",
    ),
    examples=(Example("建筑面积为1200m2。", "建筑面积为1200m²。"),),
    find=finder(
        Mistake(
            re.compile(rf"{_FIGURE}(?P<bad>(?:[kcdm]?m)[23])(?![0-9A-Za-z.])", re.ASCII),
            lambda match: match["bad"][:-1] + ("²" if match["bad"][-1] == "2" else "³"),
            ("m", "23", FIGURES),
        )
    ),
    mends=True,
)

DEGREE = Check(
    rule=warning(
        "T065",
        ("“{text}”不是摄氏度的符号。", "“{text}” is no sign for degrees Celsius."),
        ("请写作“{new}”。", "Write {new}."),
    ),
    title=Bilingual("摄氏度的符号", "The sign for degrees Celsius"),
    why=Bilingual(
        "摄氏度写作“℃”：度的圈在C之前，C要大写（GB 3100-1993）。",
        "It is ℃: the ring stands before the C, which is a capital (GB 3100-1993).",
    ),
    examples=(Example("气温降到5C°。", "气温降到5℃。"), Example("体温为37°c。", "体温为37℃。")),
    find=finder(
        Mistake(
            re.compile(
                r"(?<=[0-9])(?P<bad> ?(?:[CcＣ][°º˚]|[º˚][CcＣ]|°c|度[CcＣ]))(?![A-Za-z0-9])"
            ),
            "℃",
            ("°º˚度", "CcＣ"),
        )
    ),
    mends=True,
)

OLD_UNIT = Check(
    rule=note(
        "T066",
        ("“{text}”不是法定计量单位。", "“{text}” is no legal unit of measure."),
        ("请改用法定单位：{new}", "Use the legal unit: {new}"),
    ),
    title=Bilingual("已废除的计量单位名称", "Names of units no longer legal"),
    why=Bilingual(
        "“公分、公尺、公升”等名称已经废除，应改用厘米、米、升"
        "（GB 3100-1993，《中华人民共和国法定计量单位》）。",
        "公分, 公尺 and 公升 were abolished in favour of 厘米, 米 and 升 (GB 3100-1993).",
    ),
    examples=(Example("树高120公分。", "树高120厘米。"),),
    find=finder(
        Mistake(
            re.compile(r"(?<=[0-9])(?P<bad> ?(?:公分|公尺|公升|公厘|立升|西西|英呎|英哩|英吋))"),
            lambda match: {
                "公分": "厘米",
                "公尺": "米",
                "公升": "升",
                "公厘": "毫米",
                "立升": "升",
                "西西": "毫升",
                "英呎": "英尺",
                "英哩": "英里",
                "英吋": "英寸",
            }[match["bad"].strip()],
            ("公立西英", FIGURES),
        )
    ),
    mends=True,
)

CHECKS = (LETTER_CASE, POWER, DEGREE, OLD_UNIT)
