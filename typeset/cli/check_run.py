"""What `typeset check` does, issue by issue: mend, look at words, lay out, look at pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from typeset.archive.checking import ProofRoom
from typeset.archive.review import Review, review
from typeset.check.silencing import unknown_codes
from typeset.cli.formats.checked import Checked, reading_order
from typeset.cli.messages import Printer
from typeset.cli.progress import counting
from typeset.cli.shared import UNWRITABLE, Exit, open_issue
from typeset.diagnostics import Bilingual, Diagnostic, Report, Severity
from typeset.issue.settings import Settings
from typeset.sources import DraftedSources, Sources

if TYPE_CHECKING:  # imports every check; only --fix and --diff need it here
    from typeset.check.fixing import Mended

CLEAN = Bilingual("{issue}：没有发现问题，共 {pages} 页", "{issue}: nothing found, {pages} pages")
CLEAN_WORDS = Bilingual("{issue}：没有发现问题", "{issue}: nothing found")
ALL_CLEAN = Bilingual("没有要改的", "nothing to mend")
WOULD_MEND = Bilingual("--fix 会改 {count} 个文件", "--fix would change {count} files")
HAS_MENDED = Bilingual("已改 {count} 个文件", "{count} files changed")
CHANGED = Bilingual(
    "{path} 刚刚被别的程序改过，没有写；请再运行一次",
    "{path} was changed by another program just now and is left alone; run this again",
)
MORE = Bilingual(
    "其中 {count} 处可以自动改：typeset check {issue} --fix",
    "{count} of them can be mended: typeset check {issue} --fix",
)
UNKNOWN = Bilingual(
    "没有编号 {codes}；全部编号：typeset rule", "no such code: {codes}; typeset rule lists them all"
)
VISITING = Bilingual("核对链接", "visiting links")
COLOURS = {"+": "green", "-": "red", "@": "cyan"}


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for on the command line."""

    issues: tuple[str, ...]
    asked: Settings
    fix: bool
    diff: bool
    style: str
    strict: bool
    online: bool


@dataclass(slots=True)
class _Run:
    order: Order
    printer: Printer
    room: ProofRoom | None
    checked: list[Checked] = field(default_factory=list)

    @property
    def is_human(self) -> bool:
        return self.order.style == "human"

    def one(self, words: str) -> Exit:
        """Check one issue and tell what is found as it is found."""
        opened = open_issue(words, self.printer)
        if opened is None:
            return Exit.USAGE
        sources, manifest = opened
        if self.order.diff or self.order.fix:
            changes = _Changes(self.order, self.printer, sources, manifest)
            code = changes.show() if self.order.diff else changes.make()
            if self.order.diff or code is not Exit.DONE:
                return code
        return self._look(words, sources, manifest)

    def _look(self, words: str, sources: Sources, manifest: str) -> Exit:
        found: list[Diagnostic] = []
        with review(sources, manifest, self.order.asked, self.room) as look:
            for phase in self._phases(look):
                found += self._tell(phase(), sources)
        self.checked.append(Checked(sources, manifest, found, look.page_count))
        if self.is_human:
            self._sum_up(words, sources.name(manifest), found, look.page_count)
        fails = {Severity.ERROR, Severity.WARNING} if self.order.strict else {Severity.ERROR}
        return Exit.PROBLEMS if any(each.severity in fails for each in found) else Exit.DONE

    def _phases(self, look: Review) -> Iterator[Callable[[], Report]]:
        yield look.look_at_words
        if look.names_codes:
            _known_codes()  # takes its time, which the pages take as well
        if look.has_pages:
            yield look.look_at_pages
        if self.order.online:
            yield lambda: self._online(look)
        yield lambda: look.look_at_silences(_known_codes)

    def _online(self, look: Review) -> Report:
        with counting(self.printer.lang, VISITING) as (advance,):
            return look.look_online(advance)

    def _tell(self, report: Report, sources: Sources) -> list[Diagnostic]:
        found = sorted(report, key=reading_order)
        if self.is_human:
            self.printer.blocks(found, sources)
        return found

    def _sum_up(
        self, words: str, issue: str, found: list[Diagnostic], page_count: int | None
    ) -> None:
        if found:
            self.printer.total(found)
            count = sum(bool(each.edits) for each in found)
            if count:
                self.printer.say(MORE, count=count, issue=words or issue)
        else:
            self.printer.say(CLEAN if page_count else CLEAN_WORDS, issue=issue, pages=page_count)


def _known_codes() -> frozenset[str]:
    from typeset.cli.rulebook import known_codes  # imports every rule there is

    return known_codes()


def run(order: Order, printer: Printer, room: ProofRoom | None) -> Exit:
    """Check all issues of an order, print what was found, and return the exit code."""
    names_codes = order.asked.select or order.asked.ignore
    unknown = unknown_codes(order.asked, _known_codes()) if names_codes else ()
    if unknown:
        printer.say(UNKNOWN, codes="、".join(unknown))
        return Exit.USAGE
    work = _Run(order, printer, room)
    code = max(work.one(words) for words in order.issues or ("",))
    if not work.is_human and not order.diff:
        from typeset.cli.formats import FORMATS

        text = FORMATS[order.style](work.checked, printer.lang)
        if text:
            printer.result(text)
    return code


@dataclass(frozen=True, slots=True)
class _Changes:
    """The mends of one issue, shown or made."""

    order: Order
    printer: Printer
    sources: Sources
    manifest: str

    def show(self) -> Exit:
        """Print the difference that --fix would make; a difference is a problem."""
        mended = self._draft()
        self._print(mended)
        self.printer.say(WOULD_MEND if mended else ALL_CLEAN, count=len(mended))
        return Exit.PROBLEMS if mended else Exit.DONE

    def make(self) -> Exit:
        """Write what safe mends change, and show the difference."""
        from typeset.check.fixing import ChangedMeanwhileError, write_mends

        mended = self._draft()
        try:
            write_mends(mended)
        except ChangedMeanwhileError as error:
            self.printer.say(CHANGED, path=error)
            return Exit.USAGE
        except OSError as error:
            self.printer.say(UNWRITABLE, path=error.filename, reason=error.strerror or error)
            return Exit.USAGE
        self._print(mended)
        self.printer.say(HAS_MENDED if mended else ALL_CLEAN, count=len(mended))
        return Exit.DONE

    def _draft(self) -> tuple[Mended, ...]:
        from typeset.check.fixing import draft_mends

        place = self.sources.locate(self.manifest)
        door = DraftedSources(self.sources.root, place.parent)
        return draft_mends(self.sources, door, self.manifest, self.order.asked)

    def _print(self, mended: tuple[Mended, ...]) -> None:
        """Print the differences, as data where nothing else is printed there."""
        is_data = self.order.diff or self.order.style == "human"
        for each in mended:
            for line in each.difference.split("\n"):
                text = click.style(line, fg=COLOURS.get(line[:1]))
                self.printer.line(text, err=not is_data)
