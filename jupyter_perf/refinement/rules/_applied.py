"""`frame.apply(f, axis=1)`: its parts, and a list of what `f` gives for each row."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from .. import flow
from ..facts import Facts
from ..source import Decline
from ..values import Frame
from ._columns import Columns, gives_python, row_parts, variable_for
from ._fstrings import lifted
from ._known_frames import frame_at
from ._row_uses import as_mapping, attributes_of, by_attributes

_FEW = 6
"""Of more columns a dictionary is made from whole rows."""


@dataclass(frozen=True)
class Applied:
    """The parts of `frame.apply(f, axis=1)`."""

    frame: ast.Name
    function: ast.expr
    more: str
    """Further arguments that the function is given."""
    expands: bool
    """True where what the function returns is spread over columns (`result_type="expand"`)."""
    known: Frame | None


@dataclass
class Called:
    """How a function of a row is called for all rows."""

    text: str
    """A comprehension."""
    swaps: dict[ast.expr, str] = field(default_factory=dict)
    """What must change in the function, so that it may be given a dictionary."""


def applied(node: ast.Call, facts: Facts) -> Applied | None:
    """The parts of `frame.apply(f, axis=1)`; None for another call."""
    called = node.func
    if not (isinstance(called, ast.Attribute) and called.attr == "apply" and len(node.args) == 1):
        return None
    if not isinstance(called.value, ast.Name):
        return None
    keywords = {k.arg: k.value for k in node.keywords}
    axis = keywords.pop("axis", None)
    if not (isinstance(axis, ast.Constant) and axis.value in (1, "columns")):
        return None
    given = keywords.pop("args", None)
    spread = keywords.pop("result_type", None)
    if None in keywords or {"raw", "by_row", "engine"} & set(keywords):
        return None
    if spread is not None and not (isinstance(spread, ast.Constant) and spread.value == "expand"):
        return None
    if given is not None and not isinstance(given, ast.Tuple):
        return None
    parts = [facts.source.segment(part) for part in (given.elts if given else [])]
    parts += [f"{name}={facts.source.segment(value)}" for name, value in keywords.items()]
    more = "".join(f", {part}" for part in parts)
    known = frame_at(called.value, facts.source.statement(node), facts)
    return Applied(called.value, node.args[0], more, spread is not None, known)


def function_of(found: Applied, facts: Facts) -> ast.Lambda | ast.FunctionDef:
    """The function that is applied; declines where it can't be read."""
    function = found.function
    if isinstance(function, ast.Lambda):
        spec = function.args
        others = [*spec.posonlyargs, *spec.kwonlyargs, *spec.defaults]
        if len(spec.args) != 1 or others or spec.vararg or spec.kwarg or found.more:
            raise Decline("a function of more than the row")
        if flow.has(function.body, ast.Lambda, ast.NamedExpr):
            raise Decline("a function that binds names")
        return function
    body = facts.definition(function.id) if isinstance(function, ast.Name) else None
    if not isinstance(body, ast.FunctionDef) or not body.args.args:
        raise Decline("a function that can't be read")
    parameter = body.args.args[0].arg
    if parameter in flow.stores(body.body) or flow.has(body.body, ast.Yield, ast.YieldFrom):
        raise Decline("a function that binds its row anew, or gives rows")
    return body


def of_function(
    found: Applied, body: ast.FunctionDef, name: str, columns: Columns, facts: Facts
) -> Called:
    """A list of what a function gives for rows as dictionaries, or as tuples."""
    parameter = body.args.args[0].arg
    # The names of a comprehension are its own.
    taken = parameter == name or parameter in found.more
    row = facts.fresh("row") if taken else parameter
    called = f"{name}({row}{found.more})"
    parts: list[ast.AST] = list(body.body)
    if as_mapping(parameter, parts, facts):
        alone = _of_columns(found, parameter, name, parts, columns, facts)
        if alone is not None:
            return Called(alone)
        return Called(f"[{called} for {row} in {columns.mappings()}]")
    attributes = by_attributes(parameter, parts)
    known = columns.known
    if attributes and known is not None and gives_python(known):
        plain = all(label.isidentifier() for label in known.columns)
        if (
            plain
            and all(columns.attribute(name) for name in attributes)
            and len(known.columns) == len(known.all_kinds)
        ):
            tuples = f"{columns.frame}.itertuples(index=False)"
            return Called(f"[{called} for {row} in {tuples}]")
    swaps = _by_labels(body, parameter, columns, facts)
    return Called(f"[{called} for {row} in {columns.mappings()}]", swaps)


def _of_columns(
    found: Applied, row: str, name: str, body: list[ast.AST], columns: Columns, facts: Facts
) -> str | None:
    """A list of what a function gives for dictionaries of the few columns that it looks at."""
    parts = row_parts(row, body, columns)
    labels = list(dict.fromkeys(parts.values())) if parts else []
    known = columns.known
    if not labels or len(labels) > _FEW or known is None or not gives_python(known):
        return None
    names: dict[str, str] = {}
    for label in labels:
        names[label] = variable_for(label, row, facts, set(names.values()))
    if set(names.values()) & {name, *found.more.replace("=", " ").replace(",", " ").split()}:
        return None
    mapping = ", ".join(f"{columns.label(label)}: {each}" for label, each in names.items())
    items = [columns.items(label) for label in labels]
    source = items[0] if len(items) == 1 else f"zip({', '.join(items)})"
    return f"[{name}({{{mapping}}}{found.more}) for {', '.join(names.values())} in {source}]"


def _by_labels(
    body: ast.FunctionDef, parameter: str, columns: Columns, facts: Facts
) -> dict[ast.expr, str]:
    """`row.qty` → `row['qty']`, in a function that nothing else calls; declines otherwise."""
    attributes = [
        node
        for node in attributes_of(parameter, list(body.body))
        if columns.attribute(node.attr) and isinstance(node.ctx, ast.Load)
    ]
    names = [n for n in facts.source.all(ast.Name) if n.id == body.name]
    own = facts.source.inside(body, facts.source.tree) and len(names) == 1
    if not own or not as_mapping(parameter, list(body.body), facts, beside=attributes):
        raise Decline("a row that is used as a whole")
    return lifted({n: f"{parameter}[{columns.label(n.attr)}]" for n in attributes}, facts)


def of_lambda(
    function: ast.Lambda,
    columns: Columns,
    facts: Facts,
    several: list[ast.expr] | None = None,
) -> str:
    """A list of a lambda's values for all rows; `several`: of tuples of parts of its body."""
    parameter = function.args.args[0].arg
    values = [function.body] if several is None else several
    parts = row_parts(parameter, list(values), columns)
    if parts is None:
        if not as_mapping(parameter, list(values), facts):
            raise Decline("a row that is used as a whole")
        text = _together([facts.source.segment(value) for value in values], several is not None)
        return f"[{text} for {parameter} in {columns.mappings()}]"
    names: dict[str, str] = {}
    for column in dict.fromkeys(parts.values()):
        names[column] = variable_for(column, parameter, facts, set(names.values()))
    if not names:
        raise Decline("a function that takes nothing from the row")
    items = [columns.items(column) for column in names]
    swaps = lifted({part: names[column] for part, column in parts.items()}, facts)
    text = _together([facts.source.render(v, swaps) for v in values], several is not None)
    source = items[0] if len(items) == 1 else f"zip({', '.join(items)})"
    return f"[{text} for {', '.join(names.values())} in {source}]"


def _together(texts: list[str], several: bool) -> str:
    if not several:
        return texts[0]
    return f"({', '.join(texts)}{',' if len(texts) == 1 else ''})"
