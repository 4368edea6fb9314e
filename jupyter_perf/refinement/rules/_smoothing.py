"""Loops that smooth an array exponentially: what they go through, and where they put it."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from .. import flow
from ..facts import Facts
from ..syntax import is_name
from ._smoothing_weights import weight_of


@dataclass
class Smoothing:
    """`next = alpha * value + (1 - alpha) * last` for all `values`, from `start` on.

    `array` is the slice that takes the numbers, `listed` the list that grows by them, `variable`
    the name that holds the last one; "" for none.
    """

    loop: ast.For
    source: str
    """The array that is gone through, from place `skipped` on."""
    skipped: int
    alpha: str = ""
    start: str = ""
    array: str = ""
    listed: str = ""
    variable: str = ""
    guards: list[str] = field(default_factory=list)

    @property
    def fixed(self) -> bool:
        """True for a weight that is written as a number between 0 and 1."""
        try:
            return 0 < float(self.alpha) <= 1
        except ValueError:
            return False

    @property
    def values(self) -> str:
        return f"{self.source}[{self.skipped}:]" if self.skipped else self.source


def smoothing_of(loop: ast.For, facts: Facts) -> Smoothing | None:
    """What a loop smooths; None where it does anything else."""
    found = _head(loop, facts)
    if found is None or not 1 <= len(loop.body) <= 2:
        return None
    stmt, *more = loop.body
    made = _made(stmt, found, facts)
    if made is None:
        return None
    previous, value = made
    alpha = weight_of(value, previous, lambda node: _is_value(node, found))
    if alpha is None or flow.loads(alpha) & (facts.changed(loop) | flow.stores(loop)):
        return None
    if any(isinstance(part, ast.Call) for part in ast.walk(alpha)):
        return None
    found.alpha = ast.unparse(alpha) if isinstance(alpha, ast.Name | ast.Constant) else ""
    if not found.alpha:
        found.alpha = f"({facts.source.segment(alpha)})"
    if more and not _is_kept_in_list(more[0], found, facts):
        return None
    return found if _is_flat_array(found, facts) else None


def _head(loop: ast.For, facts: Facts) -> Smoothing | None:
    """`for x in a`, `for x in a[1:]`, `for i in range(1, len(a))`."""
    node = loop.iter
    if not isinstance(loop.target, ast.Name):
        return None
    if isinstance(node, ast.Name):
        return Smoothing(loop, node.id, 0)
    if isinstance(node, ast.Subscript):
        plain = isinstance(node.value, ast.Name) and ast.unparse(node.slice) == "1:"
        return Smoothing(loop, ast.unparse(node.value), 1) if plain else None
    if not isinstance(node, ast.Call) or not facts.is_builtin("range", at=node):
        return None
    ends = [ast.unparse(end) for end in node.args]
    if ast.unparse(node.func) != "range" or len(ends) != 2 or ends[0] != "1" or node.keywords:
        return None
    array = next((name for name in _indexed(loop) if name), "")
    found = Smoothing(loop, array, 1)
    if ends[1] != f"len({array})":
        found.guards.append(f"{ends[1]} == len({array})")
    return found if array else None


def _indexed(loop: ast.For) -> list[str]:
    """Arrays that are read at the loop's variable."""
    assert isinstance(loop.target, ast.Name)
    return [
        part.value.id
        for part in ast.walk(loop)
        if isinstance(part, ast.Subscript)
        and isinstance(part.ctx, ast.Load)
        and isinstance(part.value, ast.Name)
        and is_name(part.slice, loop.target.id)
    ]


