"""What came of a visit to an address, as data that can be kept."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What a reader would find."""

    OPEN = "open"
    GONE = "gone"  # 404, 410, or a page that says so
    NO_SITE = "no site"  # the host does not exist
    REFUSED = "refused"  # the site lets no program in: nothing is known
    FAILED = "failed"  # an error of the site's, now
    SLOW = "slow"  # no answer in time
    UNSAFE = "unsafe"  # the certificate is not valid
    ASTRAY = "astray"  # redirects without end, or to what is no address
    OFFLINE = "offline"  # this computer has no way out


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit to `url`: where it ended, and what the page says of itself.

    `status` is the last HTTP status, 0 for none; `is_moved` tells that the site says the page
    has moved for good; `titles` are the names that the page gives itself, the best first;
    `dates` the days it names, as ISO dates.
    """

    url: str
    outcome: Outcome
    status: int = 0
    end: str = ""
    is_moved: bool = False
    detail: str = ""
    titles: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
