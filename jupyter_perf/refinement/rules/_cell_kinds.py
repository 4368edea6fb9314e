"""Kinds of the values that a loop puts into a column, as far as their form shows."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .. import flow, shapes
from ..facts import Facts
from ..shaping import shapes_of
from ..source import FUNCTIONS, Loop
from ._cells import Cell

Held = Callable[[ast.expr], str | None]
"""What is known of an expression besides its form: the kind of a frame's cell."""
_FLOATS = frozenset({"numpy.nan", "math.nan", "numpy.inf", "math.inf", "numpy.zeros"})
_KINDS = ("int", "float", "bool", "str")
_TEXT = flow.words(
    """capitalize day_name format join lower lstrip month_name replace rstrip strip strftime title
    upper"""
)
_READERS = ("to_datetime(", "strptime(", "Timestamp(", "to_timedelta(", "fromisoformat(")


def assigned_kind(name: str, column: str, before: ast.stmt, facts: Facts) -> str:
    """Kind of a column by the nearest `df['c'] = <constant>` above; empty where there is none."""
    here: ast.AST = before
    while isinstance(here, ast.stmt):
        for stmt in facts.source.before(here):
            if _assigns(stmt, name, column):
                assert isinstance(stmt, ast.Assign)
                return constant_kind(stmt.value, facts)
            if name in flow.stores(stmt):
                return ""
        here = facts.source.parents[here]
        if isinstance(here, ast.FunctionDef | ast.Module):
            break
    return ""


def _assigns(stmt: ast.stmt, name: str, column: str) -> bool:
    if not (isinstance(stmt, ast.Assign) and len(stmt.targets) == 1):
        return False
    target = stmt.targets[0]
    return (
        isinstance(target, ast.Subscript)
        and isinstance(target.value, ast.Name)
        and target.value.id == name
        and isinstance(target.slice, ast.Constant)
        and target.slice.value == column
    )


def made_of_dates(name: str, column: str, facts: Facts) -> bool:
    """True for a column that a function makes in which dates are read: most likely moments."""
    for stmt in facts.source.all(ast.Assign):
        if not _assigns(stmt, name, column):
            continue
        called = {n.id for n in ast.walk(stmt.value) if isinstance(n, ast.Name)}
        texts = [ast.unparse(stmt.value)]
        texts += [ast.unparse(d) for d in facts.source.all(ast.FunctionDef) if d.name in called]
        if any(reader in text for text in texts for reader in _READERS):
            return True
    return False


