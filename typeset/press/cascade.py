"""The cascade, gone through once for elements alike, and for pseudo-elements when asked for.

WeasyPrint 70 shares the computed styles of elements to which the same rules apply, but only
after it has gone through all their declarations; and it computes six pseudo-elements for each
element (its own style sheet has `::footnote-call` and the like for all), of which hardly one is
ever made. For a body of short paragraphs that is most of what its styles take.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from math import inf
from typing import Any, NamedTuple

from weasyprint import css
from weasyprint.css.validation import preprocess_declarations

from typeset.patching import replaced

Cascaded = dict[str, tuple[Any, Any]]  # property → value and weight, as in WeasyPrint


class _Match(NamedTuple):
    """A selector that matches an element or one of its pseudo-elements."""

    pseudo: str | None
    declarations: Any
    origin: str
    layer_order: float
    specificity: Any


class SharedStyles(css.StyleFor):
    """WeasyPrint's styles of a document, for the same selectors the same ones."""

    def __init__(
        self, html: Any, sheets: Any, presentational_hints: Any, font_config: Any, collector: Any
    ) -> None:
        self._cascaded_styles: dict[Any, Cascaded] = {}
        self._computed_styles: dict[Any, Any] = {}
        self.initial_page_sizes = {"box": None, "area": None}
        self._sheets = sheets
        self.font_config = font_config
        self._html, self._collector = html, collector
        self._pseudos: dict[Any, Mapping[str, Cascaded]] = {}
        inline = self._take_inline(presentational_hints)
        self._take_elements(inline)
        self._cascaded_styles.clear()
        for element, pseudos in self._pseudos.items():
            for pseudo, cascaded in pseudos.items():
                if "anchor" in cascaded:  # a place that links may lead to
                    self._compute(element, pseudo, cascaded)

    def __call__(self, element: Any, pseudo_type: str | None = None) -> Any:
        """Return the style of an element, or of its pseudo-element; None if it has none."""
        if pseudo_type and (element, pseudo_type) not in self._computed_styles:
            cascaded = self._pseudos.get(element, {}).get(pseudo_type)
            if cascaded is not None:
                self._compute(element, pseudo_type, cascaded)
        return super().__call__(element, pseudo_type)

    def _take_inline(self, presentational_hints: Any) -> dict[Any, tuple[Any, ...]]:
        """Return the declarations of style attributes; their cascade begins with them."""
        root, base_url = self._html.etree_element, self._html.base_url
        found = css.find_style_attributes(root, presentational_hints, base_url)
        inline = {}
        for specificity, element, declarations, url in found:
            inline[element] = tuple(declarations)
            prepared = preprocess_declarations(url, declarations)
            match = _Match(None, prepared, "author", inf, specificity)
            _cascade(self._cascaded_styles.setdefault((element, None), {}), match)
        return inline

    def _take_elements(self, inline: Mapping[Any, tuple[Any, ...]]) -> None:
        """Compute the styles of all elements, parents first."""
        known: dict[Any, tuple[Any, Mapping[str, Cascaded]]] = {}
        for wrapper in self._html.wrapper_element.iter_subtree():
            element = wrapper.etree_element
            parent = wrapper.parent.etree_element if wrapper.parent else None
            keys, matches = self._matches(wrapper)
            parent_id = None if parent is None else id(self._computed_styles[parent, None])
            key = (parent_id, inline.get(element), keys)
            alike = known.get(key)
            if alike is None:
                own = self._cascaded_styles.get((element, None), {})
                pseudos = _cascades(own, matches)
                alike = known[key] = self._compute(element, None, own, parent), pseudos
            style, pseudos = alike
            self._computed_styles[element, None] = style
            if pseudos:
                self._pseudos[element] = pseudos

    def _matches(self, wrapper: Any) -> tuple[tuple[Any, ...], list[_Match]]:
        """Return the selectors that match an element, and what tells them from others."""
        keys, matches = [], []
        for sheet, origin, sheet_specificity in self._sheets:
            for specificity, _, pseudo, (declarations, layer) in sheet.matcher.match(wrapper):
                order = inf if layer is None else sheet.layers.index(layer)
                keys.append((sheet, specificity, pseudo, id(declarations), order))
                matches.append(
                    _Match(pseudo, declarations, origin, order, sheet_specificity or specificity)
                )
        return tuple(keys), matches

    def _compute(
        self, element: Any, pseudo: str | None, cascaded: Cascaded, parent: Any = None
    ) -> Any:
        """Compute and return a style; a pseudo-element inherits from its element."""
        self._cascaded_styles[element, pseudo] = cascaded
        self.set_computed_styles(
            element,
            root=self._html.etree_element,
            parent=element if pseudo else parent,
            pseudo_type=pseudo,
            base_url=self._html.base_url,
            target_collector=self._collector,
        )
        del self._cascaded_styles[element, pseudo]
        return self._computed_styles[element, pseudo]


def _cascades(own: Cascaded, matches: Sequence[_Match]) -> Mapping[str, Cascaded]:
    """Add to an element's cascade what matches it; return those of its pseudo-elements."""
    pseudos: dict[str, Cascaded] = {}
    for match in matches:
        cascaded = own if match.pseudo is None else pseudos.setdefault(match.pseudo, {})
        _cascade(cascaded, match)
    return pseudos


def _cascade(cascaded: Cascaded, match: _Match) -> None:
    """Let declarations take the place of those that weigh no more (CSS Cascade 4, 6.1)."""
    for name, values, importance in match.declarations:
        precedence = css.declaration_precedence(match.origin, importance)
        weight = (precedence, match.layer_order, match.specificity)
        old = cascaded.get(name)
        if old is None or old[1] <= weight:
            cascaded[name] = values, weight


@contextmanager
def sharing_styles() -> Iterator[None]:
    """Have WeasyPrint share styles so while the context lasts."""
    with replaced((css, "StyleFor", SharedStyles)):
        yield
