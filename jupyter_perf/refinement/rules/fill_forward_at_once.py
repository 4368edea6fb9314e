from __future__ import annotations

import ast
from dataclasses import dataclass

from ...core.code import Safety
from ..concrete import Instead
from ..facts import Facts
from ..syntax import text_of
from ..writing import indented, labels_are_places
from ._guarded import is_fallback
from ._hot import is_compiled
from ._known_frames import frame_at
from ._leftovers import read_elsewhere
from ._place import sole
from ._rule import Rewrite, rule

_MISSING = frozenset({"pandas.isna", "pandas.isnull", "numpy.isnan", "math.isnan"})


@rule(ast.For, safety=Safety.CHECK, gain=90.0, hints=("- 1]", "- 1,"))
def fill_forward_at_once(node: ast.For, facts: Facts) -> Rewrite | None:
    """Fill what is missing from the last element that isn't, all at once.

    What it does:
        A loop that gives each missing element of an array, a Series or a frame's column the one
        before becomes `ffill`, or its counterpart for arrays.

    Why it is slow:
        Each element is read, tested and written by itself; of a Series or a frame that takes ten
        microseconds and more.

    Before:
        for i in range(1, len(s)):
            if pd.isna(s.iloc[i]):
                s.iloc[i] = s.iloc[i - 1]

    After:
        s.iloc[:] = s.ffill().to_numpy()

    When not:
        Another element is taken than the one before, the loop does more, labels other than 0, 1,
        2, …; arrays of anything but floats.

    Source:
        The documentation of `pandas.Series.ffill`.
    """
    if is_compiled(node, facts) or is_fallback(node, facts):
        return None
    index = _index(node, facts)
    if_ = sole(node.body)
    if index is None or not isinstance(if_, ast.If) or if_.orelse:
        return None
    given = sole(if_.body)
    if not isinstance(given, ast.Assign) or len(given.targets) > 1:
        return None
    test, first = _tested(if_.test, index.name)
    if index.first == 0 and not first:
        return None
    target, value = _cell(given.targets[0], index.name), _cell(given.value, f"{index.name} - 1")
    asked, by = _asked(test, facts)
    cell = _cell(asked, index.name) if asked is not None else None
    if target is None or value is None or cell is None:
        return None
    if len({(one.owner.id, one.column) for one in (target, value, cell)}) > 1:
        return None
    if _is_missed(index.name, node, facts) or not facts.is_builtin("len", at=node):
        return None
    return _written(node, index, [target, value, cell], by, facts)


@dataclass(frozen=True)
class _Index:
    name: str
    first: int
    stop: str


@dataclass(frozen=True)
class _Cell:
    """An element of an array (no accessor), of a Series, or of a frame's column."""

    owner: ast.Name
    accessor: str
    column: str
    """The text of the column's label; "" for what has no columns."""
    label: ast.expr | None = None


def _index(node: ast.For, facts: Facts) -> _Index | None:
    """The variable of `for i in range(1, n)` and `range(n)`."""
    call = node.iter
    if not (isinstance(call, ast.Call) and isinstance(node.target, ast.Name)) or node.orelse:
        return None
    ranged = isinstance(call.func, ast.Name) and call.func.id == "range" and not call.keywords
    if not ranged or len(call.args) not in (1, 2) or not facts.is_builtin("range", at=call):
        return None
    first = call.args[0] if len(call.args) == 2 else ast.Constant(0)
    begin = first.value if isinstance(first, ast.Constant) else None
    if type(begin) is not int or begin not in (0, 1):
        return None
    if not isinstance(call.args[-1], ast.Name | ast.Call | ast.Subscript):
        return None
    return _Index(node.target.id, begin, ast.unparse(call.args[-1]))


def _tested(test: ast.expr, index: str) -> tuple[ast.expr, bool]:
    """(the test of the element, whether `i > 0` is asked too)."""
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And) and len(test.values) == 2:
        for one, other in (test.values, test.values[::-1]):
            if ast.unparse(one) in (f"{index} > 0", f"{index} >= 1", f"{index} != 0"):
                return other, True
    return test, False


