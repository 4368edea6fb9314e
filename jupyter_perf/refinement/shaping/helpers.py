"""Functions of the user's that stand elsewhere: in another cell, or in a module of their own."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from types import FunctionType
from typing import Any

from .. import flow
from ..callees import definition_of
from ..facts import Facts
from ..shapes import Shapes
from ..source import Source
from .ask import Ask

_EXAMPLES: dict[str, Any] = {"str": "text", "int": 1, "bool": True, "float": 1.0, "bytes": b"b"}


@dataclass(frozen=True)
class Helper:
    """A function, read where it belongs: by the names of its own module."""

    value: FunctionType
    definition: ast.FunctionDef
    home: Facts
    """Facts of its text, with a call of it behind."""

    @property
    def call(self) -> ast.expr:
        """The call behind the text."""
        last = self.home.source.tree.body[-1]
        assert isinstance(last, ast.Expr)
        return last.value

    @property
    def data(self) -> set[str]:
        """Globals that it reads and that are no functions, modules or types."""
        found = self.home.purity(self.definition).globals
        return {name for name in found if self.home.meaning(name) is None}


def helper_of(called: ast.Name, given: Sequence[Shapes | None], facts: Facts) -> Helper | None:
    """The function of the namespace that a name stands for, called with values of these shapes."""
    known = facts.kept(_known)
    key = (called.id, *given)
    if key not in known:
        known[key] = _read(called, given, facts)
    return known[key]


def _known(_facts: Facts) -> dict[tuple[object, ...], Helper | None]:
    """Helpers that have been read already, by their names and what they are given."""
    return {}


def _read(called: ast.Name, given: Sequence[Shapes | None], facts: Facts) -> Helper | None:
    value = facts.namespace.get(called.id)
    if not isinstance(value, FunctionType) or not facts.is_unbound(called.id):
        return None
    if not isinstance(facts.scope(called.id, called), ast.Module):
        return None
    definition = definition_of(called.id, facts)
    examples = [_example(one) for one in given]
    if not isinstance(definition, ast.FunctionDef) or definition.decorator_list or None in examples:
        return None
    names = [f"given_{at}" for at in range(len(examples))]
    text = f"{ast.unparse(definition)}\n{definition.name}({', '.join(names)})\n"
    own = value.__globals__
    space = {name: own[name] for name in flow.loads(definition) if name in own}
    # What the function itself is called is bound by its text.
    space.pop(definition.name, None)
    texts = facts.definitions if _is_at_home(value, facts) else {}
    home = Facts(
        Source(text), {**space, **dict(zip(names, examples, strict=True))}, definitions=texts
    )
    made = home.source.tree.body[0]
    return Helper(value, made, home) if isinstance(made, ast.FunctionDef) else None


def _example(found: Shapes | None) -> Any:
    """A value of the only shape there is; None where there are more, or it isn't plain."""
    if not found or len(found) != 1:
        return None
    (shape,) = found
    if shape.kind == "tuple" and shape.parts:
        parts = [_example(held) for _, held in shape.parts]
        return None if None in parts else tuple(parts)
    return _EXAMPLES.get(shape.kind)


def _is_at_home(value: FunctionType, facts: Facts) -> bool:
    """True for a function of the notebook's own, whose globals are the user's names."""
    return value.__module__ in ("__main__", "builtins", None, "")


def helper_called(node: ast.Call, facts: Facts, ask: Ask) -> Helper | None:
    """The helper that a call runs, itself or through a cache that the source makes of it."""
    called = node.func
    if not isinstance(called, ast.Name) or node.keywords or not facts.namespace:
        return None
    if called.id not in facts.namespace:
        cached = _cached(called, facts)
        return None if cached is None else helper_of(cached, [*map(ask, node.args)], facts)
    if not isinstance(facts.namespace[called.id], FunctionType):
        return None
    return helper_of(called, [*map(ask, node.args)], facts)


def _cached(called: ast.Name, facts: Facts) -> ast.Name | None:
    """`helper` of `name = cache(helper)`, which alone binds the name."""
    binders = facts.binders(called.id, facts.scope(called.id, called))
    stmt = facts.source.parents.get(binders[0]) if len(binders) == 1 else None
    value = stmt.value if isinstance(stmt, ast.Assign) else None
    if not isinstance(value, ast.Call) or facts.full_name(value.func) != "functools.cache":
        return None
    given = value.args[0] if len(value.args) == 1 else None
    return given if isinstance(given, ast.Name) and given.id in facts.namespace else None
