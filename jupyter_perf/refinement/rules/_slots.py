"""Whether the places of a container keep what they hold, whoever else may know the container."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .. import flow, shapes
from ..facts import Facts
from ..shaping import shapes_of
from ..source import FUNCTIONS

_LOOKERS = flow.words("len range enumerate zip sum min max sorted any all reversed list tuple set")
_ODD = (*FUNCTIONS, ast.ClassDef, ast.Yield, ast.YieldFrom, ast.Await, ast.Delete, ast.Global,
        ast.Nonlocal, ast.With)  # fmt: skip


def slots_kept(name: ast.Name, stmt: ast.stmt, facts: Facts) -> bool:
    """True where a statement leaves `name` and each `name[i]` the objects that they are.

    What `name[i]` refers to may change inside: `name[i][j] = x` leaves `name[i]` where it is.
    """
    if name.id in flow.stores(stmt) or flow.has(stmt, *_ODD):
        return False
    if any(_place_changed(target, name.id) for target in changed_places(stmt)):
        return False
    if shapes.within(shapes_of(name, facts), "str", "tuple"):
        return True
    if is_fresh(name, facts) and stays_home(name, facts):
        return True
    return all(is_other(target, name.id, facts) for target in changed_places(stmt)) and all(
        is_quiet(call, facts) for call in ast.walk(stmt) if isinstance(call, ast.Call)
    )


def size_kept(name: ast.Name, stmt: ast.stmt, facts: Facts) -> bool:
    """True where a statement leaves a list, tuple or string called `name` as long as it is."""
    if name.id in flow.stores(stmt) or flow.has(stmt, *_ODD):
        return False
    if shapes.within(shapes_of(name, facts), "str", "tuple"):
        return True
    places = list(changed_places(stmt))
    for place in places:
        setter = facts.source.parents[place]
        one = isinstance(setter, ast.Subscript) and not isinstance(setter.slice, ast.Slice)
        if _place_changed(place, name.id) and not one:
            return False
    if is_fresh(name, facts) and stays_home(name, facts):
        return True
    others = [place for place in places if not _place_changed(place, name.id)]
    return all(is_other(place, name.id, facts) for place in others) and all(
        is_quiet(call, facts) for call in ast.walk(stmt) if isinstance(call, ast.Call)
    )


def changed_places(stmt: ast.stmt) -> Iterator[ast.expr]:
    """The containers in which a statement sets places: `a` of `a[i] = x` and of `a.append(x)`."""
    for part in ast.walk(stmt):
        if isinstance(part, ast.Subscript | ast.Attribute):
            if not isinstance(part.ctx, ast.Load):
                yield part.value
        elif isinstance(part, ast.Call):
            called = part.func
            if isinstance(called, ast.Attribute) and called.attr not in flow.QUIET_METHODS:
                yield called.value


def _place_changed(container: ast.expr, name: str) -> bool:
    return isinstance(container, ast.Name) and container.id == name


def is_other(container: ast.expr, name: str, facts: Facts) -> bool:
    """True for a container that is surely not the one called `name`."""
    base = flow.root(container)
    if base is None:
        return isinstance(container, ast.Call | ast.Constant)
    if facts.is_module(base.id):
        return True
    if base.id == name:
        return not isinstance(container, ast.Name)
    made = is_fresh(base, facts)
    return made and (isinstance(container, ast.Name) or _all_deep(base, facts))


def is_quiet(call: ast.Call, facts: Facts) -> bool:
    called = call.func
    full = facts.full_name(called)
    if full is not None and flow.quiet_function(full):
        return True
    if isinstance(called, ast.Attribute):
        return True  # what it changes is looked at as a place
    if not isinstance(called, ast.Name):
        return False
    if facts.is_builtin(called.id, at=called):
        return called.id in flow.QUIET_BUILTINS
    body = facts.definition(called.id)
    return body is not None and facts.pure(body)


def _binding_values(name: ast.Name, facts: Facts) -> list[ast.expr] | None:
    """All that a local name is ever given by `name = …`; None where there is another way."""
    scope = facts.scope(name.id, name)
    if isinstance(scope, FUNCTIONS) and name.id in flow.parameters(scope):
        return None
    if isinstance(scope, ast.Module) and name.id in facts.namespace:
        return None
    found: list[ast.expr] = []
    for binder in facts.binders(name.id, scope):
        given = _given_by(binder, facts)
        if given is None:
            return None
        found.append(given)
    return found or None


def _given_by(binder: ast.AST, facts: Facts) -> ast.expr | None:
    """`[]` for `a` of `a = []` and of `a, b = [], {}`."""
    stmt = facts.source.parents.get(binder)
    if isinstance(stmt, ast.Assign):
        return stmt.value if stmt.targets == [binder] else None
    several = facts.source.parents.get(stmt) if isinstance(stmt, ast.Tuple) else None
    if not isinstance(several, ast.Assign) or several.targets != [stmt]:
        return None
    if not isinstance(stmt, ast.Tuple) or not isinstance(several.value, ast.Tuple):
        return None
    if len(several.value.elts) != len(stmt.elts) or any(
        isinstance(part, ast.Starred) for part in (*stmt.elts, *several.value.elts)
    ):
        return None
    return several.value.elts[stmt.elts.index(binder)]  # type: ignore[arg-type]


def is_fresh(name: ast.Name, facts: Facts) -> bool:
    """True for a name that only ever stands for containers made where it is bound."""
    found = _binding_values(name, facts)
    return found is not None and all(_makes(value, facts) for value in found)


def _all_deep(name: ast.Name, facts: Facts) -> bool:
    """True where what the new container holds is new, or can't be changed, as well."""
    return all(_makes_deep(value) for value in _binding_values(name, facts) or ()) and (
        stays_home(name, facts, added=False)
    )


