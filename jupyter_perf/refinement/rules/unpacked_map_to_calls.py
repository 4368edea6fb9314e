from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow
from ..concrete import Instead, Swap
from ..facts import Facts
from ._hot import is_hot
from ._rule import Rewrite, rule

_BUILTINS = flow.words("abs bool chr complex float int len ord round str")
_MODULES = frozenset({"math", "numpy"})
_MOST = 6
_WIDTH = 90


@rule(ast.Assign, safety=Safety.CHECK, gain=1.12, hints=("map(", "for "),
      kinds=("function", "program", "cell"))  # fmt: skip
def unpacked_map_to_calls(node: ast.Assign, facts: Facts) -> Rewrite | None:
    """Call a function for each of a few names instead of mapping it over a list of them.

    What it does:
        `a, b = map(radians, [a, b])` becomes `a, b = radians(a), radians(b)`, where that is done
        again and again; so does `a, b = (radians(x) for x in (a, b))`. Rules that compile or
        vectorise the loop around it can read it then, too.

    Why it is slow:
        A list and a map are made, gone through and thrown away for each handful of values.

    Before:
        for lat, lon in places:
            lat, lon = map(math.radians, [lat, lon])
            total += math.cos(lat) * lon

    After:
        for lat, lon in places:
            lat, lon = math.radians(lat), math.radians(lon)
            total += math.cos(lat) * lon

    When not:
        The function isn't a plain one of Python's own, of math or of numpy; what it is called with
        is more than names and numbers; a list is kept, or unpacked into another number of names.

    Source:
        Measured: 1.3 times for four values, with what it makes readable for other rules.
    """
    targets = node.targets[0]
    if len(node.targets) != 1 or not isinstance(targets, ast.Tuple | ast.List):
        return None
    if any(not isinstance(target, ast.Name) for target in targets.elts):
        return None
    called = _mapped(node.value, facts) or _listed(node.value)
    if called is None or not _is_plain(called[0], facts) or not is_hot(node, facts):
        return None
    function, values = called
    if len(values) != len(targets.elts) or not 1 < len(values) <= _MOST:
        return None
    if not all(isinstance(value, ast.Name | ast.Constant) for value in values):
        return None
    name = facts.source.segment(function)
    calls = ", ".join(f"{name}({facts.source.segment(value)})" for value in values)
    if len(calls) > _WIDTH:
        return None
    if isinstance(node.value, ast.GeneratorExp):
        # Its brackets are its own, and go with it.
        names = ", ".join(ast.unparse(target) for target in targets.elts)
        return Rewrite((Instead(node, f"{names} = {calls}"),))
    return Rewrite((Swap(node.value, calls),))


def _mapped(node: ast.expr, facts: Facts) -> tuple[ast.expr, list[ast.expr]] | None:
    """(function, values) of `map(function, [value, …])`, with a list or not around it."""
    if not isinstance(node, ast.Call) or node.keywords or not isinstance(node.func, ast.Name):
        return None
    if node.func.id in ("list", "tuple") and facts.is_builtin(node.func.id, at=node):
        return _mapped(node.args[0], facts) if len(node.args) == 1 else None
    if node.func.id != "map" or len(node.args) != 2 or not facts.is_builtin("map", at=node):
        return None
    function, values = node.args
    return (function, values.elts) if isinstance(values, ast.Tuple | ast.List) else None


def _listed(node: ast.expr) -> tuple[ast.expr, list[ast.expr]] | None:
    """The same of `[function(x) for x in (value, …)]`."""
    if not isinstance(node, ast.ListComp | ast.GeneratorExp) or len(node.generators) > 1:
        return None
    part, made = node.generators[0], node.elt
    if part.ifs or part.is_async or not isinstance(part.iter, ast.Tuple | ast.List):
        return None
    if not isinstance(made, ast.Call) or len(made.args) != 1 or made.keywords:
        return None
    target, given = part.target, made.args[0]
    if not isinstance(target, ast.Name) or not isinstance(given, ast.Name):
        return None
    if given.id != target.id or target.id in flow.loads([made.func]):
        return None
    return made.func, part.iter.elts


def _is_plain(function: ast.expr, facts: Facts) -> bool:
    """True for a function that changes nothing and that no name but its own stands for."""
    if isinstance(function, ast.Name) and function.id in _BUILTINS:
        return facts.is_builtin(function.id, at=function)
    full = facts.full_name(function) or ""
    return full.rpartition(".")[0] in _MODULES
