"""Visits the addresses of an issue and says what was found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from typeset.check.links.addresses import Address, addresses
from typeset.check.online import rules
from typeset.check.online.cache import VisitCache
from typeset.check.online.visit import Outcome, Visit
from typeset.check.online.visiting import Manners, visit_all
from typeset.check.subjects import Copy
from typeset.diagnostics import Report

Progress = Callable[[int, int], None]


def check_links(
    copy: Copy, cache: Path, progress: Progress, manners: Manners | None = None
) -> Report:
    """Return what the addresses of an issue lead to.

    Each address is visited once; visits are kept in the folder `cache`. `progress` is told how
    many of how many addresses are done, also when all are known already.
    """
    listed = [each for each in addresses(copy) if _can_be_visited(each)]
    visits = _visits(listed, VisitCache(cache), progress, manners or Manners())
    report = Report()
    lost = [visit for visit in visits.values() if visit.outcome is Outcome.OFFLINE]
    if lost:
        report.add(rules.OFFLINE, listed[0].span, count=len(lost))
    checks = [check for check in rules.CHECKS if copy.settings.takes(check.code)]
    for address in listed:
        visited = _visited(copy, address, visits[address.url])
        for check in checks:
            for found in check.run(visited):
                report.take(found)
    return report


def _can_be_visited(address: Address) -> bool:
    return urlsplit(address.url).scheme.lower() in ("http", "https") and bool(address.host)


def _visits(
    listed: list[Address], cache: VisitCache, progress: Progress, manners: Manners
) -> dict[str, Visit]:
    """Return url → visit, from the cache where it is fresh enough."""
    wanted: dict[str, bool] = {}
    for address in listed:
        wanted[address.url] = wanted.get(address.url, False) or address.is_field
    known = {
        url: visit
        for url, with_page in wanted.items()
        if (visit := cache.get(url, with_page=with_page)) is not None
    }
    done = len(known)
    progress(done, len(wanted))

    def take(visit: Visit) -> None:
        nonlocal done
        done += 1
        cache.put(visit, with_page=wanted[visit.url])
        progress(done, len(wanted))

    rest = {url: with_page for url, with_page in wanted.items() if url not in known}
    return known | (visit_all(rest, manners, take) if rest else {})


def _visited(copy: Copy, address: Address, visit: Visit) -> rules.Visited:
    article = copy.article_of.get(address.script.file)
    if article is None or not address.is_field:
        return rules.Visited(address, visit)
    date = None if copy.issue is None else copy.issue.date
    return rules.Visited(address, visit, article.title.plain, date)
