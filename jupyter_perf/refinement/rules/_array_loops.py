"""Loops over the indices of arrays that write one element after the other."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Any

from .. import flow
from ..facts import Facts
from ..source import Decline
from ._rows import only_inside
from ._scalar_terms import Scalar
from ._scalars import Elementwise

_MAKERS = frozenset({"zeros", "empty", "ones", "zeros_like", "empty_like", "ones_like"})
_KINDS = {"float64": "float", "int64": "int"}


@dataclass(frozen=True)
class Axes:
    """One loop, or two nested ones, over indices from 0: their names and where they end."""

    names: tuple[str, ...]
    ends: tuple[str, ...]
    body: list[ast.stmt]

    @property
    def shape(self) -> str:
        ends = ", ".join(self.ends)
        return f"({ends},)" if len(self.ends) == 1 else f"({ends})"


def axes_of(node: ast.For, facts: Facts) -> Axes:
    """The loops that `node` starts; declines where it is over anything else than indices."""
    names: list[str] = []
    ends: list[str] = []
    here: ast.stmt = node
    body = [here]
    while len(body) == 1 and isinstance(body[0], ast.For) and len(names) < 2:
        here = body[0]
        end = _end(here.iter, facts)
        if end is None or not isinstance(here.target, ast.Name) or flow.leaves_early(here):
            raise Decline("a loop over something else than indices")
        names.append(here.target.id)
        ends.append(end)
        body = here.body
    if not names or len(set(names)) < len(names):
        raise Decline("no loop over indices")
    return Axes(tuple(names), tuple(ends), body)


def _end(node: ast.expr, facts: Facts) -> str | None:
    """The text of `n` in `range(n)`: a name, a number, `len(a)`, `a.shape[0]` or `a.size`."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not node.keywords):
        return None
    if node.func.id != "range" or len(node.args) != 1 or not facts.is_builtin("range", at=node):
        return None
    end = node.args[0]
    calls = [n for n in ast.walk(end) if isinstance(n, ast.Call)]
    plain = all(isinstance(c.func, ast.Name) and c.func.id == "len" for c in calls)
    plain = plain and facts.is_builtin("len", at=node)
    simple = isinstance(end, ast.Name | ast.Constant | ast.Call | ast.Subscript | ast.Attribute)
    return facts.source.segment(end) if simple and plain else None


class ElementLoop(Elementwise):
    """Reads a loop's body as assignments of whole arrays."""

    def __init__(self, axes: Axes, loop: ast.For, facts: Facts) -> None:
        self.imports: list[str] = []
        super().__init__(facts, self._numpy)
        self.axes, self.loop = axes, loop
        self.arrays: dict[str, None] = {}
        self.written: dict[str, Scalar] = {}

    def _numpy(self) -> str:
        name, line = self.facts.module("numpy", "np")
        self.imports += [line] if line and line not in self.imports else []
        return name

    def assignments(self, body: list[ast.stmt]) -> dict[str, Scalar]:
        """What is written to each array."""
        for stmt in body:
            if isinstance(stmt, ast.If):
                self._choice(stmt)
                continue
            if not (isinstance(stmt, ast.Assign) and len(stmt.targets) == 1):
                raise Decline("a statement with another effect")
            target = stmt.targets[0]
            if isinstance(target, ast.Name):
                if target.id in self.local or not only_inside({target.id}, self.loop, self.facts):
                    raise Decline("a name that outlives the loop")
                self.local[target.id] = self(stmt.value)
                continue
            self._write(target, self(stmt.value))
        if not self.written or not only_inside(set(self.axes.names), self.loop, self.facts):
            raise Decline("nothing is written, or the index is used after the loop")
        return self.written

    def _choice(self, stmt: ast.If) -> None:
        first = stmt.body[0]
        if not isinstance(first, ast.Assign) or not stmt.orelse:
            raise Decline("a branch that may leave an element as it was")
        target = first.targets[0]
        self._write(target, self._branch([stmt], ast.dump(target)))

    def _branch(self, body: list[ast.stmt], target: str) -> Scalar:
        stmt = body[0]
        if len(body) == 1 and isinstance(stmt, ast.If) and stmt.orelse:
            test = self.condition(stmt.test)
            yes = self._under(test, "", lambda: self._branch(stmt.body, target))
            no = self._under(test, "~", lambda: self._branch(stmt.orelse, target))
            return self.choose(test, yes, no)
        if len(body) == 1 and isinstance(stmt, ast.Assign):
            if [ast.dump(one) for one in stmt.targets] != [target]:
                raise Decline("branches that write different elements")
            return self(stmt.value)
        raise Decline("branches with different effects")

    def _write(self, target: ast.expr, value: Scalar) -> None:
        name = self._at(target)
        if name is None or name in self.written or not value.column:
            raise Decline("something else than an element is written")
        kind = _new_array(target, self.loop, self.facts)
        if kind is None or (kind, value.kind) not in (
            *(("float", "float"), ("float", "int"), ("int", "int")),
        ):
            raise Decline("an array that isn't new, or of another type")
        self.written[name] = value

    def _at(self, node: ast.expr) -> str | None:
        """The array of `a[i]`, `a[i, j]`, `a[i][j]`."""
        keys: list[ast.expr] = []
        while isinstance(node, ast.Subscript):
            parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
            keys = [*parts, *keys]
            node = node.value
        names = tuple(key.id for key in keys if isinstance(key, ast.Name))
        if isinstance(node, ast.Name) and len(keys) == len(names) and names == self.axes.names:
            return node.id
        return None

    def _subscript(self, node: ast.Subscript) -> Scalar:
        name = self._at(node)
        base = flow.root(node)
        if name is None or base is None or name in self.written:
            raise Decline("an element of another place")
        kinds = {_array_kind(value, len(self.axes.names)) for value in self.facts.samples(base)}
        kind = kinds.pop() if len(kinds) == 1 else None
        if kind is None or name in self.facts.changed(self.loop):
            raise Decline("an array that isn't known, or that changes")
        self.arrays[name] = None
        return Scalar(name, kind, series=False, numpy=True)


def _array_kind(value: Any, dimensions: int) -> str | None:
    if type(value).__name__ != "ndarray" or value.ndim != dimensions:
        return None
    return _KINDS.get(str(value.dtype))


def _new_array(target: ast.expr, loop: ast.For, facts: Facts) -> str | None:
    """The kind of an array that is made right above the loop, and touched by nothing else yet."""
    name = flow.root(target)
    if name is None:
        return None
    for stmt in facts.source.before(loop):
        if name.id not in flow.loads(stmt) | flow.stores(stmt):
            continue
        call = stmt.value if isinstance(stmt, ast.Assign) else None
        if not isinstance(call, ast.Call) or len(getattr(stmt, "targets", ())) != 1:
            return None
        module, _, maker = (facts.full_name(call.func) or "").rpartition(".")
        if module != "numpy" or maker not in _MAKERS or len(call.args) != 1:
            return None
        return _made(call, maker, facts)
    return None


def _made(call: ast.Call, maker: str, facts: Facts) -> str | None:
    if call.keywords:
        given = call.keywords[0].value
        names = {"float": "float", "int": "int", "numpy.float64": "float", "numpy.int64": "int"}
        known = given.id if isinstance(given, ast.Name) else facts.full_name(given)
        return names.get(known or "") if call.keywords[0].arg == "dtype" else None
    if not maker.endswith("_like"):
        return "float"
    kinds = {_KINDS.get(str(getattr(v, "dtype", ""))) for v in facts.samples(call.args[0])}
    return kinds.pop() if len(kinds) == 1 else None