def constant_kind(node: ast.expr, facts: Facts) -> str:
    """Kind of the column that assigning a constant makes; empty for anything else."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return constant_kind(node.operand, facts)
    if isinstance(node, ast.Constant):
        if node.value is None:
            return "object"
        kind = type(node.value).__name__
        return kind if kind in ("int", "float", "bool", "str") else ""
    called = node.func if isinstance(node, ast.Call) else node
    full = facts.full_name(called) if isinstance(called, ast.Attribute | ast.Name) else None
    if isinstance(node, ast.Call) and ast.unparse(node) in ("float('nan')", "float('inf')"):
        return "float"
    plain = not isinstance(node, ast.Call) or (full == "numpy.zeros" and len(node.args) == 1)
    return "float" if full in _FLOATS and plain else ""


def value_kind(
    node: ast.expr,
    loop: Loop,
    facts: Facts,
    seen: frozenset[str] = frozenset(),
    held: Held = lambda node: None,
) -> str | None:
    """`int`, `float`, `bool` or `str` where a value's form shows it; None where it doesn't."""
    return _Values(loop, facts, held).kind(node, seen)


@dataclass(frozen=True)
class _Values:
    """Reads kinds of values in a loop."""

    loop: Loop
    facts: Facts
    held: Held

    def kind(self, node: ast.expr, seen: frozenset[str]) -> str | None:
        constant = constant_kind(node, self.facts)
        if constant:
            return constant if constant != "object" else None
        if isinstance(node, ast.JoinedStr):
            return "str"
        if isinstance(node, ast.Compare):
            return "bool"
        if isinstance(node, ast.IfExp):
            return self._joint([node.body, node.orelse], seen)
        if isinstance(node, ast.BinOp):
            return self._operated(node.left, node.op, node.right, seen)
        if isinstance(node, ast.Call):
            return self._called(node, seen)
        if isinstance(node, ast.Name):
            return self._named(node, seen)
        known = self.held(node) or self.facts.kind_of(node)
        if known in _KINDS:
            return known
        held = shapes_of(node, self.facts)
        return next((kind for kind in _KINDS if shapes.within(held, kind)), None)

    def _joint(self, nodes: list[ast.expr], seen: frozenset[str]) -> str | None:
        return _one_of({self.kind(part, seen) for part in nodes})

    def _operated(
        self, left: ast.expr, how: ast.operator, right: ast.expr, seen: frozenset[str]
    ) -> str | None:
        one, other = self.kind(left, seen), self.kind(right, seen)
        one, other = other if one == _SAME else one, one if other == _SAME else other
        numbers = {"int", "float"}
        if isinstance(how, ast.Div) and (one in numbers or other in numbers):
            return "float"
        if one == other:
            return one if one in numbers or one in ("str", _SAME) else None
        return "float" if "float" in (one, other) and not {one, other} & {"str"} else None

    def _called(self, node: ast.Call, seen: frozenset[str]) -> str | None:
        called = node.func
        if isinstance(called, ast.Name) and self.facts.is_builtin(called.id, at=called):
            if called.id in ("int", "len", "ord"):
                return "int"
            if called.id in ("float", "str", "bool"):
                return called.id
            if called.id == "round":
                return "float" if len(node.args) == 2 else "int"
            if called.id in ("min", "max", "abs", "sum"):
                return self._joint(list(node.args), seen)
            return None
        if isinstance(called, ast.Attribute):
            full = self.facts.full_name(called) or ""
            if full.startswith(("math.", "numpy.")):
                named = full.rpartition(".")[2]
                return "float" if named in ("sqrt", "exp", "log", "log10", "sin", "cos") else None
            return "str" if called.attr in _TEXT else None
        return None

    def _named(self, node: ast.Name, seen: frozenset[str]) -> str | None:
        known = self.facts.kind_of(node)
        if known in _KINDS:
            return known
        if node.id in seen:
            return _SAME
        scope = self.facts.scope(node.id, node)
        if isinstance(scope, FUNCTIONS) and node.id in flow.parameters(scope):
            return None
        found: set[str | None] = set()
        for binder in self.facts.binders(node.id, scope):
            stmt = self.facts.source.parents.get(binder)
            if isinstance(stmt, ast.Assign) and binder in stmt.targets:
                found.add(self.kind(stmt.value, seen | {node.id}))
            elif isinstance(stmt, ast.AugAssign):
                found.add(self._operated(node, stmt.op, stmt.value, seen | {node.id}))
            else:
                return None
        return _one_of(found)


_SAME = "same"
"""The kind of a name in what it is given again: whatever it is given besides."""


def _one_of(kinds: set[str | None]) -> str | None:
    kinds = kinds - {_SAME}
    if kinds == {"int", "float"}:
        return "float"
    return kinds.pop() if len(kinds) == 1 else None


def always_set(
    loop: Loop, column: str, writes: Mapping[ast.expr, Cell], frame: str, facts: Facts
) -> bool:
    """True where each row of the frame has the column set, whatever way the body goes."""
    if not isinstance(loop, ast.For) or not _over_all(loop.iter, frame):
        return False
    targets = {
        node
        for node, cell in writes.items()
        if cell.column == column and not isinstance(facts.source.parents[node], ast.AugAssign)
    }
    keys = {ast.unparse(writes[node].key) for node in targets}
    bound = flow.stores(loop.target)
    return len(keys) == 1 and keys <= bound and _sets(loop.body, targets)


def _over_all(node: ast.expr, frame: str) -> bool:
    text = ast.unparse(node)
    return text in (
        f"range(len({frame}))",
        f"range({frame}.shape[0])",
        f"{frame}.index",
        f"{frame}.iterrows()",
    ) or text.startswith(f"zip({frame}.index, ")


def _sets(body: list[ast.stmt], targets: set[ast.expr]) -> bool:
    for stmt in body:
        if isinstance(stmt, ast.Assign) and stmt.targets[0] in targets:
            return True
        both = [stmt.body, stmt.orelse] if isinstance(stmt, ast.If) else [[]]
        if all(_sets(branch, targets) for branch in both):
            return True
        if flow.has(stmt, ast.Continue, ast.Break, ast.Return, ast.Try, ast.Raise):
            return False
    return False
