"""Loops that do one thing to elements of a list or array at regular distances."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from .. import flow
from ..facts import Facts
from ..source import FUNCTIONS, Decline
from ._place import start

_RESIZES = frozenset({"append", "extend", "insert", "pop", "remove", "clear", "resize"})
_MAKERS = frozenset({"zeros", "ones", "empty", "full"})


@dataclass(frozen=True)
class Stride:
    """The places `range(start, stop, step)`, as expressions; `closed` for `<=` a last place."""

    variable: str
    start: ast.expr | None
    stop: ast.expr
    step: ast.expr | None
    closed: bool = False

    def texts(self, facts: Facts) -> tuple[str, str, str]:
        """Texts of the three ends of the range."""
        start = "0" if self.start is None else facts.source.segment(self.start)
        step = "1" if self.step is None else facts.source.segment(self.step)
        stop = facts.source.segment(self.stop)
        if self.closed:
            plain = isinstance(self.stop, ast.Name | ast.Constant | ast.Call | ast.BinOp)
            stop = f"{stop} + 1" if plain else f"({stop}) + 1"
        return start, stop, step

    def guards(self, name: str, facts: Facts) -> list[str]:
        """Tests, of those that aren't sure anyway, that a slice of `name` has the same places."""
        start, stop, step = self.texts(facts)
        found = []
        if not (self.start is None or _at_least(self.start, 0, facts)):
            found.append(f"{start} >= 0")
        if not (self.step is None or _at_least(self.step, 1, facts)):
            found.append(f"{step} > 0")
        if stop != f"len({name})" and _spelled(stop) not in _lengths(name, self.stop, facts):
            least = "" if not self.closed and _at_least(self.stop, 0, facts) else " >= 0"
            found.append(f"len({name}) >= {stop}{least}")
        return found


def by_range(node: ast.For, facts: Facts) -> Stride:
    """The places of a `for` loop over a range."""
    call = node.iter
    if not (isinstance(node.target, ast.Name) and isinstance(call, ast.Call)) or node.orelse:
        raise Decline("not a loop over a range")
    if ast.unparse(call.func) != "range" or call.keywords or not 1 <= len(call.args) <= 3:
        raise Decline("not a loop over a range")
    ends = call.args
    start, stop = (None, ends[0]) if len(ends) == 1 else (ends[0], ends[1])
    return Stride(node.target.id, start, stop, ends[2] if len(ends) == 3 else None)


def by_while(node: ast.While, facts: Facts) -> tuple[Stride, ast.Assign, ast.stmt]:
    """The places of `k = a` and `while k < b: …; k += s`, the first statement, and that between."""
    test, before = node.test, facts.source.before(node)
    begun = before[0] if before else None
    if not (isinstance(begun, ast.Assign) and len(begun.targets) == 1) or len(node.body) != 2:
        raise Decline("not a loop that counts")
    work, stepped = node.body
    variable = begun.targets[0]
    if not (
        isinstance(variable, ast.Name)
        and isinstance(test, ast.Compare)
        and isinstance(test.left, ast.Name)
        and test.left.id == variable.id
        and isinstance(test.ops[0], ast.Lt | ast.LtE)
        and len(test.ops) == 1
        and not node.orelse
    ):
        raise Decline("not a loop that counts")
    added = flow.accumulation(stepped)
    if added is None or added[0] != variable.id or variable.id in facts.namespace:
        raise Decline("not a loop that counts")
    closed = isinstance(test.ops[0], ast.LtE)
    stride = Stride(variable.id, begun.value, test.comparators[0], added[1], closed)
    return stride, begun, work


def _at_least(node: ast.expr, least: int, facts: Facts) -> bool:
    """True for a whole number that can't be less than 0 or 1."""
    if isinstance(node, ast.Constant):
        return type(node.value) is int and node.value >= least
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        square = least == 0 and ast.dump(node.left) == ast.dump(node.right)
        return square or (
            _at_least(node.left, least, facts) and _at_least(node.right, least, facts)
        )
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        sides = (node.left, node.right)
        return all(_at_least(side, 0, facts) for side in sides) and any(
            _at_least(side, least, facts) for side in sides
        )
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
        return least == 0 and isinstance(node.right, ast.Constant) and node.right.value == 2
    return isinstance(node, ast.Name) and _counted_from(node, facts) >= least


