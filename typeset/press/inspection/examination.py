"""Examine a PDF of any origin: every fact that the rules and `typeset inspect` ask for."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pikepdf
import pypdfium2

from typeset.press.facts import FileFacts, UnreadablePdfError
from typeset.press.facts_page import Boxes, FilePage
from typeset.press.inspection import extras, metadata, nested
from typeset.press.inspection.annotations import annotations_of, boxes_of
from typeset.press.inspection.codes import codes_on
from typeset.press.inspection.graphics import Level, State
from typeset.press.inspection.objects import (
    EMPTY,
    MALFORMED,
    dictionary,
    entry,
    identity,
    inherited,
    name,
    number,
    text,
)
from typeset.press.inspection.shelf import Shelf
from typeset.press.inspection.structure import Structure, read_structure
from typeset.press.inspection.tally import Tally
from typeset.press.inspection.walk import Walk

# pikepdf logs, with traceback, what it mends; here it becomes facts.
logging.getLogger("pikepdf").addHandler(logging.NullHandler())
STREAM_NAME = re.compile(r"stream <[^>]*>: ?")


@dataclass(frozen=True, slots=True)
class _Opened:
    """A file as two libraries see it, its pages' labels, and its structure tree."""

    pdf: pikepdf.Pdf
    document: pypdfium2.PdfDocument
    labels: list[str]
    structure: Structure

    @classmethod
    def of(cls, pdf: pikepdf.Pdf, document: pypdfium2.PdfDocument) -> _Opened:
        """Look at what all pages refer to."""
        labels = [document.get_page_label(i) or str(i + 1) for i in range(len(pdf.pages))]
        owners = {identity(page.obj): label for page, label in zip(pdf.pages, labels, strict=True)}
        return cls(pdf, document, labels, read_structure(pdf, owners))


def examine(data: bytes, but: slice = slice(0)) -> FileFacts:
    """Return all facts of a PDF; raise `UnreadablePdfError` for bytes that are none.

    What is malformed inside a readable file is passed over and named in its page's problems.
    The pages of the slice `but` are left to somebody else.
    """
    with _opened(data) as opened:
        places = range(len(opened.labels))
        left_out = places[but]
        return _file_facts(opened, [place for place in places if place not in left_out])


def pages_of(data: bytes, share: slice) -> tuple[FilePage, ...]:
    """Return the facts of some pages of a PDF, as `examine` does."""
    with _opened(data) as opened:
        return tuple(_pages(opened, range(len(opened.labels))[share]))


@contextmanager
def _opened(data: bytes) -> Iterator[_Opened]:
    """Open a file with both libraries; what is damaged then and later is one kind of error."""
    if b"%PDF-" not in data[:1024]:
        raise UnreadablePdfError("not a pdf")
    try:
        with _libraries(data) as (pdf, document):
            yield _Opened.of(pdf, document)
    except pikepdf.PasswordError as error:
        raise UnreadablePdfError("password") from error
    except (pypdfium2.PdfiumError, *MALFORMED) as error:
        detail = STREAM_NAME.sub("", str(error)) or type(error).__name__
        raise UnreadablePdfError("damaged", detail) from error


@contextmanager
def _libraries(data: bytes) -> Iterator[tuple[pikepdf.Pdf, pypdfium2.PdfDocument]]:
    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
        if not len(pdf.pages):
            raise UnreadablePdfError("damaged", "no pages")
        document = pypdfium2.PdfDocument(data)
        try:
            yield pdf, document
        finally:
            document.close()


def _file_facts(opened: _Opened, places: Iterable[int]) -> FileFacts:
    pdf = opened.pdf
    root, xmp = pdf.Root, metadata.xmp_of(pdf)
    marked = dictionary(root, "/MarkInfo")
    return FileFacts(
        version=pdf.pdf_version,
        claims=metadata.claims(pdf, xmp),
        intents=metadata.output_intents(pdf),
        document_id=metadata.document_id(pdf),
        is_encrypted=pdf.is_encrypted,
        title=metadata.title(pdf, xmp),
        lang=text(root, "/Lang") or "",
        shows_title=entry(dictionary(root, "/ViewerPreferences"), "/DisplayDocTitle") is True,
        is_tagged=entry(root, "/StructTreeRoot") is not None,
        is_marked=entry(marked, "/Marked") is True,
        has_suspects=entry(marked, "/Suspects") is True,
        trapped=metadata.trapped(pdf, xmp),
        has_xmp=entry(root, "/Metadata") is not None,
        metadata=metadata.info_entries(pdf, xmp),
        attachments=extras.attachments(pdf),
        actions=extras.actions(pdf),
        layers=extras.layers(pdf),
        bookmark_count=extras.bookmark_count(pdf),
        has_page_labels=entry(root, "/PageLabels") is not None,
        structure=opened.structure.facts,
        pages=tuple(_pages(opened, places)),
    )


def _pages(opened: _Opened, places: Iterable[int]) -> Iterator[FilePage]:
    shelf, structure = Shelf(), opened.structure
    for index in places:
        page = opened.pdf.pages[index]
        boxes = boxes_of(page.obj)
        tally = Tally(boxes, shelf, structure.marks, structure.objects)
        _walk(page, tally)
        words, codes = _seen(opened.document, index, tally)
        yield _page(page, index, opened.labels[index], boxes, tally, structure, words, codes)


def _walk(page: pikepdf.Page, tally: Tally) -> None:
    level = Level(owner=identity(page.obj))
    resources = inherited(page.obj, "/Resources")
    walk = Walk(tally, EMPTY if resources is None else resources, State(), level)
    nested.group(walk, page.obj, level)
    walk.run(page)


def _seen(document: pypdfium2.PdfDocument, index: int, tally: Tally) -> tuple[str, tuple[Any, ...]]:
    """Return the page's text and codes as PDFium gives them, unless it would choke on it."""
    if tally.budget < 0:
        return "", ()
    try:
        page = document[index]
        text_page = page.get_textpage()
        words = text_page.get_text_range()
        text_page.close()
        codes = codes_on(page, tally.areas(), tally.images)
        page.close()
    except (pypdfium2.PdfiumError, *MALFORMED) as error:
        tally.problem(f"rendering: {error}")
        return "", ()
    return words, codes


def _page(
    page: pikepdf.Page,
    index: int,
    label: str,
    boxes: Boxes,
    tally: Tally,
    structure: Structure,
    words: str,
    codes: tuple[Any, ...],
) -> FilePage:
    return FilePage(
        index=index,
        label=label,
        boxes=boxes,
        rotation=int(number(page.obj, "/Rotate", 0)) % 360,
        user_unit=number(page.obj, "/UserUnit", 1),
        text=words,
        fonts=tuple(sorted(tally.fonts, key=lambda font: (font.name, font.subtype))),
        colours=tally.colours(),
        images=tuple(tally.images),
        transparency=tally.transparency(),
        overprint=tuple(sorted(tally.overprint)),
        annotations=tuple(annotations_of(page.obj, boxes, structure.objects)),
        tab_order=name(page.obj, "/Tabs"),
        marks=tally.structure_marks(),
        codes=codes,
        problems=tuple(tally.problems),
    )
