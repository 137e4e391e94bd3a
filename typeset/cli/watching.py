"""Progress for the commands that build in order to compare."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext

from typeset.archive.production import Progress, stages
from typeset.diagnostics import Bilingual, Lang
from typeset.press.profiles import PROFILES

STAGE_NAMES = {
    "read": Bilingual("读稿", "reading"),
    "paginate": Bilingual("排版", "setting"),
    "impress": Bilingual("出 PDF", "writing"),
    "inspect": Bilingual("回读核对", "reading back"),
}


def watched(lang: Lang) -> AbstractContextManager[Progress]:
    """Return a progress bar on a terminal and nothing in a pipe."""
    if not sys.stderr.isatty():
        return nullcontext(lambda stage: None)
    from typeset.cli.progress import stage_bar

    return stage_bar(stages(tuple(PROFILES)), STAGE_NAMES, lang)
