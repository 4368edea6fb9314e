"""The types of what names hold, by all that binds them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from .. import flow
from ..facts import Facts
from ..local_names import generator_of, place_in
from ..scopes import Scope
from ..source import FUNCTIONS
from ..syntax import is_name
from .inferred import effort_of, likely_type, of_shapes, type_of
from .inferred_operators import operated
from .singles import held_by
from .types import Many, One, Type, common, type_of_value


def of_name(node: ast.Name, facts: Facts, depth: int) -> Type | None:
    """The type of what a name holds where it stands."""
    own = generator_of(node, facts.source)
    if own is not None:
        return _of_target(own.target, node.id, own.iter, facts, depth)
    scope = facts.scope(node.id, node)
    assumed, effort = facts.kept(_assumptions), facts.kept(effort_of)
    key = (id(scope), node.id)
    if key in assumed:
        assumed[key].asked = True
        effort.leant.add(key)
        return assumed[key].type
    if node in effort.known:
        return effort.known[node]
    outer, effort.leant = effort.leant, set()
    found = _followed(node, scope, key, facts, depth)
    leant, effort.leant = effort.leant - {key}, outer | (effort.leant - {key})
    guessing = any(one.asked and one.type is None for one in assumed.values())
    if found is not None and not (leant or guessing or effort.assuming or effort.is_spent):
        effort.known[node] = found  # whatever is assumed of other names
    return found


def _followed(
    node: ast.Name, scope: Scope, key: tuple[int, str], facts: Facts, depth: int
) -> Type | None:
    """The type by what is assigned, the name being taken to hold what is known so far."""
    assumed = facts.kept(_assumptions)
    last = _given_last(node, scope, facts)
    if last is not None:
        exact = type_of(last, facts, depth - 1)
        if exact is not None:
            return exact
    assumption = assumed[key] = _Assumption()
    try:
        found = _by_binders(node, scope, facts, depth)
        before = _before(node, scope, facts, asked=assumption.asked)
        found += before
        if assumption.asked:
            # It depends on itself (`grid = new`, `new = grid.copy()`): take what is known of it
            # for the whole, and see whether everything it is given agrees.
            assumption.type = _first(found)
            if assumption.type is not None:
                found = _by_binders(node, scope, facts, depth) + before
        guessing = any(one.asked and one.type is None for one in assumed.values())
    finally:
        del assumed[key]
    # What a guess is made of needn't agree yet: the guess is tried on all of it.
    known = (_first(found) if guessing else common(found)) or of_shapes(node, facts)
    return (
        known
        or likely_type(node, facts)
        or _last_number(node, found, scope, facts)
        or _filled(node, facts, depth)
        or _only_known(found)
    )


def _only_known(found: list[Type | None]) -> Type | None:
    """The one type that a name is known to be given, where other types aren't known.

    A guess, which is tested. Of numbers, those of numpy's alone: others are more often told apart.
    """
    known = {one for one in found if one is not None}
    only = known.pop() if len(known) == 1 else None
    if isinstance(only, One):
        return only if only.numpy and not only.either else None
    return only if isinstance(only, Many) and only.form == "array" else None


def _filled(node: ast.Name, facts: Facts, depth: int) -> Many | None:
    """The type of a list that the source fills with numbers."""
    held = held_by(node, facts, depth, own=True)
    plain = held is not None and held.kind in ("float", "int")
    return Many("list", held.kind, boxed=held.numpy) if held is not None and plain else None


def _given_last(node: ast.Name, scope: Scope, facts: Facts) -> ast.expr | None:
    """What a name that is assigned several times was given last before it is read.

    None where that depends on what is run.
    """
    if len(facts.binders(node.id, scope)) < 2:
        return None
    stmt = facts.source.statement(node)
    while True:
        for prior in facts.source.before(stmt):
            if node.id in flow.stores(prior):
                only = isinstance(prior, ast.Assign) and len(prior.targets) == 1
                plain = only and is_name(prior.targets[0], node.id)  # type: ignore[attr-defined]
                return prior.value if plain else None  # type: ignore[attr-defined]
        parent = facts.source.parents[stmt]
        if not isinstance(parent, ast.If | ast.With | ast.For | ast.While):
            return None
        if isinstance(parent, ast.For | ast.While) and node.id in flow.stores(parent):
            return None
        stmt = parent


def _last_number(
    node: ast.Name, found: list[Type | None], scope: Scope, facts: Facts
) -> Type | None:
    """The type of the number that a name was last given, where it is given several types.

    A total starts as a whole number, and is what was added afterwards.
    """
    binders = facts.binders(node.id, scope)
    if len(found) != len(binders) or any(not isinstance(one, One) for one in found):
        return None
    if _is_carried(node, binders, facts) and _are_floats(found):
        return One("float", either=True)
    pairs = zip(binders, found, strict=True)
    above = [one for binder, one in pairs if getattr(binder, "lineno", 0) < node.lineno]
    return above[-1] if above else None


def _is_carried(node: ast.Name, binders: list[ast.AST], facts: Facts) -> bool:
    """True where a name that is read in a loop is given another value further down in it."""
    below = [one for one in binders if getattr(one, "lineno", 0) >= node.lineno]
    return any(facts.source.inside(one, loop) for loop in facts.source.loops(node) for one in below)


def _are_floats(found: list[Type | None]) -> bool:
    return all(isinstance(one, One) and one.kind == "float" for one in found)


@dataclass
class _Assumption:
    """The type that a name is taken to have while what it is given is looked at."""

    type: Type | None = None
    asked: bool = False


@contextmanager
def assuming(types: dict[str, Type], at: ast.AST, facts: Facts) -> Iterator[None]:
    """Take names, as `at` sees them, to hold values of these types."""
    assumed = facts.kept(_assumptions)
    keys = {(id(facts.scope(name, at)), name): one for name, one in types.items()}
    before = {key: assumed[key] for key in keys if key in assumed}
    assumed.update({key: _Assumption(one) for key, one in keys.items()})
    facts.kept(effort_of).assuming += 1
    try:
        yield
    finally:
        facts.kept(effort_of).assuming -= 1
        for key in keys:
            del assumed[key]
        assumed.update(before)


def _assumptions(facts: Facts) -> dict[tuple[int, str], _Assumption]:
    """Those being made, by the id of a scope and a name."""
    return {}


def _first(found: list[Type | None]) -> Type | None:
    return next((one for one in found if one is not None), None)


def _before(node: ast.Name, scope: Scope, facts: Facts, *, asked: bool) -> list[Type | None]:
    """The type of what a cell finds under a name that it binds anew.

    It counts where the name depends on itself (`asked`), or the first round of a loop reads it.
    """
    if not isinstance(scope, ast.Module) or node.id not in facts.namespace:
        return []
    binders = facts.binders(node.id, scope)
    found = bool(binders) and (asked or _is_read_first(node.id, binders, facts))
    return [type_of_value(facts.namespace[node.id])] if found else []


def _is_read_first(name: str, binders: list[ast.AST], facts: Facts) -> bool:
    """True where a loop that binds a name reads it further up, and nothing above binds it."""
    first = min((getattr(b, "lineno", 0) for b in binders), default=0)
    loops = [loop for binder in binders for loop in facts.source.loops(binder)]
    reads = [n for loop in loops for n in flow.walk(loop.body) if isinstance(n, ast.Name)]
    return any(n.id == name and isinstance(n.ctx, ast.Load) and n.lineno < first for n in reads)


def _by_binders(node: ast.Name, scope: Scope, facts: Facts, depth: int) -> list[Type | None]:
    found: list[Type | None] = []
    if isinstance(scope, FUNCTIONS) and node.id in flow.parameters(scope):
        found += [
            type_of_value(v) for v in facts.argument_samples(scope, node.id)
        ] or _of_arguments(scope, node.id, facts, depth)
    elif isinstance(scope, ast.Module) and not facts.binders(node.id, scope):
        found += [type_of_value(value) for value in facts.samples(node)]
    for binder in facts.binders(node.id, scope):
        found.append(of_binder(binder, facts, depth))
    if None in found and facts.made(node):
        return [type_of_value(value) for value in facts.made(node)]
    return found


def _of_arguments(scope: ast.AST, name: str, facts: Facts, depth: int) -> list[Type | None]:
    """The types of what all calls in the source give for a parameter."""
    if not isinstance(scope, ast.FunctionDef):
        return [None]
    if not isinstance(facts.source.parents.get(scope), ast.Module):
        return [None]
    place = flow.parameters(scope).index(name)
    found: list[Type | None] = []
    for node in facts.source.all(ast.Name):
        if node.id != scope.name or not isinstance(node.ctx, ast.Load):
            continue
        call = facts.source.parents[node]
        if facts.source.inside(node, scope) or not isinstance(call, ast.Call):
            return [None]
        given = {k.arg: k.value for k in call.keywords}
        argument = given.get(name) or (call.args[place] if place < len(call.args) else None)
        argument = argument or _default(scope, place)
        found.append(None if argument is None else type_of(argument, facts, depth - 1))
    return found or [None]


def _default(function: ast.FunctionDef, place: int) -> ast.expr | None:
    """The default of a parameter."""
    spec = function.args
    named = [*spec.posonlyargs, *spec.args]
    number = place - (len(named) - len(spec.defaults))
    return spec.defaults[number] if 0 <= number < len(spec.defaults) else None


def of_binder(binder: ast.AST, facts: Facts, depth: int) -> Type | None:
    """The type that one of a name's binders (see `Facts.binders`) gives it."""
    stmt = facts.source.parents.get(binder)
    if isinstance(stmt, ast.Assign | ast.AnnAssign) and stmt.value is not None:
        return type_of(stmt.value, facts, depth - 1)
    if isinstance(stmt, ast.AugAssign) and isinstance(binder, ast.Name):
        before = of_name(binder, facts, depth - 1)
        return operated(stmt.op, before, type_of(stmt.value, facts, depth - 1))
    if isinstance(stmt, ast.Tuple):
        outer = facts.source.parents.get(stmt)
        if isinstance(outer, ast.Assign):
            value = outer.value
            if isinstance(value, ast.Attribute) and value.attr == "shape":
                return One("int")
            if isinstance(value, ast.Tuple) and len(value.elts) == len(stmt.elts):
                return type_of(value.elts[_place(binder, stmt)], facts, depth - 1)
            if isinstance(value, ast.Call):
                return _of_histogram(value, _place(binder, stmt), facts)
    if isinstance(stmt, ast.For | ast.Tuple) and isinstance(binder, ast.Name):
        target, loop = place_in(binder, facts.source)
        if isinstance(loop, ast.For) and target is loop.target:
            return _of_target(loop.target, binder.id, loop.iter, facts, depth)
    return None


