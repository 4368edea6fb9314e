from __future__ import annotations

import ast
from dataclasses import dataclass

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Around, Instead
from ..facts import Facts
from ..shaping import shapes_of
from ..source import Loop
from ..syntax import is_name
from ._rule import Rewrite, rule

_MAKERS = frozenset({"zeros", "ones", "empty", "full"})
_STACKS = frozenset({"vstack", "hstack", "concatenate", "column_stack", "dstack"})


@dataclass(frozen=True)
class _Growth:
    """`name = np.append(name, part)` or `name = np.vstack([name, part])`."""

    name: str
    part: ast.expr
    call: ast.Call
    function: str


@rule(
    ast.For,
    ast.While,
    safety=Safety.CHECK,
    gain=40.0,
    hints=("append(", "stack(", "concatenate("),
)
def array_append_once(node: Loop, facts: Facts) -> Rewrite | None:
    """Collect what is appended to an array in a list and join it once.

    What it does:
        `a = np.append(a, x)`, `np.concatenate([a, x])`, `np.vstack([a, x])` and the like in a loop
        become `parts.append(x)`, and one such call follows the loop.

    Why it is slow:
        Arrays can't grow: each call copies all the elements that there are so far.

    Before:
        for x in values:
            a = np.append(a, x)

    After:
        a_parts = []
        for x in values:
            a_parts.append(x)
        if a_parts:
            a = np.append(a, a_parts)

    When not:
        The array is read in the loop, what is appended changes afterwards, the loop may be left
        by `return`, or other options than `axis` are given.

    Source:
        The numpy documentation of `append` ("a new array is allocated"); seen gain 61 times.
    """
    if flow.has(node, ast.Return, ast.Yield, ast.YieldFrom, ast.Await, ast.Try, ast.With):
        return None
    places = [stmt for stmt in flow.walk(node.body) if _growth(stmt, facts)]
    if len(places) != 1:
        return None
    stmt = places[0]
    assert isinstance(stmt, ast.Assign)
    growth = _growth(stmt, facts)
    assert growth is not None
    mentions = [n for n in ast.walk(node) if isinstance(n, ast.Name) and n.id == growth.name]
    fresh = _is_fresh(growth.part, stmt, node, facts)
    if len(mentions) != 2 or not (fresh or _stays(growth.part, node, facts)):
        return None
    parts = facts.fresh(f"{growth.name}_parts")
    return Rewrite(
        (
            Around(node, f"{parts} = []", f"if {parts}:\n    {_joined(growth, parts, facts)}"),
            Instead(stmt, f"{parts}.append({facts.source.segment(growth.part)})"),
        )
    )


def _joined(growth: _Growth, parts: str, facts: Facts) -> str:
    """The one statement that joins all parts."""
    called = facts.source.segment(growth.call.func)
    np, name = called.rpartition(".")[0], growth.name
    axis = [f", axis={facts.source.segment(k.value)}" for k in growth.call.keywords]
    option = axis[0] if axis else ""
    if growth.function != "append":
        return f"{name} = {called}([{name}, *{parts}]{option})"
    if option:
        return f"{name} = {np}.concatenate([{name}, *{parts}]{option})"
    if _is_plain(growth.part, facts):
        return f"{name} = {called}({name}, {parts})"
    part = facts.fresh("part")
    flat = f"{np}.concatenate([{np}.ravel({part}) for {part} in {parts}])"
    return f"{name} = {called}({name}, {flat})"


def _is_plain(part: ast.expr, facts: Facts) -> bool:
    """True for a number of Python's, of which an array is made without looking at each."""
    found = shapes_of(part, facts)
    return shapes.within(found, "int") or shapes.within(found, "float")


def _growth(stmt: ast.AST, facts: Facts) -> _Growth | None:
    if not (isinstance(stmt, ast.Assign) and len(stmt.targets) == 1):
        return None
    target, call = stmt.targets[0], stmt.value
    if not (isinstance(target, ast.Name) and isinstance(call, ast.Call)):
        return None
    module, _, function = (facts.full_name(call.func) or "").rpartition(".")
    if module != "numpy" or not isinstance(call.func, ast.Attribute):
        return None
    options = all(k.arg == "axis" and isinstance(k.value, ast.Constant) for k in call.keywords)
    if not options or len(call.keywords) > 1:
        return None
    if function == "append" and len(call.args) == 2:
        first, part = call.args
    elif function in _STACKS and len(call.args) == 1:
        listed = call.args[0]
        if not isinstance(listed, ast.List | ast.Tuple) or len(listed.elts) != 2:
            return None
        first, part = listed.elts
    else:
        return None
    same = isinstance(first, ast.Name) and first.id == target.id
    plain = not isinstance(part, ast.Starred)
    return _Growth(target.id, part, call, function) if same and plain else None


def _stays(part: ast.expr, loop: Loop, facts: Facts) -> bool:
    """True where what is appended is still the same when the loop is over."""
    if isinstance(part, ast.Constant | ast.BinOp | ast.UnaryOp | ast.Compare):
        return True
    if isinstance(part, ast.List | ast.Tuple):
        return all(_stays(inner, loop, facts) for inner in part.elts)
    if not isinstance(part, ast.Name | ast.Subscript | ast.Attribute | ast.Call):
        return False
    return not any(_mutated(name, loop, facts) for name in flow.expression_loads(part))


def _is_fresh(part: ast.expr, stmt: ast.Assign, loop: Loop, facts: Facts) -> bool:
    """True for an array that each round makes anew, and changes only before it is appended."""
    if not isinstance(part, ast.Name) or stmt not in loop.body:
        return False
    name, at = part.id, loop.body.index(stmt)
    made = [n for n, one in enumerate(loop.body) if name in flow.stores(one)]
    changing = [n for n, one in enumerate(loop.body) if name in facts.changed(one)]
    if len(made) != 1 or facts.aliases_of(name) != {name} or max(changing) > at:
        return False
    first = loop.body[made[0]]
    value = first.value if isinstance(first, ast.Assign) else None
    if not isinstance(value, ast.Call) or min(changing) < made[0] or made[0] > at:
        return False
    maker = (facts.full_name(value.func) or "").removeprefix("numpy.").removesuffix("_like")
    return maker in _MAKERS and all(is_name(target, name) for target in first.targets)  # type: ignore[attr-defined]


def _mutated(name: str, loop: Loop, facts: Facts) -> bool:
    """True where a statement of the loop may change a value in place rather than rebind it."""
    for stmt in flow.walk(loop.body):
        if not isinstance(stmt, ast.stmt) or isinstance(stmt, ast.For | ast.While | ast.If):
            continue
        if isinstance(stmt, ast.AugAssign) and name in flow.stores(stmt):
            if facts.kind_of(stmt.target) not in ("int", "float", "str"):
                return True
        elif name in facts.changed(stmt) and name not in flow.stores(stmt):
            return True
    return False
