"""Reductions of what is made of a group's columns, row by row, written over all groups."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from ..source import Decline
from ._group_rows import NUMBERS, RowTerms, within
from ._guarded import small
from ._reductions import reduced

_ROUNDED = frozenset({"sum", "mean", "std", "var"})
_OF_NUMBERS = frozenset({"sum", "mean", "min", "max", "std", "var", "median", "count"})
_OF_TESTS = {"sum": "int", "mean": "float", "any": "bool", "all": "bool"}
LEAST_WEIGHT = "1e-100"
"""Sums of weights above this divide sums of values of ordinary size without overflow."""
_NUMPY = {f"numpy.{name}": name for name in ("sum", "mean", "min", "max", "any", "all")}


@dataclass
class Terms(RowTerms):
    """Reads `(g['a'] * g['b']).sum()` and the like."""

    means: list[str] = field(default_factory=list)
    """What means of floats are made of."""

    def reduction(self, node: ast.expr) -> tuple[str, str] | None:
        """(text over all groups, kind of the result), or None for anything else."""
        found = self._called(node)
        if found is None:
            return self._average(node)
        name, inner = found
        if reduced(inner, self.parameter) is not None:
            return None
        text, kind = self.row(inner)
        if kind == "bool":
            if name not in _OF_TESTS:
                raise Decline(f"{name} of tests")
            result = _OF_TESTS[name]
        elif kind in NUMBERS and name in _OF_NUMBERS:
            result = (
                "int" if name == "count" else kind if name in ("sum", "min", "max") else "float"
            )
        else:
            raise Decline(f"{name} of what is of kind {kind}")
        if kind == "float" and name in _ROUNDED:
            self.guards.append(small(f"({text})"))
        if kind == "float" and name == "mean":
            self.means.append(text)
        return f"({text}).groupby({self.keys()}).{name}()", result

    def _average(self, node: ast.expr) -> tuple[str, str] | None:
        """`np.average(g['a'], weights=g['w'])`, where weights don't add up to nothing."""
        if not (isinstance(node, ast.Call) and len(node.args) == 1 and len(node.keywords) == 1):
            return None
        option = node.keywords[0]
        if self.facts.full_name(node.func) != "numpy.average" or option.arg != "weights":
            return None
        (values, one), (weights, other) = self.row(node.args[0]), self.row(option.value)
        if not {one, other} <= NUMBERS:
            raise Decline("an average of what are no numbers")
        # Whole numbers are averaged as floats, which don't overflow.
        weights = within(weights) if other == "float" else f"{within(weights)}.astype(float)"
        keys = self.keys()
        total = f"({weights}).groupby({keys}).sum()"
        paid = f"({within(values)} * {weights})"
        self.guards += [f"{paid}.notna().all()", small(paid), small(f"({weights})")]
        self.guards.append(f"({total} > {LEAST_WEIGHT}).all()")
        return f"({paid}.groupby({keys}).sum() / {total})", "float"

    def counted(self, node: ast.expr) -> tuple[str, str] | None:
        """(`len(g[g["a"] > 1])` or its `shape[0]` over all groups, kind), or None."""
        part: ast.expr | None = None
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and len(node.args) == 1:
            part = node.args[0]
        elif isinstance(node, ast.Subscript) and isinstance(node.value, ast.Attribute):
            part = node.value.value
        if not (isinstance(part, ast.Subscript) and isinstance(part.value, ast.Name)):
            return None
        if part.value.id != self.parameter:
            return None
        if not isinstance(part.slice, ast.Compare | ast.BinOp | ast.UnaryOp):
            return None
        text, kind = self.row(part.slice)
        if kind != "bool":
            raise Decline("rows that are chosen otherwise")
        return f"({text}).groupby({self.keys()}).sum()", "int"

    def _called(self, node: ast.expr) -> tuple[str, ast.expr] | None:
        """(name of the reduction, what it reduces)."""
        if not isinstance(node, ast.Call) or node.keywords:
            return None
        called = node.func
        if isinstance(called, ast.Attribute) and not node.args:
            return (
                (called.attr, called.value) if called.attr in {*_OF_NUMBERS, *_OF_TESTS} else None
            )
        name = _NUMPY.get(self.facts.full_name(called) or "")
        return (name, node.args[0]) if name and len(node.args) == 1 else None

    def keys(self) -> str:
        """What `groupby` is given: the key columns, and the options of the original."""
        columns = [self.groups.whole(key) for key in self.groups.keys]
        keys = columns[0] if len(columns) == 1 else f"[{', '.join(columns)}]"
        call = ast.parse(self.groups.text, mode="eval").body
        assert isinstance(call, ast.Call)
        options = [ast.unparse(k) for k in call.keywords if k.arg != "by"]
        return ", ".join([keys, *options])
