from __future__ import annotations

import ast
from collections.abc import Sequence

from ...core.code import Safety
from .. import flow
from ..call_sites import called_function
from ..concrete import Around, Change, Swap
from ..facts import Facts
from ..source import COMPREHENSIONS, Decline
from ._hot import is_cheap, is_hot, is_quiet, runs_first
from ._returned import Returned, returned
from ._rounds import is_pure
from ._rule import Rewrite, rule

WIDTH = 100
_LARGEST = 24
"""Larger expressions take so long themselves that the call hardly counts, and read badly."""
_ATOMS = (ast.Name, ast.Subscript, ast.Attribute, ast.Tuple, ast.List, ast.Call)
_SIGNS = (ast.operator, ast.unaryop, ast.cmpop, ast.boolop, ast.expr_context)
_MAY_FAIL = (ast.BinOp, ast.UnaryOp, ast.Call, ast.Compare, ast.Subscript, ast.Attribute)
_WHOLE = (ast.Assign, ast.AugAssign, ast.Return, ast.If, ast.While, ast.keyword)


@rule(ast.Call, safety=Safety.CHECK, gain=1.5, hints=("return",))
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
    given = _given(node, function)
    if any(result.bound & flow.loads(value) for value in given.values()):
        raise Decline("an argument goes by a name that the function uses for something else")
    first = [] if _fits(result, given, facts) else _bound_before(node, given, facts)
    text = _text(node, result, given, facts)
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
        if not _is_trivial(value):
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


def _given(node: ast.Call, function: ast.FunctionDef) -> dict[str, ast.expr]:
    """What each parameter gets, in the order in which the call works it out."""
    spec = function.args
    if spec.vararg or spec.kwarg or spec.kwonlyargs or spec.posonlyargs:
        raise Decline("its parameters aren't plain")
    names = [arg.arg for arg in spec.args]
    if any(isinstance(a, ast.Starred) for a in node.args) or len(node.args) > len(names):
        raise Decline("it can't be told which argument is which")
    found = dict(zip(names, node.args, strict=False))
    for keyword in node.keywords:
        if keyword.arg is None or keyword.arg in found or keyword.arg not in names:
            raise Decline("it can't be told which argument is which")
        found[keyword.arg] = keyword.value
    defaults = dict(zip(reversed(names), reversed(spec.defaults), strict=False))
    for name, value in defaults.items():
        if isinstance(value, ast.Constant):
            found.setdefault(name, value)
    if found.keys() != set(names):
        raise Decline("an argument isn't given")
    return found


def _fits(result: Returned, given: dict[str, ast.expr], facts: Facts) -> bool:
    """True where putting the arguments in gives what the call gives, or fails alike."""
    order = _reads(result.parts, set(given))
    sure = [name for name, certain in order if certain]
    wanted = [name for name, value in given.items() if not _is_trivial(value)]
    for name in wanted:
        times = sum(read == name for read, _ in order)
        if not is_quiet(given[name]) or times > (2 if is_cheap(given[name], facts) else 1):
            return False
    return [name for name in dict.fromkeys(sure) if name in wanted] == wanted


def _is_trivial(node: ast.expr) -> bool:
    return isinstance(node, ast.Name | ast.Constant)


def _reads(parts: Sequence[ast.expr], names: set[str]) -> list[tuple[str, bool]]:
    """(parameter, whether it's surely read before anything that might fail) in order."""
    found: list[tuple[str, bool]] = []
    calm = True

    def visit(node: ast.AST) -> None:
        nonlocal calm
        if isinstance(node, ast.Name):
            if node.id in names:
                found.append((node.id, calm))
            return
        inside = [part for part in ast.iter_child_nodes(node) if not isinstance(part, _SIGNS)]
        if isinstance(node, COMPREHENSIONS):
            calm = False
        if isinstance(node, ast.IfExp):
            inside = [node.test, node.body, node.orelse]
        for at, child in enumerate(inside):
            visit(child)
            asked = at == 0 and isinstance(node, ast.IfExp | ast.BoolOp)
            # In a chain of comparisons the first is made before the third side is read.
            calm = calm and not (asked or (at == 1 and isinstance(node, ast.Compare)))
        calm = calm and not isinstance(node, _MAY_FAIL)

    for part in parts:
        visit(part)
        calm = calm and len(parts) == 1
    return found


def _text(node: ast.Call, result: Returned, given: dict[str, ast.expr], facts: Facts) -> str:
    """The function's expression with the arguments in it, in brackets where they are needed."""
    texts = []
    for part in result.parts:
        swaps: dict[ast.expr, str] = {
            use: _bracketed(given[use.id], use, facts)
            for use in ast.walk(part)
            if isinstance(use, ast.Name) and use.id in given
        }
        texts.append(facts.source.render(part, swaps))
    text, made = result.says(texts), type(result.parts[0])
    if result.target is not None:
        made = ast.Call
    elif result.is_choice:
        made = ast.IfExp
        if _says_whether(result.parts) and _only_asked(node, facts):
            text, made = texts[0], type(result.parts[0])
    return text if _stands_alone(node, made, text, facts) else f"({text})"


def _says_whether(parts: Sequence[ast.expr]) -> bool:
    answers = [getattr(part, "value", None) for part in parts[1:]]
    return answers[0] is True and answers[1] is False


def _only_asked(node: ast.expr, facts: Facts) -> bool:
    """True where nothing but the truth of a value matters."""
    child: ast.AST = node
    parent = facts.source.parents[node]
    while isinstance(parent, ast.BoolOp | ast.UnaryOp):
        if isinstance(parent, ast.UnaryOp) and not isinstance(parent.op, ast.Not):
            return False
        parent, child = facts.source.parents[parent], parent
    if isinstance(parent, ast.comprehension):
        return child in parent.ifs
    return isinstance(parent, ast.If | ast.While | ast.IfExp) and parent.test is child


def _stands_alone(node: ast.Call, made: type[ast.expr], text: str, facts: Facts) -> bool:
    """True where a text needs no brackets in the place of the call."""
    parent = facts.source.parents[node]
    if issubclass(made, ast.Tuple) and not text.startswith("("):
        return False
    if issubclass(made, _ATOMS) or isinstance(parent, _WHOLE):
        return True
    if isinstance(parent, ast.comprehension):
        return node in parent.ifs and not issubclass(made, ast.IfExp)
    if isinstance(parent, ast.BoolOp):
        return issubclass(made, ast.Compare)
    first = isinstance(parent, COMPREHENSIONS) and node is getattr(parent, "elt", None)
    return first or (isinstance(parent, ast.Call) and node in parent.args)


def _bracketed(value: ast.expr, use: ast.Name, facts: Facts) -> str:
    made_here = value not in facts.source.parents
    text = ast.unparse(value) if made_here else facts.source.segment(value)
    parent = facts.source.parents[use]
    number = isinstance(value, ast.Constant) and isinstance(parent, ast.Attribute)
    atom = isinstance(value, (*_ATOMS, ast.Constant)) and not number
    return text if atom and not (isinstance(value, ast.Tuple) and text[0] != "(") else f"({text})"


def _width(node: ast.Call, text: str, facts: Facts) -> int:
    lines = facts.source.text.split("\n")
    return len(lines[node.lineno - 1]) + len(text) - len(facts.source.segment(node))
