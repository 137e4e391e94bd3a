"""Checks for every profile: readable, embedded, codes that scan to their links, nothing hidden."""

from __future__ import annotations

from collections.abc import Iterator

from typeset.check import rules_preflight as rules
from typeset.check.preflight_check import ALL, ARCHIVE, PRINT, Breach, Check, Limits, on
from typeset.press.facts import FileFacts

HARMLESS = {"URI", "GoTo"}  # links and jumps
QUIET_MODULES = 4 - 0.35  # a pixel or two of antialiasing at 300 dpi


def damaged(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find content that could not be interpreted."""
    for page in facts.pages:
        for problem in page.problems:
            yield on(page, problem=problem)


def not_embedded(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find fonts without their program."""
    for page in facts.pages:
        for font in page.fonts:
            if not font.is_embedded:
                yield on(page, font=font.name, type=font.subtype)


def codes_without_link(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find drawn codes whose content no link or printed address of their page gives."""
    return _unmatched(facts, is_picture=False)


def picture_codes_without_link(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find such codes in pictures; that of a WeChat account has no link to be compared with."""
    return _unmatched(facts, is_picture=True)


def _unmatched(facts: FileFacts, *, is_picture: bool) -> Iterator[Breach]:
    for page in facts.pages:
        for code in page.codes:
            if code.is_picture == is_picture and not page.confirmation(code):
                yield on(page, text=code.text)


def fine_codes(facts: FileFacts, limits: Limits) -> Iterator[Breach]:
    """Find codes whose modules are too small for a telephone."""
    for page in facts.pages:
        for code in page.codes:
            if code.module_mm < limits.module_mm - limits.tolerance_mm:
                module = f"{code.module_mm:.2f}"
                yield on(page, module=module, least=limits.module_mm, text=code.text)


def crowded_codes(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find codes without their quiet zone."""
    for page in facts.pages:
        for code in page.codes:
            if code.quiet_modules < QUIET_MODULES:
                yield on(page, quiet=f"{code.quiet_modules:.1f}", text=code.text)


def scripted(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find JavaScript and all other actions than links and jumps."""
    for action in facts.actions:
        if action.kind not in HARMLESS:
            yield Breach(args={"kind": action.kind, "place": action.place})


def encrypted(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find encryption."""
    if facts.is_encrypted:
        yield Breach()


def attached(facts: FileFacts, limits: Limits) -> Iterator[Breach]:
    """Find embedded files, which only PDF/A-3 may have, each with its relationship."""
    for attachment in facts.attachments:
        if not (limits.with_sources and attachment.relationship):
            yield Breach(args={"name": attachment.name})


def metadata(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find what Info says and XMP does not repeat."""
    for entry in facts.metadata:
        if facts.has_xmp and not entry.agrees:
            yield Breach(args={"key": entry.key, "info": entry.info, "xmp": entry.xmp or "—"})


def no_xmp(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find a file without an XMP packet, which is where claims are made."""
    if not facts.has_xmp:
        yield Breach()


def unidentified(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find a file without /ID."""
    if not facts.document_id:
        yield Breach()


CHECKS = (
    Check(rules.CONTENT_DAMAGED, ALL, "what cannot be read cannot be promised", damaged),
    Check(
        rules.FONT_NOT_EMBEDDED,
        ALL,
        "ISO 15930-7; ISO 14289-1, 7.21.4.1; ISO 19005-2, 6.2.11.4.1",
        not_embedded,
    ),
    Check(rules.CODE_WITHOUT_LINK, ALL, "paper and screen lead to one place", codes_without_link),
    Check(
        rules.PICTURE_CODE_WITHOUT_LINK,
        ALL,
        "an account's own code has no link: only a reader can tell",
        picture_codes_without_link,
    ),
    Check(
        rules.CODE_TOO_FINE, ALL, "old telephones resolve 0.4 mm at reading distance", fine_codes
    ),
    Check(rules.CODE_NOT_QUIET, ALL, "ISO/IEC 18004: a quiet zone of 4 modules", crowded_codes),
    Check(rules.SCRIPTED, ALL, "ISO 15930-7; ISO 19005-2, 6.5.1; readers' safety", scripted),
    Check(rules.ENCRYPTED, ALL, "ISO 15930-7; ISO 14289-1, 7.16; ISO 19005-2, 6.1.3", encrypted),
    Check(rules.ATTACHED, PRINT | ARCHIVE, "ISO 15930-7; ISO 19005-2, 6.8", attached),
    Check(rules.METADATA_DIFFERS, ALL, "two titles are one too many", metadata),
    Check(rules.NO_XMP, ALL, "ISO 15930-7; ISO 14289-1, 7.1; ISO 19005-2, 6.6.2.1", no_xmp),
    Check(rules.NO_IDENTIFIER, PRINT | ARCHIVE, "ISO 15930-7; ISO 19005-2, 6.1.3", unidentified),
)
