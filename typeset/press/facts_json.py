"""The facts of a PDF as JSON, for other programs."""

from __future__ import annotations

import json
import math
from dataclasses import asdict
from typing import Any

from typeset.press.facts import FileFacts


def as_json(facts: FileFacts) -> str:
    """Return all facts; keys are the field names, lengths carry their unit in the name."""
    values = _plain(asdict(facts))
    for page, shown in zip(facts.pages, values["pages"], strict=True):
        shown["ink_percent"] = round(page.ink_percent, 1)
    return json.dumps(values, ensure_ascii=False, indent=2)


def _plain(value: Any) -> Any:
    """Return a value that JSON knows: six digits are enough, and there is no infinity."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    if isinstance(value, float):
        return round(value, 6) if math.isfinite(value) else None
    return value
