from __future__ import annotations

import ast
from dataclasses import dataclass

from ...core.code import Safety
from .. import flow, shapes
from ..callees import reads
from ..concrete import Around, Change, Instead, Swap
from ..facts import Facts
from ..shaping import shapes_of
from ..source import Loop
from ._key_work import is_quiet_key
from ._leftovers import read_elsewhere
from ._only_grown import only_grown
from ._place import is_empty_list, sole, start
from ._reach import mutated
from ._rows_apart import is_apart
from ._rule import Rewrite, rule


@dataclass(frozen=True)
class _Asked:
    """Whether a list has an element whose `keys` equal `wanted`: where this is asked, and how."""

    place: ast.expr | ast.For
    listed: ast.Name
    element: str
    keys: tuple[ast.expr, ...]
    wanted: tuple[ast.expr, ...]
    negated: bool = False


@rule(ast.For, ast.While, safety=Safety.CHECK, gain=70.0, hints=(".append(",))
def grown_fields_to_set(node: Loop, facts: Facts) -> Rewrite | None:
    """Keep a set of fields beside a list of records that grows while it is searched by them.

    What it does:
        Where a loop appends records to a list and looks whether one with the same field (or with
        the same several, or what is worked out from them) is there, a set of these is kept beside
        the list, and asked. The search may be a loop with a flag, `any(…)`, or
        `x in [r["id"] for r in found]`.

    Why it is slow:
        Each search goes through all records, and the list gets longer.

    Before:
        for row in rows:
            if row["id"] not in [r["id"] for r in found]:
                found.append(row)

    After:
        found_keys = set()
        for row in rows:
            if row["id"] not in found_keys:
                found.append(row)
                found_keys.add(row["id"])

    When not:
        Fields that can't be hashed or may be NaN, records that the loop changes, another name for
        the list, anything else that the loop does to it, a loop variable that is read afterwards.

    Source:
        The Python wiki, "TimeComplexity".
    """
    asked = [one for part in ast.walk(node) if (one := _asked(part, facts)) is not None]
    if not asked or not facts.is_builtin("set", at=node):
        return None
    first = asked[0]
    listed = first.listed.id
    same = [one for one in asked if one.listed.id == listed]
    alike = {_key(one, "element", facts) for one in same}
    adds = only_grown(listed, node, {one.listed for one in same}, facts)
    begun = start(listed, node, facts)
    if len(alike) > 1 or not adds or begun is None or not is_empty_list(begun, facts):
        return None
    if not all(_fits(one, facts) for one in same) or not _stay(first, node, facts):
        return None
    name = facts.fresh(f"{listed}_keys")
    changes: list[Change] = [Around(node, f"{name} = set()")]
    for stmt, added in adds.items():
        changes.append(Around(stmt, after=f"{name}.add({_key(first, added, facts)})"))
    for one in same:
        changes.append(_changed(one, name, facts))
    return Rewrite(tuple(changes))


def _asked(node: ast.AST, facts: Facts) -> _Asked | None:
    if isinstance(node, ast.For):
        return _by_loop(node, facts)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "any":
        only = node.args[0] if len(node.args) == 1 and not node.keywords else None
        if isinstance(only, ast.GeneratorExp | ast.ListComp) and facts.is_builtin("any", at=node):
            part = only.generators[0]
            if len(only.generators) == 1 and not part.ifs:
                return _compared(node, part.target, part.iter, only.elt)
    if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.In | ast.NotIn):
        listed = node.comparators[0]
        if len(node.ops) == 1 and isinstance(listed, ast.ListComp | ast.SetComp | ast.GeneratorExp):
            part, negated = listed.generators[0], isinstance(node.ops[0], ast.NotIn)
            named = isinstance(part.target, ast.Name) and isinstance(part.iter, ast.Name)
            if named and len(listed.generators) == 1 and not part.ifs:
                element = part.target.id  # type: ignore[attr-defined]
                return _Asked(node, part.iter, element, (listed.elt,), (node.left,), negated)  # type: ignore[arg-type]
    return None


