"""Comparisons, conditions, and what is chosen by them, over columns."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace

from ..source import Decline
from ._scalar_choices import Choice
from ._scalar_terms import Scalar, Terms

_COMPARE = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
}  # fmt: skip


class Tests(Terms):
    """Translates tests, and values by condition; raises Decline where it can't."""

    def condition(self, node: ast.expr) -> Scalar:
        found = self(node)
        if found.kind == "match":
            return replace(found, kind="bool")
        if found.kind != "bool" or not found.column:
            raise Decline("a test that isn't a comparison of columns")
        return found

    def _under(self, test: Scalar, sign: str, make: Callable[[], Scalar]) -> Scalar:
        self.masks.append(f"{sign}{test.tight}" if sign else test.tight)
        try:
            return make()
        finally:
            self.masks.pop()

    def _compare(self, node: ast.Compare) -> Scalar:
        if isinstance(node.ops[0], ast.Is | ast.IsNot) and len(node.ops) == 1:
            return self._found(node)
        parts: list[Scalar] = []
        left = node.left
        for op, right in zip(node.ops, node.comparators, strict=True):
            if isinstance(op, ast.In | ast.NotIn):
                parts.append(self._membership(self(left), op, right))
            else:
                parts.append(self._comparison(self(left), op, self(right)))
            left = right
        if len(parts) == 1:
            return parts[0]
        text = " & ".join(f"({part.text})" for part in parts)
        return Scalar(text, "bool", True, False, any(part.series for part in parts))

    def _found(self, node: ast.Compare) -> Scalar:
        """`re.search(pattern, s) is not None`."""
        nothing = node.comparators[0]
        found = self(node.left)
        is_none = isinstance(nothing, ast.Constant) and nothing.value is None
        if found.kind != "match" or not is_none:
            raise Decline("a test for being the same object")
        if isinstance(node.ops[0], ast.IsNot):
            return replace(found, kind="bool")
        return replace(found, text=f"~{found.tight}", kind="bool", atom=False)

    def _comparison(self, a: Scalar, op: ast.cmpop, b: Scalar) -> Scalar:
        symbol = _COMPARE.get(type(op))
        kinds = {a.kind, b.kind}
        text = kinds == {"str"} and isinstance(op, ast.Eq | ast.NotEq)
        text = text or kinds == {"datetime"}
        if symbol is None or not (kinds <= {"int", "float"} or text) or not (a.column or b.column):
            raise Decline("a comparison with no column form")
        if kinds == {"int", "float"}:
            self._sized(a, b)
        return Scalar(f"{a.tight} {symbol} {b.tight}", "bool", True, False, a.series or b.series)

    def _membership(self, a: Scalar, op: ast.cmpop, among: ast.expr) -> Scalar:
        """`x in (1, 2)`, `"x" in s`."""
        collection = isinstance(among, ast.List | ast.Tuple | ast.Set)
        if not collection and not a.column:
            return self._contains(a, self(among), op)
        elts = among.elts if isinstance(among, ast.List | ast.Tuple | ast.Set) else []
        types = {type(part.value) for part in elts if isinstance(part, ast.Constant)}
        constant = all(isinstance(part, ast.Constant) for part in elts)
        wanted = {"int": int, "str": str}.get(a.kind)
        if not constant or wanted is None or types != {wanted} or not a.series:
            raise Decline("membership in something else than a literal")
        items = ", ".join(self.facts.source.segment(part) for part in elts)
        text = f"{a.tight}.isin([{items}])"
        if isinstance(op, ast.NotIn):
            return Scalar(f"~{text}", "bool", True, False)
        return Scalar(text, "bool")

    def _boolop(self, node: ast.BoolOp) -> Scalar:
        both = isinstance(node.op, ast.And)
        parts: list[Scalar] = []
        for value in node.values:
            parts.append(self.condition(value))
            self.masks.append(parts[-1].tight if both else f"~{parts[-1].tight}")
        del self.masks[-len(parts) :]
        symbol = " & " if both else " | "
        text = symbol.join(f"({part.text})" for part in parts)
        return Scalar(text, "bool", True, False, any(part.series for part in parts))

    def _ifexp(self, node: ast.IfExp) -> Scalar:
        test = self.condition(node.test)
        yes = self._under(test, "", lambda: self(node.body))
        no = self._under(test, "~", lambda: self(node.orelse))
        return self.choose(test, yes, no)

    def choose(self, test: Scalar, yes: Scalar, no: Scalar) -> Scalar:
        """`yes if test else no`, elementwise."""
        kept = self._with_holes(test, yes, no)
        if kept is not None:
            return kept
        kinds = {yes.kind, no.kind}
        if len(kinds) > 1 and kinds != {"int", "float"}:
            raise Decline("branches of different types")
        whole = ""
        if "float" in kinds:
            sides = ((yes, test.tight), (no, f"~{test.tight}"))
            found = [_whole(side, where) for side, where in sides]
            whole = " | ".join(f"({part})" for part in found if part)
        self._sized(*(part for part in (yes, no) if len(kinds) > 1))
        text = f"{self.numpy_name()}.where({test.text}, {yes.text}, {no.text})"
        kind = "float" if "float" in kinds else kinds.pop()
        bound = max(yes.bound, no.bound) + 1
        return Scalar(text, kind, True, True, False, bound, whole, choice=_choice(test, yes, no))

    def _with_holes(self, test: Scalar, yes: Scalar, no: Scalar) -> Scalar | None:
        """`x.strip() if pd.notna(x) else x`: what is made of texts keeps their holes."""
        return None


def _choice(test: Scalar, yes: Scalar, no: Scalar) -> Choice | None:
    if yes.kind != "str" or no.kind != "str":
        return None
    sides = [side.choice if side.column else side.text for side in (yes, no)]
    first, second = sides
    return Choice(test.text, first, second) if first and second else None


def _whole(side: Scalar, where: str) -> str:
    """Where an element of one branch is an int, as a test; empty where it never is."""
    if side.kind == "int":
        return where
    return f"{where} & ({side.whole})" if side.whole else ""