def _asked(test: ast.expr, facts: Facts) -> tuple[ast.expr | None, str]:
    """(what is tested for being missing, by which function)."""
    if isinstance(test, ast.Call) and len(test.args) == 1 and not test.keywords:
        full = facts.full_name(test.func) or ""
        return (test.args[0], full) if full in _MISSING else (None, "")
    if isinstance(test, ast.Compare) and isinstance(test.ops[0], ast.NotEq):
        same = ast.dump(test.left) == ast.dump(test.comparators[0])
        return (test.left, "!=") if same and len(test.ops) == 1 else (None, "")
    return None, ""


def _cell(node: ast.expr, place: str) -> _Cell | None:
    if not isinstance(node, ast.Subscript):
        return None
    base, key = node.value, node.slice
    if isinstance(base, ast.Name):
        return _Cell(base, "", "") if ast.unparse(key) == place else None
    if not isinstance(base, ast.Attribute):
        return None
    if base.attr in ("loc", "at") and isinstance(key, ast.Tuple) and len(key.elts) == 2:
        label = key.elts[1]
        plain = isinstance(label, ast.Name | ast.Constant) and isinstance(base.value, ast.Name)
        if not plain or ast.unparse(key.elts[0]) != place:
            return None
        return _Cell(base.value, base.attr, ast.unparse(label), label)  # type: ignore[arg-type]
    if base.attr not in ("iloc", "iat") or ast.unparse(key) != place:
        return None
    held = base.value
    if isinstance(held, ast.Subscript) and isinstance(held.value, ast.Name):
        return _Cell(held.value, base.attr, ast.unparse(held.slice), held.slice)
    return _Cell(held, base.attr, "") if isinstance(held, ast.Name) else None


def _is_missed(name: str, loop: ast.For, facts: Facts) -> bool:
    """True where somebody may see what the loop leaves in its variable."""
    if read_elsewhere(name, [loop], facts):
        return True
    lines = [getattr(one, "lineno", 0) for one in facts.binders(name, facts.scope(name, loop))]
    last = max(lines) <= loop.lineno and (len(lines) > 1 or name in facts.namespace)
    return last and facts.kind == "cell"


def _written(
    node: ast.For, index: _Index, cells: list[_Cell], by: str, facts: Facts
) -> Rewrite | None:
    owner, imports = cells[0].owner, list[str]()
    name = owner.id
    guards = [] if index.stop in (f"len({name})", f"{name}.shape[0]") else [
        f"{index.stop} == len({name})"]  # fmt: skip
    if cells[0].column:
        label = cells[0].label
        frame = frame_at(owner, node, facts)
        writes = cells[0].accessor in ("loc", "at")
        if frame is None or not writes or not isinstance(label, ast.Name | ast.Constant):
            return None
        kind = frame.columns.get(text_of(label) or "")
        if isinstance(label, ast.Constant) and kind is None:
            return None
        if by not in ("pandas.isna", "pandas.isnull") and kind != "float":
            return None
        more = [] if isinstance(label, ast.Constant) else [f"len({name}) > 1"]
        guards = [*guards, *more, labels_are_places(name)]
        column = f"{name}[{facts.source.segment(label)}]"
        new = f"{column} = {column}.ffill()"
    elif all(cell.accessor in ("iloc", "iat") for cell in cells):
        if not _known(owner, "Series", facts):
            return None
        new = f"{name}.iloc[:] = {name}.ffill().to_numpy()"
    elif not any(cell.accessor for cell in cells) and _known(owner, "ndarray", facts):
        np, line = facts.module("numpy", "np")
        imports += [line] if line else []
        last = facts.fresh("last")
        places = f"{np}.where({np}.isnan({name}), 0, {np}.arange(len({name})))"
        new = f"{last} = {np}.maximum.accumulate({places})\n{name}[:] = {name}[{last}]"
    else:
        return None
    if not guards:
        return Rewrite((Instead(node, new),), tuple(imports))
    old = facts.source.block_text(node)
    if old is None:
        return None
    test = " and ".join([f"len({name})", *guards])
    text = f"if {test}:\n{indented(new)}\nelse:\n{indented(old)}"
    return Rewrite((Instead(node, text),), tuple(imports))


def _known(owner: ast.Name, kind: str, facts: Facts) -> bool:
    """True for a Series, or an array of one dimension, of floats."""
    found = facts.samples(owner)
    return bool(found) and all(
        type(one).__name__ == kind and str(one.dtype) == "float64" and one.ndim == 1
        for one in found
    )
