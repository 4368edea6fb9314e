from __future__ import annotations

import ast

from ...core.code import Safety
from .. import shapes
from ..concrete import Swap
from ..facts import Facts
from ..shaping import shapes_of
from ._rule import Rewrite, rule

MOST = 3
"""Further on in a text, most of it has been split anyway."""


@rule(ast.Subscript, safety=Safety.SAFE, gain=1.8, hints=(".split(",))
def split_limit(node: ast.Subscript, facts: Facts) -> Rewrite | None:
    """Split a text no further than the part that is wanted.

    What it does:
        `text.split(",")[0]` becomes `text.split(",", 1)[0]`, and `text.split(",")[-1]` becomes
        `text.rsplit(",", 1)[-1]`.

    Why it is slow:
        All other parts are made, only to be thrown away.

    Before:
        hosts = [line.split(" ")[0] for line in lines]
        names = [path.split("/")[-1] for path in paths]

    After:
        hosts = [line.split(" ", 1)[0] for line in lines]
        names = [path.rsplit("/", 1)[-1] for path in paths]

    When not:
        What isn't known to be a string, a separator of several characters (which may overlap), a
        split that has a limit already.

    Source:
        The Python documentation of `str.rsplit`.
    """
    made = node.value
    if not (isinstance(made, ast.Call) and isinstance(made.func, ast.Attribute)):
        return None
    if made.func.attr != "split" or made.keywords or len(made.args) > 1:
        return None
    separator = made.args[0] if made.args else None
    if separator is not None and not _is_character(separator):
        return None
    if not shapes.within(shapes_of(made.func.value, facts), "str"):
        return None
    at = ast.unparse(node.slice)
    text = facts.source.segment(made.func.value)
    inner = facts.source.segment(separator) if separator is not None else "None"
    if at == "-1":
        return Rewrite((Swap(made, f"{text}.rsplit({inner}, 1)"),))
    if at.isdigit() and int(at) < MOST:
        return Rewrite((Swap(made, f"{text}.split({inner}, {int(at) + 1})"),))
    return None


def _is_character(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) == 1
