"""Read a finished PDF back: `inspect` for every build, `examine` for all that there is."""

from typeset.press.inspection.examination import examine
from typeset.press.inspection.reading import FontFacts, PageFacts, PdfFacts, inspect

__all__ = ["FontFacts", "PageFacts", "PdfFacts", "examine", "inspect"]
