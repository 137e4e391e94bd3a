"""Chinese typography inside WeasyPrint: whole paragraphs composed after CLREQ.

    with typeset.cjk.composing(Settings()):
        document = HTML(...).render()
        pdf = document.write_pdf()
    for finding in typeset.cjk.findings(document.pages): ...

Custom properties, by which a paragraph changes the settings, are listed in
`typeset.cjk.settings`. Two contracts with the layout's HTML:

* A headline has `--typeset-lines: heading`. U+200B or `<wbr>` between its parts marks where
  it would best break (the editors' `//`); without such marks it breaks at spaces, and
  without spaces between words. Its lines are balanced.
* `content: leader(' ')` takes what is left of its line. What follows it (a source line, a
  page number) ends flush right, on the next line if it does not fit.

Ruby is plain CSS, for the composer sets an inline block as it sets a character: the reading
first, a block of its own, drawn up by a negative margin (nothing positioned, which would be
painted after all text). 着重号 is a background repeated each em, 专名号 an underline.
"""

from typeset.declarations import use_known_declarations
from typeset.isolation import isolate_fonts
from typeset.postponing import postpone_what_is_rarely_called

# Before WeasyPrint is imported below: fontconfig reads its configuration once.
isolate_fonts()
use_known_declarations()
postpone_what_is_rarely_called()

from typeset.cjk.compatibility import UnknownWeasyPrintError, check_weasyprint  # noqa: E402
from typeset.cjk.engine import composing  # noqa: E402
from typeset.cjk.findings import (  # noqa: E402
    Finding,
    FindingKind,
    Place,
    Placed,
    descend,
    findings,
    findings_among,
    line_text,
    lost_notes,
    notes_among,
    notes_lost_in,
)
from typeset.cjk.settings import LineStyle, MarkStyle, Settings, SettingsError, is_property  # noqa: E402

__all__ = [
    "Finding",
    "FindingKind",
    "LineStyle",
    "MarkStyle",
    "Place",
    "Placed",
    "Settings",
    "SettingsError",
    "UnknownWeasyPrintError",
    "check_weasyprint",
    "composing",
    "descend",
    "findings",
    "findings_among",
    "is_property",
    "line_text",
    "lost_notes",
    "notes_among",
    "notes_lost_in",
]
