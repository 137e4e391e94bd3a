"""All checks, by what they look at."""

from __future__ import annotations

from itertools import chain
from typing import Any

from typeset.check.checks import Check
from typeset.check.copy import (
    approximations,
    dashes,
    dates,
    doubles,
    earlier,
    ellipses,
    enumerations,
    han,
    latin_marks,
    lookalikes,
    misused,
    names,
    numerals,
    pairs,
    paragraphs,
    points,
    quoting,
    ranges,
    repeats,
    shares,
    spaces,
    spellings,
    straight,
    sums,
    units,
    unseen,
    widths,
    wordings,
)
from typeset.check.copy import places as marks_in_place
from typeset.check.edition import order, origins, sequence
from typeset.check.edition import repeats as links_twice
from typeset.check.files import descriptions, folder
from typeset.check.links import leftovers, places, tracking
from typeset.check.links.addresses import Address
from typeset.check.online import rules as online
from typeset.check.online.rules import Visited
from typeset.check.sheets.registry import PAGE_CHECKS
from typeset.check.subjects import Copy
from typeset.issue.prose import Passage

PASSAGE_CHECKS: tuple[Check[Passage], ...] = tuple(
    chain(
        widths.CHECKS,
        points.CHECKS,
        straight.CHECKS,
        latin_marks.CHECKS,
        pairs.PASSAGE_CHECKS,
        repeats.CHECKS,
        dashes.CHECKS,
        marks_in_place.CHECKS,
        spaces.CHECKS,
        lookalikes.CHECKS,
        unseen.CHECKS,
        ranges.CHECKS,
        numerals.CHECKS,
        approximations.CHECKS,
        units.CHECKS,
        enumerations.CHECKS,
        ellipses.CHECKS,
        dates.CHECKS,
        doubles.CHECKS,
        shares.CHECKS,
        names.CHECKS,
        misused.CHECKS,
        descriptions.CHECKS,
    )
)
COPY_CHECKS: tuple[Check[Copy], ...] = tuple(
    chain(
        pairs.COPY_CHECKS,
        enumerations.COPY_CHECKS,
        han.CHECKS,
        spellings.COPY_CHECKS,
        quoting.COPY_CHECKS,
        wordings.COPY_CHECKS,
        dates.COPY_CHECKS,
        earlier.COPY_CHECKS,
        paragraphs.COPY_CHECKS,
        sequence.CHECKS,
        order.CHECKS,
        origins.CHECKS,
        links_twice.CHECKS,
        doubles.COPY_CHECKS,
        sums.COPY_CHECKS,
        shares.COPY_CHECKS,
        folder.CHECKS,
    )
)
LINK_CHECKS: tuple[Check[Address], ...] = tuple(
    chain(tracking.CHECKS, leftovers.CHECKS, places.CHECKS)
)

ONLINE_CHECKS: tuple[Check[Visited], ...] = online.CHECKS

ALL: tuple[Check[Any], ...] = (
    *PASSAGE_CHECKS,
    *COPY_CHECKS,
    *LINK_CHECKS,
    *PAGE_CHECKS,
    *ONLINE_CHECKS,
)
