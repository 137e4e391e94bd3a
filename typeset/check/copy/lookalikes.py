"""Characters that look like the right ones and are not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from typeset.check.checks import Check, Example, Found, mended, warning
from typeset.check.copy.points import SOUND
from typeset.diagnostics import Bilingual
from typeset.issue.prose import HAN, Passage

# Radicals of the supplement that are written for the character itself (Unicode's
# EquivalentUnifiedIdeograph); those of U+2F00 and the compatibility ideographs decompose.
_RADICALS = dict(
    zip(
        "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩"
        "⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑"
        "⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑𫜹忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王"
        "𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長"
        "镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)
_DISGUISED = re.compile("[\u2e80-\u2fd5\uf900-\ufaff\U0002f800-\U0002fa1d]")
_UNIFIED = frozenset(
    "﨎﨏﨑﨓﨔﨟﨡﨣﨤﨧﨨﨩"
)  # in the compatibility block, but characters of their own


def find_radicals(passage: Passage) -> Iterator[Found]:
    """Find radicals and compatibility ideographs that stand for a character."""
    for match in _DISGUISED.finditer(passage.text):
        char = match.group()
        new = _RADICALS.get(char) or unicodedata.normalize("NFKC", char)
        if char in _UNIFIED or new == char:
            continue
        yield mended(passage, *match.span(), new, code=f"U+{ord(char):04X}")


RADICALS = Check(
    rule=warning(
        "T029",
        (
            "“{text}”是部首或兼容字符（{code}），不是汉字。",
            "“{text}” is a radical or a compatibility character ({code}).",
        ),
        ("请改成汉字“{new}”。", "Write the character {new}."),
    ),
    title=Bilingual("部首和兼容汉字", "Radicals and compatibility characters"),
    why=Bilingual(
        "它们看上去和汉字一样，其实是另外的字符，多半来自 PDF；搜索不到，字体里也常常没有。",
        "They look like characters but are others, mostly copied from a PDF; searches miss them "
        "and many fonts lack them.",
    ),
    examples=(
        Example("⼤数据⾏业发展。", "大数据行业发展。"),
        Example("信息⻛险与樂趣。", "信息风险与樂趣。"),
    ),
    find=find_radicals,
    marks=frozenset(map(chr, (*range(0x2E80, 0x2FD6), *range(0xF900, 0xFB00)))),
    mends=True,
)

_H = HAN.pattern
_KANA = {
    "ニ": "二",
    "ロ": "口",
    "カ": "力",
    "エ": "工",
    "タ": "夕",
    "ト": "卜",
    "ハ": "八",
    "ミ": "三",
    "ー": "一",
    "メ": "乂",
}
_LONE_KANA = re.compile(f"(?<={_H})[{''.join(_KANA)}](?={_H})")
_OTHER_KANA = re.compile("[\u3041-\u30fa]")
_ONE = re.compile("[第之唯统同每]\\Z")
_ONE_AFTER = re.compile("[个种次些项年样般定切体起]")


def find_lookalikes(passage: Passage) -> Iterator[Found]:
    """Find kana that stand for Han."""
    text = passage.text
    if len(_OTHER_KANA.findall(text)) <= 2:
        for match in _LONE_KANA.finditer(text):
            if match.group() != "ー" or _is_one(text, match.start()):
                yield mended(passage, *match.span(), _KANA[match.group()])


def _is_one(text: str, at: int) -> bool:
    return bool(_ONE.search(text[:at]) or _ONE_AFTER.match(text, at + 1))


LOOKALIKES = Check(
    rule=warning(
        "T030",
        ("“{text}”不是这里该用的字符，只是样子像。", "“{text}” only looks like what is meant."),
        ("请改成“{new}”。", "Write “{new}”."),
    ),
    title=Bilingual("样子相像的字符", "Characters that look alike"),
    why=Bilingual(
        "片假名“ニ、ロ、ー”和汉字“二、口、一”是不同的字符，混用了会搜索不到，字形也不一样。",
        "The kana ニ, ロ and ー are not the Han 二, 口 and 一: searches miss them, and the shapes "
        "differ.",
    ),
    examples=(Example("第ー批共ニ项。", "第一批共二项。"),),
    find=find_lookalikes,
    marks=frozenset(_KANA),
    mends=True,
)

_NAME_DOT = re.compile(f"(?<={_H})\\s?[•・‧⋅∙･●．․]\\s?(?={_H})")


def find_name_dots(passage: Passage) -> Iterator[Found]:
    """Find other dots than the middle one between the parts of a foreign name."""
    text = passage.text
    for match in _NAME_DOT.finditer(text):
        start, end = match.span()
        mark = match.group().strip()
        beside = text[max(start - 2, 0) : start] + text[end : end + 2]
        if mark in "●．" and not (len(beside) == 4 and all(char in SOUND for char in beside)):
            continue
        yield mended(passage, start, end, "·")


NAME_DOTS = Check(
    rule=warning(
        "T031",
        ("“{text}”不是间隔号。", "“{text}” is not the dot that divides names."),
        ("请改成居中的“·”（U+00B7）。", "Write the middle dot · (U+00B7)."),
    ),
    title=Bilingual("间隔号的写法", "The dot that divides names"),
    why=Bilingual(
        "间隔号是“·”（GB/T 15834—2011 §4.14）；“•”是项目符号，“・”是日文中点。",
        "It is · (GB/T 15834-2011 §4.14); • is a bullet, ・ is Japanese.",
    ),
    examples=(
        Example("约翰•史密斯来访。", "约翰·史密斯来访。"),
        Example("约翰・史密斯来访。", "约翰·史密斯来访。"),
    ),
    find=find_name_dots,
    marks=frozenset("•・‧⋅∙･●．․"),
    mends=True,
)

_TWINS = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеорсухіѕјԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABESIJKMHOPCTYXaeopcyxisjqwABEZHIKMNOPTYXo"
)
_WORD = re.compile("[A-Za-z\u0370-\u03ff\u0400-\u052f]{2,}")
_LATIN = re.compile("[A-Za-z]")
_FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u052f]")


def find_twins(passage: Passage) -> Iterator[Found]:
    """Find Cyrillic and Greek letters within Latin words."""
    for match in _WORD.finditer(passage.text):
        word = match.group()
        if not _LATIN.search(word) or not _FOREIGN.search(word):
            continue
        new = word.translate(_TWINS)
        if new.isascii():
            yield mended(passage, *match.span(), new)


TWINS = Check(
    rule=warning(
        "T032",
        (
            "“{text}”里混有西里尔或希腊字母。",
            "“{text}” mixes Cyrillic or Greek letters with Latin ones.",
        ),
        ("请用拉丁字母重新输入：{new}", "Type it in Latin letters: {new}"),
    ),
    title=Bilingual("单词里的别种字母", "Letters of another alphabet in a word"),
    why=Bilingual(
        "西里尔字母а、о和拉丁字母 a、o 看上去一样，却是不同的字符：搜索不到，也可能换成别的字体。",
        "Cyrillic а and о look like Latin ones, but searches miss them and the font may change.",
    ),
    examples=(Example("推进IРv6部署。", "推进IPv6部署。"),),
    find=find_twins,
    marks=frozenset("АВЕЅІЈКМНОРСТУХаеорсухіѕјԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"),
    mends=True,
)

# Forms for vertical and small setting (U+FE10–FE6F), except those of T004 and T018.
_FORMS = {
    char: new.translate(str.maketrans(",:;!?()", "，：；！？（）"))
    for char in map(
        chr,
        (
            *range(0xFE10, 0xFE1A),
            *range(0xFE30, 0xFE32),
            *range(0xFE35, 0xFE45),
            *range(0xFE50, 0xFE58),
            *range(0xFE59, 0xFE5F),
        ),
    )
    if (new := unicodedata.normalize("NFKC", char)) and char not in "︰﹘"
} | {"︰": "：", "︙": "……", "︱": "——", "︓": "：", "﹒": "。"}
_FORM = re.compile("[" + "".join(_FORMS) + "]")


def find_forms(passage: Passage) -> Iterator[Found]:
    """Find marks in the small forms and the forms for vertical setting."""
    if passage.is_chinese:
        for match in _FORM.finditer(passage.text):
            yield mended(passage, *match.span(), _FORMS[match.group()])


FORMS = Check(
    rule=warning(
        "T033",
        ("“{text}”是竖排或小型标点。", "“{text}” is a mark for vertical or small setting."),
        ("请改成普通的“{new}”。", "Write the ordinary “{new}”."),
    ),
    title=Bilingual("竖排和小型标点", "Marks for vertical or small setting"),
    why=Bilingual(
        "这些是旧编码留下的兼容字符，横排里位置、大小都不对；竖排的字形由版式自己选。",
        "They are left over from old encodings and sit wrong in horizontal text; a layout turns "
        "the marks itself.",
    ),
    examples=(Example("统筹推进﹐扎实推进︒", "统筹推进，扎实推进。"),),
    find=find_forms,
    marks=frozenset(_FORMS),
    mends=True,
)

CHECKS = (RADICALS, LOOKALIKES, NAME_DOTS, TWINS, FORMS)
