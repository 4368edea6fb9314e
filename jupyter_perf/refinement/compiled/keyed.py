"""`min` and `max` by a key: the loop that the kernel makes of them, as it knows no keys."""

from __future__ import annotations

import ast
from collections.abc import Callable

from ..source import Decline
from .builtin_calls import BuiltinCalls
from .expressions import State
from .kinds import FLOATS, WHOLE, Num, Value

KEYED = "keyed"
_SIGNS = {"min": "<", "max": ">"}


class KeyedCalls(BuiltinCalls):
    """Adds `min(items, key=lambda item: …)` to `BuiltinCalls`."""

    def keyed(self, node: ast.Call, state: State) -> Value:
        """What the search among items by their keys gives; its statement must be that alone."""
        key = node.keywords[0].value
        named = [keyword.arg for keyword in node.keywords] == ["key"]
        if not named or not isinstance(key, ast.Lambda) or not self._is_alone(node):
            raise Decline("a search by a key that isn't compiled")
        spec = key.args
        plain = [one.arg for one in spec.args]
        if len(plain) != 1 or spec.vararg or spec.kwarg or spec.kwonlyargs or spec.defaults:
            raise Decline("a key of several parameters")
        item, _, _ = self.iterated(self._one(node), state)
        inner = dict(state)
        self.bind(ast.Name(plain[0], ast.Store()), item, inner, node.args[0])
        size = self.of(key.body, inner)
        ordered = isinstance(size, Num) and "none" not in size.tags
        if not ordered or not (size.only(WHOLE) or size.only(FLOATS)):  # type: ignore[union-attr]
            raise Decline("a key that isn't a number")
        if not isinstance(item, Num) or not (item.only(WHOLE) or item.only(FLOATS)):
            raise Decline("a search among other things than numbers")
        starts = ("0" if one.only(WHOLE) else "0.0" for one in (item, size))  # type: ignore[union-attr]
        self.marks[node] = " ".join([KEYED, *starts])
        return item

    def _is_alone(self, node: ast.Call) -> bool:
        """True where nothing is worked out before it in its statement."""
        parent = self.facts.source.parents.get(node)
        if isinstance(parent, ast.Assign | ast.Return):
            return not flow_has_calls(parent)
        called = parent.func if isinstance(parent, ast.Call) else None
        appended = isinstance(called, ast.Attribute) and called.attr == "append"
        return appended and isinstance(self.facts.source.parents.get(parent), ast.Expr)  # type: ignore[arg-type]


def flow_has_calls(stmt: ast.Assign | ast.Return) -> bool:
    """True for an assignment whose targets call something."""
    targets = stmt.targets if isinstance(stmt, ast.Assign) else []
    return any(isinstance(part, ast.Call) for target in targets for part in ast.walk(target))


def searched(
    call: ast.Call, mark: str, fresh: Callable[[str], str], give_up: str
) -> tuple[str, str]:
    """(the loop that finds what `call` does, the name of what it finds)."""
    _, start, start_key = mark.split()
    assert isinstance(call.func, ast.Name)
    key = call.keywords[0].value
    assert isinstance(key, ast.Lambda)
    other, best, least, size, none = (
        fresh(name) for name in ("candidate", "found", "found_key", "key", "none_found")
    )
    body = ast.unparse(_Renamed(key.args.args[0].arg, other).visit(key.body))
    loop = (
        f"{none}, {best}, {least} = True, {start}, {start_key}\n"
        f"for {other} in {ast.unparse(call.args[0])}:\n"
        f"    {size} = {body}\n"
        f"    if {none} or {size} {_SIGNS[call.func.id]} {least}:\n"
        f"        {none} = False\n"
        f"        {best} = {other}\n"
        f"        {least} = {size}\n"
        f"if {none}:\n"
        f"    {give_up}"
    )
    return loop, best


class _Renamed(ast.NodeTransformer):
    """Gives a key's parameter another name, as its own may be a variable around it."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new

    def visit_Name(self, node: ast.Name) -> ast.Name:
        return ast.Name(self.new, node.ctx) if node.id == self.old else node
