"""All checks, by what they look at."""

from __future__ import annotations

from itertools import chain
from typing import Any

from typeset.check.checks import Check
from typeset.check.copy import (
    dates,
    earlier,
    enumerations,
    misused,
    names,
    numerals,
    paragraphs,
    ranges,
    doubles,
    shares,
    spellings,
    sums,
    units,
    widths,
)
from typeset.check.subjects import Copy
from typeset.issue.prose import Passage

PASSAGE_CHECKS: tuple[Check[Passage], ...] = tuple(
    chain(
        widths.CHECKS,
        ranges.CHECKS,
        numerals.CHECKS,
        units.CHECKS,
        enumerations.CHECKS,
        dates.CHECKS,
        doubles.CHECKS,
        shares.CHECKS,
        names.CHECKS,
        misused.CHECKS,
    )
)
COPY_CHECKS: tuple[Check[Copy], ...] = tuple(
    chain(
        spellings.COPY_CHECKS,
        dates.COPY_CHECKS,
        earlier.COPY_CHECKS,
        paragraphs.COPY_CHECKS,
        doubles.COPY_CHECKS,
        sums.COPY_CHECKS,
        shares.COPY_CHECKS,
    )
)

ALL: tuple[Check[Any], ...] = (*PASSAGE_CHECKS, *COPY_CHECKS)
BY_CODE = {check.code: check for check in ALL}
