"""Windows of a column, and the function that each is given to: `s.rolling(5).apply(f)`."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from .. import flow
from ..facts import Facts
from ..source import Function
from ..syntax import parsed, text_of
from ._elements import column_samples, function_of
from ._known_frames import frame_at
from ._scalar_terms import quoted

_KEEPS = flow.QUIET_METHODS | flow.FRAME_METHODS | {"apply", "map"}
_OPTIONS = frozenset({"window", "min_periods", "center"})


@dataclass(frozen=True)
class Windowed:
    """The parts of `….rolling(…).apply(f)` and `….expanding(…).apply(f)`."""

    windows: ast.Call
    given: ast.expr
    """The function as it is given: a lambda, or its name."""
    function: Function
    raw: bool
    """True where windows come as arrays already."""
    full: bool
    """True where only windows without holes are asked for, as it is by default."""
    size: int
    """How many elements each window has at least."""

    @property
    def parameter(self) -> str:
        """The function's name for a window."""
        return self.function.args.args[0].arg


def windowed(node: ast.Call, facts: Facts) -> Windowed | None:
    """What a call gives to which function, window by window; None for another call."""
    called = node.func
    if not (isinstance(called, ast.Attribute) and called.attr == "apply" and len(node.args) == 1):
        return None
    raw = [k.value for k in node.keywords if k.arg == "raw"]
    if len(raw) < len(node.keywords) or not all(isinstance(r, ast.Constant) for r in raw):
        return None
    windows = called.value
    if not (isinstance(windows, ast.Call) and isinstance(windows.func, ast.Attribute)):
        return None
    options = _options(windows)
    if options is None or not _of_pandas(windows.func.value, facts):
        return None
    function = function_of(node.args[0], facts) or _as_lambda(node.args[0], facts)
    if not isinstance(function, ast.Lambda | ast.FunctionDef) or not _takes_one(function):
        return None
    size = _size(options.get("window"), facts)
    least = options.get("min_periods")
    count = size if least is None else _size(least, facts)
    if count == 0:
        return None
    full = size > 0 and (least is None or ast.unparse(least) == ast.unparse(options["window"]))
    is_raw = any(isinstance(r, ast.Constant) and r.value is True for r in raw)
    return Windowed(windows, node.args[0], function, is_raw, full, max(count, 1))


def _as_lambda(given: ast.expr, facts: Facts) -> ast.Lambda | None:
    """`lambda window: np.max(window)` for `np.max`."""
    builtin = isinstance(given, ast.Name) and given.id in ("max", "min", "sum")
    known = builtin and facts.is_builtin(given.id, at=given)  # type: ignore[attr-defined]
    if not known and not (facts.full_name(given) or "").startswith("numpy."):
        return None
    made = parsed("lambda window: max(window)")
    assert isinstance(made, ast.Lambda)
    assert isinstance(made.body, ast.Call)
    made.body.func = given
    return made


def _options(windows: ast.Call) -> dict[str | None, ast.expr] | None:
    """What `rolling` or `expanding` is told; None for other calls, and other options."""
    assert isinstance(windows.func, ast.Attribute)
    first = {"rolling": "window", "expanding": "min_periods"}.get(windows.func.attr)
    options = {k.arg: k.value for k in windows.keywords}
    if first is None or len(windows.args) > 1 or not set(options) <= _OPTIONS:
        return None
    if windows.args:
        options[first] = windows.args[0]
    return options if first == "min_periods" or first in options else None


def _size(node: ast.expr | None, facts: Facts) -> int:
    """The least whole number that an expression stands for; -1 where it may be something else."""
    known = [] if node is None else facts.samples(node)
    return min(known) if known and all(type(one) is int for one in known) else -1


def _takes_one(function: ast.Lambda | ast.FunctionDef) -> bool:
    spec = function.args
    more = [*spec.posonlyargs, *spec.kwonlyargs, *spec.defaults]
    wrapped = isinstance(function, ast.FunctionDef) and bool(function.decorator_list)
    return len(spec.args) == 1 and not (more or spec.vararg or spec.kwarg or wrapped)


def _of_pandas(node: ast.expr, facts: Facts) -> bool:
    """True for frames and columns, what methods make of them, and groups of them."""
    if isinstance(node, ast.BinOp):
        return _of_pandas(node.left, facts) or _of_pandas(node.right, facts)
    if isinstance(node, ast.Call):
        method = node.func
        if facts.full_name(method) in ("pandas.Series", "pandas.DataFrame"):
            return True
        known = isinstance(method, ast.Attribute) and method.attr in _KEEPS
        return known and _of_pandas(method.value, facts)  # type: ignore[attr-defined]
    if isinstance(node, ast.Subscript | ast.Attribute):
        return _of_pandas(node.value, facts)
    if not isinstance(node, ast.Name):
        return False
    if facts.kind_of(node) in ("DataFrame", "Series"):
        return True
    if frame_at(node, facts.source.statement(node), facts) is not None:
        return True
    binders = facts.binders(node.id, facts.scope(node.id, node))
    given = [facts.source.parents.get(binder) for binder in binders]
    values = [one.value for one in given if isinstance(one, ast.Assign)]
    sure = bool(values) and len(values) == len(binders)
    made = sure and facts.once(node, lambda: [_of_pandas(v, facts) for v in values], [False])
    return bool(made) and all(made)  # type: ignore[arg-type]


def column_of_windows(found: Windowed, facts: Facts) -> str | None:
    """The text of the column of numbers that windows are taken of; None where it isn't known."""
    assert isinstance(found.windows.func, ast.Attribute)
    owner = found.windows.func.value
    column = owner
    if isinstance(owner, ast.Subscript | ast.Attribute) and isinstance(owner.value, ast.Call):
        call, label = owner.value, owner.attr if isinstance(owner, ast.Attribute) else ""
        label = label or text_of(owner.slice) or ""  # type: ignore[union-attr]
        if not (isinstance(call.func, ast.Attribute) and call.func.attr == "groupby"):
            return None
        grouped = call.func.value
        known = frame_at(grouped, facts.source.statement(owner), facts)
        if known is None or known.columns.get(label) not in ("int", "float"):
            return None
        return f"{facts.source.segment(grouped)}[{quoted(label, facts)}]"
    kinds = {str(sample.dtype) for sample in column_samples(column, facts)}
    if not kinds and isinstance(column, ast.Subscript) and isinstance(column.value, ast.Name):
        known = frame_at(column.value, facts.source.statement(owner), facts)
        kinds = {known.columns.get(text_of(column.slice) or "", "")} if known is not None else set()
    fits = bool(kinds) and kinds <= {"int64", "float64", "int", "float"}
    return facts.source.segment(column) if fits else None
