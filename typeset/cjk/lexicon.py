"""Words of a headline, by frequency: the most likely way to cut it up.

jieba would do it as well, but takes .4 s to load, and keeps a cache in the machine's temporary
folder, where another program may write; its dictionary, sorted, is searched here in no time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from math import log
from pathlib import Path

LEXICON = Path(__file__).with_name("lexicon.txt")
LONGEST = 8
CORPUS = 60_000_000  # words in the corpus that the frequencies were counted in
ALONE = log(3 / CORPUS)  # a character that is no word of the lexicon
RUN = re.compile("[\u4e00-\u9fff]+|[^\u4e00-\u9fff]")


class Lexicon:
    """A list of words and frequencies, sorted by bytes, searched as it lies."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def frequency(self, word: str) -> int:
        """Return how often a word occurs in the corpus, 0 for one not listed."""
        key = word.encode() + b" "
        low, high = 0, len(self._data)
        while low < high:
            start = self._data.rfind(b"\n", 0, (low + high) // 2) + 1
            end = self._data.index(b"\n", start)
            line = self._data[start:end]
            if line.startswith(key):
                return int(line[len(key) :])
            if line < key:
                low = end + 1
            else:
                high = start
        return 0

    def words(self, text: str) -> Sequence[str]:
        """Return `text` cut into words; other characters than Han stand alone."""
        return [word for run in RUN.findall(text) for word in self._cut(run)]

    def _cut(self, run: str) -> list[str]:
        """Return the words of a run of Han with the greatest product of probabilities."""
        best: list[tuple[float, int]] = [(0.0, 0)]
        for end in range(1, len(run) + 1):
            best.append(
                max(
                    (best[start][0] + self._likelihood(run[start:end]), start)
                    for start in range(max(0, end - LONGEST), end)
                )
            )
        words: list[str] = []
        end = len(run)
        while end:
            start = best[end][1]
            words.append(run[start:end])
            end = start
        return words[::-1]

    def _likelihood(self, word: str) -> float:
        if len(word) == 1:
            return ALONE
        frequency = self.frequency(word)
        return log(frequency / CORPUS) if frequency else -1e9


@cache
def lexicon() -> Lexicon:
    """Return the lexicon, read once."""
    return Lexicon(LEXICON.read_bytes())
