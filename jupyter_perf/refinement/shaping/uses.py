"""Where a container is used, and which uses leave it, or what it holds, as it is."""

from __future__ import annotations

import ast
from collections import Counter, defaultdict, deque
from collections.abc import Iterator

from .. import flow
from ..facts import Facts
from ..local_names import generator_of

HARMLESS = flow.QUIET_METHODS | {"pop", "popleft", "sort", "reverse", "remove", "clear", "discard"}
"""Methods that put nothing into their container."""
_COPYING = frozenset(
    flow.words(
        """copy.deepcopy numpy.array numpy.mean numpy.median numpy.std numpy.var numpy.sum numpy.max
        numpy.min numpy.argmax numpy.argmin numpy.argsort numpy.percentile numpy.quantile numpy.dot
        numpy.unique numpy.sort numpy.cumsum numpy.diff collections.Counter statistics.mean
        statistics.fmean statistics.median statistics.mode statistics.stdev statistics.pstdev
        statistics.variance json.dumps"""
    )
)
"""What these make shares nothing with what they are given that could be changed."""
_COMPARING = frozenset({"remove", "index", "count", "discard"})
"""Methods of containers that only look for what they are given."""
_OF_CONTAINERS = frozenset(
    name for kind in (list, dict, set, deque, defaultdict, Counter) for name in dir(kind)
)
_NUMBERS = flow.words("len range any all str repr")
"""What these give holds none of the elements."""
_SHALLOW = flow.words("list sorted tuple reversed iter dict copy.copy")


def uses_of(name: str, scope: ast.AST, facts: Facts) -> Iterator[ast.expr]:
    """Every place that reads a variable of a scope."""
    for node in facts.source.all(ast.Name):
        if node.id == name and isinstance(node.ctx, ast.Load):
            if generator_of(node, facts.source) is not None:
                continue
            if facts.scope(name, node) is scope:
                yield node


def leaves_alone(call: ast.Call, facts: Facts) -> bool:
    """True where a call neither changes nor keeps what it is given."""
    if isinstance(call.func, ast.Name) and is_quiet(call.func, facts):
        return True
    owner = call.func.value if isinstance(call.func, ast.Attribute) else None
    if isinstance(owner, ast.Name) and call.func.attr in _COMPARING:  # type: ignore[attr-defined]
        return facts.kind_of(owner) in ("list", "tuple", "set")
    return not call.keywords and facts.full_name(call.func) in _COPYING


def is_quiet(called: ast.Name, facts: Facts) -> bool:
    """True for functions, Python's own or the user's, that have no effect."""
    if called.id in flow.QUIET_BUILTINS and facts.is_builtin(called.id, at=called):
        return True
    body = facts.definition(called.id)
    return body is not None and facts.pure(body)


def takes_keys(use: ast.expr, facts: Facts) -> bool:
    """True where a dict is gone through by its keys, which can't be changed."""
    parent = facts.source.parents[use]
    if isinstance(parent, ast.Call) and isinstance(parent.func, ast.Name):
        plain = parent.func.id in ("sorted", "list", "tuple", "set", "enumerate")
        return plain and facts.is_builtin(parent.func.id, at=parent)
    return isinstance(parent, ast.For | ast.comprehension) and parent.iter is use


def may_change_item(item: ast.Subscript, facts: Facts) -> bool:
    """True where what was got from a container may then be changed in place."""
    parent = facts.source.parents[item]
    if isinstance(parent, ast.Attribute):
        quiet = parent.attr in HARMLESS - {"pop", "sort", "reverse", "remove", "clear"}
        return not (quiet or is_field(parent, facts))
    if isinstance(parent, ast.Subscript) and parent.value is item:
        return not isinstance(parent.ctx, ast.Load) or may_change_item(parent, facts)
    return False


def is_field(part: ast.Attribute, facts: Facts) -> bool:
    """True for a field of a record that is read: no container has one, and it isn't called."""
    call = facts.source.parents[part]
    called = isinstance(call, ast.Call) and call.func is part
    return isinstance(part.ctx, ast.Load) and not called and part.attr not in _OF_CONTAINERS


def names_of_elements(use: ast.expr, facts: Facts) -> set[str]:
    """Names that stand for elements of a container, or for a copy that holds the same ones."""
    parent = facts.source.parents[use]
    targets: list[ast.expr] = []
    if isinstance(parent, ast.Assign) and isinstance(parent.targets[0], ast.Tuple):
        targets = parent.targets
    elif isinstance(parent, ast.Subscript) and parent.value is use:
        stmt = facts.source.parents[parent]
        if isinstance(stmt, ast.Assign) and stmt.value is parent:
            targets = stmt.targets
    shared = False
    if isinstance(parent, ast.Attribute) and parent.attr in ("items", "values"):
        parent = facts.source.parents[parent]
    if isinstance(parent, ast.Attribute) and parent.attr == "copy":
        parent, shared = facts.source.parents[parent], True
    while isinstance(parent, ast.Call):
        called = parent.func
        named = isinstance(called, ast.Name) and called.id in _NUMBERS
        if named and facts.is_builtin(called.id, at=parent):  # type: ignore[attr-defined]
            return set()
        shared = shared or ast.unparse(parent.func) in _SHALLOW
        parent = facts.source.parents[parent]
    if isinstance(parent, ast.For | ast.comprehension):
        targets = [parent.target]
    elif shared and isinstance(parent, ast.Assign):
        targets = parent.targets
    return flow.stores(targets)
