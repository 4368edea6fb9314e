from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Swap
from ..facts import Facts
from ..shaping import shapes_of
from ..syntax import is_name
from ._hot import is_compiled, is_hot
from ._place import library
from ._rule import Rewrite, rule

WORTHWHILE = 200
"""Fewer elements than this aren't worth it where the call runs once."""
_TABLES = ("dict", "Counter", "defaultdict", "list", "tuple")
_SORTING = ("sorted", "max", "min")
_LIBRARY = ("heapq.nlargest", "heapq.nsmallest", "heapq.merge", "itertools.groupby")
_REDUCING = ("functools.reduce", "_functools.reduce")
_OPERATORS: dict[type[ast.operator], str] = {
    ast.Add: "add",
    ast.Mult: "mul",
    ast.BitAnd: "and_",
    ast.BitOr: "or_",
    ast.BitXor: "xor",
}


@rule(ast.Lambda, safety=Safety.CHECK, gain=1.3, hints=("lambda",))
def lambda_to_operator(node: ast.Lambda, facts: Facts) -> Rewrite | None:
    """Take parts, attributes and sums by functions written in C.

    What it does:
        `key=lambda t: t[1]` becomes `key=itemgetter(1)`, `key=lambda o: o.x` becomes
        `key=attrgetter("x")`, `key=lambda w: counts[w]` becomes `key=counts.__getitem__` (as in
        Python's own manual), `key=lambda w: len(w)` becomes `key=len`, and
        `reduce(lambda a, b: a * b, …)` becomes `reduce(mul, …)`.

    Why it is slow:
        A lambda is a call into the interpreter for each element.

    Before:
        rows = sorted(pairs, key=lambda t: t[1])

    After:
        rows = sorted(pairs, key=itemgetter(1))

    When not:
        Few elements, a lambda that does anything else, private names that a class changes.

    Source:
        The Python documentation of `operator`, and its "Sorting Techniques"; measured: 1.3 times
        for sorting, 2 for `max`, `min` and `reduce`.
    """
    names = flow.parameters(node)
    spec = node.args
    if len(names) != len(spec.args) or spec.defaults or is_compiled(node, facts):
        return None
    parent = facts.source.parents[node]
    if len(names) == 2 and isinstance(parent, ast.Call):
        return _reduced(node, names, parent, facts)
    if len(names) != 1 or not isinstance(parent, ast.keyword) or parent.arg != "key":
        return None
    call = facts.source.parents[parent]
    if not isinstance(call, ast.Call) or not _is_sorting(call, facts):
        return None
    if not _is_long(call, facts):
        return None
    parts = node.body.elts if isinstance(node.body, ast.Tuple) else [node.body]
    if isinstance(node.body, ast.Tuple) and len(parts) < 2:
        return None
    for function, written in (("itemgetter", _item), ("attrgetter", _attribute)):
        texts = [written(part, names[0], facts) for part in parts]
        if None not in texts:
            text, imports = library(f"operator.{function}", facts)
            return Rewrite((Swap(node, f"{text}({', '.join(map(str, texts))})"),), imports)
    taken = _taken(node.body, names[0], facts) if _is_at_once(call) else None
    return Rewrite((Swap(node, taken),)) if taken else None


def _is_at_once(call: ast.Call) -> bool:
    """True for what asks for all keys before anything else happens."""
    function = call.func
    if isinstance(function, ast.Name):
        return function.id in _SORTING
    return isinstance(function, ast.Attribute) and function.attr == "sort"


def _taken(node: ast.expr, name: str, facts: Facts) -> str | None:
    """What gives `table[x]` and `function(x)` for x: a method of the table, the function."""
    if isinstance(node, ast.Subscript) and is_name(node.slice, name):
        table = node.value
        own = isinstance(table, ast.Name) and table.id != name
        known = own and shapes.within(shapes_of(table, facts), *_TABLES)
        return f"{facts.source.segment(table)}.__getitem__" if known else None
    if not isinstance(node, ast.Call) or node.keywords or len(node.args) != 1:
        return None
    called = node.func
    plain = isinstance(called, ast.Name) and is_name(node.args[0], name) and called.id != name
    return called.id if plain and facts.is_builtin(called.id, at=node) else None  # type: ignore[attr-defined]


def _is_sorting(call: ast.Call, facts: Facts) -> bool:
    function = call.func
    if isinstance(function, ast.Name) and function.id in _SORTING:
        return facts.is_builtin(function.id, at=call)
    if facts.full_name(function) in _LIBRARY:
        return True
    return isinstance(function, ast.Attribute) and function.attr == "sort" and not call.args


def _is_long(call: ast.Call, facts: Facts) -> bool:
    """False where what is gone through is known to be short, and the call runs once."""
    called = call.func
    method = isinstance(called, ast.Attribute) and called.attr == "sort"
    items = called.value if method and isinstance(called, ast.Attribute) else None
    items = items or (call.args[-1] if call.args else None)
    if items is None or isinstance(items, ast.List | ast.Tuple):
        return False
    short = facts.every(items, lambda v: hasattr(v, "__len__") and len(v) < WORTHWHILE)
    return is_hot(call, facts) or not short


def _item(node: ast.expr, name: str, facts: Facts) -> str | None:
    if not isinstance(node, ast.Subscript) or not is_name(node.value, name):
        return None
    at = node.slice
    if isinstance(at, ast.UnaryOp) and isinstance(at.op, ast.USub):
        fits = isinstance(at.operand, ast.Constant) and type(at.operand.value) is int
    else:
        fits = isinstance(at, ast.Constant) and type(at.value) in (int, str)
    return facts.source.segment(at) if fits and at.lineno == at.end_lineno else None


def _attribute(node: ast.expr, name: str, _: Facts) -> str | None:
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not parts or not is_name(node, name) or any(part.startswith("__") for part in parts):
        return None
    return '"' + ".".join(reversed(parts)) + '"'


def _reduced(node: ast.Lambda, names: list[str], call: ast.Call, facts: Facts) -> Rewrite | None:
    """`functools.reduce` with a lambda that combines its two arguments in their order."""
    if facts.full_name(call.func) not in _REDUCING or call.args[:1] != [node]:
        return None
    body = node.body
    if not isinstance(body, ast.BinOp) or type(body.op) not in _OPERATORS or len(call.args) < 2:
        return None
    if not (is_name(body.left, names[0]) and is_name(body.right, names[1])):
        return None
    items = call.args[1]
    short = facts.every(items, lambda v: hasattr(v, "__len__") and len(v) < WORTHWHILE)
    if isinstance(items, ast.List | ast.Tuple) or (short and not is_hot(call, facts)):
        return None
    text, imports = library(f"operator.{_OPERATORS[type(body.op)]}", facts)
    return Rewrite((Swap(node, text),), imports)
