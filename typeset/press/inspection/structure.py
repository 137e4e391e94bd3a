"""The structure tree: tags counted, gaps found, and what content and annotations it knows."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from typeset.press.facts import StructureFacts
from typeset.press.inspection.objects import array, dictionary, entry, identity, name

Objgen = tuple[int, int]
MOST_ELEMENTS = 500_000
# ISO 32000-1, 14.8.4.
STANDARD_TAGS = """
    Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private
    P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot
    Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP
    Figure Formula Form
"""
STANDARD = frozenset(STANDARD_TAGS.split())


@dataclass(slots=True)
class Structure:
    """The facts of the tree, and the content it refers to."""

    facts: StructureFacts = field(default_factory=StructureFacts)
    marks: dict[Objgen, set[int]] = field(default_factory=dict)  # page or form → its MCIDs
    objects: set[Objgen] = field(default_factory=set)  # annotations and forms named by an OBJR


@dataclass(slots=True)
class _Reader:
    roles: Any
    classes: Any
    labels: dict[Objgen, str]
    tags: Counter[str] = field(default_factory=Counter)
    figures: list[str] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)
    unknown: dict[str, None] = field(default_factory=dict)
    levels: list[int] = field(default_factory=list)
    marks: defaultdict[Objgen, set[int]] = field(default_factory=lambda: defaultdict(set))
    objects: set[Objgen] = field(default_factory=set)
    seen: set[Objgen] = field(default_factory=set)

    def walk(self, root: Any) -> None:
        """Visit every element in reading order."""
        stack: list[tuple[Any, Any]] = [(kid, None) for kid in reversed(array(root, "/K"))]
        budget = MOST_ELEMENTS
        while stack and budget:
            budget -= 1
            node, page = stack.pop()
            if isinstance(node, int):
                self.marks[identity(page)].add(node)
            elif isinstance(node, pikepdf.Dictionary):
                page = entry(node, "/Pg") if "/Pg" in node else page
                if self.refers(node, page) or not self.is_first(node):
                    continue
                self.element(node, page)
                stack.extend((kid, page) for kid in reversed(array(node, "/K")))

    def is_first(self, node: Any) -> bool:
        """Tell whether an element is met for the first time; a tree may be a ring."""
        key = identity(node)
        if key in self.seen:
            return False
        if key != (0, 0):
            self.seen.add(key)
        return True

    def refers(self, node: Any, page: Any) -> bool:
        """Take note of a reference to content or an object (14.7.4.2, 14.7.4.3)."""
        kind = name(node, "/Type")
        if kind == "MCR":
            stream = entry(node, "/Stm")
            mcid = entry(node, "/MCID")
            if isinstance(mcid, int):
                self.marks[identity(page if stream is None else stream)].add(mcid)
        elif kind == "OBJR":
            self.objects.add(identity(entry(node, "/Obj")))
        return kind in ("MCR", "OBJR")

    def element(self, node: Any, page: Any) -> None:
        """Count an element by its standard type and look for what it lacks."""
        tag = self.standard(name(node, "/S"))
        self.tags[tag] += 1
        if tag not in STANDARD:
            self.unknown.setdefault(tag)
        label = self.labels.get(identity(page), "?")
        if tag in ("Figure", "Formula") and not _has_words(node):
            self.figures.append(label)
        if tag == "TH" and not self.has_scope(node):
            self.headers.append(label)
        if len(tag) == 2 and tag[0] == "H" and tag[1].isdigit():
            self.levels.append(int(tag[1]))

    def standard(self, tag: str) -> str:
        """Return what the role map makes of a tag (14.7.3)."""
        for _ in range(8):
            mapped = name(self.roles, "/" + tag) if tag and tag not in STANDARD else ""
            if not mapped:
                break
            tag = mapped
        return tag

    def has_scope(self, node: Any) -> bool:
        """Tell whether a header cell says which cells it heads (14.8.5.7; 14289-1, 7.5)."""
        classes = [dictionary(self.classes, str(c)) for c in array(node, "/C") if _is_name(c)]
        return any(entry(owner, "/Scope") is not None for owner in (*array(node, "/A"), *classes))


def _is_name(value: Any) -> bool:
    return isinstance(value, pikepdf.Name)


def _has_words(node: Any) -> bool:
    """Tell whether a figure has an alternate description or replacement text (14.9.3)."""
    return any(str(entry(node, key) or "").strip() for key in ("/Alt", "/ActualText"))


def read_structure(pdf: pikepdf.Pdf, labels: dict[Objgen, str]) -> Structure:
    """Return the structure tree of a file, an empty one if it is not tagged."""
    root = dictionary(pdf.Root, "/StructTreeRoot")
    reader = _Reader(dictionary(root, "/RoleMap"), dictionary(root, "/ClassMap"), labels)
    reader.walk(root)
    facts = StructureFacts(
        tags=tuple(sorted(reader.tags.items())),
        figures_without_alt=tuple(reader.figures),
        headers_without_scope=tuple(reader.headers),
        unknown_tags=tuple(reader.unknown),
        heading_levels=tuple(reader.levels),
    )
    return Structure(facts, dict(reader.marks), reader.objects - {(0, 0)})
