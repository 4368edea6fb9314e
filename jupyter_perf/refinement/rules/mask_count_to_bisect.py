from __future__ import annotations

import ast
from dataclasses import dataclass

from ...core.code import Safety
from .. import flow
from ..concrete import Around, Instead, Swap
from ..facts import Facts
from ._guarded import is_fallback
from ._loop_numbers import column_kind, number_kind
from ._masks import named_test
from ._place import applied, library, place
from ._rule import Rewrite, rule

_TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    **{ast.Lt: ast.Gt, ast.LtE: ast.GtE, ast.Gt: ast.Lt, ast.GtE: ast.LtE, ast.Eq: ast.Eq},
}


@rule(ast.Call, ast.Subscript, safety=Safety.CHECK, gain=60.0, hints=("<", ">", "=="))
def mask_count_to_bisect(node: ast.Call | ast.Subscript, facts: Facts) -> Rewrite | None:
    """Count a column's values below a limit by bisection of the values sorted once.

    What it does:
        `(df['x'] < v).sum()`, `len(df[df['x'] < v])`, `np.sum(x <= v)` and the like, repeated for
        many `v`, become `bisect_left(ordered, v)`; so do `<=`, `>`, `>=`, `==`, `mean()` instead of
        `sum()`, and two limits that `&` joins.

    Why it is slow:
        Each count compares the whole column, and pandas takes some 50 microseconds to set that up;
        bisection looks at a few values of a list.

    Before:
        shares = [(df['x'] <= v).sum() for v in grid]

    After:
        from bisect import bisect_right
        ordered = sorted(df['x'].dropna().tolist())
        shares = [np.int64(bisect_right(ordered, v)) for v in grid]

    When not:
        Columns that aren't known to hold 64-bit numbers, limits that may be anything else than one
        number, a column that changes meanwhile, a count that isn't repeated.

    Source:
        The Python documentation of `bisect`; the pandas user guide on vectorised comparisons.
    """
    counted = _counted(node, facts)
    if counted is None or is_fallback(node, facts):
        return None
    limits = _limits(counted.mask, facts)
    others = [one.value for one in limits if not isinstance(one.value, ast.Constant)]
    mixed = len({number_kind(value, facts) for value in others}) > 1
    if not limits or mixed or len({ast.unparse(limit.column) for limit in limits}) > 1:
        return None
    column = limits[0].column
    kind = column_kind(column, facts)
    names = flow.loads(column)
    if kind is None or counted.rows not in (None, *names, ast.unparse(column)):
        return None
    before = place(node, names, facts) or applied(node, names, facts)
    if before is None or isinstance(before, ast.While):
        return None
    if not facts.is_builtin("sorted", "len", "float", "max", "int", at=node):
        return None
    writer = _Writer(kind, _fresh(column, facts), facts)
    text = writer.written(limits)
    if text is None:
        return None
    text = writer.typed(counted, text, column, node)
    line = f"{writer.name} = sorted({_values(column, kind, writer.floats, facts)}.tolist())"
    unnamed = [Instead(stmt, "") for stmt in counted.named]
    if any(len(facts.source.block(stmt)) <= len(unnamed) for stmt in counted.named):
        return None
    return Rewrite((Around(before, line), Swap(node, text), *unnamed), tuple(writer.imports))


def _values(column: ast.expr, kind: str, floats: bool, facts: Facts) -> str:
    """The text of the values that can be put in order: NaN is in no count."""
    text = facts.source.segment(column)
    if not isinstance(column, ast.Name) or facts.kind_of(column) == "Series":
        text += ".dropna()"
    elif kind == "float":
        text = f"{text}[{text} == {text}]"
    return f"{text}.astype(float)" if floats and kind == "int" else text


@dataclass(frozen=True)
class _Counted:
    """A mask of which the true values are counted; `kind` is that of the count."""

    mask: ast.expr
    kind: str
    """`int`, `int64`, or `mean` for the share of all values."""
    rows: str | None = None
    """What the mask chooses rows of, where it does: a frame, or the column itself."""
    named: tuple[ast.Assign, ...] = ()
    """Statements that give the mask, or what it chooses, a name that nothing else reads."""


def _counted(node: ast.Call | ast.Subscript, facts: Facts) -> _Counted | None:
    if isinstance(node, ast.Subscript):
        # `df[mask].shape[0]`
        owner = node.value
        first = isinstance(node.slice, ast.Constant) and node.slice.value == 0
        if first and isinstance(owner, ast.Attribute) and owner.attr == "shape":
            return _chosen(owner.value, facts)
        return None
    if node.keywords:
        return None
    called = node.func
    if isinstance(called, ast.Attribute) and not node.args and called.attr in ("sum", "mean"):
        kind = "int64" if called.attr == "sum" else "mean"
        return _of_mask(called.value, kind, facts)
    if len(node.args) != 1:
        return None
    if isinstance(called, ast.Name) and called.id == "len" and facts.is_builtin("len", at=node):
        return _chosen(node.args[0], facts)
    full = facts.full_name(called)
    kinds = {"numpy.sum": "int64", "numpy.count_nonzero": "int64", "numpy.mean": "mean"}
    return _of_mask(node.args[0], kinds[full], facts) if full in kinds else None


def _of_mask(node: ast.expr, kind: str, facts: Facts) -> _Counted:
    mask, named = named_test(node, facts)
    return _Counted(mask, kind, None, () if named is None else (named,))


