r"""Words that are known, and patterns of one whole word: `r"\b" + word + r"\b"`."""

from __future__ import annotations

import ast
import re

from ..facts import Facts
from ..source import Decline

_WORD = "\0"
_WHOLE = (r"\b{}\b", r"\b({})\b", r"\b(?:{})\b")


def whole_word(pattern: ast.expr, name: str, facts: Facts) -> bool:
    r"""True for `r"\b" + name + r"\b"` in any spelling, `re.escape(name)` included."""
    try:
        text = _spelled(pattern, name, facts)
    except Decline:
        return False
    return text in [form.format(_WORD) for form in _WHOLE]


def _spelled(node: ast.expr, name: str, facts: Facts) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.Name) and node.id == name:
        return _WORD
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _spelled(node.left, name, facts) + _spelled(node.right, name, facts)
    if isinstance(node, ast.JoinedStr):
        return "".join(_spelled(part, name, facts) for part in node.values)
    if isinstance(node, ast.FormattedValue) and node.conversion == -1 and not node.format_spec:
        return _spelled(node.value, name, facts)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
        left = _spelled(node.left, name, facts)
        given = node.right
        alone = given.elts[0] if isinstance(given, ast.Tuple) and len(given.elts) == 1 else given
        if left.count("%") == 1:
            return left.replace("%s", _spelled(alone, name, facts))
    if isinstance(node, ast.Call) and len(node.args) == 1 and not node.keywords:
        if facts.full_name(node.func) == "re.escape":
            return _spelled(node.args[0], name, facts)
        method = node.func
        if isinstance(method, ast.Attribute) and method.attr == "format":
            text = _spelled(method.value, name, facts)
            if text.count("{") == 1:
                return text.replace("{}", _spelled(node.args[0], name, facts))
    raise Decline("another pattern")


def known_words(node: ast.expr, facts: Facts) -> bool:
    """True for a collection that is written out and holds words alone, at least one."""
    if isinstance(node, ast.Name):
        made = facts.assigned(node)
        return made is not None and _is_literal(made) and _is_only_read(node, facts)
    return _is_literal(node)


def _is_literal(node: ast.expr) -> bool:
    if not isinstance(node, ast.List | ast.Tuple | ast.Set):
        return False
    words = [one.value if isinstance(one, ast.Constant) else None for one in node.elts]
    fits = all(isinstance(one, str) and re.fullmatch(r"\w+", one) for one in words)
    return bool(words) and fits


def _is_only_read(name: ast.Name, facts: Facts) -> bool:
    """True where nothing but loops, memberships and `len` gets hold of a collection."""
    scope = facts.scope(name.id, name)
    for use in facts.source.all(ast.Name):
        if use.id != name.id or facts.scope(use.id, use) is not scope:
            continue
        parent = facts.source.parents[use]
        if isinstance(use.ctx, ast.Load) and not _reads(parent, use, facts):
            return False
    return True


def _reads(parent: ast.AST, use: ast.Name, facts: Facts) -> bool:
    if isinstance(parent, ast.For | ast.comprehension):
        return parent.iter is use
    if isinstance(parent, ast.Compare):
        return True
    if isinstance(parent, ast.Subscript):
        return parent.value is use and isinstance(parent.ctx, ast.Load)
    if not isinstance(parent, ast.Call):
        return False
    if isinstance(parent.func, ast.Attribute) and parent.func.attr == "join":
        return isinstance(parent.func.value, ast.Constant)
    named = isinstance(parent.func, ast.Name) and parent.func.id in ("len", "set", "sorted")
    return named and facts.is_builtin(parent.func.id, at=use)  # type: ignore[attr-defined]
