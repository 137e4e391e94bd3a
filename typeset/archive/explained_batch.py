"""Why the rules of building many issues (B) are rules."""

from __future__ import annotations

from collections.abc import Mapping

from typeset.explaining import Explanation, shown, told

EXPLAINED: Mapping[str, Explanation] = {
    "B001": told(
        "每期在自己的进程里排，一期的进程死了，不连累其他各期。",
        "Each issue is set in a process of its own, so that one that dies takes no other along.",
    ),
    "B002": told(
        "一期把内存占满，整台机器都会慢下来；到了限额就停，其他各期照排。",
        "One issue that takes all the memory slows the whole machine; at the limit it is stopped.",
    ),
    "B003": told(
        "排不完的一期不该让其余几百期等它。",
        "An issue that never ends should not keep hundreds of others waiting.",
    ),
    "B004": told(
        "程序自己的毛病不能说成稿件的错：原样给出 traceback，其他各期照排。",
        "A fault of the program is not blamed on the copy: its traceback is shown as it is.",
    ),
    "B005": shown(
        "一期也没有选中，多半是写错了期号或年份；悄悄什么都不做，会让人以为排好了。",
        "Where nothing is meant, a figure is mistyped; doing nothing quietly would look like done.",
        "typeset build 2204",
        "typeset build 2024",
    ),
    "B006": told(
        "写不进去就什么也不换，原来的好文件还在。",
        "What cannot be written replaces nothing: the last good file stays.",
    ),
    "B007": told(
        "没有调度器，一期也派不出去；早说比等到超时好。",
        "Without a scheduler no issue can be sent out, and it is better to hear so at once.",
    ),
    "B008": told(
        "换一个版本的 Pango，换行就可能不同；同一批 PDF 要出自同样的软件。",
        "Another Pango may break lines elsewhere; PDFs of one run must come of the same software.",
    ),
    "B009": told(
        "工作进程丢了，这一期就没有结果；已经排好的都写下来了。",
        "With its worker lost an issue has come to nothing; all that were done are written.",
    ),
    "B010": told(
        "只有调度器、没有工作进程的集群会一直等下去。",
        "A cluster with a scheduler and no worker would wait for ever.",
    ),
    "B011": told(
        "Dask 只有用集群的人才需要，所以不随 typeset 安装。",
        "Only those who have a cluster need Dask, so typeset does not bring it along.",
    ),
    "B012": told(
        "工作进程按同一路径读稿；它看不到的文件，就排不了。",
        "A worker reads the project at the same path, and cannot set what it cannot see.",
    ),
    "B013": told(
        "两期写到同一个文件，后排的会悄悄盖掉先排的。",
        "Of two issues written to one file, the second would replace the first without a word.",
    ),
}
