"""Calls: of models, which are noted down; of the user's functions, which are read through; of what
calls a function for each item; of builtins."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from . import interfaces, methods
from .arguments import named_in
from .for_each import EACH, for_each, submitted
from .functions import enter, function_of, is_in_cell
from .interfaces import Client, Interface
from .noted import Asked, Seen
from .values import UNKNOWN, Items, Unknown, Workers, is_plain, items_of

if TYPE_CHECKING:
    from .reading import Reader


def call(reader: Reader, node: ast.Call, awaited: bool = False) -> Any:
    """What it gives; calls of models inside are noted down."""
    dotted = _dotted(node.func)
    name = dotted.rpartition(".")[2]
    owner = _owner(reader, node.func)
    if name in EACH and (found := for_each(reader, node, name, owner)) is not None:
        return found
    if name == "submit" and node.args:
        return submitted(reader, node, owner)
    given = [reader.value(each) for each in node.args if not isinstance(each, ast.Starred)]
    for each in node.args:
        if isinstance(each, ast.Starred):
            reader.value(each.value)
    named = named_in(reader, node)
    if interfaces.is_batch(dotted):
        reader.notes["requests in a batch are answered later, and aren't counted"] = None
        return UNKNOWN
    interface = interfaces.interface_of(node, dotted, owner)
    if interface is not None:
        _note(
            reader,
            node,
            dotted,
            Asked(
                interface,
                {**dict(zip(interface.positional, given, strict=False)), **named},
                owner if isinstance(owner, Client) else None,
                *_growing(node, interface, given, name),
            ),
        )
        return UNKNOWN
    if name == "append" and isinstance(node.func, ast.Attribute):
        return _appended(reader, node.func.value, given)
    function = function_of(reader, node.func)
    if function is not None:
        return enter(reader, function, given, named, awaited)
    if (client := interfaces.client_of(dotted, named)) is not None:
        return client
    if isinstance(node.func, ast.Attribute) and is_plain(owner):
        return methods.method(owner, name, given, named)
    return methods.builtin(name, given, named)


def _note(reader: Reader, node: ast.Call, dotted: str, found: Asked) -> None:
    line = node.lineno if is_in_cell(reader) else reader.line
    reader.seen.append(Seen(node, line, dotted, reader.place, found))


def _growing(
    node: ast.Call, interface: Interface, given: list[Any], name: str
) -> tuple[str, Items | None]:
    """Name of the conversation that is handed over, and the prompts of `batch`."""
    batched = items_of(given[0]) if name in ("batch", "abatch") and given else None
    for keyword in node.keywords:
        if keyword.arg in interface.prompts and isinstance(keyword.value, ast.Name):
            return keyword.value.id, batched
    return "", batched


def _appended(reader: Reader, target: ast.expr, given: list[Any]) -> Any:
    """A list of the cell gets longer; the kernel's own stays as it is."""
    if not isinstance(target, ast.Name):
        return None
    before = reader.get(target.id)
    if isinstance(before, list):
        weight = reader.bound_at.get(target.id, 1.0)
        reader.scopes[-1][target.id] = [*before, *given]
        if reader.place.weight > weight:
            reader.grown.setdefault(target.id, []).extend(given)
            # One for each time: `tasks.append(…)` in a loop is as long as the loop.
            if not any(isinstance(each, dict) for each in given):
                times = reader.place.weight / weight if weight else 1.0
                made = given[0] if given else UNKNOWN
                reader.scopes[-1][target.id] = Items(times, lambda _random: made)
    return None


def _owner(reader: Reader, node: ast.expr) -> Any:
    """What stands before the last dot: a plain value, a client, or unknown."""
    if not isinstance(node, ast.Attribute):
        return reader.get(node.id) if isinstance(node, ast.Name) else UNKNOWN
    inner = node.value
    found = reader.value(inner)
    if not isinstance(found, Unknown):
        return (
            found
            if is_plain(found) or isinstance(found, Items | Workers | Client)
            else (interfaces.client_in(found) or UNKNOWN)
        )
    # `client.chat.completions.create`: the client is at the beginning.
    while isinstance(inner, ast.Attribute | ast.Call):
        inner = inner.value if isinstance(inner, ast.Attribute) else inner.func
    root = reader.get(inner.id) if isinstance(inner, ast.Name) else UNKNOWN
    if isinstance(root, Client):
        return root
    return (interfaces.client_in(root) if not isinstance(root, Unknown) else None) or UNKNOWN


def _dotted(node: ast.expr) -> str:
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if isinstance(node, ast.Name):
        parts.append(node.id)
    elif isinstance(node, ast.Call):
        parts.append(_dotted(node.func))
    return ".".join(reversed(parts))
