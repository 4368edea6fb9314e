from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow
from ..call_sites import called_function
from ..concrete import Around, Change, Swap
from ..facts import Facts
from ..source import COMPREHENSIONS, Decline
from ._argument_order import fits, given_to, is_trivial
from ._hot import is_hot, runs_first
from ._put_in import text_of_call
from ._returned import Returned, returned
from ._rounds import is_pure
from ._rule import Rewrite, rule

WIDTH = 100
_LARGEST = 24
"""Larger expressions take so long themselves that the call hardly counts, and read badly."""
AFTER_ITEMS = 1.26
"""More is gained; but elements that got names by other rules can be put in as they are."""


@rule(ast.Call, safety=Safety.CHECK, gain=AFTER_ITEMS, hints=("return",))
def call_to_expression(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Write what a short function returns where a loop calls it.

    What it does:
        A call in a loop of a function that only returns an expression of its arguments, one of two
        under a condition, or the first element that it looks for, becomes that expression.

    Why it is slow:
        A call makes a frame, binds the arguments and returns; that takes longer than one or two
        operations do.

    Before:
        def is_vowel(letter):
            return letter in "aeiou"

        for letter in word:
            if is_vowel(letter):
                vowels += 1

    After:
        def is_vowel(letter):
            return letter in "aeiou"

        for letter in word:
            if letter in "aeiou":
                vowels += 1

    When not:
        Functions with effects, variables or other loops of their own; long ones; arguments that are
        to be worked out twice, or after what might fail before them; names that mean something
        else at the call.

    Source:
        The Python performance tips, "Data Aggregation"; measured: 1.5 to 2 times.
    """
    function = called_function(node, facts)
    if function is None or not isinstance(node.func, ast.Name) or not is_hot(node, facts):
        return None
    if isinstance(facts.source.parents[node], ast.Expr) or not _in_sight(node, function, facts):
        return None
    result = returned(function)
    if result is None or not all(_is_plain(part, facts) for part in result.parts):
        return None
    if not _same_names(node, function, result, facts):
        return None
    given = given_to(node, function)
    if any(result.bound & flow.loads(value) for value in given.values()):
        raise Decline("an argument goes by a name that the function uses for something else")
    first = [] if fits(result, given, facts) else _bound_before(node, given, facts)
    text = text_of_call(node, result, given, facts)
    if "\n" in text or _width(node, text, facts) > WIDTH:
        raise Decline("it would get too long to read")
    return Rewrite((*first, Swap(node, text)))


def _bound_before(node: ast.Call, given: dict[str, ast.expr], facts: Facts) -> list[Change]:
    """Names for arguments that can't be put in, given before; `given` has them in their place."""
    stmt = facts.source.statement(node)
    if not runs_first(node, stmt, facts):
        raise Decline("an argument would be worked out at another time")
    lines = []
    for name, value in given.items():
        if not is_trivial(value):
            own = facts.fresh(name)
            lines.append(f"{own} = {facts.source.segment(value)}")
            given[name] = ast.Name(own)
    return [Around(stmt, "\n".join(lines))]


def _in_sight(node: ast.Call, function: ast.FunctionDef, facts: Facts) -> bool:
    """True where the function is surely the one that was defined when the call is reached."""
    home = facts.source.parents[function]
    if not isinstance(home, ast.Module | ast.FunctionDef) or facts.source.inside(node, function):
        return False
    return facts.source.function(node) is not facts.source.function(function) or (
        function.lineno < node.lineno
    )


def _is_plain(part: ast.expr, facts: Facts) -> bool:
    inside = list(ast.walk(part))
    sized = sum(isinstance(p, ast.expr) for p in inside) <= _LARGEST
    return sized and not any(isinstance(p, ast.JoinedStr) for p in inside) and is_pure(part, facts)


def _same_names(node: ast.Call, function: ast.FunctionDef, result: Returned, facts: Facts) -> bool:
    """True where what the function reads beyond its parameters means the same at the call."""
    free = result.loads - set(flow.parameters(function))
    if function.name in free or (result.target and not facts.is_builtin("next", at=node)):
        return False
    for outer in facts.source.ancestors(node):
        if isinstance(outer, COMPREHENSIONS):
            if free & flow.stores([part.target for part in outer.generators]):
                return False
        elif isinstance(outer, ast.Lambda):
            if free & set(flow.parameters(outer)):
                return False
        elif isinstance(outer, ast.ClassDef):
            return False
    return all(facts.scope(name, node) is facts.scope(name, result.parts[0]) for name in free)


def _width(node: ast.Call, text: str, facts: Facts) -> int:
    lines = facts.source.text.split("\n")
    return len(lines[node.lineno - 1]) + len(text) - len(facts.source.segment(node))
