"""A body's HTML cut into the children of `<body>`, without parsing all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ATTRIBUTES = r"""(?:[^>"']|"[^"]*"|'[^']*')*"""
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BODY = re.compile(rf"<body\b{_ATTRIBUTES}>")
_TAG = re.compile(rf"\s*<([a-z][a-z0-9-]*)\b{_ATTRIBUTES}>")
_END = re.compile(r"\s*\Z")
_CLASS = re.compile(r"""\sclass=(?:"([^"]*)"|'([^']*)')""")

# Only these are taken for children of their own: HTML lets nobody leave out their end tags.
_CONTAINERS = frozenset(
    ("article", "aside", "div", "figure", "footer", "header", "main", "nav", "section")
)
# What ties the style of an element to its siblings (Selectors 4, 14 and 15).
_SIBLING = re.compile(r"[+~]|:(?:nth|first|last|only|has|empty|root)")
_COUNTING = re.compile(r":(?:nth|last|only|has)")
_NAME = re.compile(r"[.#]([\w-]+)")


@dataclass(frozen=True, slots=True)
class SplitBody:
    """`head` is all before `<body>`, `opening` its tag, `children` the HTML of each child."""

    head: str
    opening: str
    children: tuple[str, ...]


def split_body(html: str) -> SplitBody | None:
    """Return the document cut up, or None where its body is not a plain row of containers."""
    html = _COMMENT.sub("", html)
    body = _BODY.search(html)
    if body is None:
        return None
    end = html.rfind("</body>")
    children = tuple(_children(html[body.end() : end]))
    if not children or children[-1] == "":
        return None
    return SplitBody(html[: body.start()], body.group(), children)


def _children(inner: str) -> Iterator[str]:
    """Yield each child; an empty string where it cannot be told where one ends."""
    at = 0
    while not _END.match(inner, at):
        tag = _TAG.match(inner, at)
        if tag is None or tag.group(1) not in _CONTAINERS:
            yield ""
            return
        end = _end_of(tag.group(1), inner, tag.start())
        if end is None:
            yield ""
            return
        yield inner[tag.start() : end].lstrip()
        at = end


def _end_of(name: str, inner: str, start: int) -> int | None:
    depth = 0
    for tag in re.compile(rf"<(/?){name}(?=[\s>]){_ATTRIBUTES}>").finditer(inner, start):
        depth += -1 if tag.group(1) else 1
        if depth == 0:
            return tag.end()
    return None


def sibling_names(stylesheets: tuple[str, ...]) -> frozenset[str]:
    """Return the classes and ids in selectors that look at siblings."""
    names: set[str] = set()
    for css in stylesheets:
        for rule in re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL).split("{"):
            selector = rule.rpartition("}")[2]
            if _SIBLING.search(selector):
                names.update(_NAME.findall(selector))
    return frozenset(names)


def looks_behind(stylesheets: tuple[str, ...]) -> bool:
    """Tell whether selectors of containers look at siblings that come later, or count them.

    `:first-of-type` and the combinators `+` and `~` look only at what came before.
    """
    for css in stylesheets:
        for rule in re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL).split("{"):
            for compound in re.split(r"[\s>+~,]+(?![^(]*\))", rule.rpartition("}")[2]):
                tag = re.match(r"[a-z][\w-]*", compound)
                if (tag is None or tag.group() in _CONTAINERS) and _COUNTING.search(compound):
                    return True
    return False


def stubs_before(stubs: tuple[str, ...], index: int) -> tuple[str, ...]:
    """Return the stubs that a child sees before it: each kind once, and the nearest last."""
    before = stubs[:index]
    return (*dict.fromkeys(before[:-1]), *before[-1:])


def stub(child: str, names: frozenset[str]) -> str:
    """Return an empty element that stands for a child where its siblings are styled.

    It has the child's tag and those of its classes and its id that selectors of siblings name,
    so that an edit to one article does not touch what is known of the others.
    """
    tag = _TAG.match(child)
    assert tag is not None
    opening = tag.group()
    found = _CLASS.search(opening)
    classes = " ".join(c for c in (found.group(1) or "").split() if c in names) if found else ""
    identity = re.search(r'\sid="([^"]*)"', opening)
    id_ = f' id="{identity.group(1)}"' if identity and identity.group(1) in names else ""
    return f'<{tag.group(1)} class="{classes}"{id_}></{tag.group(1)}>'
