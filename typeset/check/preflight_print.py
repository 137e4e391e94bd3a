"""Checks of a print file: PDF/X-4 (ISO 15930-7), boxes, ink, resolution."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from typeset.check import rules_preflight_print as rules
from typeset.check.preflight_check import (
    PRINT,
    Breach,
    Check,
    Limits,
    colour_words,
    on,
    place_words,
)
from typeset.press.facts import FileFacts, OutputIntent
from typeset.press.facts_page import ColourUse, Family, FilePage, Kind

PROCESS = {Family.GRAY, Family.CMYK}
# Plates that a four-colour press has anyway; All is what crop marks are drawn in (8.6.6.4).
PRESS_PLATES = {"Cyan", "Magenta", "Yellow", "Black", "All", "None"}


def not_pdfx(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find a file that does not say it is PDF/X-4."""
    if facts.claims.pdfx != "PDF/X-4":
        yield Breach(args={"claim": facts.claims.pdfx or "—"})


def print_intent(facts: FileFacts) -> OutputIntent | None:
    """Return the output intent for print."""
    return next((intent for intent in facts.intents if intent.subtype == "GTS_PDFX"), None)


def no_intent(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find a file without an output intent for print."""
    if print_intent(facts) is None:
        yield Breach()


def wrong_condition(facts: FileFacts, limits: Limits) -> Iterator[Breach]:
    """Find another printing condition than the one agreed on."""
    intent = print_intent(facts)
    if intent is not None and intent.identifier != limits.condition:
        yield Breach(args={"found": intent.identifier or "—", "expected": limits.condition})


def wrong_profile(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find an intent without its CMYK profile."""
    intent = print_intent(facts)
    if intent is None:
        return
    found = (intent.has_profile, intent.components, intent.profile_space)
    if found != (True, 4, "CMYK"):
        words = f"N={intent.components} {intent.profile_space}" if intent.has_profile else "—"
        yield Breach(args={"found": words})


def trapping(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find a file that does not say whether it is trapped."""
    if facts.trapped not in ("True", "False"):
        yield Breach()


def no_trim(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find pages without a trim box."""
    return (on(page) for page in facts.pages if page.boxes.trim is None)


def two_trims(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find pages with an art box beside the trim box."""
    return (on(page) for page in facts.pages if page.boxes.trim and page.boxes.art)


def small_bleed(facts: FileFacts, limits: Limits) -> Iterator[Breach]:
    """Find pages whose bleed box does not reach far enough beyond the trim."""
    for page in facts.pages:
        trim, bleed = page.boxes.trim, page.boxes.bleed or page.boxes.trim
        if trim is None or bleed is None:
            continue
        found = min(bleed.margins_mm(trim)) * page.user_unit
        if found < limits.bleed_mm - limits.tolerance_mm:
            yield on(page, found=f"{found:.2f}", least=limits.bleed_mm)


def small_media(facts: FileFacts, limits: Limits) -> Iterator[Breach]:
    """Find pages whose media or crop box cuts into the bleed or the trim."""
    for page in facts.pages:
        inner = page.boxes.bleed or page.boxes.trim
        outers = [box for box in (page.boxes.media, page.boxes.crop) if box is not None]
        if inner and any(min(o.margins_mm(inner)) < -limits.tolerance_mm for o in outers):
            yield on(page)


def size_mm(page: FilePage) -> str:
    """Return a page's trim size as words, to a tenth of a millimetre."""
    box = page.boxes.trim or page.boxes.media
    return f"{box.width_mm * page.user_unit:.1f} × {box.height_mm * page.user_unit:.1f}"


def sizes(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find pages of another size than most."""
    found = Counter(size_mm(page) for page in facts.pages)
    usual, _count = found.most_common(1)[0]
    for page in facts.pages:
        if size_mm(page) != usual:
            yield on(page, found=size_mm(page), usual=usual)


def _uses(facts: FileFacts) -> Iterator[tuple[FilePage, ColourUse]]:
    for page in facts.pages:
        for use in page.colours:
            yield page, use


def not_process(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find text and drawing in anything but CMYK, gray and inks; groups are told apart."""
    for page, use in _uses(facts):
        is_ink = use.space.base in PROCESS or use.space.base is Family.SPOT
        is_bare = use.space.family is Family.PATTERN and use.space.components == 0
        if use.kind not in (Kind.IMAGE, Kind.GROUP) and not is_ink and not is_bare:
            yield on(page, **colour_words(use, page))


def pictures_not_process(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find pictures in anything but CMYK, gray and inks, inline images among them."""
    for page in facts.pages:
        for image in page.images:
            if image.space.base not in PROCESS and image.space.base is not Family.SPOT:
                words = place_words(image.where, image.box, page)
                yield on(page, name=image.name, space=image.space.name, **words)


def black_text(facts: FileFacts, limits: Limits) -> Iterator[Breach]:
    """Find black text of several inks below the size where misregister no longer shows."""
    for page, use in _uses(facts):
        small = (use.smallest_pt or 0) * page.user_unit < limits.large_text_pt
        if use.kind is Kind.TEXT and use.is_printed and small and use.is_black_of_several_inks:
            yield on(page, size=f"{use.smallest_pt or 0:.1f}", **colour_words(use, page))


def black_drawing(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find black lines and fills of several inks; crop marks outside the bleed may be."""
    for page, use in _uses(facts):
        is_drawn = use.kind in (Kind.FILL, Kind.STROKE) and use.is_printed and not use.in_mask
        if is_drawn and use.is_black_of_several_inks:
            yield on(page, **colour_words(use, page))


def over_inked(facts: FileFacts, limits: Limits) -> Iterator[Breach]:
    """Find colours of more ink than the paper takes; registration colour inside the bleed too."""
    for page, use in _uses(facts):
        ink = use.ink_percent
        if ink is not None and use.is_printed and not use.in_mask and ink > limits.ink_percent:
            words = colour_words(use, page)
            yield on(page, ink=f"{ink:.0f}", most=f"{limits.ink_percent:.0f}", **words)


def over_inked_pictures(facts: FileFacts, limits: Limits) -> Iterator[Breach]:
    """Find pictures of more ink than the paper takes, rounding of 8 bits allowed for."""
    for page in facts.pages:
        for image in page.images:
            ink = image.ink_percent
            if ink is not None and image.is_printed and ink > limits.ink_percent + 1:
                words = place_words(image.where, image.box, page)
                most = f"{limits.ink_percent:.0f}"
                yield on(page, name=image.name, ink=f"{ink:.0f}", most=most, **words)


def coarse_pictures(facts: FileFacts, limits: Limits) -> Iterator[Breach]:
    """Find pictures whose pixels would show."""
    for page in facts.pages:
        for image in page.images:
            ppi = image.ppi / page.user_unit
            if image.is_printed and ppi < limits.picture_ppi - 0.5:
                yield on(
                    page,
                    name=image.name,
                    pixels=f"{image.width_px} × {image.height_px}",
                    found=f"{ppi:.0f}",
                    least=f"{limits.picture_ppi:.0f}",
                    **place_words(image.where, image.box, page),
                )


def printed_annotations(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find annotations that reach into the bleed box."""
    for page in facts.pages:
        for annotation in page.annotations:
            if annotation.box.meets(page.boxes.printed):
                yield on(page, subtype=annotation.subtype)


def blending(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find blending spaces other than CMYK; a luminosity mask may be gray (11.5.3)."""
    for page in facts.pages:
        for group in page.transparency.groups:
            allowed = PROCESS if "soft mask" in group.where else {Family.CMYK}
            if group.space is not None and group.space.base not in allowed:
                yield on(page, space=group.space.name, group=group.where)


def managed_inks(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find CMYK under a profile of its own, which a press may convert."""
    for page, use in _uses(facts):
        if use.space.base is Family.CMYK and not use.space.is_device and use.kind is not Kind.GROUP:
            words = colour_words(use, page)
            yield on(page, **{key: words[key] for key in ("kind_zh", "kind_en", "space")})


def spot_plates(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find spot colours inside the bleed."""
    for page, use in _uses(facts):
        plates = set(use.space.name.partition(" ")[2].split("+"))
        if use.space.family is Family.SPOT and use.is_printed and not plates <= PRESS_PLATES:
            yield on(page, **colour_words(use, page))


X4 = "ISO 15930-7 (PDF/X-4)"
CHECKS = (
    Check(rules.NOT_PDFX, PRINT, f"{X4}: GTS_PDFXVersion in XMP", not_pdfx),
    Check(rules.NO_PRINT_INTENT, PRINT, f"{X4}; ISO 32000-1, 14.11.5", no_intent),
    Check(rules.WRONG_CONDITION, PRINT, f"{X4}: a registered condition", wrong_condition),
    Check(rules.WRONG_PROFILE, PRINT, f"{X4}: DestOutputProfile of N = 4", wrong_profile),
    Check(rules.TRAPPING_UNKNOWN, PRINT, f"{X4}: Trapped True or False", trapping),
    Check(rules.NO_TRIM, PRINT, f"{X4}; ISO 32000-1, 14.11.2", no_trim),
    Check(rules.SMALL_BLEED, PRINT, "a knife is 1–2 mm off; 3 mm are the trade's", small_bleed),
    Check(rules.SMALL_MEDIA, PRINT, "ISO 32000-1, 14.11.2: boxes nest", small_media),
    Check(rules.SIZES_DIFFER, PRINT, "a brochure is cut to one size", sizes),
    Check(rules.TWO_TRIMS, PRINT, f"{X4}: TrimBox or ArtBox, not both", two_trims),
    Check(rules.NOT_PROCESS_COLOUR, PRINT, "what is not ink is converted unseen", not_process),
    Check(
        rules.PICTURE_NOT_PROCESS,
        PRINT,
        "what is not ink is converted unseen",
        pictures_not_process,
    ),
    Check(rules.BLACK_TEXT_OF_INKS, PRINT, "misregister blurs small type", black_text),
    Check(rules.BLACK_DRAWING_OF_INKS, PRINT, "misregister blurs rules and codes", black_drawing),
    Check(rules.COLOUR_OVER_INKED, PRINT, "too much ink does not dry", over_inked),
    Check(rules.PICTURE_OVER_INKED, PRINT, "too much ink does not dry", over_inked_pictures),
    Check(rules.PICTURE_COARSE, PRINT, "twice a 150 lpi screen", coarse_pictures),
    Check(rules.ANNOTATION_PRINTED, PRINT, f"{X4}: outside the bleed", printed_annotations),
    Check(rules.BLENDING_NOT_CMYK, PRINT, "ISO 32000-1, 11.6.6: /CS of groups", blending),
    Check(rules.MANAGED_INK, PRINT, "a second conversion takes K text apart", managed_inks),
    Check(rules.SPOT_PLATE, PRINT, "a fifth plate costs a fifth plate", spot_plates),
)