def _by_loop(loop: ast.For, facts: Facts) -> _Asked | None:
    """`for q in found: if q["k"] == p["k"]: flag = True; break`."""
    only = sole(loop.body)
    if loop.orelse or not isinstance(only, ast.If) or only.orelse or len(only.body) != 2:
        return None
    given, end = only.body
    plain = isinstance(given, ast.Assign) and isinstance(given.value, ast.Constant)
    if not plain or not isinstance(end, ast.Break):
        return None
    found = _compared(loop, loop.target, loop.iter, only.test)
    return None if found is None or read_elsewhere(found.element, [loop], facts) else found


def _compared(
    place: ast.expr | ast.For, target: ast.expr, iterated: ast.expr, test: ast.expr
) -> _Asked | None:
    """What `q["k"] == p["k"] and q["l"] == p["l"]` asks of the elements `q`."""
    if not (isinstance(target, ast.Name) and isinstance(iterated, ast.Name)):
        return None
    both = isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And)
    keys: list[ast.expr] = []
    wanted: list[ast.expr] = []
    for part in test.values if both else [test]:  # type: ignore[attr-defined]
        if not (isinstance(part, ast.Compare) and [type(o) for o in part.ops] == [ast.Eq]):
            return None
        left, right = part.left, part.comparators[0]
        inner = target.id in flow.loads(left)
        if inner == (target.id in flow.loads(right)):
            return None
        keys.append(left if inner else right)
        wanted.append(right if inner else left)
    return _Asked(place, iterated, target.id, tuple(keys), tuple(wanted))


def _fits(one: _Asked, facts: Facts) -> bool:
    """True where a set tells what `==` tells, and nothing else happens on the way."""
    quiet = all(is_quiet_key(key, {one.element}, facts) for key in one.keys)
    sides = [*one.keys, *one.wanted]
    if not quiet or not all(shapes.selfequal(shapes_of(side, facts)) for side in sides):
        return False
    named = all(flow.expression_loads(side) and _is_still(side, facts) for side in one.wanted)
    return named and one.listed.id not in flow.loads(list(one.wanted))


def _is_still(side: ast.expr, facts: Facts) -> bool:
    names = {part.id for part in ast.walk(side) if isinstance(part, ast.Name)}
    return is_quiet_key(side, names, facts)


def _stay(first: _Asked, loop: Loop, facts: Facts) -> bool:
    """True where the loop changes no record, and nobody else sees the list."""
    name = first.listed.id
    others = facts.aliases_of(name) - {name}
    if others & (flow.loads(loop) | facts.changed(loop)) or reads([loop], name, facts):
        return False
    held = shapes_of(first.listed, facts)
    if not shapes.within(held, "list"):
        return False
    return all(is_apart(n, loop, facts) for n in mutated([loop], facts) - {name})


def _key(one: _Asked, element: str, facts: Facts) -> str:
    """The keys of an element of another name."""
    return _together(
        [facts.source.render(key, _names(key, one.element, element)) for key in one.keys]
    )


def _names(node: ast.expr, old: str, new: str) -> dict[ast.expr, str]:
    return {p: new for p in ast.walk(node) if isinstance(p, ast.Name) and p.id == old}


def _together(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"({', '.join(parts)})"


def _changed(one: _Asked, name: str, facts: Facts) -> Change:
    wanted = _together([facts.source.segment(side) for side in one.wanted])
    if isinstance(one.place, ast.For):
        given = one.place.body[0].body[0]  # type: ignore[attr-defined]
        return Instead(one.place, f"if {wanted} in {name}:\n    {facts.source.segment(given)}")
    denied = facts.source.parents[one.place]
    if isinstance(denied, ast.UnaryOp) and isinstance(denied.op, ast.Not):
        return Swap(denied, f"{wanted} not in {name}")
    test = f"{wanted} {'not in' if one.negated else 'in'} {name}"
    return Swap(one.place, test if isinstance(one.place, ast.Compare) else f"({test})")
