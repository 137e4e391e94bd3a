"""What an issue or a project asks of the checks."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Settings:
    """Which codes count, and what the house knows better than the tool.

    `select` and `ignore` hold codes or the beginnings of codes (`T`, `T01`); an empty `select`
    is all. `spellings` are the forms that the house prefers (`App`, `IPv6`); `words` are never
    found fault with.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def takes(self, code: str) -> bool:
        """Tell whether a code counts: the longest beginning that fits decides, `ignore` ties."""
        chosen = max((len(each) for each in self.select if code.startswith(each)), default=-1)
        ignored = max((len(each) for each in self.ignore if code.startswith(each)), default=-1)
        if not self.select and ignored < 0:
            return True
        return chosen > ignored

    def over(self, other: Settings) -> Settings:
        """Return these settings on top of `other`: lists add up, `select` replaces."""
        return replace(
            self,
            select=self.select or other.select,
            ignore=(*other.ignore, *self.ignore),
            spellings=(*other.spellings, *self.spellings),
            words=(*other.words, *self.words),
        )
