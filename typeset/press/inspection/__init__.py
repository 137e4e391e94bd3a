"""Read a finished PDF back: `examine` for all that there is, `summary` for the rest."""

from typeset.press.inspection.reading import (
    FontFacts,
    PageFacts,
    PdfFacts,
    examine,
    inspect,
    summary,
)

__all__ = ["FontFacts", "PageFacts", "PdfFacts", "examine", "inspect", "summary"]
