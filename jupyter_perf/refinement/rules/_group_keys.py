"""Keys by which elements are grouped: `key(a) == key(b)`, worked out in steps that never fail."""

from __future__ import annotations

import ast

from .. import flow
from ..facts import Facts
from ._bodies import without_docstring

_SURE_METHODS = {
    **dict.fromkeys(("lower", "upper", "casefold", "swapcase", "title"), (0,)),
    **dict.fromkeys(("strip", "lstrip", "rstrip"), (0, 1)),
    "replace": (2,),
}
"""Methods of strings that never fail, with how many strings they may be given."""
SURE_FUNCTIONS = flow.words("sorted len tuple list set frozenset str")
_ELEMENT = "element_"
_AS_KEY = {"list": "tuple", "set": "frozenset"}
"""How what a key is made of can be looked up, where it can't be as it is."""


def key_of(test: ast.AST, group: str, one: str, facts: Facts) -> ast.expr | None:
    """The key of the element where a test compares it with that of a group's first."""
    first = f"{group}[0]"
    if isinstance(test, ast.Call) and isinstance(test.func, ast.Name) and not test.keywords:
        function = facts.definition(test.func.id)
        if not isinstance(function, ast.FunctionDef) or function.decorator_list:
            return None
        body, given = without_docstring(function.body), flow.parameters(function)
        returned = body[0].value if len(body) == 1 and isinstance(body[0], ast.Return) else None
        texts = [ast.unparse(argument) for argument in test.args]
        if returned is None or len(given) != 2 or sorted(texts) != sorted((first, one)):
            return None
        at = texts.index(one)
        return _side(returned, given[at], given[1 - at], one)
    return _side(test, one, first, one)


def _side(test: ast.AST, name: str, other: str, one: str) -> ast.expr | None:
    """The side of `key(a) == key(b)` that is about `name`, about `one` instead."""
    if not (isinstance(test, ast.Compare) and len(test.ops) == 1):
        return None
    if not isinstance(test.ops[0], ast.Eq):
        return None
    sides = [_put(test.left, name, other), _put(test.comparators[0], name, other)]
    if None in sides or {which for _, which in sides} != {name, other}:  # type: ignore[misc]
        return None
    (left, _), (right, _) = sides  # type: ignore[misc]
    if left != right:
        return None
    return ast.parse(left.replace(_ELEMENT, one), mode="eval").body


def _put(side: ast.expr, name: str, other: str) -> tuple[str, str] | None:
    """(text with the one element that it is about as `_ELEMENT`, which one that is)."""
    about: set[str] = set()

    class Put(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> ast.AST:
            text = ast.unparse(node) if isinstance(node, ast.Name | ast.Subscript) else ""
            if text in (name, other):
                about.add(text)
                return ast.Name(_ELEMENT, ast.Load())
            return self.generic_visit(node)

    text = ast.unparse(Put().visit(ast.parse(ast.unparse(side), mode="eval")))
    return (text, about.pop()) if len(about) == 1 else None


def text_of_key(key: ast.expr, text: bool) -> str | None:
    """The key as something to look up; None where working it out might fail."""
    kind = _kind(key, "str" if text else "int")
    if kind is None:
        return None
    written = ast.unparse(key)
    return f"{_AS_KEY[kind]}({written})" if kind in _AS_KEY else written


def _kind(node: ast.expr, element: str) -> str | None:
    """What kind of value an expression has that can't fail; None for others."""
    if isinstance(node, ast.Name):
        return element
    if not isinstance(node, ast.Call) or node.keywords:
        return None
    called = node.func
    if isinstance(called, ast.Attribute):
        if isinstance(called.value, ast.Constant) and called.value.value == "":
            joined = called.attr == "join" and len(node.args) == 1
            fits = joined and _kind(node.args[0], element) in ("list", "str")
            return "str" if fits and element == "str" else None
        plain = all(isinstance(a, ast.Constant) and isinstance(a.value, str) for a in node.args)
        fits = plain and len(node.args) in _SURE_METHODS.get(called.attr, ())
        return "str" if fits and _kind(called.value, element) == "str" else None
    if not isinstance(called, ast.Name) or called.id not in SURE_FUNCTIONS:
        return None
    if len(node.args) != 1:
        return None
    inner = _kind(node.args[0], element)
    if called.id == "str":
        return "str" if inner in ("str", "int") else None
    if inner is None or inner == "int":
        return None
    return {"len": "int", "sorted": "list"}.get(called.id, called.id)
