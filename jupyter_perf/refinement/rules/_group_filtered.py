"""Reductions of some of a group's rows, written over all groups."""

from __future__ import annotations

import ast

from ..source import Decline
from ..syntax import is_name, text_of
from ._group_rows import within
from ._group_specials import Specials
from ._group_terms import Terms
from ._guarded import small

ROUNDED = frozenset({"sum", "mean", "std", "var"})
_OF_FLOATS = ROUNDED | {"min", "max", "median", "count", "nunique"}
_OF_INTS = frozenset({"sum", "mean", "count"})


class Filtered(Specials):
    """`g[g['a'] > 1]['b'].sum()`, `len(g[g['a'] > 1])`."""

    exact: bool
    elementwise: bool
    operators: int

    def _filtered(self, node: ast.expr) -> tuple[str, str] | None:
        """`g[g['a'] > 1]['b'].sum()`, `g.loc[g['a'] > 1, 'b'].mean()`, `len(g[g['a'] > 1])`."""
        counted = self._counted(node)
        if counted is not None:
            return counted
        called = node.func if isinstance(node, ast.Call) else None
        if not isinstance(called, ast.Attribute) or node.args or node.keywords:  # type: ignore[attr-defined]
            return None
        found = self._rows_of(called.value)
        if found is None or called.attr not in _OF_FLOATS:
            return None
        column, test = found
        terms = Terms(self.parameter, self.groups, self.facts)
        (text, kind), (passes, tested) = terms.row(column), terms.row(test)
        if tested != "bool" or not self._fits(called.attr, kind):
            raise Decline(f"{called.attr} of some rows of kind {kind}")
        self._noted(terms)
        whole = kind == "int" and called.attr == "sum"
        made = f"{within(text)}.where({passes}{', 0' if whole else ''}).groupby({terms.keys()})"
        if kind == "float" and called.attr in ROUNDED:
            self.guards.append(small(within(text)))
            if self.exact:
                self.guards.append(f"{within(text)}.notna().all()")
                return f"{made}.agg(lambda values: values.dropna().{called.attr}())", "float"
        exact = whole or called.attr in ("count", "nunique")
        return f"{made}.{called.attr}()", "int" if exact else "float"

    def _fits(self, name: str, kind: str) -> bool:
        if kind == "float":
            return True
        return name in _OF_INTS if kind == "int" else kind == "str" and name in ("count", "nunique")

    def _counted(self, node: ast.expr) -> tuple[str, str] | None:
        if isinstance(node, ast.Call) and not self.facts.is_builtin("len", at=node):
            return None
        called = node.func if isinstance(node, ast.Call) else None
        if called is not None and not is_name(called, "len"):
            return None
        if isinstance(node, ast.Subscript) and not ast.unparse(node).endswith(".shape[0]"):
            return None
        terms = Terms(self.parameter, self.groups, self.facts)
        found = terms.counted(node)
        if found is not None:
            self._noted(terms)
        return found

    def _noted(self, terms: Terms) -> None:
        self.reductions += 1
        self.operators += self.groups.column is None
        self.elementwise = self.elementwise or terms.elementwise
        self.guards += terms.guards

    def _rows_of(self, node: ast.expr) -> tuple[ast.expr, ast.expr] | None:
        """(column, test) of `g[test]['a']`, `g['a'][test]`, `g.loc[test, 'a']`, `s[test]`."""
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Subscript):
            inner = node.value
            test = _test_of(inner, self.parameter)
            if test is None:
                return None
            own = ast.copy_location(ast.Attribute(inner.value, node.attr, ast.Load()), node)
            return own, test
        if not isinstance(node, ast.Subscript):
            return None
        if isinstance(node.value, ast.Subscript) and text_of(node.slice) is not None:
            inner = node.value
            test = _test_of(inner, self.parameter)
            if test is None:
                return None
            own_part = ast.Subscript(ast.Name(self.parameter, ast.Load()), node.slice, ast.Load())
            return ast.copy_location(own_part, node), test
        if isinstance(node.value, ast.Attribute) and node.value.attr == "loc":
            pair = node.slice.elts if isinstance(node.slice, ast.Tuple) else []
            if not is_name(node.value.value, self.parameter) or len(pair) != 2:
                return None
            if text_of(pair[1]) is None or not _is_test(pair[0]):
                return None
            part = ast.Subscript(node.value.value, pair[1], ast.Load())
            return ast.copy_location(part, node), pair[0]
        if not _is_test(node.slice):
            return None
        if is_name(node.value, self.parameter):
            return (node.value, node.slice) if self.groups.column is not None else None
        return node.value, node.slice


def _is_test(node: ast.expr) -> bool:
    return isinstance(node, ast.Compare | ast.BinOp | ast.UnaryOp | ast.Call)


def _test_of(node: ast.Subscript, group: str) -> ast.expr | None:
    """The test of `g[test]` or `g.loc[test]`."""
    base = node.value
    if isinstance(base, ast.Attribute) and base.attr == "loc":
        base = base.value
    return node.slice if is_name(base, group) and _is_test(node.slice) else None
