"""From an issue and a layout to HTML: the body first, the front matter when pages are known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from markupsafe import escape

from typeset.diagnostics import Report
from typeset.issue.model import BASE_URL, Issue
from typeset.layout import rules
from typeset.layout.faults import Attempts
from typeset.layout.fit import fitted, options_of
from typeset.layout.package import LayoutPackage
from typeset.layout.qrcodes import LinkTooLongError, QrCode, make_code
from typeset.layout.sandbox import DoorLoader, Sandbox
from typeset.layout.stylesheet import StyleSheet, read_stylesheet
from typeset.layout.variables import prelude
from typeset.remembering import Remember, afresh
from typeset.sources import Sources

BODY = "body.html.jinja"
FRONT = "front.html.jinja"
UNKNOWN_FOLIO = "00"
NO_FOLIOS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Composition:
    """An issue in its layout, ready to be paginated.

    `body` is the HTML of all that is numbered; `front` makes the HTML of what comes before,
    once the printed page number of each article is known.
    """

    issue: Issue
    package: LayoutPackage
    options: Mapping[str, object]
    codes: Mapping[str, QrCode]
    style: StyleSheet
    body: str
    has_front: bool
    _front: Callable[[Mapping[str, str]], str] = field(repr=False)
    more_styles: tuple[StyleSheet, ...] = ()

    @property
    def base_url(self) -> str:
        """Return the address against which the layout's own files are resolved."""
        return f"{BASE_URL}{self.package.folder}/"

    @property
    def styles(self) -> tuple[StyleSheet, ...]:
        """Return what `layout.yaml` stands for, and the layout's own style sheets."""
        return (StyleSheet("", prelude(self.package.spec)), self.style, *self.more_styles)

    @property
    def stylesheets(self) -> tuple[str, ...]:
        """Return the texts of the style sheets."""
        return tuple(style.css for style in self.styles)

    @property
    def starts_right(self) -> bool:
        """Tell whether page 01 must be a right-hand page."""
        wanted = self.package.spec.body_starts
        return self.options.get(wanted, wanted) == "right"

    def folio(self, page_number: int) -> str:
        """Return the printed number of a page of the body."""
        return f"{page_number:0{self.package.spec.folio_digits}d}"

    def front(self, folios: Mapping[str, str]) -> str:
        """Return the front matter's HTML; `folios` maps article ids to printed numbers."""
        return self._front(folios)

    def with_front(self, front: Callable[[Mapping[str, str]], str]) -> Composition:
        """Return what can pass to another process: the front matter's HTML comes from `front`."""
        return replace(self, _front=front)


def front_elsewhere(folios: Mapping[str, str]) -> str:
    """Stand in for front matter whose templates were left in another process."""
    raise AssertionError("the templates were left in another process")


def front_of(
    expected: Mapping[str, str], front: str, make: Callable[[Mapping[str, str]], str]
) -> Callable[[Mapping[str, str]], str]:
    """Return what makes front matter, which for the folios that were expected is made already."""
    return lambda folios: front if folios == expected else make(folios)


def compose(
    sources: Sources,
    issue: Issue,
    package: LayoutPackage,
    remember: Remember = afresh,
    folios: Mapping[str, str] = NO_FOLIOS,
) -> tuple[Composition | None, Report]:
    """Return the issue set in its layout, and what is wrong with either.

    `folios` are printed numbers that are expected: if they come true, the front matter is done.
    """
    report = Report()
    codes = _codes(issue, report)
    issue, options = fitted(package, issue), options_of(package, issue)
    sandbox = Sandbox(DoorLoader(sources, package.folder))
    context = _context(issue, package, options, codes)
    attempts = Attempts(sources, package, sandbox, report)

    unknown = {article.id: UNKNOWN_FOLIO for article in issue.articles}

    def make_front(folios: Mapping[str, str]) -> str:
        sandbox.start()
        # An article that a style sheet keeps off the pages is for those who read them to miss.
        return _render(sandbox, FRONT, context, folios={**unknown, **folios})

    body = attempts.run(lambda: _render(sandbox, BODY, context))
    has_front = sources.is_file(f"{package.folder}/{FRONT}")
    front: str | None = ""
    expected = {**unknown, **folios}
    if has_front:
        # The front matter is rendered again when the folios are known; a fault in it is the
        # designer's to hear of now, before anything is laid out.
        front = attempts.run(lambda: make_front(expected))
    style, found = remember(_style, sources, package)
    report.extend(found)
    if body is None or front is None or style is None or report.has_errors:
        return None, report
    _check_follow(issue, front + body, report)
    parts = (issue, package, options, codes, style, body, has_front)
    return Composition(*parts, front_of(expected, front, make_front)), report


def _style(sources: Sources, package: LayoutPackage) -> tuple[StyleSheet | None, Report]:
    report = Report()
    return read_stylesheet(sources, package, report), report


def _check_follow(issue: Issue, html: str, report: Report) -> None:
    """Warn of a code that is missing where the layout prints the words for it."""
    follow = issue.follow
    if follow is not None and follow.image is None and escape(follow.caption) in html:
        report.add(rules.FOLLOW_PLACEHOLDER, follow.caption.span)


def _codes(issue: Issue, report: Report) -> dict[str, QrCode]:
    codes = {}
    for article in issue.articles:
        if article.link is not None:
            try:
                codes[article.id] = make_code(article.id, article.link)
            except LinkTooLongError:
                report.add(rules.LINK_TOO_LONG, article.link.span, length=len(article.link))
    return codes


def _context(
    issue: Issue,
    package: LayoutPackage,
    options: Mapping[str, object],
    codes: Mapping[str, QrCode],
) -> dict[str, object]:
    return {
        "issue": issue,
        "grid": package.spec.grid,
        "colours": package.spec.colours,
        "options": options,
        "codes": codes,
    }


def _render(sandbox: Sandbox, template: str, context: Mapping[str, object], **more: object) -> str:
    return sandbox.get_template(template).render({**context, **more})
