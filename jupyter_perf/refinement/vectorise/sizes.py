"""How long arrays and lists are, as far as the source tells, and tests of it."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field, replace

from .. import flow
from ..facts import Facts
from ..rules._place import changed_by
from ..source import FUNCTIONS, Decline, Function
from .inferred import type_of
from .places import Place
from .types import Many

FEWEST = 24
"""Loops of fewer rounds aren't worth an array."""
_RESIZE = flow.words("append extend insert pop remove clear resize popleft appendleft")


@dataclass
class Sizes:
    """Asks `facts` about sizes around one loop, and gathers guards."""

    facts: Facts
    loop: ast.AST
    guards: list[str] = field(default_factory=list)
    equal: dict[str, str] = field(default_factory=dict)
    """Lengths that a guard holds to another one → that one."""
    _flats: set[str] = field(default_factory=set)

    def guard(self, test: str) -> None:
        """Hold a run to a test."""
        if test not in self.guards:
            self.guards.append(test)

    def size(self, text: str, number: int = 0, form: str = "array") -> Place:
        """The length of a dimension of the array or list that `text` stands for."""
        if form == "list" and number:
            return Place(base=f"len({text}{'[0]' * number})")
        return Place(base=f"len({text})" if number == 0 else f"{text}.shape[{number}]")

    def at_most(self, one: Place, other: Place) -> None:
        """Hold `one <= other`, both without axes."""
        left, right = self.settled(one), self.settled(other)
        if left.base == right.base:
            if left.offset > right.offset:
                raise Decline("an element beyond the end")
            return
        if left == Place() or (not left.base and not right.base):
            return
        shift = Place(base=one.base, offset=one.offset - other.offset)
        self.guard(f"{shift.text} <= {other.base or 0}" if other.base
                   else f"{one.base} <= {other.offset - one.offset}")  # fmt: skip

    def at_least(self, one: Place, least: int = 0) -> None:
        """Hold `one >= least`."""
        settled = self.settled(one)
        if not settled.base:
            if settled.offset < least:
                raise Decline("an element before the first")
            return
        self.guard(f"{one.base} > {least - one.offset - 1}")

    def settled(self, place: Place) -> Place:
        """A place whose names of sizes are followed to what they were assigned."""
        if not place.base:
            return place
        try:
            node = ast.parse(place.base, mode="eval").body
        except SyntaxError:
            return place
        found = self._follow(node, 8)
        found = replace(found, base=self.equal.get(found.base, found.base))
        return Place(place.axes, found.base, found.offset + place.offset)

    def _follow(self, node: ast.expr, depth: int) -> Place:
        if isinstance(node, ast.Constant) and type(node.value) is int:
            return Place(offset=node.value)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
            right = node.right
            if isinstance(right, ast.Constant) and type(right.value) is int:
                sign = 1 if isinstance(node.op, ast.Add) else -1
                left = self._follow(node.left, depth)
                return Place(base=left.base, offset=left.offset + sign * right.value)
        if isinstance(node, ast.Name) and depth:
            made = self._assigned(node.id)
            if isinstance(made, ast.expr):
                return self._follow(made, depth - 1)
            return Place(base=made or node.id)
        found = self._length(node, depth) if depth else None
        return found or Place(base=ast.unparse(node))

    def _length(self, node: ast.expr, depth: int) -> Place | None:
        """The size that `len(a)`, `a.size` or `a.shape[0]` gives, by how `a` was made."""
        name, number = _measured(node)
        if name is None:
            return None
        if not self._stable(name):
            sized = isinstance(node, ast.Subscript) and not number
            return Place(base=f"len({name})") if sized else None
        if isinstance(node, ast.Attribute) and not self._flat(node.value):
            return None
        made = self._assigned(name)
        if isinstance(made, ast.expr) and not self._same_since(name, made):
            made = None
        if isinstance(made, ast.ListComp) and depth:
            found = self._comprehended(made, number, depth)
            if found is not None:
                return found
        if (
            isinstance(made, ast.BinOp)
            and isinstance(made.left, ast.List)
            and depth
            and isinstance(made.op, ast.Mult)
            and len(made.left.elts) == 1
            and not number
        ):
            return self._follow(made.right, depth - 1)
        if isinstance(made, ast.Call) and depth:
            full = self.facts.full_name(made.func) or ""
            module, _, maker = full.rpartition(".")
            if module == "numpy" and maker in ("zeros", "ones", "empty", "full") and made.args:
                shape = made.args[0]
                if isinstance(shape, ast.Tuple) and number < len(shape.elts):
                    return self._follow(shape.elts[number], depth - 1)
                if isinstance(shape, ast.Attribute) and shape.attr == "shape":
                    return self._follow(_length_of(shape.value, number), depth - 1)
                if not isinstance(shape, ast.Tuple | ast.Attribute) and number == 0:
                    return self._follow(shape, depth - 1)
            like = module == "numpy" and maker.endswith("_like")
            if (like or maker in ("array", "asarray")) and isinstance(made.args[0], ast.Name):
                return self._follow(_length_of(made.args[0], number), depth - 1)
            if maker == "arange" and module == "numpy" and len(made.args) == 1:
                return self._follow(made.args[0], depth - 1)
            if (
                isinstance(made.func, ast.Attribute)
                and made.func.attr in ("copy", "to_numpy")
                and isinstance(made.func.value, ast.Name)
            ):
                return self._follow(_length_of(made.func.value, number), depth - 1)
        text = ast.unparse(node)
        row = number and text.startswith("len(")
        return Place(
            base=text if row else f"len({name})" if not number else f"{name}.shape[{number}]"
        )

    def _same_since(self, name: str, made: ast.expr) -> bool:
        """True where the collections that one was made of are as long as they were then."""
        names = {n.id for n in ast.walk(made) if isinstance(n, ast.Name) and _counts(n, made)}
        moving = {n for n in names if not (self.facts.is_module(n) or self._stable(n))}
        if not moving:
            return True
        at = self.loop if isinstance(self.loop, ast.stmt) else None
        for stmt in self.facts.source.before(at) if at is not None else ():
            if name in flow.stores(stmt):
                return True
            if moving & (flow.stores(stmt) | changed_by(stmt, self.facts)):
                return False
        return False

    def _comprehended(self, made: ast.ListComp, number: int, depth: int) -> Place | None:
        """The length of `[[0] * m for _ in range(n)]`, `[row[:] for row in a]`, or of its rows."""
        if len(made.generators) != 1 or made.generators[0].ifs:
            return None
        gone_through = made.generators[0].iter
        if isinstance(gone_through, ast.Name):
            copied = ast.unparse(made.elt) in _copies(made.generators[0].target)
            if number and not copied:
                return None if number > 1 else self._comprehended_row(made.elt, depth)
            return self._follow(_length_of_list(gone_through, number), depth - 1)
        if number:
            return self._comprehended_row(made.elt, depth)
        call = made.generators[0].iter
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "range" and len(call.args) == 1:
            return self._follow(call.args[0], depth - 1)
        return None

    def _comprehended_row(self, row: ast.expr, depth: int) -> Place | None:
        """The length of `[0] * m`, and of `[0 for _ in range(m)]`."""
        if isinstance(row, ast.ListComp):
            return self._comprehended(row, 0, depth)
        times = isinstance(row, ast.BinOp) and isinstance(row.op, ast.Mult)
        if times and isinstance(row.left, ast.List) and len(row.left.elts) == 1:  # type: ignore[attr-defined]
            return self._follow(row.right, depth - 1)  # type: ignore[attr-defined]
        return None

    def _flat(self, node: ast.expr) -> bool:
        """True for an array of one dimension, whose size is its length."""
        if node in self.facts.source.parents:
            found = type_of(node, self.facts)
            if isinstance(found, Many) and found.depth == 1 and isinstance(node, ast.Name):
                self._flats.add(node.id)
        return isinstance(node, ast.Name) and node.id in self._flats

    def _stable(self, name: str) -> bool:
        """True where a collection keeps its length from where it is made."""
        scope = self._scope(name)
        binders = self.facts.binders(name, scope)
        given = isinstance(scope, FUNCTIONS) and name in flow.parameters(scope)
        if len(binders) > 1 or (binders and (given or name in self.facts.namespace)):
            return False
        for node in self.facts.source.all(ast.Attribute):
            if isinstance(node.value, ast.Name) and node.value.id == name and node.attr in _RESIZE:
                return False
        return not any(
            isinstance(target, ast.Subscript) and getattr(flow.root(target), "id", "") == name
            for stmt in self.facts.source.all(ast.Delete)
            for target in stmt.targets
        )

    def _scope(self, name: str) -> Function | ast.ClassDef | ast.Module:
        return self.facts.scope(name, self.loop)

    def _assigned(self, name: str) -> ast.expr | str | None:
        """What a name was given, or the size that it stands for as part of a shape."""
        scope = self._scope(name)
        binders = self.facts.binders(name, scope)
        if len(binders) != 1 or (isinstance(scope, ast.Module) and name in self.facts.namespace):
            return None
        if isinstance(scope, FUNCTIONS) and name in flow.parameters(scope):
            return None
        stmt = self.facts.source.parents.get(binders[0])
        if isinstance(stmt, ast.Assign) and len(stmt.targets) == 1:
            return stmt.value
        outer = self.facts.source.parents.get(stmt) if isinstance(stmt, ast.Tuple) else None
        if isinstance(stmt, ast.Tuple) and isinstance(outer, ast.Assign):
            value = outer.value
            number = stmt.elts.index(binders[0])  # type: ignore[arg-type]
            if isinstance(value, ast.Tuple) and len(value.elts) == len(stmt.elts):
                return value.elts[number]
            if isinstance(value, ast.Attribute) and value.attr == "shape":
                return _length_of(value.value, number)
        return None


