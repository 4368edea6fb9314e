"""Writes a loop with elements taken from lists, and numpy's numbers made where one is kept."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .. import flow
from ..source import Decline
from ..vectorise.types import Many
from ._element_kinds import all_keys_of
from ._fstrings import lifted
from ._plain_kinds import NUMPY, PYTHON, PlainKinds

_TYPES = {"float": "float64", "int": "int64", "bool": "bool_"}
_CONVERTERS = frozenset({"int", "float", "bool", "str"})
_UFUNCS = flow.words("sqrt exp log sin cos tan tanh arctan floor ceil log10 log2 sign hypot")
_BARE = (ast.If, ast.While, ast.BoolOp, ast.Not, ast.Assign)
"""Around these a comparison needs no parentheses."""
_IN_PLACE = (ast.Add, ast.Sub, ast.Mult)


class PlainTexts:
    """The texts that change, by node; `free` counts those that no type shows in."""

    def __init__(self, kinds: PlainKinds) -> None:
        self.kinds, self.facts = kinds, kinds.facts
        self.names = {name: self.facts.fresh(f"{name}_list") for name in kinds.arrays}
        # A cell would leave Python's number under a name where there was numpy's.
        in_cell = self.facts.source.function(kinds.loop) is None and self.facts.kind == "cell"
        self.renamed = {
            name: self.facts.fresh(f"plain_{name}") if in_cell else name for name in kinds.locals
        }
        self.swaps: dict[ast.expr, str] = {}
        self.free = self.wrapped = 0

    def write(self) -> str:
        """The loop over lists, which are made before it."""
        loop = self.kinds.loop
        if isinstance(loop, ast.While):
            self._collect(loop.test, True)
        else:
            self._collect(loop.iter, False)
        for stmt in [*loop.body, *loop.orelse]:
            self._collect(stmt, False)
        text = self.facts.source.block_text(loop, lifted(self.swaps, self.facts))
        if text is None:
            raise Decline("text that can't be indented")
        return "\n".join([*(f"{n} = {a}.tolist()" for a, n in self.names.items()), text])

    def _collect(self, node: ast.AST, free: bool) -> None:
        """Texts for what is made of elements; it isn't free where its type could be seen."""
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            if node.id in self.renamed and self.renamed[node.id] != node.id:
                self.swaps[node] = self.renamed[node.id]
            return
        found = self.kinds.plain(node) if isinstance(node, ast.expr) else None
        if found is not None and isinstance(node, ast.expr):
            kind, origin = found
            if free or origin == PYTHON:
                self.swaps[node] = self.text(node)
                self.free += 1
                return
            if origin == NUMPY:
                made = f"{self.kinds.inputs.numpy()}.{_TYPES[kind]}"
                self.swaps[node] = f"{made}({self.text(node)})"
                self.wrapped += 1
                return
        for child, child_is_free in self._children(node, free):
            self._collect(child, child_is_free)

    def _children(self, node: ast.AST, free: bool) -> Iterator[tuple[ast.AST, bool]]:
        if isinstance(node, ast.If | ast.While | ast.Assert):
            yield from self._tested(node, True, free=False)
        elif isinstance(node, ast.IfExp):
            yield from self._tested(node, True, free=free)
        elif isinstance(node, ast.Compare):
            same = any(isinstance(op, ast.Is | ast.IsNot) for op in node.ops)
            yield from ((side, free and not same) for side in (node.left, *node.comparators))
        elif isinstance(node, ast.BoolOp):
            yield from ((value, free) for value in node.values)
        elif isinstance(node, ast.UnaryOp):
            yield node.operand, isinstance(node.op, ast.Not)
        elif isinstance(node, ast.Call):
            yield node.func, False
            yield from ((argument, self._converts(node)) for argument in node.args)
            yield from ((keyword.value, False) for keyword in node.keywords)
        elif isinstance(node, ast.FormattedValue):
            yield node.value, node.conversion in (-1, ord("s"))
        elif isinstance(node, ast.Subscript):
            yield node.value, False
            yield node.slice, isinstance(node.ctx, ast.Load) or self._is_filled(node)
        elif isinstance(node, ast.Slice | ast.Tuple) and free:
            yield from ((child, True) for child in ast.iter_child_nodes(node))
        elif isinstance(node, ast.Assign):
            yield from ((target, False) for target in node.targets)
            yield node.value, self._takes_any(node.targets[0], node.value)
        elif isinstance(node, ast.AugAssign):
            yield node.target, False
            yield node.value, isinstance(node.op, _IN_PLACE) and self._is_filled(node.target)
        else:
            yield from ((child, False) for child in ast.iter_child_nodes(node))

    def _tested(
        self, node: ast.If | ast.While | ast.Assert | ast.IfExp, test: bool, free: bool
    ) -> Iterator[tuple[ast.AST, bool]]:
        yield node.test, test
        rest = (child for child in ast.iter_child_nodes(node) if child is not node.test)
        yield from ((child, free) for child in rest)

    def _converts(self, call: ast.Call) -> bool:
        """True for calls that give the same for Python's number as for numpy's."""
        called = call.func
        if isinstance(called, ast.Name) and called.id in _CONVERTERS:
            return self.facts.is_builtin(called.id, at=called)
        module, _, name = (self.facts.full_name(called) or "").rpartition(".")
        if module == "numpy" and name in _UFUNCS:
            kinds = [self.kinds.plain(argument) for argument in call.args]
            return all(one is not None and one[0] == "float" for one in kinds)
        return module == "math"

    def _takes_any(self, target: ast.expr, value: ast.expr) -> bool:
        """True for a name that may hold Python's number, and for an element of an array."""
        if isinstance(target, ast.Name):
            return target.id in self.kinds.locals
        found = self.kinds.plain(value)
        return self._is_filled(target) and found is not None and found[0] in ("float", "int")

    def _is_filled(self, target: ast.expr) -> bool:
        """True for an element of an array of floats, which takes any number."""
        base = flow.root(target) if isinstance(target, ast.Subscript) else None
        found = self.kinds.inputs.type_of(base) if base is not None else None
        return isinstance(found, Many) and (found.form, found.kind) == ("array", "float")

    def text(self, node: ast.expr) -> str:
        """The text of an expression with its elements taken from lists."""
        swaps: dict[ast.expr, str] = {}
        self._inner(node, swaps)
        return swaps[node] if node in swaps else self.facts.source.render(node, swaps)

    def _inner(self, node: ast.AST, swaps: dict[ast.expr, str]) -> None:
        new = self._new(node) if isinstance(node, ast.expr) else None
        if new is not None and isinstance(node, ast.expr):
            swaps[node] = new
            return
        for child in ast.iter_child_nodes(node):
            self._inner(child, swaps)

    def _new(self, node: ast.expr) -> str | None:
        if isinstance(node, ast.Name):
            return self.renamed.get(node.id)
        if isinstance(node, ast.Subscript):
            base = flow.root(node)
            if base is None or base.id not in self.names or self.kinds.top(base) is not node:
                return None
            keys = (f"[{self.text(key)}]" for key in all_keys_of(node))
            return self.names[base.id] + "".join(keys)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
            # Python's power raises where numpy's gives infinity.
            base_text = self.text(node.left)
            return f"({base_text} * {base_text})" if self.kinds.touched(node.left) else None
        if isinstance(node, ast.Call) and self.kinds.is_missing(node):
            argument = node.args[0]
            if not isinstance(argument, ast.Name | ast.Subscript):
                return None
            text = self.text(argument)
            bare = isinstance(self.facts.source.parents[node], _BARE)
            return f"{text} != {text}" if bare else f"({text} != {text})"
        return None
