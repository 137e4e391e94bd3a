"""From an issue and a layout to HTML: the body first, the front matter when pages are known."""

from __future__ import annotations

import base64
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from markupsafe import Markup

from typeset.diagnostics import Report, Span
from typeset.issue.model import BASE_URL, Article, Issue, Text
from typeset.layout import rules
from typeset.layout.compiled import CompiledTemplates, QuickSandbox
from typeset.layout.package import LayoutPackage, options_of
from typeset.layout.qrcodes import LinkTooLongError, QrCode, make_code
from typeset.sources import Sources

IDEOGRAPHIC_SPACE, EN_SPACE = "\u3000", "\u2002"
LONGEST_SOURCE = 28  # a longer one may turn its line
BLEED_MM = 3  # what a layout may draw beyond the trim; only print shows it
LONGEST_NAME = 4  # a masthead value of up to four characters is a person's name


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
    stylesheets: tuple[str, ...]
    body: str
    _environment: Environment = field(repr=False)

    @property
    def base_url(self) -> str:
        """Return the address against which the layout's own files are resolved."""
        return f"{BASE_URL}{self.package.folder}/"

    def front(self, folios: Mapping[str, str]) -> str:
        """Return the front matter's HTML; `folios` maps article ids to printed numbers."""
        return _render(self._environment, "front.html.jinja", self._context(), folios=folios)

    def _context(self) -> dict[str, object]:
        return _context(self.issue, self.package, self.options, self.codes)


class DoorLoader(BaseLoader):
    """Loads templates of one layout through the project's door."""

    def __init__(self, sources: Sources, folder: str) -> None:
        self._sources = sources
        self._folder = folder

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        """Return a template's text and name; raise `TemplateNotFound`."""
        name = f"{self._folder}/{template}"
        try:
            return self._sources.read(name).decode("utf-8"), name, None
        except OSError as error:
            raise TemplateNotFound(template) from error


def compose(
    sources: Sources, issue: Issue, package: LayoutPackage
) -> tuple[Composition | None, Report]:
    """Return the issue set in its layout, and what is wrong with either."""
    report = Report()
    codes = _codes(issue, report)
    options = options_of(package, issue)
    environment = _environment(sources, package)
    context = _context(issue, package, options, codes)
    try:
        body = _render(environment, "body.html.jinja", context)
        # The front matter is rendered again when the folios are known; a fault in it is the
        # designer's to hear of now, before anything is laid out.
        unknown = {article.id: "00" for article in issue.articles}
        _render(environment, "front.html.jinja", context, folios=unknown)
        css = sources.read(f"{package.folder}/style.css").decode("utf-8")
    except TemplateSyntaxError as error:
        report.add(
            rules.TEMPLATE_FAULT,
            Span(error.filename or package.folder, error.lineno),
            problem=error.message,
        )
        return None, report
    except TemplateError as error:
        report.add(rules.TEMPLATE_FAULT, _template_place(error, package), problem=error.message)
        return None, report
    if issue.follow is not None and issue.follow.image is None:
        report.add(rules.FOLLOW_PLACEHOLDER, issue.follow.caption.span)
    stylesheets = (prelude(package, options), css)
    return Composition(issue, package, options, codes, stylesheets, body, environment), report


def prelude(package: LayoutPackage, options: Mapping[str, object]) -> str:
    """Return the CSS that `layout.yaml` stands for: page, grid and colours as variables."""
    grid = package.spec.grid
    room = grid.lines * float(str(options.get("run_on_room_percent", 0))) / 100
    values = {
        "body": f"{grid.body_pt}pt",
        "line": f"{grid.leading_pt}pt",
        "measure": f"{grid.measure_pt}pt",
        "type-area-height": f"{grid.lines * grid.leading_pt}pt",
        "head": f"{grid.head_pt}pt",
        "side": f"{grid.side_pt:.4f}pt",
        "foot": f"{grid.foot_pt:.4f}pt",
        "room": f"{math.ceil(room) * grid.leading_pt}pt",
        "room-back": f"-{math.ceil(room) * grid.leading_pt}pt",
    } | {name.replace("_", "-"): colour.rgb for name, colour in package.spec.colours.items()}
    variables = "".join(f"--{name}:{value};" for name, value in values.items())
    return (
        f"@page{{size:{grid.page_width_mm}mm {grid.page_height_mm}mm;bleed:{BLEED_MM}mm;"
        f"margin:{grid.head_pt}pt {grid.side_pt:.4f}pt {grid.foot_pt:.4f}pt}}"
        f":root{{{variables}}}"
    )


def _codes(issue: Issue, report: Report) -> dict[str, QrCode]:
    codes = {}
    for article in issue.articles:
        if article.link is not None:
            try:
                codes[article.id] = make_code(article.id, article.link)
            except LinkTooLongError:
                report.add(rules.LINK_TOO_LONG, article.link.span, length=len(article.link))
    return codes


def _environment(sources: Sources, package: LayoutPackage) -> Environment:
    environment = QuickSandbox(
        loader=DoorLoader(sources, package.folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=CompiledTemplates(),
    )
    environment.filters |= {
        "svg_url": svg_url,
        "with_source": with_source,
        "ends_short": ends_short,
        "spread": spread,
        "zh_date": zh_date,
    }
    environment.tests["person_names"] = are_person_names
    environment.globals |= {"cos": math.cos, "sin": math.sin, "pi": math.pi, "ceil": math.ceil}
    return environment


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


def _render(
    environment: Environment, template: str, context: Mapping[str, object], **more: object
) -> str:
    return environment.get_template(template).render({**context, **more})


def _template_place(error: TemplateError, package: LayoutPackage) -> Span:
    """Return the innermost line of the layout that the error passed through."""
    place = Span(package.folder)
    trace = error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name.startswith(package.folder):
            place = Span(name, trace.tb_lineno)
        trace = trace.tb_next
    return place


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
