from __future__ import annotations

import ast
import re

from ...core.code import Safety
from ..concrete import Around, Swap
from ..facts import Facts
from ..source import COMPREHENSIONS
from ._levels import place_of
from ._long_work import takes_long
from ._rule import Rewrite, rule
from ._scalar_values import is_scalar
from ._steady import never_raises, steady
from ._used_on_the_spot import only_looked_at


@rule(ast.Call, safety=Safety.CHECK, gain=60.0, hints=("(",))
def hoist_repeated_work(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Work out before a loop what comes out the same in each of its rounds.

    What it does:
        A call that goes through a whole container, array, column or text (`mean(values)` of your
        own, `np.std(x)`, `counts[i].max()`, `text.lower().split()`, `sum(d.values())`), and that
        depends on nothing that a loop or comprehension changes, moves before it. Where it might
        fail it is only worked out if the loop runs at all.

    Why it is slow:
        It goes through all elements in every round, which makes the loop quadratic.

    Before:
        gaps = [(x - mean(values)) ** 2 for x in values]

    After:
        mean_values = mean(values) if len(values) else None
        gaps = [(x - mean_values) ** 2 for x in values]

    When not:
        Something in the loop may change what the call reads, by another name or through a part of
        it too; the call has an effect or draws random numbers; its result is kept and could be
        changed; the loop may not reach it.

    Source:
        The Python performance tips, "Loops"; seen gains 700 to 1600 times.
    """
    if not takes_long(node, facts):
        return None
    names = steady(node, facts)
    if names is None or not (is_scalar(node, facts) or only_looked_at(node, facts)):
        return None
    place = place_of(node, names, never_raises(node, facts), facts)
    if place is None:
        return None
    name = facts.fresh(_name(node, facts))
    text = facts.source.segment(node)
    if "\n" in text:
        return None
    if place.guards:
        text = f"{text} if {' and '.join(place.guards)} else None"
    return Rewrite((Around(place.stmt, f"{name} = {text}"), Swap(node, name)))


def _name(node: ast.Call, facts: Facts) -> str:
    """`mean_values` for `mean(values)`, `price_mean` for `df['price'].mean()`."""
    words = [part for part in re.findall(r"[A-Za-z_]\w*", _outline(node, facts)) if part != "self"]
    name = "_".join(dict.fromkeys(words[-3:])).lower()
    return name if name.isidentifier() else "fixed"


def _outline(node: ast.expr, facts: Facts) -> str:
    """The words of an expression from which a name can be made."""
    if isinstance(node, ast.Call):
        first = _outline(node.args[0], facts) if node.args else ""
        called = node.func
        if isinstance(called, ast.Name):
            return f"{called.id} {first}"
        if not isinstance(called, ast.Attribute):
            return first
        module = isinstance(called.value, ast.Name) and facts.is_module(called.value.id)
        return (
            f"{called.attr} {first}" if module else f"{_outline(called.value, facts)} {called.attr}"
        )
    if isinstance(node, ast.Attribute):
        return f"{_outline(node.value, facts)} {node.attr}"
    if isinstance(node, ast.Subscript):
        key = node.slice.value if isinstance(node.slice, ast.Constant) else ""
        return key if isinstance(key, str) and key else _outline(node.value, facts)
    if isinstance(node, COMPREHENSIONS):
        return _outline(node.generators[0].iter, facts)
    return node.id if isinstance(node, ast.Name) else ""
