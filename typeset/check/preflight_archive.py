"""Checks of an archive file: PDF/A-2a (ISO 19005-2), or 3a when sources are attached."""

from __future__ import annotations

from collections.abc import Iterator

from typeset.check import rules_preflight_archive as rules
from typeset.check.preflight_check import (
    ARCHIVE,
    TAGGED,
    Breach,
    Check,
    Limits,
    colour_words,
    on,
)
from typeset.press.facts import FileFacts
from typeset.press.facts_page import Family

WITHOUT_LOOK = {"Popup", "Link"}  # ISO 19005-2, 6.3.3
BY_INTENT = {"GRAY": {Family.GRAY}, "RGB": {Family.RGB, Family.GRAY}, "CMYK": {Family.CMYK}}


def not_pdfa(facts: FileFacts, limits: Limits) -> Iterator[Breach]:
    """Find a file that does not say it is PDF/A-2a (3a with sources)."""
    part = 3 if limits.with_sources else 2
    if (facts.claims.pdfa_part, facts.claims.pdfa_conformance) != (part, "A"):
        yield Breach(args={"part": part, "claim": str(facts.claims) or "—"})


def no_srgb(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find a file without an embedded RGB profile as its intent."""
    if not any(
        intent.subtype == "GTS_PDFA1" and intent.has_profile and intent.profile_space == "RGB"
        for intent in facts.intents
    ):
        yield Breach()


def groups_without_space(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find transparency that neither a page group nor an output intent gives a space."""
    has_intent = any(i.subtype == "GTS_PDFA1" and i.has_profile for i in facts.intents)
    for page in facts.pages:
        groups = page.transparency.groups
        of_page = next((group for group in groups if group.where == "page"), None)
        is_used = page.transparency.is_used or any(g.where != "page" for g in groups)
        if is_used and not has_intent and (of_page is None or of_page.space is None):
            nameless = (group.where for group in groups if group.space is None)
            yield on(page, group=next(nameless, "page"))


def interpolated(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find pictures that viewers would smooth each in its own way."""
    for page in facts.pages:
        for image in page.images:
            if image.interpolates:
                yield on(page, name=image.name)


def unreadable_fonts(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find fonts whose text cannot be copied or searched."""
    for page in facts.pages:
        for font in page.fonts:
            if not font.has_unicode:
                yield on(page, font=font.name)


def unexplained_colours(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find device colours that the output intent does not cover."""
    covered: set[Family] = {Family.SPOT}
    for intent in facts.intents:
        if intent.subtype == "GTS_PDFA1" and intent.has_profile:
            covered |= {Family.GRAY} | BY_INTENT.get(intent.profile_space, set())
    for page in facts.pages:
        for use in page.colours:
            if use.space.is_device and use.space.base not in covered:
                words = colour_words(use, page)
                yield on(page, **{key: words[key] for key in words if key != "colour"})


def unprinted_annotations(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find annotations that are hidden or not meant to print."""
    for page in facts.pages:
        for annotation in page.annotations:
            if annotation.subtype != "Popup" and not annotation.is_print:
                yield on(page, subtype=annotation.subtype)


def faceless_annotations(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find annotations that each viewer would draw in its own way."""
    for page in facts.pages:
        for annotation in page.annotations:
            has_place = annotation.box.width_mm > 0 and annotation.box.height_mm > 0
            needs_look = annotation.subtype not in WITHOUT_LOOK and has_place
            if needs_look and not annotation.has_appearance:
                yield on(page, subtype=annotation.subtype)


A = "ISO 19005-2"
CHECKS = (
    Check(rules.NOT_PDFA, ARCHIVE, f"{A}, 6.6.4: pdfaid:part, conformance", not_pdfa),
    Check(rules.NO_SCREEN_INTENT, ARCHIVE, f"{A}, 6.2.3", no_srgb),
    Check(rules.GROUP_WITHOUT_SPACE, ARCHIVE, f"{A}, 6.2.10", groups_without_space),
    Check(rules.INTERPOLATED, ARCHIVE, f"{A}, 6.2.8", interpolated),
    Check(
        rules.FONT_WITHOUT_UNICODE,
        TAGGED,
        f"{A}, 6.2.11.7.2; ISO 14289-1, 7.21.7",
        unreadable_fonts,
    ),
    Check(rules.COLOUR_WITHOUT_INTENT, ARCHIVE, f"{A}, 6.2.4.3", unexplained_colours),
    Check(rules.ANNOTATION_NOT_PRINTED, ARCHIVE, f"{A}, 6.3.2", unprinted_annotations),
    Check(rules.ANNOTATION_WITHOUT_LOOK, ARCHIVE, f"{A}, 6.3.3", faceless_annotations),
)
