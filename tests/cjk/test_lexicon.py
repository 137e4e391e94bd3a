from __future__ import annotations

import pytest

from typeset.cjk.lexicon import LEXICON, Lexicon, lexicon


@pytest.mark.parametrize(
    "words",
    [
        "济南 发布 新一代 人工智能 高质量 发展 行动计划",
        "四 川 推动 2 8 个 高新区 在 人工智能 产业 率先 突破",
        "海南省 公共 互联网 网络安全 突发 事件 应急预案",
        "",
        "《 通知 》",
    ],
)
def test_words_of_headlines(words: str) -> None:
    expected = words.replace("四 川", "四川").split()
    assert list(lexicon().words("".join(expected))) == expected


def test_every_word_of_the_file_is_found_and_no_other() -> None:
    lines = LEXICON.read_text(encoding="utf-8").splitlines()
    for line in [*lines[:50], *lines[::997], *lines[-50:]]:
        word, frequency = line.split(" ")
        assert lexicon().frequency(word) == int(frequency)
    for other in ("", "龘龘", "a", "数据要", "一"):
        assert lexicon().frequency(other) == 0


def test_a_lexicon_of_nothing_leaves_characters_alone() -> None:
    assert list(Lexicon(b"").words("人工智能AI")) == list("人工智能AI")
