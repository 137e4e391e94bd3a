"""Which model describes what in the tree of models."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel

from typeset.issue.located import Path


def model_at(kind: type[BaseModel], path: Path) -> type[BaseModel]:
    """Return the model that describes the value at `path`."""
    model = kind
    for step in path:
        if isinstance(step, str) and step in model.model_fields:
            model = inner_model(model.model_fields[step].annotation) or model
    return model


def inner_model(annotation: Any) -> type[BaseModel] | None:
    """Return the model within a field's annotation, None for a plain value."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found: Callable[[Any], type[BaseModel] | None] = inner_model
    parts = (found(part) for part in getattr(annotation, "__args__", ()))
    return next((part for part in parts if part is not None), None)
