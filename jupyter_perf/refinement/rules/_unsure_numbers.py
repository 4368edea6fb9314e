"""What may be a number by all that is known, and is tested to be one where it is used."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import Any

from .. import flow
from ..facts import Facts
from ..shapes import Shapes
from ..values import Frame
from ._element_loops import ElementLoop, key_of
from ._element_samples import element_samples


def are_numbers(node: ast.expr, walk: ElementLoop, facts: Facts) -> bool:
    """True for a part that each element has, and that is a number in all that are known."""
    if not _is_there(node, walk, facts):
        return False
    path, found = walk.path(node), False
    for value in element_samples(walk.items, facts):
        for element in _elements(value, walk):
            if not isinstance(_followed(element, path), int | float):
                return False
            found = True
    return found


def _is_there(node: ast.expr, walk: ElementLoop, facts: Facts) -> bool:
    """True where reading the part can't fail for want of a key."""
    if isinstance(node, ast.Name) or walk.is_element(node):
        return True
    if not isinstance(node, ast.Subscript):
        return False
    if all(type(key) is int for key in walk.path(node)):
        return True
    held = walk.shape(node.value, facts)
    return bool(held) and all(
        shape.kind == "list" or key_of(node) in dict(shape.parts) for shape in held or ()
    )


def _elements(value: Any, walk: ElementLoop) -> Iterable[Any]:
    if type(value) is dict and walk.entries:
        return value.items() if walk.entries == "items" else value.values()
    return value if type(value) in (list, tuple) and not walk.entries else ()


def _followed(element: Any, path: tuple[object, ...]) -> Any:
    """What keys lead to; None where they lead nowhere."""
    for key in path:
        try:
            element = element[key]
        except (LookupError, TypeError):
            return None
    return element


def may_be_number(node: ast.expr, held: Shapes | None, sure: bool, facts: Facts) -> bool:
    """True for a name, or a field of one that can be read, that nothing says is no number.

    `sure` is true where the field is read anyway.
    """
    if held is not None and not {shape.kind for shape in held} & {"int", "float", "other"}:
        return False
    if isinstance(node, ast.Name) or held is not None:
        return True
    if key_of(node) is None or not isinstance(node.value, ast.Name):  # type: ignore[attr-defined]
        return False
    if sure and isinstance(node, ast.Subscript):
        return True
    return node in facts.source.parents and _is_field_of_row(node, facts)


def _is_field_of_row(node: ast.expr, facts: Facts) -> bool:
    """True for `row["x"]` and the like, where `row` is what a loop through a frame's rows gives."""
    name, key = node.value, key_of(node)  # type: ignore[attr-defined]
    for loop in facts.source.loops(node):
        if not isinstance(loop, ast.For) or name.id not in flow.stores(loop):
            continue
        if name.id in flow.stores(loop.body):
            return False
        target, iterated = loop.target, ast.unparse(loop.iter)
        if isinstance(target, ast.Tuple) and iterated.endswith(".iterrows()"):
            target = target.elts[-1]
        if not isinstance(target, ast.Name):
            return False
        base = _leftmost(loop.iter)
        frame = facts.frame(base, loop) if isinstance(base, ast.Name) else None
        way = iterated.removeprefix(ast.unparse(base))
        return frame is not None and key in _keys(way, frame)
    return False


def _leftmost(node: ast.expr) -> ast.expr:
    """`frame` of `frame.values.tolist()`."""
    while isinstance(node, ast.Attribute | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node


def _keys(way: str, frame: Frame) -> list[object]:
    """What the rows have that a frame gives in this way."""
    columns = [*frame.columns]
    if way in (".values.tolist()", ".to_numpy().tolist()", ".values", ".to_numpy()"):
        return [*range(len(frame.all_kinds))]
    if way in (".iterrows()", ".to_dict('records')", ".to_dict(orient='records')"):
        return [*columns]
    if way.startswith(".itertuples(") and all(str(one).isidentifier() for one in columns):
        return [f".{one}" for one in columns]
    return []


def is_written_out(node: ast.expr, facts: Facts) -> bool:
    """True for a name that the source gives a small number once, which is 0 or more."""
    if not isinstance(node, ast.Name) or node not in facts.source.parents:
        return False
    made = facts.assigned(node)
    value = made.value if isinstance(made, ast.Constant) else None
    return type(value) in (int, float) and abs(value) < 2**50  # type: ignore[arg-type]