def _chosen(node: ast.expr, facts: Facts) -> _Counted | None:
    """`df[mask]`, `df.loc[mask]`, `x[mask]`."""
    rows, above = named_test(node, facts)
    if not isinstance(rows, ast.Subscript):
        return None
    mask, named = named_test(rows.slice, facts)
    if not isinstance(mask, ast.Compare | ast.BinOp):
        return None
    base = rows.value
    if isinstance(base, ast.Attribute) and base.attr == "loc":
        base = base.value
    stmts = tuple(stmt for stmt in (above, named) if stmt is not None)
    return _Counted(mask, "int", ast.unparse(base), stmts)


@dataclass(frozen=True)
class _Limit:
    column: ast.expr
    operator: type[ast.cmpop]
    value: ast.expr


def _limits(mask: ast.expr, facts: Facts) -> list[_Limit]:
    """The comparisons of a column with one value each; empty where there is anything else."""
    if isinstance(mask, ast.BinOp) and isinstance(mask.op, ast.BitAnd):
        left, right = _limits(mask.left, facts), _limits(mask.right, facts)
        return [*left, *right] if len(left) == len(right) == 1 else []
    if not (isinstance(mask, ast.Compare) and len(mask.ops) == 1):
        return []
    operator, column, value = type(mask.ops[0]), mask.left, mask.comparators[0]
    if operator not in _TURNED:
        return []
    if column_kind(column, facts) is None:
        column, value, operator = value, column, _TURNED[operator]
    if column_kind(column, facts) is None or column_kind(value, facts) is not None:
        return []
    return [_Limit(column, operator, value)]


def _fresh(column: ast.expr, facts: Facts) -> str:
    parts = [n.id for n in ast.walk(column) if isinstance(n, ast.Name)]
    parts += [n.attr for n in ast.walk(column) if isinstance(n, ast.Attribute)]
    parts += [str(n.value) for n in ast.walk(column) if isinstance(n, ast.Constant)]
    stem = "_".join(part for part in parts if part.isidentifier())
    return facts.fresh(f"{stem}_sorted".lower())


class _Writer:
    """Writes counts as look-ups in a sorted list."""

    def __init__(self, kind: str, name: str, facts: Facts) -> None:
        self.kind, self.name, self.facts = kind, name, facts
        self.imports: list[str] = []
        self.floats = False
        """Whether whole numbers are compared as floats."""

    def written(self, limits: list[_Limit]) -> str | None:
        """The count as Python's own int; None where two limits don't make an interval."""
        if len(limits) == 1:
            return self._one(limits[0])
        lower = [one for one in limits if one.operator in (ast.Gt, ast.GtE)]
        upper = [one for one in limits if one.operator in (ast.Lt, ast.LtE)]
        if len(lower) != 1 or len(upper) != 1:
            return None
        below = self._bisect("left" if lower[0].operator is ast.GtE else "right", lower[0].value)
        up_to = self._bisect("left" if upper[0].operator is ast.Lt else "right", upper[0].value)
        if below is None or up_to is None:
            return None
        text = f"max({up_to} - {below}, 0)"
        tests = [test for one in limits if (test := self._test(one.value))]
        return f"({text} if {' and '.join(tests)} else 0)" if tests else text

    def _one(self, limit: _Limit) -> str | None:
        # NaN is before everything for `bisect_left`, and behind everything for `bisect_right`.
        operator, all_of = limit.operator, f"len({self.name})"
        left = right = None
        if operator in (ast.Lt, ast.GtE, ast.Eq):
            left = self._bisect("left", limit.value)
        if operator in (ast.LtE, ast.Gt, ast.Eq):
            right = self._bisect("right", limit.value)
        if left is None and right is None:
            return None
        below = right if operator is ast.Gt else left
        text = {ast.Lt: left, ast.LtE: right}.get(operator)
        if text is None:
            text = f"{right if operator is ast.Eq else all_of} - {below}"
        test = "" if operator in (ast.Lt, ast.Gt) else self._test(limit.value)
        return f"({text} if {test} else 0)" if test else text

    def _test(self, value: ast.expr) -> str:
        """A test that a limit isn't NaN, where it could be."""
        if number_kind(value, self.facts) == "int" or isinstance(value, ast.Constant):
            return ""
        text = self.facts.source.segment(value)
        text = f"({text})" if isinstance(value, ast.BinOp) else text
        return f"{text} == {text}"

    def _bisect(self, side: str, value: ast.expr) -> str | None:
        kind = number_kind(value, self.facts)
        if kind is None:
            return None
        self.floats |= kind == "float"
        function, lines = library(f"bisect.bisect_{side}", self.facts)
        self.imports += [line for line in lines if line not in self.imports]
        text = self.facts.source.segment(value)
        whole = (self.kind, kind) == ("float", "int") and not isinstance(value, ast.Constant)
        return f"{function}({self.name}, {f'float({text})' if whole else text})"

    def typed(self, counted: _Counted, text: str, column: ast.expr, node: ast.expr) -> str:
        """The count, or the share of all values, as the type that the original gives."""
        bare = text[1:-1] if text.startswith("(") else text
        if counted.kind == "int":
            return f"({bare})" if " - " in bare or " if " in bare else text
        np, line = self.facts.module("numpy", "np")
        self.imports += [line] if line else []
        if counted.kind == "int64":
            return f"{np}.int64({bare})"
        size, old = f"len({self.facts.source.segment(column)})", self.facts.source.segment(node)
        share = f"({bare})" if " - " in bare or " if " in bare else bare
        return f"({np}.float64({share} / {size}) if {size} else {old})"