def _made(stmt: ast.stmt, found: Smoothing, facts: Facts) -> tuple[list[str], ast.expr] | None:
    """(texts of the number before, the expression of the next one)."""
    index = found.loop.target.id  # type: ignore[attr-defined]
    counted = isinstance(found.loop.iter, ast.Call)
    if isinstance(stmt, ast.Assign) and len(stmt.targets) == 1:
        target = stmt.targets[0]
        if isinstance(target, ast.Name):
            found.variable = found.start = target.id
            return [target.id], stmt.value
        if isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name) and counted:
            name = target.value.id
            if not is_name(target.slice, index) or name == found.source:
                return None
            if not _is_new(_made_above(name, found.loop, facts), facts):
                return None
            found.array, found.start = f"{name}[1:len({found.source})]", f"{name}[0]"
            found.guards.append(f"{name}.dtype == float and len({name}) >= len({found.source})")
            return [f"{name}[{index} - 1]"], stmt.value
        return None
    call = stmt.value if isinstance(stmt, ast.Expr) else None
    function = call.func if isinstance(call, ast.Call) else None
    if not isinstance(function, ast.Attribute) or function.attr != "append":
        return None
    assert isinstance(call, ast.Call)
    if not isinstance(function.value, ast.Name) or len(call.args) != 1:
        return None
    name = function.value.id
    if facts.kind_of(function.value) != "list":
        return None
    found.listed, found.start = name, f"{name}[-1]"
    found.guards.append(f"len({name}) == 1" if counted else f"len({name}) > 0")
    return [f"{name}[-1]", *([f"{name}[{index} - 1]"] if counted else [])], call.args[0]


def _made_above(name: str, loop: ast.For, facts: Facts) -> ast.expr | None:
    """What a name was last assigned before a loop; elements may have been set since."""
    for stmt in facts.source.before(loop):
        targets = stmt.targets if isinstance(stmt, ast.Assign) else []
        if isinstance(stmt, ast.Assign) and any(is_name(target, name) for target in targets):
            return stmt.value
        plain = isinstance(stmt, ast.Assign) and all(isinstance(t, ast.Subscript) for t in targets)
        if name in facts.changed(stmt) and not plain:
            return None
    return None


def _is_new(made: ast.expr | None, facts: Facts) -> bool:
    full = facts.full_name(made.func) or "" if isinstance(made, ast.Call) else ""
    module, _, maker = full.rpartition(".")
    return module == "numpy" and maker.removesuffix("_like") in ("zeros", "empty", "full", "ones")


def _is_value(node: ast.expr, found: Smoothing) -> bool:
    index = found.loop.target.id  # type: ignore[attr-defined]
    if isinstance(found.loop.iter, ast.Call):
        return ast.unparse(node) == f"{found.source}[{index}]"
    return is_name(node, index)


def _is_kept_in_list(stmt: ast.stmt, found: Smoothing, facts: Facts) -> bool:
    """`out.append(last)`, behind the variable's own step."""
    call = stmt.value if isinstance(stmt, ast.Expr) else None
    function = call.func if isinstance(call, ast.Call) else None
    if not isinstance(function, ast.Attribute) or not isinstance(function.value, ast.Name):
        return False
    assert isinstance(call, ast.Call)
    held = len(call.args) == 1 and is_name(call.args[0], found.variable or "?")
    if function.attr != "append" or not held or facts.kind_of(function.value) != "list":
        return False
    found.listed = function.value.id
    return True


def _is_flat_array(found: Smoothing, facts: Facts) -> bool:
    """True where an array is gone through that the loop leaves alone."""
    if found.source in facts.changed(found.loop):
        return False
    for part in ast.walk(found.loop):
        if is_name(part, found.source):
            assert isinstance(part, ast.Name)
            # Where several arrays are handed over, not all may be known; it is tested anyway.
            return facts.kind_of(part) in ("ndarray", None)
    return False


def ends_of(found: Smoothing, facts: Facts) -> list[str]:
    """What the loop's variable holds in the end, where somebody may ask."""
    loop = found.loop
    assert isinstance(loop.target, ast.Name)
    name = loop.target.id
    if facts.source.function(loop) is not None:
        return [] if not facts.used_after(name, loop) else _last(name, found)
    return _last(name, found)


def _last(name: str, found: Smoothing) -> list[str]:
    counted = isinstance(found.loop.iter, ast.Call)
    return [f"{name} = len({found.source}) - 1" if counted else f"{name} = {found.source}[-1]"]
