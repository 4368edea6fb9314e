"""What a loop counts in dicts, in whole numbers and in sets, one element at a time."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from .. import flow, shapes
from ..facts import Facts
from ..shaping import shapes_of
from ..source import Decline
from ..syntax import is_name
from ._rounds import is_pure

_TABLES = ("dict", "defaultdict", "Counter")


@dataclass
class Tally:
    """What a loop's body counts: the numbers 1 that it adds, and how often it names its dicts."""

    facts: Facts
    ones: list[ast.expr] = field(default_factory=list)
    uses: dict[str, int] = field(default_factory=dict)
    counters: set[str] = field(default_factory=set)
    """Whole numbers that are counted up; whoever asks must see that each round only does that."""

    def block(self, body: list[ast.stmt]) -> None:
        """Take statements in; declines where one does something else."""
        for stmt in body:
            added = self._added(stmt)
            if added is not None:
                self._note(*added)
            elif self._counts(stmt) or self._is_put_in_set(stmt):
                continue
            elif isinstance(stmt, ast.If):
                self._choice(stmt)
            elif isinstance(stmt, ast.Assign):
                parts = [part for target in stmt.targets for part in _apart(target)]
                named = all(isinstance(part, ast.Name) for part in parts)
                self._need(named and is_pure(stmt.value, self.facts))
            else:
                self._need(isinstance(stmt, ast.Continue | ast.Pass))

    def alone(self, loop: ast.For) -> bool:
        """True where the dicts are named nowhere else in the loop."""
        names = [n.id for n in ast.walk(loop) if isinstance(n, ast.Name)]
        return all(names.count(table) == uses for table, uses in self.uses.items())

    def _counts(self, stmt: ast.stmt) -> bool:
        """Take in `number += 1`."""
        target = stmt.target if isinstance(stmt, ast.AugAssign) else None
        if not (isinstance(target, ast.Name) and flow.accumulation(stmt) is not None):
            return False
        fits = _is_one(stmt.value) and shapes.within(shapes_of(target, self.facts), "int")  # type: ignore[attr-defined]
        self._need(fits)
        self.counters.add(target.id)
        self._note(target.id, target, stmt.value, 1)  # type: ignore[attr-defined]
        return True

    def _is_put_in_set(self, stmt: ast.stmt) -> bool:
        """Take in `seen.add(text)`, which the same text does once."""
        call = stmt.value if isinstance(stmt, ast.Expr) else None
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)):
            return False
        held, given = call.func.value, call.args[0] if len(call.args) == 1 else None
        if not isinstance(held, ast.Name) or call.func.attr != "add" or given is None:
            return False
        self._need(shapes.within(shapes_of(held, self.facts), "set"))
        self._need(is_pure(given, self.facts) and shapes.exact(shapes_of(given, self.facts)))
        self.uses[held.id] = self.uses.get(held.id, 0) + 1
        return True

    def _choice(self, stmt: ast.If) -> None:
        asked = self._missing(stmt)
        if asked is None:
            self._need(is_pure(stmt.test, self.facts))
            self.block(stmt.body)
            return self.block(stmt.orelse)
        table, key, new, old = asked
        first = new[0] if len(new) == 1 else None
        begun = isinstance(first, ast.Assign) and ast.unparse(first.targets[0]) == f"{table}[{key}]"
        self._need(begun and isinstance(first.value, ast.Constant))  # type: ignore[union-attr]
        value = first.value  # type: ignore[union-attr]
        self.uses[table] = self.uses.get(table, 0) + 2
        if value.value == 0 and not old:
            return None
        more = self._added(old[0]) if len(old) == 1 else None
        same = more is not None and (more[0], ast.unparse(more[1])) == (table, key)
        self._need(same and _is_one(value))
        self.ones.append(value)
        return self._note(*more)  # type: ignore[misc]

    def _missing(self, stmt: ast.If) -> tuple[str, str, list[ast.stmt], list[ast.stmt]] | None:
        """(dict, key, what is done where it is missing, what where it is there)."""
        test = stmt.test
        if not (isinstance(test, ast.Compare) and len(test.ops) == 1):
            return None
        table = test.comparators[0]
        if isinstance(table, ast.Call) and isinstance(table.func, ast.Attribute):
            table = table.func.value if table.func.attr == "keys" else table
        if not isinstance(table, ast.Name) or not self._is_table(table):
            return None
        key = ast.unparse(test.left)
        if isinstance(test.ops[0], ast.NotIn):
            return table.id, key, stmt.body, stmt.orelse
        return (table.id, key, stmt.orelse, stmt.body) if isinstance(test.ops[0], ast.In) else None

    def _is_table(self, table: ast.Name) -> bool:
        """True for a dict of whole numbers."""
        found = shapes_of(table, self.facts)
        if found is None:
            return self._is_default(table)
        return shapes.within(found, *_TABLES) and all(
            shape.to == shapes.NONE or shapes.within(shape.to, "int") for shape in found or ()
        )

    def _is_default(self, table: ast.Name) -> bool:
        """True for `defaultdict(int)` that the source gives whole numbers alone."""
        made = self.facts.assigned(table)
        if not isinstance(made, ast.Call) or len(made.args) != 1 or made.keywords:
            return False
        if self.facts.full_name(made.func) != "collections.defaultdict":
            return False
        if not is_name(made.args[0], "int") or not self.facts.is_builtin("int", at=made):
            return False
        source = self.facts.source
        set_at = [
            (target, stmt.value) for stmt in source.all(ast.Assign) for target in stmt.targets
        ]
        set_at += [(stmt.target, stmt.value) for stmt in source.all(ast.AugAssign)]
        given = [
            value
            for target, value in set_at
            if isinstance(target, ast.Subscript) and is_name(target.value, table.id)
        ]
        return all(shapes.within(shapes_of(value, self.facts), "int") for value in given)

    def _added(self, stmt: ast.stmt) -> tuple[str, ast.expr, ast.expr, int] | None:
        """(dict, key, the number 1, how often the dict is named) of `table[key] += 1`."""
        target = stmt.targets[0] if isinstance(stmt, ast.Assign) else getattr(stmt, "target", None)
        if not (isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name)):
            return None
        table, key = target.value, target.slice
        if not self._is_table(table) or not is_pure(key, self.facts):
            return None
        if isinstance(stmt, ast.AugAssign):
            fits = isinstance(stmt.op, ast.Add) and _is_one(stmt.value)
            return (table.id, key, stmt.value, 1) if fits else None
        if not isinstance(stmt, ast.Assign) or len(stmt.targets) > 1:
            return None
        total = stmt.value
        if not isinstance(total, ast.BinOp) or not isinstance(total.op, ast.Add):
            return None
        now = (ast.unparse(target), f"{table.id}.get({ast.unparse(key)}, 0)")
        fits = ast.unparse(total.left) in now and _is_one(total.right)
        return (table.id, key, total.right, 2) if fits else None

    def _note(self, table: str, _key: ast.expr, one: ast.expr, uses: int) -> None:
        self.ones.append(one)
        self.uses[table] = self.uses.get(table, 0) + uses

    def _need(self, fits: bool) -> None:
        if not fits:
            raise Decline("a round does more than counting")


def _apart(target: ast.expr) -> list[ast.expr]:
    return target.elts if isinstance(target, ast.Tuple) else [target]


def _is_one(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) is int and node.value == 1