def _of_histogram(call: ast.Call, place: int, facts: Facts) -> Type | None:
    """Counts, and the edges of so many bins, that `np.histogram` gives."""
    if facts.full_name(call.func) != "numpy.histogram" or len(call.args) > 2:
        return None
    named = {k.arg: k.value for k in call.keywords}
    bins = call.args[1] if len(call.args) > 1 else named.get("bins")
    whole = bins is None or type_of(bins, facts) == One("int")
    if not whole or not named.keys() <= {"bins", "range"}:
        return None
    return Many("array", "float" if place else "int")


def _place(part: ast.AST, whole: ast.Tuple) -> int:
    return next(at for at, one in enumerate(whole.elts) if one is part)


def _of_target(
    target: ast.expr, name: str, iterated: ast.expr, facts: Facts, depth: int
) -> Type | None:
    """The type of what a loop goes to (`for row in a`, with `enumerate` or `zip` too)."""
    if isinstance(target, ast.Tuple):
        call, names = iterated, [ast.unparse(one) for one in target.elts]
        if name not in names or not isinstance(call, ast.Call) or call.keywords:
            return None
        place = names.index(name)
        named = call.func.id if isinstance(call.func, ast.Name) else ""
        if named not in ("enumerate", "zip") or not facts.is_builtin(named, at=call):
            return None
        if named == "enumerate" and place == 0:
            return One("int")
        place -= named == "enumerate"
        if place >= len(call.args) or (named == "enumerate" and place > 0):
            return None
        iterated = call.args[place]
    elif not isinstance(target, ast.Name):
        return None
    called = iterated.func if isinstance(iterated, ast.Call) else iterated
    if is_name(called, "range") and facts.is_builtin("range", at=iterated):
        return One("int")
    found = type_of(iterated, facts, depth - 1)
    if not isinstance(found, Many):
        return None
    if found.depth > 1:
        return Many(found.form, found.kind, found.depth - 1) if found.form == "array" else None
    # Unlike an array, a column gives Python's own numbers.
    return One(found.kind, found.form == "array" or found.boxed)
