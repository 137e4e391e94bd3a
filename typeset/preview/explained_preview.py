"""Why the rules of the preview (W) are rules."""

from __future__ import annotations

from collections.abc import Mapping

from typeset.explaining import Explanation, told

EXPLAINED: Mapping[str, Explanation] = {
    "W001": told(
        "程序自己的毛病不能说成稿件的错；页面留着上一次的，改稿可以继续。",
        "A fault of the program is not blamed on the copy; the last pages stay to work with.",
    ),
    "W002": told(
        "要看改了什么，先要有一份排好的 PDF 作比较。",
        "To show what has changed there must be a PDF that was built before.",
    ),
    "W003": told(
        "坏了的 PDF 不能作比较的依据；重排一次就好。",
        "A damaged PDF shows nothing to compare with; building it again mends that.",
    ),
    "W004": told(
        "点一下就到稿件的那一行，要靠你自己的编辑器；打不开时应当知道为什么。",
        "A click goes to the line in your own editor, and you should know why it did not.",
    ),
}
