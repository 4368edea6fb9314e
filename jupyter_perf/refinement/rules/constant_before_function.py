from __future__ import annotations

import ast
import re
import warnings

from ...core.code import Safety
from .. import flow
from ..concrete import Around, Instead, Swap
from ..facts import Facts
from ._bodies import without_docstring
from ._hot import is_compiled, is_hot
from ._looked_at import only_looks
from ._rule import Rewrite, rule

_LEAST = 4
"""Shorter lists and dicts are made nearly as fast as a global is looked up."""


@rule(ast.Assign, safety=Safety.CHECK, gain=1.3, hints=("def ",))
def constant_before_function(node: ast.Assign, facts: Facts) -> Rewrite | None:
    """Make a table or a pattern that is always the same before a function, not in each call.

    What it does:
        A list, dict or set of constants, or a compiled pattern, that a function makes for itself
        and only looks at moves before the function, where that is called again and again.

    Why it is slow:
        A display of constants puts all of them into a new object each time; `re.compile` looks the
        pattern up in its cache, by way of two functions written in Python.

    Before:
        def parse(line):
            pattern = re.compile(r"(\\w+)=(\\d+)")
            return pattern.match(line)

    After:
        PATTERN = re.compile(r"(\\w+)=(\\d+)")


        def parse(line):
            return PATTERN.match(line)

    When not:
        The function may change it or hand it on, or binds its name again; a method or an inner
        function; one that no loop calls.

    Source:
        The Python documentation, "Naming and binding"; seen gains 1.2 to 2 times.
    """
    function = facts.source.parents[node]
    if not isinstance(function, ast.FunctionDef) or node not in function.body:
        return None
    if not isinstance(facts.source.parents[function], ast.Module) or function.decorator_list:
        return None
    if len(without_docstring(function.body)) < 2 or not _repeated(node, function, facts):
        return None
    target = node.targets[0]
    if len(node.targets) > 1 or not isinstance(target, ast.Name):
        return None
    if facts.binders(target.id, function) != [target] or is_compiled(node, facts):
        return None
    uses = [
        use
        for use in facts.source.all(ast.Name)
        if use.id == target.id and use is not target and facts.scope(use.id, use) is function
    ]
    if _is_pattern(node.value, function, facts):
        fine = all(_is_asked(use, facts) for use in uses)
    else:
        fine = _is_table(node.value) and only_looks(node.value, facts)
    if not fine or any(use.lineno < node.lineno for use in uses):
        return None
    name = facts.fresh(target.id.upper())
    made = f"{name} = {facts.source.segment(node.value)}\n\n\n"
    swaps = [Swap(use, name) for use in uses]
    return Rewrite((Around(function, before=made), Instead(node, ""), *swaps))


def _repeated(node: ast.stmt, function: ast.FunctionDef, facts: Facts) -> bool:
    """True for a function that a loop calls, or that is handed to what calls it."""
    if is_hot(node, facts):
        return True
    uses = [n for n in facts.source.all(ast.Name) if n.id == function.name]
    calls = [parent for use in uses if isinstance(parent := facts.source.parents[use], ast.Call)]
    return any(isinstance(a, ast.Name) and a.id == function.name for c in calls for a in c.args)


def _is_table(value: ast.expr) -> bool:
    """True for a display of so many constants; a tuple of them is one already."""
    if isinstance(value, ast.Dict):
        keys = [key for key in value.keys if key is not None]
        whole = len(keys) == len(value.values)
        return whole and len(keys) >= _LEAST and all(map(_is_constant, [*keys, *value.values]))
    if not isinstance(value, ast.List | ast.Set):
        return False
    return len(value.elts) >= _LEAST and all(map(_is_constant, value.elts))


def _is_constant(node: ast.expr) -> bool:
    if isinstance(node, ast.Tuple):
        return all(map(_is_constant, node.elts))
    inner = node.operand if isinstance(node, ast.UnaryOp) else node
    return isinstance(inner, ast.Constant)


def _is_pattern(value: ast.expr, function: ast.FunctionDef, facts: Facts) -> bool:
    """True for `re.compile` of a constant that is right."""
    if not isinstance(value, ast.Call) or facts.full_name(value.func) != "re.compile":
        return False
    text = value.args[0] if len(value.args) == 1 and not value.keywords else None
    if not (isinstance(text, ast.Constant) and isinstance(text.value, str)):
        return False
    for one in facts.source.all(ast.Import, ast.ImportFrom):
        inside = not isinstance(facts.source.parents[one], ast.Module)
        if flow.stores(one) & flow.loads(value.func) and (inside or one.lineno > function.lineno):
            return False
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            re.compile(text.value)
        except (re.error, Warning, OverflowError, RecursionError):
            return False
    return True


def _is_asked(use: ast.Name, facts: Facts) -> bool:
    """True for `pattern.match(…)` and the like."""
    method = facts.source.parents[use]
    call = facts.source.parents[method]
    return isinstance(method, ast.Attribute) and isinstance(call, ast.Call) and call.func is method
