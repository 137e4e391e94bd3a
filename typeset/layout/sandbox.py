"""Where templates run: they read the issue, and nothing else; and they end.

Jinja's sandbox keeps templates from Python's insides. What it leaves open is how much they may
do: a loop in a loop over `range()`, a macro that calls itself twice, a text that doubles. Each
turn of a loop and each call is counted, and texts have a longest length.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from jinja2 import BaseLoader, StrictUndefined, TemplateError, TemplateNotFound, nodes, pass_context
from jinja2.runtime import Context, LoopContext, Macro, markup_join, str_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Cycler, Joiner, missing
from jinja2.visitor import NodeTransformer
from markupsafe import Markup
from pydantic import BaseModel

from typeset.layout.compiled import CompiledTemplates
from typeset.layout.filters import FILTERS, FUNCTIONS, TESTS
from typeset.sources import Sources

MOST_STEPS = 2_000_000  # turns of loops and calls; a cover takes about a thousand
LONGEST_TEXT = 20_000_000  # characters; an issue of 400 pages takes two million
MOST_REPEATED = 100_000
GREATEST_EXPONENT = 64

# Nothing by chance, and no filler: the same issue must come out the same again.
_UNWANTED_FILTERS = ("random",)
_UNWANTED_GLOBALS = ("lipsum",)
_PLAIN = (str, int, float, tuple, list, Mapping, datetime.date)
_OBJECTS = (Macro, LoopContext, Cycler, Joiner)


class RunawayError(TemplateError):
    """A template did more than any layout needs."""


class UnreadableTemplateError(TemplateError):
    """A template is not text."""


class MissingName(str):
    """The words for an undefined name, which know the name and what should have had it."""

    name: str
    owner: object

    def __new__(cls, words: str, name: str, owner: object) -> MissingName:
        """Return `words` as a string that carries `name` and `owner`, None for no owner."""
        text = super().__new__(cls, words)
        text.name, text.owner = name, owner
        return text


class Missing(StrictUndefined):
    """Any use of an undefined name is an error, and the error knows the name."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        words = super()._undefined_message
        if self._undefined_hint or not isinstance(self._undefined_name, str):
            return words
        owner = None if self._undefined_obj is missing else self._undefined_obj
        return MissingName(words, self._undefined_name, owner)


