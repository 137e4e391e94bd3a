"""What pictures show, in words: for those who cannot see them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from typeset.check.checks import Check, Example, Found, found_at, warning
from typeset.diagnostics import Bilingual
from typeset.issue.prose import Passage, Role

_EMPTY_WORDS = re.compile(
    r"(?:图片?|照片|配图|插图|截图|截屏|图像|示意图|image|img|picture|pic|photo|figure|fig|alt|screenshot"
    r"|untitled|未命名|无标题|在这里插入图片描述|图片描述|这里写图片描述|微信图片|QQ截图)"
    r"[\s_\-.（(]*\d*[)）]?",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(
    r"[\w\-. ()（）]+\.(?:png|jpe?g|gif|svg|webp|tiff?|bmp)"
    r"|(?:IMG|DSC|DSCN|P|WX|MVIMG|PXL)[_-]?\d[\d_-]*"
    r"|(?:微信图片|QQ截图|QQ图片|截屏|屏幕截图|WechatIMG)[_\s-]?\d[\d_\s\-:：.]*|[0-9a-f]{12,}|[\d_\-]{6,}",
    re.IGNORECASE,
)


def find_empty_descriptions(passage: Passage) -> Iterator[Found]:
    """Find descriptions that say nothing of the picture."""
    text = passage.text.strip()
    if passage.role is Role.ALT and (_EMPTY_WORDS.fullmatch(text) or _FILE_NAME.fullmatch(text)):
        yield found_at(passage, 0, len(passage.text))


EMPTY_DESCRIPTIONS = Check(
    rule=warning(
        "X009",
        ("图片的文字说明“{text}”没有说出图里有什么。", "“{text}” does not say what is shown."),
        (
            "请用一句话写出图的内容，例如“2019—2024年用户数折线图，逐年上升”。",
            "Say in a sentence what there is to see.",
        ),
    ),
    title=Bilingual("空洞的图片说明", "Descriptions that say nothing"),
    why=Bilingual(
        "看不见图的读者靠它知道图里有什么；文件名和“图片”二字没有用（PDF/UA、WCAG 1.1.1）。",
        "Readers who cannot see the picture depend on it; a file's name says nothing (PDF/UA, "
        "WCAG 1.1.1).",
    ),
    examples=(
        Example("![图片](../images/a.png)", "![会场全景，约三百人就座](../images/a.png)"),
        Example("![IMG_2034.jpg](../images/a.png)", "![签约仪式](../images/a.png)"),
        Example("![微信图片_20240715](../images/a.png)", "![签约仪式](../images/a.png)"),
    ),
    find=find_empty_descriptions,
)

CHECKS = (EMPTY_DESCRIPTIONS,)
