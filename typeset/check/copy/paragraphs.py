"""Paragraphs that do not end (GB/T 15834-2011, 4.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from typeset.check.checks import Check, Example, Found, found_at, warning
from typeset.check.subjects import Copy
from typeset.diagnostics import Bilingual
from typeset.issue.prose import HAN, OBJECT, Passage, Prose, Role

_LEAST = 15  # Han, by which running text is told from a line
_LEAST_LONG = 45  # characters, by which one clause is told from a headline
_CLOSERS = " \t\n”’」』）)】〕］]》〉*_\"'"
_ENDS = "。！？!?…⋯—；;：:.~～" + OBJECT
_PAUSE = re.compile("[，；。！？：]")
_SENTENCE = re.compile("[。！？]")
_SIGNED = re.compile(
    r"\s*(?:[（(【\[].*[）)】\]]|[-—–―].*|(?:来源|作者|记者|编辑|责任编辑|责编|供稿|通讯员|摄影|摄|图|文|联系|电话|地址|"
    r"邮箱|附件?|注|原标题|原文|链接|本报|新华社|译者|校对|审核|监制|主编|[\u4e00-\u9fff]{2,8})\s*[：:／/|｜].*)\s*",
    re.DOTALL,
)
_IN_BRACKETS = re.compile(
    r"(?:\s*(?:（[^（）]*）|\([^()]*\)|【[^【】]*】|\[[^\[\]]*\]|——+.{1,12}))+\s*$"
)
_QUOTED = re.compile(r"\s*[“「《][^“”「」]*[”」》]\s*")
_HALT = re.compile(r"[，、,]\s*$")


def find_halts(prose: Prose) -> Iterator[tuple[Passage, int]]:
    """Yield the paragraphs that stop at a comma, and where."""
    for passage in prose.passages:
        if passage.role not in (Role.PARAGRAPH, Role.ITEM, Role.QUOTE) or "\n" in passage.text:
            continue
        match = _HALT.search(passage.text)
        if match and len(HAN.findall(passage.text)) >= _LEAST:
            yield passage, match.start()


def _is_open(passage: Passage) -> bool:
    """Tell whether a running paragraph stops without a mark."""
    text = passage.text
    if _HALT.search(text) or _QUOTED.fullmatch(text):
        return False
    return not (_is_ended(text) or _is_ended(_IN_BRACKETS.sub("", text)))


def _is_ended(text: str) -> bool:
    return text.rstrip(_CLOSERS)[-1:] in _ENDS


def _runs(passage: Passage) -> bool:
    """Tell whether a passage is running text rather than a line, a signature or a verse."""
    text = passage.text
    if passage.role not in (Role.PARAGRAPH, Role.ITEM, Role.QUOTE) or "\n" in text.strip():
        return False
    if _PAUSE.search(text) is None or len(HAN.findall(text)) < _LEAST:
        return False
    has_sentences = _SENTENCE.search(text.rstrip(_CLOSERS)[:-1]) is not None
    is_long = text.count("，") > 1 or len(text) > _LEAST_LONG
    if not has_sentences and (passage.role is not Role.PARAGRAPH or not is_long):
        return False
    return _SIGNED.fullmatch(text) is None or _SENTENCE.search(text) is not None


def _is_bold(passage: Passage) -> bool:
    """Tell whether a whole paragraph is emphasised, as a heading without its marks."""
    known = [at for at in passage.offsets if at >= 0]
    source = passage.script.text
    marks = ("**", "__")
    return (
        bool(known)
        and source[: known[0]].endswith(marks)
        and (source[known[-1] + 1 :].startswith(marks))
    )


def find_open(copy: Copy) -> Iterator[Found]:
    """Find running paragraphs without an end mark, unless the article does so throughout."""
    for prose in (*copy.articles, *copy.organisations):
        for passage, at in find_halts(prose):
            yield found_at(passage, at, at + 1)
        running = [each for each in prose.body if _runs(each)]
        left_open = [each for each in running if _is_open(each)]
        if 2 * len(left_open) > len(running) and len(left_open) > 1:
            continue
        for passage in left_open:
            if not (_is_bold(passage) and _SENTENCE.search(passage.text) is None):
                end = len(passage.text.rstrip())
                yield found_at(passage, end - 1, end)


NO_END = Check(
    rule=warning(
        "T075",
        (
            "这一段到“{text}”为止，没有句末标点。",
            "The paragraph stops at “{text}” without an end mark.",
        ),
        (
            "请补上句号、问号或叹号，或看看是否漏了字。",
            "Add the mark, or see whether words are missing.",
        ),
    ),
    title=Bilingual("段末没有标点", "A paragraph without an end mark"),
    why=Bilingual(
        "成段的文字以句号、问号、叹号或省略号结束；缺了往往是粘贴时漏了字"
        "（GB/T 15834-2011第4.1—4.3条）。",
        "Running text ends with a mark; where it is missing, words often went with it in pasting"
        " (GB/T 15834-2011, 4.1–4.3).",
    ),
    examples=(
        Example(
            "近日，有关部门联合印发通知，要求各地认真抓好贯彻落实",
            "近日，有关部门联合印发通知，要求各地认真抓好贯彻落实。",
        ),
        Example(
            "会议指出，要进一步完善数据基础制度，推进数据资源整合共享，",
            "会议指出，要进一步完善数据基础制度，推进数据资源整合共享。",
        ),
    ),
    find=find_open,
)

COPY_CHECKS = (NO_END,)
