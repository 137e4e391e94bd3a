"""What templates can do with a value: the filters, tests and functions of every layout.

A `TypeError` or `ValueError` raised here is the designer's mistake, and reported as one.
"""

from __future__ import annotations

import base64
import math
import re
from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup

from typeset.issue.model import Article, Issue, Text

IDEOGRAPHIC_SPACE, EN_SPACE = "\u3000", "\u2002"
LONGEST_SOURCE = 28  # a longer one may turn its line
LONGEST_NAME = 4  # a masthead value of up to four characters is a person's name
_DIGITS = "〇一二三四五六七八九"


def svg_url(svg: str) -> str:
    """Return an SVG document as a data URL, for CSS backgrounds and pictures."""
    return "data:image/svg+xml;base64," + base64.b64encode(str(svg).encode()).decode("ascii")


def with_source(article: Article, opening: str, closing: str) -> Markup:
    """Return an article's body with its source run into the last line of the last paragraph."""
    # The issue room made this HTML itself and let no raw HTML of an editor through.
    html = Markup(article.body.html.rstrip())  # noqa: S704
    if article.source is None:
        return html
    kind = "source long" if len(article.source) > LONGEST_SOURCE else "source"
    words = Markup('<span class="{}">{}{}{}</span>').format(kind, opening, article.source, closing)
    if html.endswith("</p>"):
        return html.removesuffix("</p>") + words + Markup("</p>")
    return html + Markup('<p class="source-line">{}</p>').format(words)


def ends_short(article: Article, measure_em: int) -> bool:
    """Tell whether an article's last paragraph makes one line: a code must not rely on it."""
    last = article.body.html.rpartition("<p")[2]
    source = len(article.source) + 5 if article.source else 0  # （来源：）
    return len(re.sub(r"<[^>]*>", "", "<p" + last).strip()) + source < measure_em


def spread(text: str, width: int) -> str:
    """Return a short text spread to the width of `width` characters, with spaces as in print.

    Spaces, not letter-spacing, since a reader who copies 主　　编 or searches for it finds what
    the paper shows.
    """
    count = len(text)
    if count < 2 or count >= width or not text.isalpha():
        return text
    half_ems = round(2 * (width - count) / (count - 1))
    return (IDEOGRAPHIC_SPACE * (half_ems // 2) + EN_SPACE * (half_ems % 2)).join(text)


def are_person_names(values: tuple[Text, ...]) -> bool:
    """Tell whether a masthead row lists people: every value two to four characters long."""
    return all(2 <= len(value) <= LONGEST_NAME and value.isalpha() for value in values)


def zh_date(issue: Issue) -> str:
    """Return the issue's date as it is printed: 2024年7月15日."""
    return f"{issue.date.year}年{issue.date.month}月{issue.date.day}日"


def with_body(article: Article) -> Markup:
    """Return an article's body as HTML."""
    return Markup(article.body.html.rstrip())  # noqa: S704 -- as in `with_source`


def zh_number(number: int) -> str:
    """Return a number from 0 to 99 in Chinese: 十二, 三十."""
    if not isinstance(number, int) or not 0 <= number <= 99:
        raise ValueError(f"zh_number takes 0 to 99, not {number!r}")
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


FILTERS: Mapping[str, Callable[..., Any]] = {
    "svg_url": svg_url,
    "with_source": with_source,
    "with_body": with_body,
    "ends_short": ends_short,
    "spread": spread,
    "zh_date": zh_date,
    "zh_number": zh_number,
}
TESTS: Mapping[str, Callable[..., Any]] = {"person_names": are_person_names}
FUNCTIONS: Mapping[str, object] = {
    "cos": math.cos,
    "sin": math.sin,
    "pi": math.pi,
    "ceil": math.ceil,
}