def _counted_from(node: ast.Name, facts: Facts) -> int:
    """Where the loop around that binds a name starts to count; -1 where that isn't known."""
    for loop in facts.source.loops(node):
        if isinstance(loop, ast.For) and node.id in flow.stores(loop.target):
            if node.id in flow.stores(loop.body) or not isinstance(loop.iter, ast.Call):
                return -1
            if ast.unparse(loop.iter.func) != "range" or len(loop.iter.args) < 2:
                return -1
            first, *more = loop.iter.args
            upwards = len(more) == 1 or isinstance(more[1], ast.Constant)
            known = isinstance(first, ast.Constant) and type(first.value) is int
            return first.value if known and upwards else -1  # type: ignore[attr-defined]
        if node.id in flow.stores(loop):
            return _grown_from(node.id, loop, facts) if isinstance(loop, ast.While) else -1
    return -1


def _grown_from(name: str, loop: ast.While, facts: Facts) -> int:
    """What a name was given right before a loop that only adds constants to it; else -1."""
    for part in flow.walk(loop.body):
        if isinstance(part, ast.Name) and part.id == name and not isinstance(part.ctx, ast.Load):
            added = flow.accumulation(facts.source.statement(part))
            step = added[1] if added is not None else None
            if not (isinstance(step, ast.Constant) and type(step.value) is int and step.value > 0):
                return -1
    first = start(name, loop, facts)
    known = isinstance(first, ast.Constant) and type(first.value) is int
    return first.value if known else -1  # type: ignore[union-attr]


def _lengths(name: str, at: ast.expr, facts: Facts) -> set[str]:
    """Texts of the length that a list or array is made with, where it keeps that length."""
    scope = facts.scope(name, at)
    binders = facts.binders(name, scope)
    if len(binders) != 1 or (isinstance(scope, FUNCTIONS) and name in flow.parameters(scope)):
        return set()
    stmt = facts.source.parents.get(binders[0])
    made = stmt.value if isinstance(stmt, ast.Assign) else None
    if made is None or _resized(name, facts):
        return set()
    size: ast.expr | None = None
    if isinstance(made, ast.BinOp) and isinstance(made.op, ast.Mult):
        single = isinstance(made.left, ast.List) and len(made.left.elts) == 1
        size = made.right if single else None
    elif isinstance(made, ast.Call) and made.args:
        module, _, maker = (facts.full_name(made.func) or "").rpartition(".")
        size = made.args[0] if module == "numpy" and maker in _MAKERS else None
    if size is None or not _fixed(size, facts):
        return set()
    return {_spelled(facts.source.segment(size))}


def _resized(name: str, facts: Facts) -> bool:
    for use in facts.source.all(ast.Name):
        if use.id != name:
            continue
        parent = facts.source.parents[use]
        if isinstance(parent, ast.Attribute) and parent.attr in _RESIZES:
            return True
        if isinstance(parent, ast.Subscript) and not isinstance(parent.ctx, ast.Load):
            plain_slice = isinstance(parent.slice, ast.Slice) and parent.slice.step is None
            if plain_slice or isinstance(parent.ctx, ast.Del):
                return True
        if isinstance(parent, ast.Call | ast.AugAssign | ast.Assign):
            known = isinstance(parent, ast.Call) and ast.unparse(parent.func) in _READERS
            if not known and not (isinstance(parent, ast.Assign) and use in parent.targets):
                return True
    return False


_READERS = frozenset({"len", "sum", "enumerate", "list", "print", "max", "min", "zip"})


def _fixed(size: ast.expr, facts: Facts) -> bool:
    """True where the names in an expression stay what they are."""
    for part in ast.walk(size):
        if isinstance(part, ast.Name):
            scope = facts.scope(part.id, part)
            given = isinstance(scope, FUNCTIONS) and part.id in flow.parameters(scope)
            known = not given and part.id in facts.namespace
            if len(facts.binders(part.id, scope)) + given + known > 1:
                return False
        elif not isinstance(part, ast.BinOp | ast.Constant | ast.operator | ast.expr_context):
            return False
    return True


def _spelled(text: str) -> str:
    return ast.unparse(ast.parse(text.strip(), mode="eval"))
