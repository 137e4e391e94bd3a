"""Quotes, brackets and title marks that do not close, or not in order (GB/T 15834-2011)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from typeset.check.checks import Check, Example, Found, found_at, warning
from typeset.check.copy.pairing import OPENER, PARTNER, Pairing, enclosing, pair, turned
from typeset.check.subjects import Copy
from typeset.diagnostics import Bilingual
from typeset.issue.prose import Passage, Prose, Role

_TURNED = "“‘《（【「"
_QUOTES = "“‘「『"
_REACH = 3  # paragraphs over which a mark may stay open
_OUTSIDE = (Role.TITLE, Role.FIELD, Role.CELL, Role.ALT, Role.CAPTION, Role.NOTE)
_SHORT_NAME = re.compile(r"（(?:以下|下)?(?:简称|称)(?:为)?(?:“[^“”]*”|《[^《》]*》)(?=[，。；、])")


@dataclass(slots=True)
class _Walk:
    """Goes through the passages of a file and keeps what is still open."""

    lone: list[Found] = field(default_factory=list)
    open: list[tuple[int, Pairing, int]] = field(default_factory=list)  # number, where, place

    def take(self, number: int, pairing: Pairing) -> None:
        """Take in the next passage."""
        passage = pairing.passage
        if passage.role is Role.HEADING:
            self.flush()
        faulty = {at for kind in _TURNED for at in turned(pairing, kind)}
        solved = {pairing.kind(at) for at in faulty}
        self._continue(number, passage)
        for at in pairing.closers:
            if pairing.kind(at) not in solved and not self._closes(number, pairing, at):
                self.lone.append(_lone(passage, at))
        for at in pairing.openers:
            if pairing.kind(at) in solved:
                continue
            if passage.role in _OUTSIDE or passage.role is Role.HEADING:
                self.lone.append(_lone(passage, at))
            else:
                self.open.append((number, pairing, at))

    def flush(self) -> None:
        """Report what is still open."""
        self.lone += [_lone(where.passage, at) for _, where, at in self.open]
        self.open.clear()

    def _continue(self, number: int, passage: Passage) -> None:
        """Let a quotation go on that opens this passage again; report what is open too long."""
        first = passage.text.lstrip()[:1]
        kept: list[tuple[int, Pairing, int]] = []
        for each in self.open:
            before, where, at = each
            kind = where.kind(at)
            if kind in _QUOTES and first == kind and before == number - 1:
                continue  # GB/T 15834-2011 §4.8.3.6: opened anew, closed once
            if number - before > _REACH:
                self.lone.append(_lone(where.passage, at))
            else:
                kept.append(each)
        self.open = kept

    def _closes(self, number: int, pairing: Pairing, at: int) -> bool:
        """Tell whether the mark at `at` closes one of an earlier passage."""
        if pairing.passage.role in _OUTSIDE:
            return False
        kind = pairing.kind(at)
        for each in reversed(self.open):
            if each[0] < number and each[1].kind(each[2]) == kind:
                self.open.remove(each)
                return True
        return False


def _lone(passage: Passage, at: int) -> Found:
    char = passage.text[at]
    folded = {"(": "（", ")": "）"}.get(char, char)
    partner = PARTNER.get(folded) or OPENER[folded]
    place = passage.place(at, at + 1)
    words = {"text": char, "partner": partner}
    short = _SHORT_NAME.match(passage.text, at) if folded == "（" else None
    if short is not None:
        edit = passage.edit(short.end(), short.end(), "）")
    elif passage.text[max(at - 1, 0) : at] == char or passage.text[at + 1 : at + 2] == char:
        edit = passage.edit(at, at + 1, "")  # typed twice
    else:
        edit = None
    return Found(place, words, () if edit is None else (edit,))


def find_lone(copy: Copy) -> Iterator[Found]:
    """Find marks of pairs whose partner is missing, over paragraphs as well."""
    for prose in copy.files:
        walk = _Walk()
        for number, pairing in enumerate(_pairings(prose)):
            walk.take(number, pairing)
        walk.flush()
        yield from walk.lone


def _pairings(prose: Prose) -> Iterable[Pairing]:
    return (pair(passage) for passage in prose.passages if passage.is_chinese)


LONE = Check(
    rule=warning(
        "T009",
        ("“{text}”没有配对的“{partner}”。", "“{text}” has no “{partner}” to make a pair."),
        (
            "请补上“{partner}”，或删掉多余的“{text}”。",
            "Add “{partner}”, or delete this “{text}” if there is one too many.",
        ),
    ),
    title=Bilingual("不成对的标点", "Marks without a partner"),
    why=Bilingual(
        "引号、括号、书名号成对使用；缺了一半，读者分不清引文、注释或书名到哪里为止。引文有好几段"
        "时，每段开头都用前引号，只在最后一段末尾用后引号（GB/T 15834—2011 §4.8.3.6）。",
        "Quotes, brackets and title marks come in pairs; without one of the two nobody can tell "
        "where the words end. A quotation of several paragraphs opens each and closes once "
        "(GB/T 15834-2011 §4.8.3.6).",
    ),
    examples=(
        Example(
            "印发《方案》（以下简称《行动方案》，明确目标。",
            "印发《方案》（以下简称《行动方案》），明确目标。",
        ),
        Example("打造“技术创新策源地；打造高地。", "打造“技术创新策源地”；打造高地。"),
        Example("制定《管理办法，自即日起施行。", "制定《管理办法》，自即日起施行。"),
        Example("（来源：商务部", "（来源：商务部）"),
        Example("他说：“第一段。\n\n“第二段。\n\n第三段。", "他说：“第一段。\n\n“第二段。”"),
    ),
    find=find_lone,
)


def find_turned(passage: Passage) -> Iterator[Found]:
    """Find marks of pairs that look the wrong way."""
    if not passage.is_chinese:
        return
    pairing = pair(passage)
    if not pairing.lone:
        return
    text = passage.text
    for kind in _TURNED:
        wrong = turned(pairing, kind)
        for at in wrong:
            new = PARTNER.get(text[at]) or OPENER.get(text[at], text[at])
            edit = passage.edit(at, at + 1, new)
            values = {"text": text[at], "new": new}
            yield Found(passage.place(at, at + 1), values, () if edit is None else (edit,))


TURNED = Check(
    rule=warning(
        "T010",
        ("“{text}”的方向反了。", "“{text}” looks the wrong way."),
        ("请改成“{new}”。", "Write “{new}”."),
    ),
    title=Bilingual("方向反了的引号和括号", "Quotes and brackets that look the wrong way"),
    why=Bilingual(
        "前引号和后引号的字形不同；输入法按奇偶切换，删改一处，后面的就全反了。",
        "The opening and the closing mark differ; input methods alternate, so one deletion turns "
        "all that follow.",
    ),
    examples=(
        Example("构建”一盘棋“体系。", "构建“一盘棋”体系。"),
        Example("构建“一盘棋“体系。", "构建“一盘棋”体系。"),
        Example("发布《办法《的通知。", "发布《办法》的通知。"),
    ),
    find=find_turned,
    marks=frozenset("“”‘’《》（）【】「」"),
    mends=True,
)

_INNER = {"“": "‘’", "‘": "“”", "《": "〈〉", "「": "『』", "『": "「」"}


def find_nested(passage: Passage) -> Iterator[Found]:
    """Find quotes within quotes, and titles within titles, of the same kind."""
    if not passage.is_chinese:
        return
    pairing = pair(passage)
    lone = {pairing.kind(at) for at in pairing.lone}
    for kinds in ("“‘", "《〈", "「『"):
        if lone & set(kinds):
            continue
        for (start, end), (outer, _) in enclosing(pairing, kinds):
            kind = passage.text[start]
            if kind != passage.text[outer] or kind not in _INNER:
                continue
            opener, closer = _INNER[kind][0], _INNER[kind][1]
            edits = (passage.edit(start, start + 1, opener), passage.edit(end, end + 1, closer))
            words = passage.text[start : end + 1]
            known = tuple(edit for edit in edits if edit is not None)
            yield Found(
                passage.place(start, end + 1),
                {"text": words, "new": f"{opener}{words[1:-1]}{closer}"},
                known if len(known) == 2 else (),
            )


NESTED = Check(
    rule=warning(
        "T011",
        ("里层和外层用了同样的符号：{text}", "Inside, the same marks as outside: {text}"),
        ("里层请改成：{new}", "Write the inner ones {new}"),
    ),
    title=Bilingual("引号、书名号的里外层", "Quotes and title marks within each other"),
    why=Bilingual(
        "引号里再用引号，外双内单；书名号里再用书名号，外双内单"
        "（GB/T 15834—2011 §4.8.3.5、§4.15.3.4）。",
        "Quotes within quotes are single within double, title marks likewise "
        "(GB/T 15834-2011 §4.8.3.5, §4.15.3.4).",
    ),
    examples=(
        Example("他问：“什么叫“数据要素”？”", "他问：“什么叫‘数据要素’？”"),
        Example("印发《关于贯彻《办法》的通知》。", "印发《关于贯彻〈办法〉的通知》。"),
    ),
    find=find_nested,
    marks=frozenset("“‘《「『"),
    mends=True,
)


def find_crossed(passage: Passage) -> Iterator[Found]:
    """Find pairs that overlap instead of lying one within the other."""
    if not passage.is_chinese:
        return
    for opener, closer in pair(passage).crossed:
        partner = PARTNER.get(passage.text[opener], "")
        yield found_at(passage, closer, closer + 1, partner=partner)


CROSSED = Check(
    rule=warning(
        "T012",
        (
            "“{text}”出现时，里面的“{partner}”还没有出现。",
            "“{text}” comes before the “{partner}” of what was opened inside.",
        ),
        ("请先结束里层，再结束外层。", "Close the inner pair first, then the outer one."),
    ),
    title=Bilingual("交错的成对标点", "Pairs that cross"),
    why=Bilingual(
        "成对的标点一层套一层，不能交错。",
        "Pairs lie within each other; they do not overlap.",
    ),
    examples=(
        Example("依据《“十四五”数字“经济》规划”执行。", "依据《“十四五”数字经济规划》执行。"),
        Example("（见《管理办法）》第三条。", "（见《管理办法》）第三条。"),
    ),
    find=find_crossed,
    marks=frozenset(PARTNER),
)

PASSAGE_CHECKS = (TURNED, NESTED, CROSSED)
COPY_CHECKS = (LONE,)
