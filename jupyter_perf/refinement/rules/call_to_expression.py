from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow
from ..concrete import Swap
from ..facts import Facts
from ..shaping_functions import called_function
from ..source import COMPREHENSIONS, Decline
from ._hot import is_cheap, is_hot, is_quiet
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
        A call in a loop of a function that only returns an expression of its arguments, or one of
        two under a condition, becomes that expression.

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
        Functions with effects, variables or loops of their own; long ones; arguments that would be
        worked out twice, or after something that might fail before them; names that mean something
        else at the call.

    Source:
        The Python performance tips, "Data Aggregation"; measured: 1.5 to 2 times.
    """
    function = called_function(node, facts)
    if function is None or not isinstance(node.func, ast.Name) or not is_hot(node, facts):
        return None
    if isinstance(facts.source.parents[node], ast.Expr) or not _in_sight(node, function, facts):
        return None
    parts = _parts(function)
    if parts is None or not all(_is_plain(part, facts) for part in parts):
        return None
    if not _same_names(node, function, parts, facts):
        return None
    given = _given(node, function)
    if not _fits(parts, given, facts):
        return None
    text = _text(node, parts, given, facts)
    if "\n" in text or _width(node, text, facts) > WIDTH:
        raise Decline("it would get too long to read")
    return Rewrite((Swap(node, text),))


def _in_sight(node: ast.Call, function: ast.FunctionDef, facts: Facts) -> bool:
    """True where the function is surely the one that was defined when the call is reached."""
    home = facts.source.parents[function]
    if not isinstance(home, ast.Module | ast.FunctionDef) or facts.source.inside(node, function):
        return False
    return facts.source.function(node) is not facts.source.function(function) or (
        function.lineno < node.lineno
    )


def _parts(function: ast.FunctionDef) -> list[ast.expr] | None:
    """The expression that is returned; or the condition, and what is returned if so and if not."""
    body = function.body
    if ast.get_docstring(function) is not None:
        body = body[1:]
    if len(body) == 1 and isinstance(body[0], ast.Return) and body[0].value is not None:
        return [body[0].value]
    if not body or not isinstance(body[0], ast.If):
        return None
    asked = body[0]
    ways = [asked.body, asked.orelse + body[1:]]
    results = [way[0].value for way in ways if len(way) == 1 and isinstance(way[0], ast.Return)]
    known = [result for result in results if result is not None]
    return [asked.test, *known] if len(known) == 2 else None


def _is_plain(part: ast.expr, facts: Facts) -> bool:
    inside = list(ast.walk(part))
    scoped = any(isinstance(p, (*COMPREHENSIONS, ast.JoinedStr)) for p in inside)
    sized = sum(isinstance(p, ast.expr) for p in inside) <= _LARGEST
    return sized and not scoped and is_pure(part, facts)


def _same_names(
    node: ast.Call, function: ast.FunctionDef, parts: list[ast.expr], facts: Facts
) -> bool:
    """True where what the function reads beyond its parameters means the same at the call."""
    names = flow.expression_loads(parts[0]).union(*map(flow.expression_loads, parts[1:]))
    free = names - set(flow.parameters(function))
    if function.name in free:
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
    return all(facts.scope(name, node) is facts.scope(name, parts[0]) for name in free)


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


def _fits(parts: list[ast.expr], given: dict[str, ast.expr], facts: Facts) -> bool:
    """True where putting the arguments in gives what the call gives, or fails alike."""
    order = _reads(parts, set(given))
    sure = [name for name, certain in order if certain]
    wanted = [name for name, value in given.items() if not _is_trivial(value)]
    for name in wanted:
        times = sum(read == name for read, _ in order)
        if not is_quiet(given[name]) or times > (2 if is_cheap(given[name], facts) else 1):
            return False
    return [name for name in dict.fromkeys(sure) if name in wanted] == wanted


def _is_trivial(node: ast.expr) -> bool:
    return isinstance(node, ast.Name | ast.Constant)


def _reads(parts: list[ast.expr], names: set[str]) -> list[tuple[str, bool]]:
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


def _text(node: ast.Call, parts: list[ast.expr], given: dict[str, ast.expr], facts: Facts) -> str:
    """The function's expression with the arguments in it, in brackets where they are needed."""
    texts = []
    for part in parts:
        swaps: dict[ast.expr, str] = {
            use: _bracketed(given[use.id], use, facts)
            for use in ast.walk(part)
            if isinstance(use, ast.Name) and use.id in given
        }
        texts.append(facts.source.render(part, swaps))
    text, made = texts[0], type(parts[0])
    if len(parts) > 1 and not (_says_whether(parts) and _only_asked(node, facts)):
        text, made = f"{texts[1]} if {texts[0]} else {texts[2]}", ast.IfExp
    return text if _stands_alone(node, made, text, facts) else f"({text})"


def _says_whether(parts: list[ast.expr]) -> bool:
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
    text = facts.source.segment(value)
    parent = facts.source.parents[use]
    number = isinstance(value, ast.Constant) and isinstance(parent, ast.Attribute)
    atom = isinstance(value, (*_ATOMS, ast.Constant)) and not number
    return text if atom and not (isinstance(value, ast.Tuple) and text[0] != "(") else f"({text})"


def _width(node: ast.Call, text: str, facts: Facts) -> int:
    lines = facts.source.text.split("\n")
    return len(lines[node.lineno - 1]) + len(text) - len(facts.source.segment(node))
