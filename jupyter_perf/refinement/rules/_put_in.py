"""The text of what a function returns in the place of its call."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from ..facts import Facts
from ..source import COMPREHENSIONS
from ..writing import bracketed_tuple
from ._returned import Returned

_ATOMS = (ast.Name, ast.Subscript, ast.Attribute, ast.Tuple, ast.List, ast.Call)
_WHOLE = (ast.Assign, ast.AugAssign, ast.Return, ast.If, ast.While, ast.keyword)


def text_of_call(node: ast.Call, result: Returned, given: dict[str, ast.expr], facts: Facts) -> str:
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
    if isinstance(value, ast.Tuple):
        return bracketed_tuple(text)
    return text if atom else f"({text})"
