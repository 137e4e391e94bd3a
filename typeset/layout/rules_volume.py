"""What may be wrong with a layout that is to set a bound volume."""

from __future__ import annotations

from typeset.diagnostics import rule

NO_VOLUME_TEMPLATES = rule(
    "D005",
    (
        "版式 {layout} 没有合订本的封面、总目录和索引，缺：{missing}",
        "layout {layout} has no pages for a bound volume; it lacks {missing}",
    ),
    (
        "在版式文件夹里补上这些模板（可照 layouts/brief/1 里的写），或者只装订用另一版式的各期",
        "add these templates to the layout's folder (those of layouts/brief/1 show how), "
        "or bind only issues of another layout",
    ),
)
