"""Every check of pages: importing this imports none of the checks of the words."""

from __future__ import annotations

from itertools import chain

from typeset.check.checks import Check
from typeset.check.sheets import codes, endings, figures, headings, splits
from typeset.check.sheets.page_set import PageSet

PAGE_CHECKS: tuple[Check[PageSet], ...] = tuple(
    chain(endings.CHECKS, headings.CHECKS, splits.CHECKS, figures.CHECKS, codes.CHECKS)
)
