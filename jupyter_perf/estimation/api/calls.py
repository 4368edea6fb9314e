"""Calls: of models, which are noted down; of the user's functions, which are read through; of what
calls a function for each item; of builtins."""

from __future__ import annotations

import ast
import inspect
import textwrap
import types
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from . import interfaces, methods
from .interfaces import Client, Interface
from .values import UNKNOWN, Items, Unknown, Workers, is_plain, is_tabular, items_of

if TYPE_CHECKING:
    from .reading import Reader

_EACH: tuple[str, ...] = (
    *("map", "apply", "progress_apply", "transform", "imap", "imap_unordered", "starmap"),
    *("thread_map", "process_map", "applymap"),
)


_OWN = "stands in this cell"
"""No name of Python's, among those of a function's scope."""


@dataclass(frozen=True)
class Function:
    """One that the cell or an earlier one defines, and the scopes around it."""

    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
    scopes: tuple[dict[str, Any], ...] = ()
    own: bool = True
    """Whether it stands in the cell itself, so that its lines are the cell's."""


@dataclass(frozen=True)
class Asked:
    """What one call of a model is given."""

    interface: Interface
    arguments: Mapping[str, Any]
    client: Client | None
    growing: str = ""
    """Name of the list of messages, where it is one."""
    batched: Items | None = None
    """Of prompts that one call hands in."""


def may_ask(node: ast.AST) -> bool:
    """Whether a call of a model may be in it, by its words."""
    return interfaces.may_call(ast.unparse(node))


def call(reader: Reader, node: ast.Call, awaited: bool = False) -> Any:
    """What it gives; calls of models inside are noted down."""
    dotted = _dotted(node.func)
    name = dotted.rpartition(".")[2]
    owner = _owner(reader, node.func)
    if name in _EACH and (found := _for_each(reader, node, name, owner)) is not None:
        return found
    if name == "submit" and node.args:
        return _submitted(reader, node, owner)
    given = [reader.value(each) for each in node.args if not isinstance(each, ast.Starred)]
    for each in node.args:
        if isinstance(each, ast.Starred):
            reader.value(each.value)
    named = _named(reader, node)
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
    function = _function(reader, node.func)
    if function is not None:
        return enter(reader, function, given, named, awaited)
    if (client := interfaces.client_of(dotted, named)) is not None:
        return client
    if isinstance(node.func, ast.Attribute) and is_plain(owner):
        return methods.method(owner, name, given, named)
    return methods.builtin(name, given, named)


def enter(
    reader: Reader,
    function: Function,
    given: list[Any],
    named: Mapping[str, Any],
    awaited: bool = True,
) -> Any:
    """Read through `function` as it is called here."""
    from .reading import MOST_DEPTH, Returned

    node = function.node
    if reader.depth >= MOST_DEPTH:
        reader.notes["a function that calls itself isn't followed further"] = None
        return UNKNOWN
    if not isinstance(node, ast.Lambda) and not may_ask(node) and len(node.body) > 50:
        return UNKNOWN
    _cached(reader, node)
    place = reader.place
    # A coroutine that nobody waits for here runs beside the others of its loop.
    beside = isinstance(node, ast.AsyncFunctionDef) and not awaited
    width = place.width * (place.weight / place.serial if beside and place.serial else 1.0)
    before = reader.scopes
    own = _bound(reader, node.args, given, named) | {_OWN: function.own}
    reader.scopes = [before[0], *function.scopes, own]
    reader.depth += 1
    try:
        with reader.at(width=max(1.0, width), serial=place.weight):
            if isinstance(node, ast.Lambda):
                return reader.value(node.body)
            reader.read(node.body)
    except Returned as end:
        return end.value
    finally:
        reader.depth -= 1
        reader.scopes = before
    return None


def _for_each(reader: Reader, node: ast.Call, name: str, owner: Any) -> Any:
    """`map(f, items)`, `series.apply(f)`, `pool.map(f, items)`; None where it is none of them."""
    functions = [at for at, each in enumerate(node.args[:1]) if _function(reader, each)]
    if not functions:
        return None
    function = _function(reader, node.args[0])
    assert function is not None
    named = _named(reader, node)
    if is_tabular(owner):
        items = _rows_for(owner, named)
        width = 1.0
    else:
        given = [items_of(reader.value(each)) for each in node.args[1:]]
        items = given[0] if len(given) == 1 else _together(given)
        width = _workers(owner, name, named)
    count = items.count if items else 1.0
    with reader.repeated(items, node.args[0] if items is None else node.func):
        item = reader.picked(items)
        many = isinstance(item, tuple) and (name == "starmap" or len(node.args) > 2)
        with reader.at(width=max(1.0, min(width, count)), serial=reader.place.weight):
            made = enter(reader, function, list(item) if many else [item], {})
    return Items(count, lambda _random: made)


