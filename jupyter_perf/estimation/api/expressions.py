"""What an expression gives where that can be known without running anything of the user's."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from . import calls, functions
from .operations import boolean, comparison, decides, operation, unary
from .parts import attribute, subscript
from .values import UNKNOWN, Gapped, Items, is_plain, items_of, joined

if TYPE_CHECKING:
    from .reading import Reader


def value(reader: Reader, node: ast.expr) -> Any:
    """What `node` gives, or UNKNOWN; everything inside it is read."""
    found = _READ.get(type(node))
    if found is not None:
        return found(reader, node)
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.expr):
            reader.value(child)
    return UNKNOWN


def unpacked(whole: Any, count: int) -> list[Any]:
    """`whole` as so many parts."""
    if isinstance(whole, list | tuple) and len(whole) == count:
        return list(whole)
    return [UNKNOWN] * count


def _name(reader: Reader, node: ast.Name) -> Any:
    return reader.get(node.id)


def _constant(reader: Reader, node: ast.Constant) -> Any:
    return node.value


def _format(reader: Reader, node: ast.JoinedStr) -> Any:
    return joined([_part_of_text(reader, each) for each in node.values])


def _part_of_text(reader: Reader, node: ast.expr) -> Any:
    """What is known of it; a gap where it isn't."""
    found = reader.value(node.value if isinstance(node, ast.FormattedValue) else node)
    return found if is_plain(found) else Gapped("", 1)


def _sequence(reader: Reader, node: ast.List | ast.Tuple | ast.Set) -> Any:
    parts: list[Any] = []
    for each in node.elts:
        if isinstance(each, ast.Starred):
            spread = reader.value(each.value)
            parts += spread if isinstance(spread, list | tuple) else [UNKNOWN]
        else:
            parts.append(reader.value(each))
    return tuple(parts) if isinstance(node, ast.Tuple) else parts


def _dictionary(reader: Reader, node: ast.Dict) -> Any:
    made: dict[Any, Any] = {}
    for key, each in zip(node.keys, node.values, strict=True):
        found = reader.value(each)
        if key is None:
            made |= found if isinstance(found, dict) else {}
            continue
        name = reader.value(key)
        if isinstance(name, str | int | float):
            made[name] = found
    return made


def _choice(reader: Reader, node: ast.IfExp) -> Any:
    test = reader.value(node.test)
    if decides(test):
        return reader.value(node.body if test else node.orelse)
    with reader.at(may_not=True):
        return reader.value(node.body), reader.value(node.orelse)


def _comprehension(reader: Reader, node: Any) -> Any:
    return _generators(reader, node, list(node.generators))


def _generators(reader: Reader, node: Any, left: list[ast.comprehension]) -> Any:
    """How many there are, and one of them."""
    if not left:
        if isinstance(node, ast.DictComp):
            return reader.value(node.key), reader.value(node.value)
        return reader.value(node.elt)
    first, *others = left
    items = items_of(reader.value(first.iter))
    weight = reader.place.weight
    with reader.repeated(items, first.iter):
        reader.bind(first.target, reader.picked(items))
        tests = [reader.value(test) for test in first.ifs]
        if first.ifs and all(decides(test) for test in tests):
            # One item of many: whether it passes stands for its share, over many readings.
            with reader.at(weight=reader.place.weight * all(tests)):
                made = _generators(reader, node, others)
        else:
            with reader.at(may_not=reader.place.may_not or bool(first.ifs)):
                made = _generators(reader, node, others)
        count = reader.place.weight / weight if weight else 0.0
    if items is None:
        return UNKNOWN
    if others and isinstance(made, Items):
        inner = made
        return Items(items.count * inner.count, inner.pick, items.most or inner.most)
    return Items(count, lambda _random: made, items.most or bool(first.ifs))


def _awaited(reader: Reader, node: ast.Await) -> Any:
    return (
        calls.call(reader, node.value, awaited=True)
        if isinstance(node.value, ast.Call)
        else reader.value(node.value)
    )


def _starred(reader: Reader, node: ast.Starred) -> Any:
    return reader.value(node.value)


def _named(reader: Reader, node: ast.NamedExpr) -> Any:
    found = reader.value(node.value)
    reader.bind(node.target, found)
    return found


def _lambda(reader: Reader, node: ast.Lambda) -> Any:
    return functions.Function(node, tuple(reader.scopes[1:]))


_READ: dict[type, Any] = {
    ast.Name: _name,
    ast.Constant: _constant,
    ast.JoinedStr: _format,
    ast.List: _sequence,
    ast.Tuple: _sequence,
    ast.Set: _sequence,
    ast.Dict: _dictionary,
    ast.BinOp: operation,
    ast.Compare: comparison,
    ast.BoolOp: boolean,
    ast.UnaryOp: unary,
    ast.IfExp: _choice,
    ast.Subscript: subscript,
    ast.Attribute: attribute,
    ast.ListComp: _comprehension,
    ast.SetComp: _comprehension,
    ast.GeneratorExp: _comprehension,
    ast.DictComp: _comprehension,
    ast.Await: _awaited,
    ast.Starred: _starred,
    ast.NamedExpr: _named,
    ast.Lambda: _lambda,
    ast.Call: lambda reader, node: calls.call(reader, node),
}
