"""What a statement makes of a name that goes from round to round: totals, extremes, products."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field, replace

from ..source import Decline
from ..syntax import is_name
from .doubts import guessed
from .inferred import type_of
from .states import Carried, State, Update
from .terms import Terms
from .types import One, Type
from .vector import INNER, Vector, choose

IN_PLACE = "in place"
"""The `tie` of rows that are added to an array itself, not to a new one each time."""
_OPERATIONS = {ast.Add: ("+", ""), ast.Sub: ("+", "-"), ast.Mult: ("*", "")}


@dataclass
class Updates(Terms):
    """Terms of statements that update a name in each round by a known operation."""

    inside: list[int] = field(default_factory=list)
    """Numbers of the loops around the current statement."""

    @property
    def rounds(self) -> tuple[int, ...]:
        """The loops around the current statement."""
        return tuple(self.inside)

    def augmented(self, name: str, op: ast.operator, node: ast.expr) -> State:
        """What `name op= node` makes of a name."""
        state = self.env.get(name)
        if isinstance(state, Vector):
            return self.operated(op, state, self(node))
        if isinstance(state, Update):
            return self._added_again(name, state, op, node)
        if not isinstance(state, Carried) or type(op) not in _OPERATIONS:
            raise Decline(f"{name} goes from round to round in another way")
        symbol, sign = _OPERATIONS[type(op)]
        value = self(node)
        if symbol == "+" and any(axis >= INNER for axis in value.axes):
            return self._row_added(value, sign, IN_PLACE)
        return Update(symbol, self._added(value, name), sign=sign, rounds=self.rounds)

    def _added_again(self, name: str, state: Update, op: ast.operator, node: ast.expr) -> Update:
        """A whole number that a round adds to another time."""
        value = self(node)
        whole = value.kind == state.value.kind == "int" and value.own and state.value.own
        same = state.op == "+" and not state.sign and state.rounds == self.rounds
        if not (isinstance(op, ast.Add) and same and whole):
            raise Decline(f"{name} goes from round to round in another way")
        before = state.value
        if state.mask is not None:
            zero = Vector("0", "int", value=0)
            before = choose(state.mask, before, zero, self.inputs.numpy())
        return replace(state, value=self.operated(ast.Add(), before, value), mask=None)

    def _row_added(self, value: Vector, sign: str, tie: str = "") -> Update:
        """A row that each round of the outermost loop adds to an array."""
        outer = tuple(axis for axis in value.axes if axis < INNER)
        if len(self.rounds) != 1 or outer != self.rounds or not value.number or not value.numpy:
            raise Decline("rows that are added up otherwise")
        return Update("+", value, sign=sign, tie=tie, rounds=self.rounds)

    def _added(self, value: Vector, name: str) -> Vector:
        if value.kind not in ("int", "float", "bool") or any(a >= INNER for a in value.axes):
            raise Decline("something else than a number is added")
        # A whole number that is added to a float is one of as many bits then.
        if type(value.value) is int and abs(value.value) < 2**53 and self._is_float(name):
            return replace(value, text=f"{value.value}.0", kind="float", value=float(value.value))
        return value

    def _is_float(self, name: str) -> bool:
        """True for a name that is a float whatever gives it a value."""
        facts = self.inputs.facts
        used = next((node for node in ast.walk(self.inputs.loop) if is_name(node, name)), None)
        if not isinstance(used, ast.Name) or guessed(used, facts):
            return False
        found = type_of(used, facts)
        return isinstance(found, One) and found.kind == "float"

    def always(self, name: str) -> Type | None:
        """What all that gives a name a value makes of it, in the loop and around it."""
        used = next((node for node in ast.walk(self.inputs.loop) if is_name(node, name)), None)
        return self.inputs.type_of(used) if isinstance(used, ast.expr) else None

    def update_of(self, name: str, node: ast.expr) -> Update | None:
        """The update that `name = node` is, as in `n = n + e` and `n = max(n, e)`."""
        if not isinstance(self.env.get(name), Carried):
            return None
        if isinstance(node, ast.BinOp) and type(node.op) in _OPERATIONS:
            symbol, sign = _OPERATIONS[type(node.op)]
            if is_name(node.left, name):
                value = self(node.right)
                if symbol == "+" and any(axis >= INNER for axis in value.axes):
                    return self._row_added(value, sign)
                return Update(
                    symbol, self._added(self(node.right), name), sign=sign, rounds=self.rounds
                )
            if is_name(node.right, name) and not sign:
                return Update(symbol, self._added(self(node.left), name), rounds=self.rounds)
        if isinstance(node, ast.Call) and len(node.args) == 2 and not node.keywords:
            return self._extreme_of(name, node)
        return None

    def _extreme_of(self, name: str, node: ast.Call) -> Update | None:
        called = node.func
        if not isinstance(called, ast.Name) or called.id not in ("min", "max"):
            return None
        if not self.inputs.facts.is_builtin(called.id, at=called):
            return None
        first, second = node.args
        if is_name(first, name):
            return Update(called.id, self._plain(second), tie="old", rounds=self.rounds)
        return (
            Update(called.id, self._plain(first), tie="new", rounds=self.rounds)
            if is_name(second, name)
            else None
        )

    def _plain(self, node: ast.expr) -> Vector:
        value = self(node)
        if not value.number or value.mixed or any(a >= INNER for a in value.axes):
            raise Decline("the greatest of what isn't a number")
        return value

    def record(self, stmt: ast.If) -> bool:
        """`if e > best: best = e; where = i`; False where a statement is something else."""
        test, empty = stmt.test, ""
        if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.Or) and len(test.values) == 2:
            empty, test = _none_name(test.values[0]), test.values[1]
        if stmt.orelse or not isinstance(test, ast.Compare) or len(test.ops) != 1:
            return False
        sides, op = [test.left, test.comparators[0]], test.ops[0]
        names = [s.id if isinstance(s, ast.Name) else "" for s in sides]
        held = [isinstance(self.env.get(name), Carried) for name in names]
        if held.count(True) != 1 or not isinstance(op, ast.Lt | ast.LtE | ast.Gt | ast.GtE):
            return False
        best, other = (names[1], sides[0]) if held[1] else (names[0], sides[1])
        if empty and empty != best:
            return False
        greater = isinstance(op, ast.Gt | ast.GtE) == held[1]
        return self._kept(stmt, best, other, greater, isinstance(op, ast.Lt | ast.Gt), empty)

    def _kept(
        self, stmt: ast.If, best: str, other: ast.expr, greater: bool, strict: bool, empty: str
    ) -> bool:
        found: dict[str, ast.expr] = {}
        for one in stmt.body:
            if not (isinstance(one, ast.Assign) and len(one.targets) == 1):
                return False
            targets, values = [one.targets[0]], [one.value]
            if isinstance(targets[0], ast.Tuple) and isinstance(values[0], ast.Tuple):
                targets, values = targets[0].elts, values[0].elts
            for target, value in zip(targets, values, strict=False):
                if not isinstance(target, ast.Name) or target.id in found:
                    return False
                found[target.id] = value
        if best not in found or any(not isinstance(self.env.get(n), Carried) for n in found):
            return False
        extreme = self._plain(other)
        if self(found.pop(best)) != extreme or self.mask is not None:
            return False
        op, tie = "max" if greater else "min", "old" if strict else "new"
        made = {name: self._kept_parts(node) for name, node in found.items()}
        self.env[best] = Update(
            op, extreme, tie=tie + (" none" if empty else ""), rounds=self.rounds
        )
        for name, (kept, others) in made.items():
            self.env[name] = Update(f"at {best}", kept, rounds=self.rounds, others=others)
        return True

    def _kept_parts(self, node: ast.expr) -> tuple[Vector, tuple[Vector, ...] | None]:
        """What is kept of a round: a value, or the first part of a tuple and the others."""
        parts = node.elts if isinstance(node, ast.Tuple) and node.elts else None
        values = [self(part) for part in parts or [node]]
        if any(v.mixed or any(a >= INNER for a in v.axes) for v in values):
            raise Decline("rows, or values of several types, that are kept")
        return values[0], tuple(values[1:]) if parts else None


def _none_name(node: ast.expr) -> str:
    """`best` of `best is None`."""
    if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Is) and len(node.ops) == 1:
        right = node.comparators[0]
        if isinstance(right, ast.Constant) and right.value is None:
            return node.left.id if isinstance(node.left, ast.Name) else ""
    return "?"