def _rows_for(owner: Any, named: Mapping[str, Any]) -> Items | None:
    """What a table hands to a function: its values, rows or columns."""
    if type(owner).__name__ != "DataFrame":
        return items_of(owner)
    if named.get("axis") in (1, "columns"):

        def row(random: Any) -> Any:
            return owner.iloc[random.randrange(len(owner))]

        return Items(len(owner), row)
    return Items(owner.shape[1], lambda random: owner[random.choice(list(owner.columns))])


def _together(given: list[Items | None]) -> Items | None:
    known = [each for each in given if each is not None]
    if not known or len(known) < len(given):
        return None
    return Items(
        min(each.count for each in known),
        lambda random: tuple(each.pick(random) for each in known),
    )


def _workers(owner: Any, name: str, named: Mapping[str, Any]) -> float:
    if isinstance(owner, Workers):
        return owner.most
    most = named.get("max_workers")
    if type(most) is int:
        return float(most)
    return 8.0 if name in ("thread_map", "process_map") else 1.0


def _submitted(reader: Reader, node: ast.Call, owner: Any) -> Any:
    function = _function(reader, node.args[0])
    given = [reader.value(each) for each in node.args[1:]]
    named = _named(reader, node)
    if function is None:
        return UNKNOWN
    place = reader.place
    beside = place.weight / place.serial if place.serial else 1.0
    most = owner.most if isinstance(owner, Workers) else 8.0
    with reader.at(width=max(1.0, min(most, beside)), serial=place.weight):
        return enter(reader, function, given, named)


def _note(reader: Reader, node: ast.Call, dotted: str, found: Asked) -> None:
    from .reading import Seen

    line = node.lineno if _is_own(reader) else reader.line
    reader.seen.append(Seen(node, line, dotted, reader.place, found))


def _is_own(reader: Reader) -> bool:
    return all(scope.get(_OWN, True) for scope in reader.scopes[1:])


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


def _function(reader: Reader, node: ast.expr) -> Function | None:
    """The function of the user's that `node` names."""
    if isinstance(node, ast.Lambda):
        return Function(node, tuple(reader.scopes[1:]))
    if not isinstance(node, ast.Name):
        return None
    found = reader.get(node.id)
    if isinstance(found, Function):
        return found
    return function_from(found)


def function_from(found: object) -> Function | None:
    """One of an earlier cell, by its source; None for anything else, and for libraries'."""
    if not isinstance(found, types.FunctionType):
        return None
    if found.__module__ not in ("__main__", "builtins", None) and "/" in found.__code__.co_filename:
        path = found.__code__.co_filename
        if "site-packages" in path or "/lib/python" in path:
            return None
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(found)))
    except (OSError, TypeError, SyntaxError, ValueError):
        return None
    first = tree.body[0] if tree.body else None
    if isinstance(first, ast.FunctionDef | ast.AsyncFunctionDef):
        return Function(first, (), own=False)
    return None


def _bound(
    reader: Reader, wanted: ast.arguments, given: list[Any], named: Mapping[str, Any]
) -> dict[str, Any]:
    """Names of the arguments → what they are here."""
    names = [each.arg for each in (*wanted.posonlyargs, *wanted.args)]
    scope: dict[str, Any] = dict.fromkeys(names, UNKNOWN)
    scope.update(dict.fromkeys((each.arg for each in wanted.kwonlyargs), UNKNOWN))
    last = names[len(names) - len(wanted.defaults) :]
    for name, default in zip(last, wanted.defaults, strict=True):
        scope[name] = reader.value(default)
    for keyword, standard in zip(wanted.kwonlyargs, wanted.kw_defaults, strict=True):
        if standard is not None:
            scope[keyword.arg] = reader.value(standard)
    scope.update(zip(names, given, strict=False))
    scope.update({name: each for name, each in named.items() if name in scope})
    if wanted.kwarg is not None:
        scope[wanted.kwarg.arg] = {n: each for n, each in named.items() if n not in scope}
    if wanted.vararg is not None:
        scope[wanted.vararg.arg] = tuple(given[len(names) :])
    return scope


def _named(reader: Reader, node: ast.Call) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for keyword in node.keywords:
        value = reader.value(keyword.value)
        if keyword.arg is not None:
            found[keyword.arg] = value
        elif isinstance(value, dict):
            found |= {str(key): each for key, each in value.items()}
    return found


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


def _cached(reader: Reader, node: ast.AST) -> None:
    for each in getattr(node, "decorator_list", []):
        said = ast.unparse(each)
        if "cache" in said:
            reader.notes["a cached function answers what repeats without a call"] = None
        if "retry" in said or "backoff" in said:
            reader.notes["calls that are made again after an error aren't counted"] = None
