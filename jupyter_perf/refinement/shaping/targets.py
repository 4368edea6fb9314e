"""What a name gets from the statement that binds it."""

from __future__ import annotations

import ast

from .. import flow, shapes
from ..facts import Facts
from ..local_names import place_in
from ..shapes import Shapes, union
from .ask import Ask
from .operators import operated


def bound_by(binder: ast.AST, name: str, facts: Facts, ask: Ask) -> Shapes | None:
    """Shapes of what one of its binders (see `Facts.binders`) gives a name."""
    target, place = place_in(binder, facts.source)
    if not isinstance(target, ast.expr):
        return None
    if isinstance(place, ast.For) and target is place.target:
        return unpacked(target, name, shapes.elements(ask(place.iter)))
    if isinstance(place, ast.Assign):
        return assigned(target, name, place.value, ask)
    if isinstance(place, ast.AnnAssign) and place.value is not None:
        return ask(place.value)
    if isinstance(place, ast.AugAssign):
        before = ask(binder) if isinstance(binder, ast.Name) else None
        return operated(place.op, before, ask(place.value))
    if isinstance(place, ast.withitem) and target is place.optional_vars:
        opened = ask(place.context_expr)
        return opened if shapes.within(opened, "file") else None
    return ask(place.value) if isinstance(place, ast.NamedExpr) else None


def assigned(target: ast.expr, name: str, value: ast.expr, ask: Ask) -> Shapes | None:
    """What `name` in a target gets by `target = value`."""
    if (
        isinstance(target, ast.Tuple | ast.List)
        and isinstance(value, ast.Tuple | ast.List)
        and len(target.elts) == len(value.elts)
    ):
        pairs = zip(target.elts, value.elts, strict=True)
        found = [unpacked(t, name, ask(v)) for t, v in pairs if name in flow.stores([t])]
        return union(*found) if found else None
    return unpacked(target, name, ask(value))


def unpacked(target: ast.expr, name: str, value: Shapes | None) -> Shapes | None:
    """What `name` in a target gets of a value."""
    if isinstance(target, ast.Name):
        return value if target.id == name else None
    if isinstance(target, ast.Tuple | ast.List):
        starred = any(isinstance(part, ast.Starred) for part in target.elts)
        for i, part in enumerate(target.elts):
            if name in flow.stores([part]):
                if starred:
                    return None
                # Unpacking None raises.
                given = value and frozenset(s for s in value if s.kind != "NoneType")
                return unpacked(part, name, shapes.part(given, i))
    return None