def _makes(value: ast.expr, facts: Facts) -> bool:
    if isinstance(value, ast.List | ast.ListComp | ast.Dict | ast.Set | ast.DictComp | ast.SetComp):
        return True
    if isinstance(value, ast.BinOp) and isinstance(value.op, ast.Mult):
        return isinstance(value.left, ast.List) or isinstance(value.right, ast.List)
    called = value.func if isinstance(value, ast.Call) else None
    if isinstance(called, ast.Attribute) and called.attr in ("split", "rsplit", "splitlines"):
        return True
    return (
        isinstance(called, ast.Name)
        and called.id in ("list", "sorted", "dict", "set")
        and facts.is_builtin(called.id, at=called)
    )


def _makes_deep(value: ast.expr) -> bool:
    if isinstance(value, ast.Constant | ast.UnaryOp):
        return True
    if isinstance(value, ast.List):
        return all(_makes_deep(part) for part in value.elts)
    if isinstance(value, ast.ListComp):
        return _makes_deep(value.elt)
    if isinstance(value, ast.BinOp) and isinstance(value.op, ast.Mult):
        return isinstance(value.left, ast.List) and _makes_deep(value.left)
    return False


def stays_home(name: ast.Name, facts: Facts, *, added: bool = True) -> bool:
    """True where nothing but its own name refers to a container while its function runs.

    With `added=False` nothing may be put into it whole, either, but numbers in its rows.
    """
    scope = facts.scope(name.id, name)
    for use in facts.source.all(ast.Name):
        if use.id != name.id or not isinstance(use.ctx, ast.Load):
            continue
        if facts.scope(use.id, use) is not scope:
            continue
        if facts.source.function(use) is not facts.source.function(name):
            return False
        if not _only_reached(use, facts, added):
            return False
    return True


def _only_reached(use: ast.Name, facts: Facts, added: bool) -> bool:
    parent = facts.source.parents[use]
    if isinstance(parent, ast.Subscript) and parent.value is use:
        return added or isinstance(parent.ctx, ast.Load)
    if isinstance(parent, ast.Attribute):
        return added or parent.attr in flow.QUIET_METHODS
    if isinstance(parent, ast.Call) and use in parent.args:
        called = parent.func
        return (
            isinstance(called, ast.Name)
            and called.id in _LOOKERS
            and facts.is_builtin(called.id, at=called)
        )
    kept = isinstance(parent, ast.For | ast.comprehension) and parent.iter is use
    if isinstance(parent, ast.Tuple):
        return isinstance(facts.source.parents[parent], ast.Return)
    if isinstance(parent, ast.IfExp):
        return parent.test is use
    return kept or isinstance(parent, ast.Return | ast.Compare | ast.If | ast.While | ast.UnaryOp)
