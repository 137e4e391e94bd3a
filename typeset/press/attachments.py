"""Files inside a PDF: what an issue was made from, carried by its PDF/A-3 archive copy."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

import pydyf

# Fixed here: the system's own table differs from machine to machine, and so would the bytes.
MEDIA_TYPES = {
    ".yaml": "application/yaml",
    ".md": "text/markdown",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".svg": "image/svg+xml",
}
OTHER_TYPE = "application/octet-stream"


def attach_sources(pdf: pydyf.PDF, files: Mapping[str, bytes], date: str) -> None:
    """Embed `files` (name → bytes) as the document's sources; `date` is ISO 8601.

    ISO 19005-3, 6.8: each has a media type, a relationship, and a place in the catalogue's AF.
    """
    names, associated = pydyf.Array(), pydyf.Array()
    for name in sorted(files):
        specification = _specification(pdf, name, files[name], date.replace("-", ""))
        names.extend((pydyf.String(name), specification.reference))
        associated.append(specification.reference)
    if not associated:
        return
    pdf.catalog.setdefault("Names", pydyf.Dictionary())
    pdf.catalog["Names"]["EmbeddedFiles"] = pydyf.Dictionary({"Names": names})
    pdf.catalog["AF"] = associated


def _specification(pdf: pydyf.PDF, name: str, data: bytes, day: str) -> Any:
    media_type = MEDIA_TYPES.get(PurePosixPath(name).suffix.lower(), OTHER_TYPE)
    checksum = hashlib.md5(data, usedforsecurity=False).hexdigest()  # ISO 32000-1, table 46
    embedded = pydyf.Stream(
        [data],
        {
            "Type": "/EmbeddedFile",
            "Subtype": "/" + media_type.replace("/", "#2f").replace("+", "#2b"),
            "Params": pydyf.Dictionary(
                {
                    "Size": len(data),
                    "CheckSum": f"<{checksum}>",
                    "ModDate": pydyf.String(f"D:{day}"),
                }
            ),
        },
        compress=True,
    )
    pdf.add_object(embedded)
    specification = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": pydyf.String(name),
            "UF": pydyf.String(name),
            "AFRelationship": "/Source",
            "EF": pydyf.Dictionary({"F": embedded.reference, "UF": embedded.reference}),
        }
    )
    pdf.add_object(specification)
    return specification
