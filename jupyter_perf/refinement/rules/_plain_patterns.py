"""What strings do themselves where a regular expression is a plain text."""

from __future__ import annotations

import ast
import re

from .. import shapes
from ..facts import Facts
from ..shaping import shapes_of

_ESCAPED = re.compile(r"\\([^\w\s])")
_SPECIAL = frozenset(".^$*+?{}[]\\|()")


def by_string(node: ast.Call, name: str, pattern: str, facts: Facts) -> str | None:
    """What a string's method says instead; None where a pattern is needed."""
    literal = _ESCAPED.sub("", pattern)
    if node.keywords or not pattern or _SPECIAL & set(literal):
        return None
    wanted, given = facts.source.segment(node.args[0]), node.args[-1]
    if "\\" in pattern:
        wanted = repr(_ESCAPED.sub(r"\1", pattern))
    if not shapes.within(shapes_of(given, facts), "str"):
        return None
    text = facts.source.segment(given)
    if not isinstance(given, ast.Name | ast.Subscript | ast.Call | ast.Attribute) or "\n" in text:
        return None
    if name == "split":
        return f"{text}.split({wanted})"
    if name == "sub":
        new = node.args[1]
        fits = isinstance(new, ast.Constant) and isinstance(new.value, str)
        plain = fits and "\\" not in new.value  # type: ignore[attr-defined]
        return f"{text}.replace({wanted}, {facts.source.segment(new)})" if plain else None
    if name not in ("search", "match") or not (_is_test(node, facts) or is_compared(node, facts)):
        return None
    return f"{wanted} in {text}" if name == "search" else f"{text}.startswith({wanted})"


def is_compared(node: ast.Call, facts: Facts) -> bool:
    return ast.unparse(facts.source.parents[node]) == f"{ast.unparse(node)} is not None"


def _is_test(node: ast.Call, facts: Facts) -> bool:
    """True where it only matters whether something was found."""
    parent = facts.source.parents[node]
    if isinstance(parent, ast.comprehension):
        return node in parent.ifs
    negated = isinstance(parent, ast.UnaryOp) and isinstance(parent.op, ast.Not)
    return negated or (isinstance(parent, ast.If | ast.IfExp) and parent.test is node)