def _counts(name: ast.Name, made: ast.expr) -> bool:
    """True for what a new collection is as long as: `b` of `a = b.copy()` and `[… for x in b]`."""
    if isinstance(made, ast.ListComp):
        return made.generators[0].iter is name
    if not isinstance(made, ast.Call):
        return False
    method = made.func.value if isinstance(made.func, ast.Attribute) else None
    return name is method or name in made.args


def _copies(row: ast.expr) -> tuple[str, ...]:
    """How a row is copied in whole."""
    name = ast.unparse(row)
    return f"{name}[:]", f"{name}.copy()", f"list({name})"


def _length_of_list(node: ast.expr, number: int) -> ast.expr:
    text = f"len({ast.unparse(node)}{'[0]' * number})"
    return ast.parse(text, mode="eval").body


def _length_of(node: ast.expr, number: int) -> ast.expr:
    text = ast.unparse(node)
    size = f"len({text})" if number == 0 else f"{text}.shape[{number}]"
    return ast.parse(size, mode="eval").body


def _measured(node: ast.expr) -> tuple[str | None, int]:
    """(array, dimension) of `len(a)`, `a.shape[1]`; (None, 0) for anything else."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "len":
        if len(node.args) == 1 and isinstance(node.args[0], ast.Name):
            return node.args[0].id, 0
        row = node.args[0] if len(node.args) == 1 else None
        if (
            isinstance(row, ast.Subscript)
            and isinstance(row.value, ast.Name)
            and isinstance(row.slice, ast.Constant)
            and row.slice.value == 0
        ):
            return row.value.id, 1
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Attribute):
        base, key = node.value.value, node.slice
        if (
            node.value.attr == "shape"
            and isinstance(base, ast.Name)
            and isinstance(key, ast.Constant)
            and type(key.value) is int
            and key.value >= 0
        ):
            return base.id, key.value
    if isinstance(node, ast.Attribute) and node.attr == "size" and isinstance(node.value, ast.Name):
        # Of one dimension: whoever loops over `range(a.size)` indexes `a[i]`.
        return node.value.id, 0
    return None, 0
