"""Make typeset/cjk/lexicon.txt, by which headlines are cut into words, from jieba's dictionary.

pip install jieba==0.42.1 && python scripts/lexicon.py

Kept are words of 2 to 8 Han that occur at least ten times in its corpus, and the words below,
which briefs of today are full of and the dictionary lacks. Sorted by bytes, to be searched
where it lies.
"""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

LEAST = 10
MORE = [
    "新一代",
    "信通院",
    "网信办",
    "工信部",
    "发改委",
    "数据局",
    "算力",
    "绿色算力",
    "大力度",
    "大模型",
    "数智化",
    "数字化",
    "智能化",
    "高质量",
    "新质生产力",
    "高新区",
    "产业链",
    "供应链",
    "区块链",
    "物联网",
    "互联网",
    "云计算",
    "大数据",
    "人工智能",
    "元宇宙",
    "数字经济",
    "数字政府",
    "营商环境",
    "国家级",
    "省级",
    "市级",
    "试点",
    "示范区",
    "先行区",
    "行动计划",
    "实施方案",
    "管理办法",
    "应急预案",
    "工作要点",
    "政策体系",
    "数据要素",
    "数据资产",
    "网络安全",
    "深度学习",
    "机器人",
    "专精特新",
    "独角兽",
]
TARGET = Path(__file__).resolve().parents[1] / "typeset" / "cjk" / "lexicon.txt"


def main() -> None:
    """Write the lexicon, one word and its frequency a line."""
    spec = find_spec("jieba")
    assert spec is not None
    assert spec.origin is not None
    words: dict[str, int] = {}
    for line in (Path(spec.origin).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, frequency, *_ = line.split(" ")
        if re.fullmatch("[\u4e00-\u9fff]{2,8}", word) and int(frequency) >= LEAST:
            words[word] = int(frequency)
    for word in MORE:
        words[word] = max(words.get(word, 0), 100)
    lines = sorted(f"{word} {frequency}\n".encode() for word, frequency in words.items())
    TARGET.write_bytes(b"".join(lines))


if __name__ == "__main__":
    main()
