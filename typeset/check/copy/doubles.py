"""What stands twice: words, and sentences of one issue."""

from __future__ import annotations

import re
from collections.abc import Iterator

from typeset.check.checks import Check, Example, Found, found_at, mended, warning
from typeset.check.copy.doubled_words import ONCE, TWICE
from typeset.check.subjects import Copy
from typeset.diagnostics import Bilingual
from typeset.issue.prose import HAN, Passage, Role

_LEAST = 20  # Han of a sentence that is no accident
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?[”’」』）]*")
_SPACES = re.compile(r"[\s*_”“’‘「」]+")

# A character that is doubled by mistake, unless it ends the word before it or begins the word
# behind it: 目的的, 的的确确; 除了了解; 是是非非; 存在在; 饱和和, 和和平.
_DOUBLED = {
    "的": ("目标", "确士"),
    "了": ("为除罢末终明未", "解结断然却事账望悟得无如不"),
    "是": ("但于国可", "非否"),
    "在": ("现存实内外潜好自旨所何健", "乎线于场职校建座押握岗"),
    "和": (
        "饱温缓共总平柔暖调谐祥求讲议媾昭附应亲随中",
        "平谐解气睦田美善服弦尚约声蔼好顺县林记泰政",
    ),
    "与": ("参赠给赋干授", "会其"),
    "就": ("成早造高迁", "业是近地算餐职医诊读任座此学事寝范擒读"),
    "都": ("首成古迁京帝故国陪丰名旧建江新大迁钢", "市会城督匀江柳昌庞灵兰"),
    "而": ("从然因进继时反忽幸俄既", "立"),
    "及": ("涉普危触顾遍企累波推论述言埃莫不力比提谈", "时早格第至"),
    "或": ("抑间倘", "许者"),
    "被": ("棉植覆盖毛絮夹", "子褥面套单告动捕害窝子俘迫"),
    "将": ("大主名上中少战即干老武猛爱小虎良部麻必悍", "军士领来近要相会帅门就"),
    "以": ("可所得足难予加给何借用致是聊", "色及上下前后内外往来免便至致此为太军求"),
    "从": ("服自跟随顺听遵无盲信侍屈主仆扈依适", "容业事此前小来严军属商政教良不未头而中重众医艺"),
    "把": ("一火拖两几每这那大", "关握手柄守脉玩控"),
    "也": ("", ""),
}
_ONCE = tuple(ONCE.split())
_ONCE_OR_TWICE = frozenset((*_ONCE, *TWICE.split()))
_PAIR = re.compile(r"(?P<word>[\u4e00-\u9fff]{2})(?P<bad>(?P=word))(?![地长口器库包])")
_NEVER = frozenset("一很大越多不请来去这那小好老几两三半")
_QUOTES = re.compile("“[^“”]*”|「[^「」]*」|『[^『』]*』|《[^《》]*》")
_TWICE = re.compile(
    rf"(?P<word>{'|'.join(sorted(_ONCE, key=len, reverse=True))})(?P<bad>(?P=word))"
)
_SINGLE = re.compile(f"(?P<word>[{''.join(_DOUBLED)}])(?P<bad>(?P=word))")
_LONG = re.compile(r"(?P<word>[\u4e00-\u9fff]{4,12})(?P<bad>(?P=word))")


def find_doubled(passage: Passage) -> Iterator[Found]:
    """Find words that stand twice in a row where the language has no such doubling."""
    text = passage.text
    for match in _SINGLE.finditer(text):
        before, after = _DOUBLED[match["word"]]
        at, end = match.span()
        around = text[at - 1 : at] + text[end : end + 1]
        if match["word"] in around or (at and text[at - 1] in before):
            continue
        if end < len(text) and text[end] in after:
            continue
        yield mended(passage, *match.span("bad"), "", word=match["word"])
    for match in _TWICE.finditer(text):
        yield mended(passage, *match.span("bad"), "", word=match["word"])
    yield from _pairs(passage)
    for match in _LONG.finditer(text):
        word = match["word"]
        half = len(word) // 2
        if len(set(word)) > half and word[:half] != word[half:] and word not in _ONCE:
            yield mended(passage, *match.span("bad"), "", word=word)


