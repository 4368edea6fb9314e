"""Windows around a loop's variable: `x[max(0, i - 3):i + 4]`, however their ends are written."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from .. import flow
from ..facts import Facts
from ..source import Decline

Sum = dict[str, int]
"""Whole multiples of what doesn't change, by its text; of 1 under ""."""
_LEAVING = (ast.Continue, ast.Break, ast.Return, ast.Raise)
_OTHERWISE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE, ast.LtE: ast.Gt, ast.Gt: ast.LtE, ast.GtE: ast.Lt,
}  # fmt: skip
_STILL = (ast.Name, ast.Constant, ast.BinOp, ast.operator, ast.expr_context, ast.Call)


@dataclass(frozen=True)
class End:
    """Where a window begins or ends: the loop's variable and `shift`, cut off at the border or not.

    `limit` is the text of the size at which the end is cut off, where one is written.
    """

    shift: Sum
    cut: bool
    limit: str = ""


@dataclass(frozen=True)
class Sliding:
    """`values[i - left : i + right]`; `whole` where a begin before the first element isn't cut."""

    values: ast.expr
    left: Sum
    right: Sum
    cut: bool
    limit: str
    pandas: bool
    used: frozenset[ast.stmt]
    """Statements in the loop that work the ends out."""


def added(one: Sum, other: Sum, times: int = 1) -> Sum:
    found = {key: one.get(key, 0) + times * other.get(key, 0) for key in {**one, **other}}
    return {key: many for key, many in found.items() if many}


def written(terms: Sum) -> str:
    """The text of a sum."""
    parts: list[str] = []
    for key, many in sorted(terms.items(), key=lambda item: (item[1] < 0, item[0] == "", item[0])):
        size = str(abs(many)) if not key else key if abs(many) == 1 else f"{abs(many)} * {key}"
        parts.append(f"{'-' if many < 0 else '+'} {size}")
    if len(terms) == 1 and 1 in terms.values() and "" not in terms:
        (key,) = terms
        return key[1:-1] if key.startswith("(") else key
    text = " ".join(parts) or "+ 0"
    return text[2:] if text.startswith("+") else f"-{text[2:]}"


