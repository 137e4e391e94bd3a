"""Jinja for the tool's own web pages, whose templates come with the package."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined


class Website:
    """The templates of one set of web pages, rendered with everything escaped."""

    def __init__(self, folder: Path) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def render(self, template: str, context: Mapping[str, object]) -> bytes:
        """Return a page as UTF-8; a fault in a template is a bug and raises."""
        return self._environment.get_template(template).render(context).encode()
