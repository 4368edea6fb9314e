from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Swap
from ..facts import Facts
from ..shapes import Shapes, only
from ..shaping import elements_of
from ..source import Decline
from ._comparators import TEXT_METHODS, Comparator, Step, body_of
from ._rule import Rewrite, rule


@rule(ast.Call, safety=Safety.CHECK, gain=8.0, hints=("cmp_to_key",))
def comparison_to_key(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Sort by a key instead of by a function that compares two items.

    What it does:
        `key=cmp_to_key(compare)` of `sorted`, `sort`, `min` and `max` becomes a `key` that gives
        what `compare` compares, one thing after another: as a tuple, with a minus for numbers
        that go downwards.

    Why it is slow:
        The function is called for each comparison, n log n times; a key is made n times, and keys
        are compared in C.

    Before:
        def compare(a, b):
            if a["town"] != b["town"]:
                return -1 if a["town"] < b["town"] else 1
            return b["age"] - a["age"]

        people.sort(key=cmp_to_key(compare))

    After:
        def compare(a, b):
            if a["town"] != b["town"]:
                return -1 if a["town"] < b["town"] else 1
            return b["age"] - a["age"]

        people.sort(key=lambda a: (a["town"], -a["age"]))

    When not:
        Keys that aren't all whole numbers or all strings (a NaN has no order), strings of which
        some go upwards and some downwards, functions that do anything else.

    Source:
        The Python "Sorting Techniques" HOWTO; measured: 5 to 12 times.
    """
    key = next((k for k in node.keywords if k.arg == "key"), None)
    made = key.value if key is not None else None
    if not isinstance(made, ast.Call) or facts.full_name(made.func) not in _CMP_TO_KEY:
        return None
    items = _items(node, facts)
    if items is None or len(made.args) != 1 or made.keywords:
        return None
    function = _function(made.args[0], facts)
    names = flow.parameters(function) if function is not None else []
    if function is None or len(names) != 2 or flow.has(function, ast.Yield, ast.Await):
        return None
    steps = Comparator(*names).steps(body_of(function))
    if any(_names_differ(step.key, names[0], function, node, facts) for step in steps):
        return None
    kinds = [_kind(step, elements_of(items, facts), names[0]) for step in steps]
    falling = {step.downwards for step, kind in zip(steps, kinds, strict=True) if kind == "str"}
    if len(falling) > 1:
        return None
    back = True in falling
    parts = [
        f"-{_bracketed(step.key, facts)}" if step.downwards is not back else _text(step.key, facts)
        for step in steps
    ]
    whole = f"({', '.join(parts)})" if len(parts) > 1 else parts[0]
    if not back and whole != names[0]:
        return Rewrite((Swap(made, f"lambda {names[0]}: {whole}"),))
    if back and (len(node.keywords) > 1 or ast.unparse(node.func) in ("min", "max")):
        return None
    given = [*map(facts.source.segment, node.args)]
    given += [f"key=lambda {names[0]}: {whole}"] if whole != names[0] else []
    given += [f"{k.arg}={facts.source.segment(k.value)}" for k in node.keywords if k is not key]
    given += ["reverse=True"] if back else []
    return Rewrite((Swap(node, f"{facts.source.segment(node.func)}({', '.join(given)})"),))


_CMP_TO_KEY = ("functools.cmp_to_key", "_functools.cmp_to_key")


def _items(node: ast.Call, facts: Facts) -> ast.expr | None:
    """What is sorted, or of which the least is taken."""
    called = node.func
    if isinstance(called, ast.Attribute):
        return called.value if called.attr == "sort" and not node.args else None
    if not isinstance(called, ast.Name) or called.id not in ("sorted", "min", "max"):
        return None
    alone = len(node.args) == 1 and facts.is_builtin(called.id, at=node)
    return node.args[0] if alone else None


def _function(given: ast.expr, facts: Facts) -> ast.FunctionDef | ast.Lambda | None:
    if isinstance(given, ast.Lambda):
        return given
    found = facts.definition(given.id) if isinstance(given, ast.Name) else None
    return found if isinstance(found, ast.FunctionDef) else None


def _names_differ(
    key: ast.expr, item: str, function: ast.FunctionDef | ast.Lambda, call: ast.Call, facts: Facts
) -> bool:
    """True where a name in a key may mean something else at the call."""
    inside = function.body if isinstance(function, ast.Lambda) else function.body[0]
    return any(
        facts.scope(name, call) is not facts.scope(name, inside)
        for name in flow.loads(key) - {item}
    ) or not facts.is_builtin("len", "abs", at=call)


def _kind(step: Step, held: Shapes | None, item: str) -> str:
    """`int` or `str`: what a key is made of; declines for anything else."""
    found = _shape(step.key, held, item)
    if shapes.whole(found):
        return "int"
    if shapes.within(found, "str") and not step.number:
        return "str"
    raise Decline("keys that may have no order")


def _shape(key: ast.expr, held: Shapes | None, item: str) -> Shapes | None:
    """What a key is for items that look like `held`."""
    if isinstance(key, ast.Name):
        return held if key.id == item else None
    if isinstance(key, ast.Constant):
        return shapes.of_value(key.value)
    if isinstance(key, ast.Subscript):
        place = key.slice.value if isinstance(key.slice, ast.Constant) else None
        whole = _shape(key.value, held, item)
        return shapes.part(whole, place) if _has_it(whole, place) else None
    if isinstance(key, ast.Attribute):
        return shapes.part(_shape(key.value, held, item), f".{key.attr}")
    if isinstance(key, ast.UnaryOp | ast.BinOp):
        parts = [p for p in ast.iter_child_nodes(key) if isinstance(p, ast.expr)]
        plain = isinstance(getattr(key, "op", None), ast.Add | ast.Sub | ast.Mult | ast.USub)
        every = all(shapes.whole(_shape(part, held, item)) for part in parts)
        return only("int") if plain and every else None
    if isinstance(key, ast.Call):
        called = key.func
        if isinstance(called, ast.Attribute):
            text = called.attr in TEXT_METHODS and _shape(called.value, held, item)
            return only("str") if text and shapes.within(text, "str") else None
        found = _shape(key.args[0], held, item)
        if ast.unparse(called) == "len":
            sized = shapes.within(found, "str", "list", "tuple", "dict", "set")
            return only("int") if sized else None
        return only("int") if shapes.whole(found) else None
    return None


def _has_it(held: Shapes | None, place: object) -> bool:
    """False for dicts of which one may lack the key: a list of one is sorted without asking."""
    return held is not None and all(
        shape.kind != "dict" or place in dict(shape.parts) for shape in held
    )


def _bracketed(key: ast.expr, facts: Facts) -> str:
    text = _text(key, facts)
    return f"({text})" if isinstance(key, ast.BinOp | ast.UnaryOp) else text


def _text(key: ast.expr, facts: Facts) -> str:
    return facts.source.segment(key) if key in facts.source.parents else ast.unparse(key)
