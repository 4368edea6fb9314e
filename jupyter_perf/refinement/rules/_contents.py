"""Whether a container and all that it holds stay as they are, whoever else may know them."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Container, Iterator

from .. import flow, shapes
from ..facts import Facts
from ..shapes import Shape, Shapes
from ..shaping import shapes_of
from ..source import Function
from ._slots import changed_places, is_other, is_quiet, stays_home

_ODD = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Yield, ast.YieldFrom, ast.Await,
        ast.Global, ast.Nonlocal, ast.With)  # fmt: skip
_METHODS = flow.words(
    """add append appendleft clear discard extend extendleft insert pop popitem popleft remove
    reverse rotate setdefault sort subtract update"""
)
"""Methods that change their own container, and nothing that they are given."""
_FIRST_CHANGED = ("heapq.heap", "bisect.insort")
"""Functions of libraries that change their first argument."""


_STREAMS = frozenset({"sys.stdin.readline", "sys.stdin.read", "sys.stdin.readlines", "sys.exit",
                      "sys.stdout.write", "sys.stdout.flush", "sys.stderr.write"})  # fmt: skip
_READING = frozenset({"input", "next", "iter", "open"})
"""Built-ins that change at most a stream that they are given."""


def contents_kept(name: ast.Name, stmt: ast.stmt, facts: Facts) -> bool:
    """True where a statement leaves what `name` holds as it is, however deep, and `name` too."""
    if shapes.hashable(shapes_of(name, facts)) and not flow.has(stmt, *_ODD):
        return name.id not in flow.stores(stmt)
    return kept_but_for(name, stmt, frozenset(), facts)


def kept_but_for(name: ast.Name, stmt: ast.stmt, adding: Container[ast.expr], facts: Facts) -> bool:
    """True where a statement leaves what `name` holds as it is, however deep.

    `adding` are uses of the name by which something is added to it, which may be.
    """
    if name.id in flow.stores(stmt) or flow.has(stmt, *_ODD):
        return False
    calls = [part for part in ast.walk(stmt) if isinstance(part, ast.Call)]
    if not all(_leaves_arguments(call, facts) for call in calls):
        return False
    if any(not facts.pure(body) for body in _handed(stmt, facts)):
        return False
    places = (place for place in _changed(stmt, facts) if place not in adding)
    return all(_is_apart(place, name, facts) for place in places)


def _handed(stmt: ast.stmt, facts: Facts) -> Iterator[Function]:
    """Functions of the source that a statement calls, or hands to whoever calls them."""
    for part in ast.walk(stmt):
        body = facts.definition(part.id) if isinstance(part, ast.Name) else None
        if body is not None:
            yield body


def _changed(stmt: ast.stmt, facts: Facts) -> Iterator[ast.expr]:
    """What a statement changes in place: `a` of `a[i] = x`, `a.append(x)`, `heappush(a, x)`."""
    yield from changed_places(stmt)
    for part in ast.walk(stmt):
        if isinstance(part, ast.AugAssign):
            # Only containers are changed by it, and none takes a number.
            number = shapes.numeric(shapes_of(part.value, facts))
            if not number and not shapes.hashable(shapes_of(part.target, facts)):
                yield part.target
        elif isinstance(part, ast.Call) and _changes_first(part, facts):
            yield part.args[0]


def _changes_first(call: ast.Call, facts: Facts) -> bool:
    full = facts.full_name(call.func) or ""
    return full.startswith(_FIRST_CHANGED) and bool(call.args) and not call.keywords


def _leaves_arguments(call: ast.Call, facts: Facts) -> bool:
    """True for a call that changes nothing but what `_changed` tells of."""
    called = call.func
    if _changes_first(call, facts) or _makes_error(called, facts) or _reads(called, facts):
        return True
    if not isinstance(called, ast.Attribute) or facts.full_name(called) is not None:
        return is_quiet(call, facts)
    if called.attr not in flow.QUIET_METHODS | _METHODS:
        return False
    # A method of the source's own by such a name may do anything.
    return all(d.name != called.attr for d in facts.source.all(ast.FunctionDef))


def _reads(called: ast.expr, facts: Facts) -> bool:
    """True for `input()` and `sys.stdin.readline()`."""
    if isinstance(called, ast.Name) and facts.is_builtin(called.id, at=called):
        return called.id in _READING
    return facts.full_name(called) in _STREAMS


def _makes_error(called: ast.expr, facts: Facts) -> bool:
    """True for `ValueError("…")`."""
    if not isinstance(called, ast.Name) or not facts.is_builtin(called.id, at=called):
        return False
    made = getattr(builtins, called.id, None)
    return isinstance(made, type) and issubclass(made, BaseException)


def _is_apart(container: ast.expr, name: ast.Name, facts: Facts) -> bool:
    """True for a container that surely isn't `name`, nor anything that it holds."""
    held = _kinds(shapes_of(name, facts))
    own = shapes_of(container, facts)
    if held is not None and own and not {shape.kind for shape in own} & (held | {"other"}):
        return True
    base = flow.root(container)
    if base is None or base.id == name.id:
        return False
    return is_other(container, name.id, facts) and stays_home(base, facts)


def _kinds(found: Shapes | None) -> set[str] | None:
    """The kinds of values and of all that they hold; None where that isn't known."""
    if found is None:
        return None
    kinds: set[str] = set()
    for shape in found:
        inner = [shape.of, shape.to] if shape.to is not None else [shape.of]
        kinds.add(shape.kind)
        for one in inner if _holds(shape) else []:
            below = _kinds(one)
            if below is None:
                return None
            kinds |= below
    return kinds


def _holds(shape: Shape) -> bool:
    return shape.kind not in shapes.PLAIN | {"date", "range", "Pattern"}