class DoorLoader(BaseLoader):
    """Loads templates of one layout through the project's door, and of no other folder."""

    def __init__(self, sources: Sources, folder: str) -> None:
        self._sources = sources
        self._folder = folder

    def get_source(
        self, environment: Any, template: str
    ) -> tuple[str, str, Callable[[], bool] | None]:
        """Return a template's text and name.

        Raises `TemplateNotFound`, for a file outside the folder too, and
        `UnreadableTemplateError`.
        """
        name = f"{self._folder}/{template}"
        try:
            place, home = self._sources.locate(name), self._sources.locate(self._folder)
            if not place.is_relative_to(home) or self._sources.name(place) != name:
                raise TemplateNotFound(template)
            return self._sources.read(name).decode("utf-8"), name, None
        except UnicodeDecodeError as error:
            raise UnreadableTemplateError(name) from error
        except (OSError, ValueError) as error:
            raise TemplateNotFound(template) from error

    def list_templates(self) -> list[str]:
        """Return the names of the layout's templates."""
        found = self._sources.glob(self._folder, "**/*.jinja")
        return [name.removeprefix(f"{self._folder}/") for name in found]


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja with autoescape, strict names, and an end to everything."""

    intercepted_binops = frozenset(("*", "**", "+", "%"))

    def __init__(self, loader: BaseLoader) -> None:
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=Missing,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=CompiledTemplates(),
        )
        self._steps = 0
        self._judged: dict[tuple[type, str], bool] = {}
        for name in _UNWANTED_FILTERS:
            del self.filters[name]
        for name in _UNWANTED_GLOBALS:
            del self.globals[name]
        self.filters |= dict(FILTERS) | {"__turns": _turns, "__joined": _joined}
        self.tests |= dict(TESTS)
        self.globals |= dict(FUNCTIONS)

    def start(self) -> None:
        """Begin to count anew."""
        self._steps = 0

    def step(self) -> None:
        """Count one turn of a loop, or one call; raise `RunawayError` after the last."""
        self._steps += 1
        if self._steps > MOST_STEPS:
            raise RunawayError(f"{MOST_STEPS:,}+ loops and calls")

    def concat(self, parts: Iterable[str]) -> str:
        """Return the parts as one text; raise `RunawayError` where it grows too long."""
        kept, length = [], 0
        for part in parts:
            kept.append(part)
            length += len(part)
            if length > LONGEST_TEXT:
                raise RunawayError(f"{LONGEST_TEXT:,}+ characters")
        return "".join(kept)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """Call what a template may call, and count the call."""
        __self.step()
        if isinstance(__obj, StrictUndefined):
            str(__obj)  # raises what is wrong with it
        if any(isinstance(each, int) and abs(each) > MOST_REPEATED for each in args):
            raise RunawayError(f"{max(each for each in args if isinstance(each, int)):,}")
        return super().call(__context, __obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Reckon, but not with astronomical results."""
        if operator == "**" and abs(right) > GREATEST_EXPONENT:
            raise RunawayError(f"{left} ** {right}")
        if operator == "*" and _repeats(left, right) > LONGEST_TEXT:
            raise RunawayError("text * number")
        is_text = operator == "+" and isinstance(left, str | list | tuple)
        if is_text and len(left) + len(right) > LONGEST_TEXT:
            raise RunawayError("text + text")
        return super().call_binop(context, operator, left, right)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Let templates see the fields of the layout's description, not pydantic's methods.

        The rules look at the type alone, once a type: a cover asks for ten thousand attributes.
        """
        key = (type(obj), attr)
        safe = self._judged.get(key)
        if safe is None:
            safe = self._judged[key] = self._is_safe(obj, attr, value)
        return safe

    def _is_safe(self, obj: Any, attr: str, value: Any) -> bool:
        if isinstance(obj, BaseModel):
            kind = type(obj)
            return attr in kind.model_fields or isinstance(getattr(kind, attr, None), property)
        return super().is_safe_attribute(obj, attr, value)

    def is_safe_callable(self, obj: Any) -> bool:
        """Allow macros, this sandbox's functions, and the methods of plain values."""
        if isinstance(obj, _OBJECTS) or any(obj is each for each in self.globals.values()):
            return True
        owner = getattr(getattr(obj, "__wrapped__", obj), "__self__", None)
        return isinstance(owner, _PLAIN) and super().is_safe_callable(obj)

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002 -- Jinja's hook
    ) -> str:
        return super()._generate(_Counting(self).visit(source), name, filename, defer_init)


def _repeats(left: Any, right: Any) -> int:
    for text, times in ((left, right), (right, left)):
        if isinstance(text, str | list | tuple) and isinstance(times, int):
            return len(text) * max(0, times)
    return 0


class _Counting(NodeTransformer):
    """Puts the counters into a template: around what loops go over, and for every `~`."""

    def __init__(self, environment: Sandbox) -> None:
        self._environment = environment

    def visit_For(self, node: nodes.For, *args: Any, **kwargs: Any) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        node.iter = self._filtered(node.iter, "__turns")
        return node

    def visit_Concat(self, node: nodes.Concat, *args: Any, **kwargs: Any) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        listed = nodes.List(node.nodes, lineno=node.lineno, environment=self._environment)
        return self._filtered(listed, "__joined")

    def _filtered(self, node: nodes.Node, name: str) -> nodes.Filter:
        return nodes.Filter(
            node, name, [], [], None, None, lineno=node.lineno, environment=self._environment
        )


class _Turns:
    """What a loop goes over, each turn counted."""

    def __init__(self, items: Any, sandbox: Sandbox) -> None:
        self._items = items
        self._sandbox = sandbox

    def __iter__(self) -> Iterator[Any]:
        for item in self._items:
            self._sandbox.step()
            yield item

    def __len__(self) -> int:
        return len(self._items)


@pass_context
def _turns(context: Context, items: Any) -> _Turns:
    assert isinstance(context.environment, Sandbox)
    return _Turns(items, context.environment)


@pass_context
def _joined(context: Context, parts: list[Any]) -> str:
    join = markup_join if context.eval_ctx.autoescape else str_join
    if sum(len(part) for part in parts if isinstance(part, str | Markup)) > LONGEST_TEXT:
        raise RunawayError(f"{LONGEST_TEXT:,}+ characters")
    return str(join(parts)) if join is str_join else join(parts)