def _pairs(passage: Passage) -> Iterator[Found]:
    """Yield other words of two characters that are doubled, outside what people say."""
    for match in _PAIR.finditer(passage.text):
        word, at = match["word"], match.start()
        if word in _ONCE_OR_TWICE or word[0] == word[1] or not _NEVER.isdisjoint(word):
            continue
        if not any(quote.start() < at < quote.end() for quote in _QUOTES.finditer(passage.text)):
            yield found_at(passage, *match.span("bad"), word=word)


def _sentences(passage: Passage) -> Iterator[tuple[int, int, str]]:
    for match in _SENTENCE.finditer(passage.text):
        lead = len(match.group()) - len(match.group().lstrip())
        bare = _SPACES.sub("", match.group()).rstrip("。！？；）")
        if len(bare) >= _LEAST and len(HAN.findall(bare)) >= _LEAST:
            yield match.start() + lead, match.end(), bare


def find_again(copy: Copy) -> Iterator[Found]:
    """Find sentences that stand twice in an issue; neighbours count as one."""
    first: dict[str, tuple[Passage, int, int]] = {}
    for passage in copy.passages:
        if passage.role not in (Role.PARAGRAPH, Role.ITEM, Role.QUOTE):
            continue
        run: tuple[int, int, Passage, int, int] | None = None
        for start, end, bare in _sentences(passage):
            known = first.setdefault(bare, (passage, start, end))
            if known[0] is passage and known[1] == start:
                continue
            if run is not None and run[1] == start:
                run = (run[0], end, *run[2:])
                continue
            if run is not None:
                yield _again(passage, run)
            run = (start, end, *known)
        if run is not None:
            yield _again(passage, run)


def _again(passage: Passage, run: tuple[int, int, Passage, int, int]) -> Found:
    start, end, earlier, at, until = run
    place = earlier.place(at, until)
    begin = passage.text[start : start + 12].strip()
    return found_at(passage, start, end, begin=begin, file=place.file, line=place.line)


DOUBLED = Check(
    rule=warning(
        "T076",
        ("“{word}”写了两遍。", "“{word}” stands twice."),
        ("请删去一个。", "Delete one of them."),
    ),
    title=Bilingual("重复的词", "A word written twice"),
    why=Bilingual(
        "改稿、粘贴时常把一个词写成两遍；“目的的”“说说”一类正常的重叠不算。",
        "Words are easily doubled in editing; regular doubling such as 说说 is left alone.",
    ),
    examples=(
        Example("这是我们的的任务。", "这是我们的任务。"),
        Example("推动数据数据要素市场化。", "推动数据要素市场化。"),
        Example("加强网络安全监测网络安全监测工作。", "加强网络安全监测工作。"),
    ),
    find=find_doubled,
    mends=True,
)

AGAIN = Check(
    rule=warning(
        "T077",
        (
            "“{begin}……”这句话已在{file}第{line}行出现过。",
            "The sentence “{begin}…” stands already in {file}, line {line}.",
        ),
        ("请删去一处；确需重复的，可以忽略。", "Delete one, unless it is meant."),
    ),
    title=Bilingual("同一句话出现两次", "The same sentence twice"),
    why=Bilingual(
        "一期里一字不差的长句多半是粘贴了两次。",
        "A long sentence that stands twice in an issue was most likely pasted twice.",
    ),
    examples=(
        Example(
            "会议强调要加快构建以数据为关键要素的数字经济新体系。\n\n"
            "另外一段话。会议强调要加快构建以数据为关键要素的数字经济新体系。",
            "会议强调要加快构建以数据为关键要素的数字经济新体系。\n\n另外一段话。",
        ),
    ),
    find=find_again,
)

CHECKS = (DOUBLED,)
COPY_CHECKS = (AGAIN,)
