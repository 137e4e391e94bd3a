"""All checks, by what they look at."""

from __future__ import annotations

from itertools import chain
from typing import Any

from typeset.check.checks import Check
from typeset.check.copy import widths
from typeset.check.edition import order, origins, repeats, sequence
from typeset.check.files import descriptions, folder
from typeset.check.links import leftovers, places, tracking
from typeset.check.links.addresses import Address
from typeset.check.online import rules as online
from typeset.check.online.rules import Visited
from typeset.check.sheets import codes, endings, figures, headings, splits
from typeset.check.sheets.page_set import PageSet
from typeset.check.subjects import Copy
from typeset.issue.prose import Passage

PASSAGE_CHECKS: tuple[Check[Passage], ...] = tuple(chain(widths.CHECKS, descriptions.CHECKS))
COPY_CHECKS: tuple[Check[Copy], ...] = tuple(
    chain(sequence.CHECKS, order.CHECKS, origins.CHECKS, repeats.CHECKS, folder.CHECKS)
)
LINK_CHECKS: tuple[Check[Address], ...] = tuple(
    chain(tracking.CHECKS, leftovers.CHECKS, places.CHECKS)
)
PAGE_CHECKS: tuple[Check[PageSet], ...] = tuple(
    chain(endings.CHECKS, headings.CHECKS, splits.CHECKS, figures.CHECKS, codes.CHECKS)
)
ONLINE_CHECKS: tuple[Check[Visited], ...] = online.CHECKS

ALL: tuple[Check[Any], ...] = (
    *PASSAGE_CHECKS,
    *COPY_CHECKS,
    *LINK_CHECKS,
    *PAGE_CHECKS,
    *ONLINE_CHECKS,
)
BY_CODE = {check.code: check for check in ALL}
