"""The same name in two spellings within an issue."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from typeset.check.checks import Check, Example, Found, Kind, found_at, mended, warning
from typeset.check.subjects import Copy
from typeset.diagnostics import Bilingual
from typeset.issue.prose import Passage

_WORD = re.compile(
    r"(?<![A-Za-z0-9.+#_/@&'’:*^-])(?<![A-Za-z0-9] )[A-Za-z][A-Za-z0-9]*(?:[-·][A-Za-z0-9]+)*"
    r"(?![A-Za-z0-9+#_/@&'’*^-]|[.:][A-Za-z0-9]| [A-Za-z0-9])"
)
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_UNITS = frozenset(
    [
        "mb",
        "kb",
        "gb",
        "tb",
        "km",
        "kg",
        "mm",
        "ml",
        "mw",
        "kw",
        "gw",
        "hz",
        "pa",
        "db",
        "mah",
        "mpa",
        "khz",
        "mhz",
        "ghz",
        "kwh",
        "kv",
    ]
)
# Letters that are another word, or another thing, in another case.
_TWO_WORDS = frozenset(
    [
        "it",
        "us",
        "am",
        "pm",
        "is",
        "in",
        "on",
        "or",
        "go",
        "no",
        "an",
        "at",
        "be",
        "we",
        "ma",
        "ph",
        "co",
        "as",
        "so",
        "to",
        "id",
    ]
)
_QUOTED = re.compile("“([^“”‘’《》，。；：！？、\ufffc]{3,12})”")
_SHIELDED = re.compile("“[^“”]*”|《[^《》]*》|[「『][^「」『』]*[」』]|‘[^‘’]*’")
# Names that are quoted wherever they stand; both forms in one issue are a slip.
_USUALLY_QUOTED = tuple(
    [
        "一带一路",
        "十四五",
        "十五五",
        "十三五",
        "三农",
        "双碳",
        "双减",
        "双创",
        "双一流",
        "放管服",
        "互联网+",
        "人工智能+",
        "数据要素×",
        "五位一体",
        "四个全面",
        "四个意识",
        "四个自信",
        "两个维护",
        "两个确立",
        "三重一大",
        "三会一课",
        "两学一做",
        "东数西算",
        "新四化",
        "五险一金",
        "双高计划",
        "银发经济",
        "千万工程",
        "三医联动",
        "一网通办",
        "一网统管",
        "最多跑一次",
        "两山",
        "枫桥经验",
        "三北",
        "双随机一公开",
    ]
)
_LEAST_QUOTED = 3
_TITLE = re.compile("《([^《》]{7,40})》")
_DIFFERENT = frozenset(
    "0123456789〇零一二三四五六七八九十百上中下前后甲乙丙丁新旧老序续省市县区州东西南北男女"
)
_VARIANTS = tuple(
    tuple(each.split("/"))
    for each in [
        "账号/帐号",
        "账户/帐户",
        "账单/帐单",
        "账目/帐目",
        "账本/帐本",
        "图像/图象",
        "想象/想像",
        "身份/身分",
        "唯一/惟一",
        "成分/成份",
        "订单/定单",
        "订货/定货",
        "订购/定购",
        "订阅/定阅",
        "交代/交待",
        "执着/执著",
        "录像/录象",
        "照相/照像",
        "人才/人材",
        "烦琐/繁琐",
        "辈分/辈份",
        "本分/本份",
        "过分/过份",
        "分量/份量",
        "分内/份内",
        "搭档/搭当",
        "耽搁/担搁",
        "含义/涵义",
        "宏图/鸿图",
        "角色/脚色",
        "精彩/精采",
        "侥幸/徼幸",
        "累赘/累坠",
        "黏稠/粘稠",
        "内讧/内哄",
        "书简/书柬",
        "思维/思惟",
        "推诿/推委",
        "指手画脚/指手划脚",
        "座次/坐次",
        "按语/案语",
        "笔画/笔划",
        "约莫/约摸",
        "再接再厉/再接再砺",
        "浑浊/混浊",
        "归根结底/归根结柢",
        "服侍/伏侍",
    ]
)
_VARIANT = re.compile("|".join(form for pair in _VARIANTS for form in pair))


@dataclass(slots=True)
class _Name:
    """Where each spelling of one name stands."""

    forms: dict[str, list[tuple[Passage, int]]] = field(default_factory=lambda: defaultdict(list))

    def usual(self) -> str:
        """Return the commonest spelling, the first to occur of those."""
        return max(self.forms, key=lambda form: len(self.forms[form]))


def _minorities(name: _Name, span: int = 0) -> Iterator[Found]:
    """Yield the rarer spellings, each once in a file."""
    usual = name.usual()
    place = name.forms[usual][0][0].place(name.forms[usual][0][1], name.forms[usual][0][1] + 1)
    for form, stands in name.forms.items():
        if form == usual:
            continue
        files = Counter(passage.file for passage, _ in stands)
        for passage, at in stands:
            if files.pop(passage.file, 0):
                length = span or len(form)
                yield found_at(
                    passage, at, at + length, text=form, new=usual, file=place.file, line=place.line
                )


def _by_name(copy: Copy) -> dict[str, _Name]:
    names: dict[str, _Name] = defaultdict(_Name)
    for passage in copy.passages:
        if passage.characters.isdisjoint(_LETTERS) or not passage.is_chinese:
            continue
        for match in _WORD.finditer(passage.text):
            word = match.group()
            key = re.sub("[-·]", "", word).casefold()
            before = passage.text[match.start() - 1 : match.start()]
            if len(key) < 2 or key in _TWO_WORDS or (key in _UNITS and before.isdigit()):
                continue
            names[key].forms[word].append((passage, match.start()))
    return names


def find_two_spellings(copy: Copy) -> Iterator[Found]:
    """Find Latin names in two spellings: case, hyphen."""
    for name in _by_name(copy).values():
        if len(name.forms) > 1:
            yield from _minorities(name)


def _bare(passage: Passage, name: str) -> Iterator[int]:
    """Yield where `name` stands outside quotes and titles."""
    if name not in passage.text:
        return
    shields = [match.span() for match in _SHIELDED.finditer(passage.text)]
    for match in re.finditer(re.escape(name), passage.text):
        at = match.start()
        if not any(start <= at < end for start, end in shields):
            yield at


def find_unquoted(copy: Copy) -> Iterator[Found]:
    """Find names that are quoted in one place and bare in another."""
    passages: Sequence[Passage] = [each for each in copy.passages if each.is_chinese]
    quoted: dict[str, list[tuple[Passage, int]]] = defaultdict(list)
    for passage in passages:
        if "“" in passage.characters:
            for match in _QUOTED.finditer(passage.text):
                quoted[match[1]].append((passage, match.start(1)))
    for name, stands in quoted.items():
        is_known = name in _USUALLY_QUOTED
        if not is_known and len(stands) < _LEAST_QUOTED:
            continue
        bare = [(passage, at) for passage in passages for at in _bare(passage, name)]
        if not bare or (not is_known and len(bare) * _LEAST_QUOTED > len(stands)):
            continue
        spellings = _Name()
        spellings.forms[f"“{name}”"] = stands
        spellings.forms[name] = bare
        yield from _minorities(spellings, len(name))


def find_two_forms(copy: Copy) -> Iterator[Found]:
    """Find words that stand in the recommended form in one place and in the other elsewhere."""
    forms: dict[str, list[tuple[Passage, int]]] = defaultdict(list)
    for passage in copy.passages:
        for match in _VARIANT.finditer(passage.text):
            forms[match.group()].append((passage, match.start()))
    for pair in _VARIANTS:
        if sum(form in forms for form in pair) > 1:
            name = _Name()
            for form in pair:
                name.forms[form] = forms[form]
            yield from _minorities(name)


def find_two_titles(copy: Copy) -> Iterator[Found]:
    """Find a title that is cited elsewhere with one character more, less or other."""
    titles: dict[str, list[tuple[Passage, int]]] = defaultdict(list)
    for passage in copy.passages:
        if "《" in passage.characters:
            for match in _TITLE.finditer(passage.text):
                titles[match[1]].append((passage, match.start(1)))
    known = sorted(titles, key=len)
    for at, one in enumerate(known):
        for other in known[at + 1 :]:
            if len(other) > len(one) + 1:
                break
            if _differs_by_one(one, other):
                name = _Name()
                for form in sorted((one, other), key=lambda each: -len(titles[each])):
                    name.forms[form] = titles[form]
                yield from _minorities(name)


def _differs_by_one(one: str, other: str) -> bool:
    start = next((at for at, char in enumerate(one) if other[at] != char), len(one))
    longer = other[start + 1 :]
    rest = one[start:] if len(other) > len(one) else one[start + 1 :]
    changed = {other[start], *(one[start : start + 1] if len(other) == len(one) else "")}
    return rest == longer and not changed & _DIFFERENT


def find_against_house(copy: Copy) -> Iterator[Found]:
    """Find other spellings of what the house has settled."""
    for preferred in copy.settings.spellings:
        bare = preferred.strip("“”")
        if bare != preferred:
            for passage in copy.passages:
                for at in _bare(passage, bare):
                    yield mended(passage, at, at + len(bare), preferred)
            continue
        letters = [re.escape(each) for each in preferred if each not in " -·"]
        pattern = re.compile(
            rf"(?<![A-Za-z0-9.+#_/@-]){'[ ·-]?'.join(letters)}(?![A-Za-z0-9+#_/@-]|\.[A-Za-z])",
            re.IGNORECASE,
        )
        for passage in copy.passages:
            for match in pattern.finditer(passage.text) if passage.is_chinese else ():
                if match.group() != preferred:
                    yield mended(passage, *match.span(), preferred)


_ELSEWHERE = (
    "“{text}”在{file}第{line}行等处写作“{new}”。",
    "“{text}” is written “{new}” elsewhere, first in {file}, line {line}.",
)

TWO_SPELLINGS = Check(
    rule=warning("T040", _ELSEWHERE, ("同一个名称请用一种写法。", "Use one spelling of a name.")),
    title=Bilingual("同一名称的不同写法", "One name in two spellings"),
    why=Bilingual(
        "一期里“App”和“APP”混用，读者会以为是两样东西，检索也会漏掉。少见的写法会被指出。",
        "App and APP in one issue look like two things, and a search misses one of them.",
    ),
    examples=(
        Example(
            "这款App上线了。新版App更快。下载APP即可。", "这款App上线了。新版App更快。下载App即可。"
        ),
        Example("覆盖Wi-Fi。免费Wi-Fi。连接WiFi。", "覆盖Wi-Fi。免费Wi-Fi。连接Wi-Fi。"),
    ),
    find=find_two_spellings,
)

UNQUOTED = Check(
    rule=warning("T041", _ELSEWHERE, ("引号请统一。", "Quote it everywhere or nowhere.")),
    title=Bilingual("同一名称有时带引号有时不带", "A name now quoted, now bare"),
    why=Bilingual(
        "“一带一路”一类的名称在一期里要么都带引号，要么都不带。",
        "Names such as “一带一路” are quoted throughout an issue or not at all.",
    ),
    examples=(
        Example(
            "共建“一带一路”。深化“一带一路”合作。一带一路沿线。",
            "共建“一带一路”。深化“一带一路”合作。",
        ),
    ),
    find=find_unquoted,
)

HOUSE_SPELLING = Check(
    rule=warning(
        "T042",
        ("本刊把“{text}”写作“{new}”。", "The house spells “{text}” as “{new}”."),
        ("请改成“{new}”。", "Write {new}."),
    ),
    title=Bilingual("本刊规定的写法", "The spelling of the house"),
    why=Bilingual(
        "设置里的spellings列出本刊规定的写法，其他写法都会被指出。",
        "The setting `spellings` lists what the house has settled.",
    ),
    examples=(Example("下载APP。", "下载App。", Kind.SHOWN),),
    find=find_against_house,
)

TWO_FORMS = Check(
    rule=warning("T043", _ELSEWHERE, ("同一个词请用一种写法。", "Use one form of a word.")),
    title=Bilingual("同一个词的不同写法", "One word in two forms"),
    why=Bilingual(
        "“账号”和“帐号”是一个词；《第一批异形词整理表》（2001年）推荐了其中一种。",
        "They are one word; the national table of variant forms (2001) recommends one of them.",
    ),
    examples=(Example("注册账号。登录账号。注销帐号。", "注册账号。登录账号。注销账号。"),),
    find=find_two_forms,
)

TWO_TITLES = Check(
    rule=warning("T046", _ELSEWHERE, ("请核对书名或文件名。", "Check the title.")),
    title=Bilingual("同一书名差一个字", "A title that differs by one character"),
    why=Bilingual(
        "两处引用的书名或文件名只差一个字，多半有一处抄错了。",
        "Of two titles that differ by one character, one is most likely wrong.",
    ),
    examples=(
        Example(
            "印发《山西省数据工作管理办法》。《山西省数据工作管理方法》共六章。",
            "印发《山西省数据工作管理办法》。《山西省数据工作管理办法》共六章。",
        ),
    ),
    find=find_two_titles,
)

COPY_CHECKS = (TWO_SPELLINGS, UNQUOTED, HOUSE_SPELLING, TWO_FORMS, TWO_TITLES)