class Ends:
    """Reads the ends of slices in one loop over `index`."""

    def __init__(self, index: str, loop: ast.AST, facts: Facts) -> None:
        self._index = index
        self._loop = loop
        self._facts = facts
        self._changed = facts.changed(loop) - {index}
        self.used: set[ast.stmt] = set()

    def end(self, node: ast.expr) -> End:
        """Raises Decline for an end that isn't known."""
        facts = self._facts
        if isinstance(node, ast.Name) and node.id != self._index and node.id in self._changed:
            return self._named(node)
        name = (
            node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
        )
        if name in ("max", "min") and facts.is_builtin(name, at=node):
            return self._extreme(name, node)  # type: ignore[arg-type]
        if isinstance(node, ast.IfExp):
            return self._chosen(node.test, node.body, node.orelse)
        if isinstance(node, ast.BinOp) and isinstance(node.left, ast.Call | ast.Name):
            found = self._shifted(node)
            if found is not None:
                return found
        return End(self._moving(node), False)

    def _shifted(self, node: ast.BinOp) -> End | None:
        """`min(i + 3, n - 1) + 1`; None where nothing is cut off in it."""
        plain = isinstance(node.op, ast.Add | ast.Sub) and isinstance(node.right, ast.Constant)
        extreme = isinstance(node.left, ast.Call) and ast.unparse(node.left.func) == "min"
        if not plain or not extreme:
            return None
        sign = 1 if isinstance(node.op, ast.Add) else -1
        assert isinstance(node.left, ast.Call)
        if len(node.left.args) != 2 or node.left.keywords:
            return None
        if not self._facts.is_builtin("min", at=node):
            return None
        moving, fixed = self._sorted(*node.left.args)
        more = self.sum(node.right)
        return End(added(moving, more, sign), True, written(added(self.sum(fixed), more, sign)))

    def beginnings(self, node: ast.AST) -> list[Sum]:
        """What the loop's variable is no less than where `node` is evaluated, by tests around."""
        facts, found, child = self._facts, list[Sum](), node
        for parent in facts.source.ancestors(node):
            if isinstance(parent, ast.If | ast.IfExp) and child is not parent.test:
                inside = parent.body if isinstance(parent, ast.If) else [parent.body]
                found += self._least(parent.test, holds=child in inside)
            if isinstance(child, ast.stmt):
                for stmt in facts.source.before(child):
                    ended = isinstance(stmt, ast.If) and not stmt.orelse
                    if ended and isinstance(stmt.body[-1], _LEAVING):  # type: ignore[attr-defined]
                        found += self._least(stmt.test, holds=False)  # type: ignore[attr-defined]
            if parent is self._loop:
                break
            child = parent
        return found

    def _least(self, test: ast.expr, *, holds: bool) -> list[Sum]:
        """What the variable is no less than where a test holds, or doesn't."""
        if isinstance(test, ast.BoolOp):
            both = isinstance(test.op, ast.And) == holds
            return [one for part in test.values for one in self._least(part, holds=holds)] * both
        if not (isinstance(test, ast.Compare) and len(test.ops) == 1):
            return []
        try:
            room = added(self.sum(test.left), self.sum(test.comparators[0]), -1)
        except Decline:
            return []
        op = type(test.ops[0]) if holds else _OTHERWISE.get(type(test.ops[0]))
        if op in (ast.Lt, ast.LtE):
            room, op = added({}, room, -1), ast.Gt if op is ast.Lt else ast.GtE
        if op not in (ast.Gt, ast.GtE) or room.pop(self._index, 0) != 1:
            return []
        return [added({"": 1} if op is ast.Gt else {}, room, -1)]

    def _moving(self, node: ast.expr) -> Sum:
        found = self.sum(node)
        if found.pop(self._index, 0) != 1:
            raise Decline("an end that doesn't move with the loop")
        return found

    def sum(self, node: ast.expr) -> Sum:
        """An expression as a sum; raises Decline where something in it may change."""
        if isinstance(node, ast.Constant) and type(node.value) is int:
            return {"": node.value} if node.value else {}
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            return added({}, self.sum(node.operand), -1)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
            sign = 1 if isinstance(node.op, ast.Add) else -1
            return added(self.sum(node.left), self.sum(node.right), sign)
        known = flow.loads(node) & self._changed
        if known or not all(isinstance(part, _STILL) for part in ast.walk(node)):
            raise Decline("an end that may change")
        calls = [part for part in ast.walk(node) if isinstance(part, ast.Call)]
        for call in calls:
            name = call.func.id if isinstance(call.func, ast.Name) else ""
            if name != "len" or not self._facts.is_builtin("len", at=call):
                raise Decline("an end that is asked for")
        text = ast.unparse(node)
        return {f"({text})" if isinstance(node, ast.BinOp) else text: 1}

    def _extreme(self, name: str, node: ast.Call) -> End:
        if len(node.args) != 2 or node.keywords:
            raise Decline("an extreme of others than two")
        return self._cut(name == "max", *self._sorted(*node.args))

    def _sorted(self, one: ast.expr, other: ast.expr) -> tuple[Sum, ast.expr]:
        """(the side that moves with the loop, the other one)."""
        if self._index not in flow.loads(one) or isinstance(one, ast.Constant):
            one, other = other, one
        return self._moving(one), other

    def _cut(self, below: bool, moving: Sum, fixed: ast.expr) -> End:
        limit = self.sum(fixed)
        if below:
            if limit:
                raise Decline("a window that begins elsewhere")
            return End(moving, True)
        return End(moving, True, written(limit))

    def _chosen(self, test: ast.expr, body: ast.expr, orelse: ast.expr) -> End:
        """`i - 3 if i - 3 > 0 else 0`."""
        if not (isinstance(test, ast.Compare) and len(test.ops) == 1):
            raise Decline("an end that is chosen otherwise")
        op = test.ops[0]
        asked = added(self.sum(test.left), self.sum(test.comparators[0]), -1)
        given = added(self.sum(body), self.sum(orelse), -1)
        larger = isinstance(op, ast.Gt | ast.GtE)
        if not larger and not isinstance(op, ast.Lt | ast.LtE):
            raise Decline("an end that is chosen otherwise")
        if given not in (asked, added({}, asked, -1)):
            raise Decline("an end that is chosen otherwise")
        return self._cut(larger == (given == asked), *self._sorted(body, orelse))

    def _named(self, node: ast.Name) -> End:
        """What a name was given in this round: once, or once and then cut off by an `if`."""
        facts = self._facts
        binders = [
            one
            for one in facts.binders(node.id, facts.scope(node.id, node))
            if isinstance(one, ast.Name)
        ]
        if len(binders) not in (1, 2) or not all(
            facts.source.inside(b, self._loop) for b in binders
        ):
            raise Decline("an end that is bound elsewhere")
        binders.sort(key=lambda one: (one.lineno, one.col_offset))
        either = self._either(binders, node)
        if either is not None:
            return either
        stmt, value = _given(binders[0], facts)
        if stmt not in getattr(self._loop, "body", ()) or stmt.lineno >= node.lineno:
            raise Decline("an end that isn't bound in each round")
        found = self.end(value)
        self.used.add(stmt)
        if len(binders) == 1:
            return found
        again, limit = _given(binders[1], facts)
        test = facts.source.parents[again]
        plain = isinstance(test, ast.If) and test.body == [again] and not test.orelse
        if not isinstance(test, ast.If) or not plain or found.cut or len(binders) > 2:
            raise Decline("an end that is bound twice")
        if test not in getattr(self._loop, "body", ()) or test.lineno >= node.lineno:
            raise Decline("an end that isn't bound in each round")
        asked = test.test
        if not (isinstance(asked, ast.Compare) and ast.unparse(asked.left) == node.id):
            raise Decline("an end that is bound twice")
        same = ast.unparse(asked.comparators[-1]) == ast.unparse(limit) and len(asked.ops) == 1
        below = isinstance(asked.ops[0], ast.Lt | ast.LtE)
        if not same or not (below or isinstance(asked.ops[0], ast.Gt | ast.GtE)):
            raise Decline("an end that is bound twice")
        self.used.add(test)
        return self._cut(below, found.shift, limit)

    def _either(self, binders: list[ast.Name], node: ast.Name) -> End | None:
        """What the two sides of an `if` give a name; None where it isn't bound so."""
        if len(binders) != 2:
            return None
        (one, first), (other, second) = (_given(binder, self._facts) for binder in binders)
        test = self._facts.source.parents[one]
        if not isinstance(test, ast.If) or test.body != [one] or test.orelse != [other]:
            return None
        if test not in getattr(self._loop, "body", ()) or test.lineno >= node.lineno:
            return None
        self.used.add(test)
        return self._chosen(test.test, first, second)


