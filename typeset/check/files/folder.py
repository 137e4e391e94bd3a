"""Files that nothing uses, that programs left behind, or whose names make trouble."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from typeset.check.checks import Check, Example, Found, Kind, note, warning
from typeset.check.files.listing import File, list_folder, used_files
from typeset.check.subjects import Copy
from typeset.diagnostics import Bilingual, Span

_LEFT = re.compile(
    r"\.DS_Store|\._.*|Thumbs\.db|desktop\.ini|ehthumbs\.db|Icon\r|~\$.*|\.~lock\..*#|.*~"
    r"|.*\.(?:bak|tmp|temp|swp|swo|orig|rej|old|crdownload|part|download|wbk|asd)|~WRL\d+\.tmp"
    r"|.*(?: - 副本| ?的副本|\((?:[1-9]|1\d)\)|（[1-9]）|[ _-]copy(?: \d)?)(?:\.\w+)?",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(
    r".*\.(?:docx?|wps|wpt|rtf|odt|pages|pdf|pptx?|xlsx?|et|dps|html?|mht(?:ml)?|txt|eml"
    r"|psd|ai|indd|cdr|zip|rar|7z)",
    re.IGNORECASE,
)
# What an issue's folder holds beside what it prints.
_KEPT = re.compile(
    r"issue\.(?:yaml|lock)|typeset\.toml|(?:README|NOTES?|CHANGES|LICEN[CS]E|COPYING|TODO)(?:\.\w+)*"
    r"|(?:.*/)?\.(?:git(?:keep|ignore|attributes)|editorconfig|keep)|articles/[^/]*\.md",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[\s\u3000]|[，。、；：？！“”‘’（）【】《》…—～·＋＝＆％＃＠]|[\uff10-\uff5a]")
_LARGE_MB = 20
_TOTAL_MB = 200
_MB = 1_000_000


def _is_left(file: File) -> bool:
    return _LEFT.fullmatch(file.base) is not None


def find_left_behind(copy: Copy) -> Iterator[Found]:
    """Find files that a system or an editor left behind, and originals of the texts."""
    used = used_files(copy)
    for file in list_folder(copy):
        if _is_left(file) and file.name not in used:
            yield Found(Span(file.name), {"file": file.short})


def find_originals(copy: Copy) -> Iterator[Found]:
    """Find the documents from which texts or pictures were taken."""
    used = used_files(copy)
    for file in list_folder(copy):
        is_kept = _KEPT.fullmatch(file.short) or _is_left(file) or file.name in used
        if not is_kept and _ORIGINAL.fullmatch(file.base):
            yield Found(Span(file.name), {"file": file.short})


def find_unused(copy: Copy) -> Iterator[Found]:
    """Find files that the issue does not print."""
    used = used_files(copy)
    if copy.issue is None:
        return
    for file in list_folder(copy):
        if file.name in used or _KEPT.fullmatch(file.short) or _is_left(file):
            continue
        if not _ORIGINAL.fullmatch(file.base):
            yield Found(Span(file.name), {"file": file.short})


def find_bad_names(copy: Copy) -> Iterator[Found]:
    """Find names with spaces, full-width marks, or extensions in capitals."""
    used = used_files(copy)
    for file in list_folder(copy):
        if _is_left(file) and file.name not in used:
            continue
        stem, suffix = file.base[: len(file.base) - len(file.suffix)], file.suffix
        plain = unicodedata.normalize("NFKC", _MARKS.sub(_plain, stem)).strip("-")
        new = re.sub(r"-{2,}", "-", plain) + suffix.lower()
        if new != file.base and (_MARKS.search(stem) or suffix != suffix.lower()):
            yield Found(Span(file.name), {"file": file.short, "new": new})


def _plain(match: re.Match[str]) -> str:
    narrow = unicodedata.normalize("NFKC", match.group())
    return narrow if narrow.isalnum() else "-"


def find_same_names(copy: Copy) -> Iterator[Found]:
    """Find names that differ in capitals or in the form of their letters only."""
    seen: dict[str, File] = {}
    for file in list_folder(copy):
        key = unicodedata.normalize("NFC", file.short).casefold()
        first = seen.setdefault(key, file)
        if first is not file:
            yield Found(Span(file.name), {"file": file.short, "other": first.short})


def find_same_pictures(copy: Copy) -> Iterator[Found]:
    """Find the same picture in two files."""
    by_size: dict[int, list[File]] = defaultdict(list)
    for file in list_folder(copy):
        if file.is_picture and file.size:
            by_size[file.size].append(file)
    for files in by_size.values():
        seen: dict[bytes, File] = {}
        for file in files if len(files) > 1 else ():
            try:
                digest = hashlib.sha256(copy.sources.locate(file.name).read_bytes()).digest()
            except OSError:
                continue
            first = seen.setdefault(digest, file)
            if first is not file:
                yield Found(Span(file.name), {"file": file.short, "other": first.short})


def find_large(copy: Copy) -> Iterator[Found]:
    """Find files of many megabytes, and folders of very many."""
    files = list_folder(copy)
    large = [file for file in files if file.size > _LARGE_MB * _MB]
    for file in large:
        yield Found(Span(file.name), {"file": file.short, "size": round(file.size / _MB)})
    total = sum(file.size for file in files)
    if total > _TOTAL_MB * _MB and not large:
        name = f"{copy.folder}/issue.yaml"
        yield Found(Span(name), {"file": copy.folder, "size": round(total / _MB)})


LEFT_BEHIND = Check(
    rule=note(
        "X002",
        ("{file} 是系统或软件留下的。", "{file} was left behind by a program."),
        ("请删掉。", "Delete it."),
    ),
    title=Bilingual("残留文件", "Left-over files"),
    why=Bilingual(
        ".DS_Store、Thumbs.db、~$ 开头的临时文件和“副本”不属于刊物，存档时会一起存进去。",
        "They are no part of the issue, and would be archived with it.",
    ),
    examples=(Example("articles/~$通知.docx", "（删去）", Kind.SHOWN),),
    find=find_left_behind,
)
ORIGINALS = Check(
    rule=note(
        "X003",
        ("{file} 是原稿或附件，不会印出来。", "{file} is an original; it is not printed."),
        ("不需要的话，请移出本期的文件夹。", "Move it out of the folder unless it is needed."),
    ),
    title=Bilingual("夹带的原稿", "Originals in the folder"),
    why=Bilingual(
        "原稿留在文件夹里，日后分不清哪个是定稿，也可能含有不该外传的批注。",
        "With the original beside it nobody knows later which text was final.",
    ),
    examples=(Example("articles/通知.docx", "articles/01-notice.md", Kind.SHOWN),),
    find=find_originals,
)
UNUSED = Check(
    rule=warning(
        "X004",
        ("本期没有用到 {file}。", "The issue does not use {file}."),
        (
            "忘了放进文章的话，请补上；不用的话，请删掉。",
            "Put it where it belongs, or delete it.",
        ),
    ),
    title=Bilingual("没有用到的文件", "Files that nothing uses"),
    why=Bilingual(
        "多半是图片忘了放进文章，或者换图以后旧图没有删。",
        "Probably a picture was forgotten, or its older version was kept.",
    ),
    examples=(
        Example("images/chart.png 没有文章引用", "![走势](../images/chart.png)", Kind.SHOWN),
    ),
    find=find_unused,
)
BAD_NAMES = Check(
    rule=note(
        "X005",
        (
            "文件名 {file} 里有空格、全角符号或大写扩展名。",
            "The name {file} has spaces, full-width marks, or an extension in capitals.",
        ),
        ("请改名为 {new}，并改引用它的地方。", "Rename it {new}, here and where it is used."),
    ),
    title=Bilingual("容易出错的文件名", "Names that make trouble"),
    why=Bilingual(
        "空格和全角符号在 Markdown 里要另外转义；大小写在有的电脑上算不同，有的算相同。",
        "Spaces must be escaped in Markdown, and capitals count on some systems only.",
    ),
    examples=(Example("images/图 1（新）.PNG", "images/图-1-新.png", Kind.SHOWN),),
    find=find_bad_names,
)
SAME_NAMES = Check(
    rule=warning(
        "X006",
        (
            "{file} 和 {other} 只差大小写。",
            "{file} and {other} differ in capitals only.",
        ),
        ("请给其中一个改名。", "Rename one of them."),
    ),
    title=Bilingual("只差大小写的文件名", "Names that differ in capitals"),
    why=Bilingual(
        "Windows 和 macOS 把它们当成同一个文件，复制过去会丢一个。",
        "Windows and macOS take them for one file; one is lost when they are copied.",
    ),
    examples=(Example("Chart.png、chart.png", "chart-1.png、chart-2.png", Kind.SHOWN),),
    find=find_same_names,
)
SAME_PICTURES = Check(
    rule=note(
        "X007",
        ("{file} 和 {other} 是同一张图。", "{file} and {other} are the same picture."),
        ("请只留一个，引用它的地方写同一个文件名。", "Keep one, and use it in both places."),
    ),
    title=Bilingual("重复的图片", "The same picture twice"),
    why=Bilingual(
        "换图时只换了一处，就会新旧并存；也可能是放错了图。",
        "When it is replaced in one place the old one remains; or a wrong one was chosen.",
    ),
    examples=(Example("a.png 与 b.png 内容相同", "只留 a.png", Kind.SHOWN),),
    find=find_same_pictures,
)
LARGE = Check(
    rule=note(
        "X008",
        ("{file} 有 {size} MB。", "{file} has {size} MB."),
        (
            "请缩小图片；印一整页的照片 10 MB 以内就够。",
            "Make it smaller; 10 MB are enough for a photograph that fills a page.",
        ),
    ),
    title=Bilingual("文件太大", "Large files"),
    why=Bilingual(
        "大文件拖慢构建、传输和存档，印出来并不更清楚。",
        "They slow everything down and print no better.",
    ),
    examples=(Example("images/cover.tif，180 MB", "images/cover.jpg，6 MB", Kind.SHOWN),),
    find=find_large,
)

CHECKS = (LEFT_BEHIND, ORIGINALS, UNUSED, BAD_NAMES, SAME_NAMES, SAME_PICTURES, LARGE)
