"""Keep the machine's own fonts out: fontconfig must see an empty configuration.

Fontconfig reads `FONTCONFIG_FILE` once, when Pango is first loaded, and a fallback to a
system font is silent. So this runs before anything imports WeasyPrint; the catalogue's
fonts are then registered file by file (`typeset.press.typefaces`).
"""

from __future__ import annotations

import os
import warnings
from pathlib import Path

EMPTY_CONFIGURATION = Path(__file__).with_name("fonts.conf")


def isolate_fonts() -> None:
    """Point fontconfig at a configuration that names no folder.

    WeasyPrint warns at import that there are no fonts: here that is as it should be.
    """
    os.environ["FONTCONFIG_FILE"] = str(EMPTY_CONFIGURATION)
    os.environ.pop("FONTCONFIG_PATH", None)
    os.environ.pop("FONTCONFIG_SYSROOT", None)
    warnings.filterwarnings("ignore", message="No fonts configured in FontConfig")
