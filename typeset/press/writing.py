"""How pages are drawn for one kind of PDF: its colours, its pictures, its tags."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from typing import Any

from typeset.press.font_files import late_files
from typeset.press.ink import Conversions, Palette, inking, lighting
from typeset.press.pdf_objects import short_ways
from typeset.press.pictures_policy import POLICIES
from typeset.press.profiles import Ink, Profile
from typeset.press.tagging import tagging


@contextmanager
def writing(
    pages: Sequence[Any], profile: Profile, palette: Palette
) -> Iterator[Conversions | None]:
    """Let WeasyPrint draw `pages` in the profile's colours and with its tags while it lasts."""
    policy = POLICIES[profile.name]
    inked = inking(palette, policy) if profile.ink is Ink.PROCESS else lighting(policy)
    tagged = tagging(pages) if profile.is_tagged else nullcontext()
    with inked as conversions, tagged, short_ways(), late_files():
        yield conversions
