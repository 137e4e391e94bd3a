"""From pages to PDF bytes, the same bytes for the same input wherever they are made."""

from __future__ import annotations

from typing import Any

import pydyf

from typeset.diagnostics import Report
from typeset.press.engine import DoorFetcher, listening
from typeset.press.pagination import Pages, engine_report

PDF_OPTIONS: dict[str, Any] = {"pdf_tags": True, "pdf_version": "1.7"}


def impress(pages: Pages) -> tuple[bytes, Report]:
    """Return the finished PDF and the engine's complaints."""

    def finish(document: object, pdf: pydyf.PDF) -> None:
        pdf.catalog["PageLabels"] = page_labels(pages.labels)

    fetcher: DoorFetcher = pages.document.url_fetcher
    with listening() as log:
        data = pages.document.write_pdf(finisher=finish, **PDF_OPTIONS)
    return data, engine_report(log, fetcher)


def page_labels(labels: tuple[str, ...]) -> pydyf.Dictionary:
    """Return the number tree of page labels (ISO 32000-1, 12.4.2), one prefix a page.

    A decimal style has no leading zero, so every label is a prefix of its own.
    """
    numbers = pydyf.Array()
    for index, label in enumerate(labels):
        numbers.extend((index, pydyf.Dictionary({"P": pydyf.String(label)})))
    return pydyf.Dictionary({"Nums": numbers})