def _given(binder: ast.Name, facts: Facts) -> tuple[ast.stmt, ast.expr]:
    """(statement, value) of `name = value` and `a, name = x, value`."""
    parent = facts.source.parents[binder]
    stmt = facts.source.parents[parent] if isinstance(parent, ast.Tuple) else parent
    if not isinstance(stmt, ast.Assign) or len(stmt.targets) > 1:
        raise Decline("an end that is bound otherwise")
    if not isinstance(parent, ast.Tuple):
        return stmt, stmt.value
    values = stmt.value
    if not isinstance(values, ast.Tuple) or len(values.elts) != len(parent.elts):
        raise Decline("an end that is bound otherwise")
    return stmt, values.elts[parent.elts.index(binder)]


def sliding(node: ast.expr, index: str, loop: ast.AST, facts: Facts) -> Sliding | None:
    """The window that a slice is; None for anything else that isn't a slice."""
    if not (isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice)):
        return None
    cut, values, pandas = node.slice, node.value, False
    if isinstance(values, ast.Attribute) and values.attr == "iloc":
        values, pandas = values.value, True
    if cut.lower is None or cut.upper is None or cut.step is not None:
        return None
    if flow.loads(values) & facts.changed(loop) or not _is_still(values):
        return None
    ends = Ends(index, loop, facts)
    low, high = ends.end(cut.lower), ends.end(cut.upper)
    if low.limit or (high.cut and not high.limit):
        raise Decline("a window that is cut off at the other end")
    left = added({}, low.shift, -1)
    return Sliding(values, left, high.shift, low.cut, high.limit, pandas, frozenset(ends.used))


def _is_still(values: ast.expr) -> bool:
    """True for a name, and for a column of one."""
    if isinstance(values, ast.Subscript):
        label = isinstance(values.slice, ast.Constant | ast.Name)
        return isinstance(values.value, ast.Name) and label
    if isinstance(values, ast.Attribute):
        return isinstance(values.value, ast.Name)
    return isinstance(values, ast.Name)
