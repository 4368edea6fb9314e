from __future__ import annotations

import ast
from itertools import starmap

from ...core.code import Safety
from .. import flow
from ..callees import reads
from ..concrete import Around, Instead, Swap
from ..facts import Facts
from ..source import Decline, Loop
from ._bodies import body_text, indented
from ._front_parts import first_part
from ._place import library
from ._rule import Rewrite, rule

_ALIKE = frozenset({"append", "pop", "extend", "remove", "count", "clear", "reverse"})
_CATCHING = (ast.Try, ast.TryStar, ast.With)
_READERS = frozenset({"len", "list", "tuple", "set", "sorted", "sum", "max", "min", "any", "all"})


@rule(ast.For, ast.While, safety=Safety.CHECK, gain=10.0, hints=("pop(0)", "insert(0", "[0]"))
def list_to_deque(node: Loop, facts: Facts) -> Rewrite | None:
    """Take from and put at the front of a deque instead of a list.

    What it does:
        Where a loop calls `queue.pop(0)` or `queue.insert(0, x)`, or says `del queue[0]`, it works
        on a `collections.deque`, whose contents go back into the list afterwards, also where an
        exception that is caught further out ends the loop. The first few elements, `queue[:k]`,
        are taken by `itertools.islice`.

    Why it is slow:
        Each of them moves all the list's elements by one place.

    Before:
        while queue:
            node = queue.pop(0)

    After:
        queue_deque = deque(queue)
        while queue_deque:
            node = queue_deque.popleft()
        queue[:] = queue_deque

    When not:
        The loop does with the list what a deque can't do or does otherwise (other slices, indexing
        in the middle, comparing, going through it, handing it on), or may be left by `return` while
        others know the list.

    Source:
        The Python documentation of `collections.deque`; seen gains 13 times for `pop(0)`, 245 for
        `insert(0)`.
    """
    if flow.has(node, ast.Await, ast.Try):
        return None
    leaves = flow.has(node, ast.Return, ast.Yield, ast.YieldFrom)
    imports: tuple[str, ...] = ()
    made: list[str] = []
    back: list[str] = []
    swaps: dict[ast.expr, str] = {}
    caught = False
    for name in _queues(node):
        found = _uses(name, node, facts)
        if found is None or any(_queues_of(name, outer) for outer in _outer(node, name, facts)):
            continue
        if leaves and not _private(name, node, facts):
            continue
        new = facts.fresh(f"{name}_deque")
        maker, line = _deque(facts)
        imports += (line,) if line else ()
        made.append(f"{new} = {maker}({name})")
        back.append(f"{name}[:] = {new}")
        swaps |= {part: text.replace("\0", new) for part, text in found.items()}
        caught = caught or _may_be_caught(name, node, facts)
        if any("islice" in text for text in found.values()):
            imports += library("itertools.islice", facts)[1]
    if not made:
        return None
    before, after = "\n".join(made), "\n".join(back)
    if not caught:
        return Rewrite((Around(node, before, after), *starmap(Swap, swaps.items())), imports)
    loop = indented(body_text([node], facts.source, swaps))
    text = f"{before}\ntry:\n{loop}\nfinally:\n{indented(after)}"
    return Rewrite((Instead(node, text),), imports)


def _may_be_caught(name: str, loop: Loop, facts: Facts) -> bool:
    """True where an exception may end the loop, and the list be seen afterwards."""
    if any(isinstance(outer, _CATCHING) for outer in facts.source.ancestors(loop)):
        return True
    inside = facts.source.function(loop) is not None
    return inside and flow.has(facts.source.tree, *_CATCHING) and not _private(name, loop, facts)


def _private(name: str, loop: Loop, facts: Facts) -> bool:
    """True for a function's own list that nothing else sees when the loop is left early."""
    function = facts.source.function(loop)
    if not isinstance(function, ast.FunctionDef) or name in flow.parameters(function):
        return False
    if facts.scope(name, loop) is not function:
        return False
    if any(isinstance(outer, ast.Try | ast.With) for outer in facts.source.ancestors(loop)):
        return False
    for use in ast.walk(function):
        if not (isinstance(use, ast.Name) and use.id == name):
            continue
        fine = _use(use, facts) is not None if isinstance(use.ctx, ast.Load) else _made(use, facts)
        if not fine or facts.source.function(use) is not function:
            return False
    return True


def _made(target: ast.Name, facts: Facts) -> bool:
    """True where a name is given a list that has just been made."""
    stmt = facts.source.parents[target]
    if not (isinstance(stmt, ast.Assign) and stmt.targets == [target]):
        return False
    value = stmt.value
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
        called = value.func.id
        return called in ("list", "sorted") and facts.is_builtin(called, at=value)
    return isinstance(value, ast.List | ast.ListComp)


def _deque(facts: Facts) -> tuple[str, str]:
    """(name of deque, import line or "")."""
    import collections

    for alias, full in facts.imported.items():
        if full == "collections.deque":
            return alias, ""
    if facts.namespace.get("deque") is collections.deque and "deque" not in flow.stores(
        facts.source.tree
    ):
        return "deque", ""
    if facts.is_free("deque"):
        return "deque", "from collections import deque"
    module, line = facts.module("collections")
    return f"{module}.deque", line


def _queues(loop: Loop) -> list[str]:
    """Names from whose front the loop itself takes, or puts there."""
    found = {
        base.id: None
        for call in ast.walk(loop)
        if _front(call) and isinstance(call, ast.Call) and (base := flow.root(call.func))
    }
    found |= {base.id: None for stmt in ast.walk(loop) if (base := _deleted(stmt)) is not None}
    return list(found)


def _deleted(stmt: ast.AST) -> ast.Name | None:
    """The list of `del queue[0]`."""
    if not (isinstance(stmt, ast.Delete) and len(stmt.targets) == 1):
        return None
    target = stmt.targets[0]
    if not (isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name)):
        return None
    return target.value if ast.unparse(target.slice) == "0" else None


def _queues_of(name: str, loop: Loop) -> bool:
    return name in _queues(loop)


def _outer(loop: Loop, name: str, facts: Facts) -> list[Loop]:
    """Loops around this one in which the list could be a deque throughout."""
    return [outer for outer in facts.source.loops(loop) if _uses(name, outer, facts) is not None]


def _front(node: ast.AST) -> bool:
    """True for `name.pop(0)` and `name.insert(0, x)`."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    first = node.args[0] if node.args else None
    zero = isinstance(first, ast.Constant) and type(first.value) is int and first.value == 0
    sizes = {"pop": 1, "insert": 2}
    return (
        zero
        and isinstance(node.func.value, ast.Name)
        and len(node.args) == sizes.get(node.func.attr)
        and not node.keywords
    )


def _uses(name: str, loop: Loop, facts: Facts) -> dict[ast.expr, str] | None:
    """Use of the list in the loop → its text for a deque (NUL: the name); None if one won't do."""
    found: dict[ast.expr, str] = {}
    for node in ast.walk(loop):
        if not (isinstance(node, ast.Name) and node.id == name):
            continue
        if not isinstance(node.ctx, ast.Load) or facts.source.function(node) is not (
            facts.source.function(loop)
        ):
            return None
        use = _use(node, facts)
        if use is None or facts.kind_of(node) != "list":
            return None
        found |= use
    inner = [p for p in found for o in found if o is not p and facts.source.inside(p, o)]
    found = {part: text for part, text in found.items() if part not in inner}
    others = facts.aliases_of(name) - {name}
    return None if others & flow.loads(loop) or reads([loop], name, facts) else found


def _use(node: ast.Name, facts: Facts) -> dict[ast.expr, str] | None:
    parent = facts.source.parents[node]
    here: dict[ast.expr, str] = {node: "\0"}
    if isinstance(parent, ast.Attribute):
        return _method(node, parent, facts)
    if isinstance(parent, ast.Subscript) and isinstance(parent.slice, ast.Slice):
        return first_part(node, parent, facts)
    if isinstance(parent, ast.Subscript) and isinstance(parent.slice, ast.Constant | ast.UnaryOp):
        return here if ast.unparse(parent.slice) in ("0", "-1") else None
    if isinstance(parent, ast.Call) and isinstance(parent.func, ast.Name):
        fine = parent.func.id in _READERS and facts.is_builtin(parent.func.id, at=node)
        return here if fine and parent.args == [node] else None
    if isinstance(parent, ast.While | ast.If | ast.IfExp | ast.Assert):
        return here if parent.test is node else None
    if isinstance(parent, ast.UnaryOp):
        return here if isinstance(parent.op, ast.Not) else None
    if isinstance(parent, ast.Compare):
        if _is_asked_to_be_empty(parent, node, facts):
            return {parent: "\0" if isinstance(parent.ops[0], ast.NotEq) else "not \0"}
        member = isinstance(parent.ops[-1], ast.In | ast.NotIn) and parent.comparators[-1] is node
        return here if member and len(parent.ops) == 1 else None
    if isinstance(parent, ast.BoolOp):
        test = facts.source.parents[parent]
        return here if isinstance(test, ast.While | ast.If) and test.test is parent else None
    return None


def _is_asked_to_be_empty(test: ast.Compare, node: ast.Name, facts: Facts) -> bool:
    """True for `while queue != []` and the like."""
    other = test.comparators[0]
    tested = facts.source.parents[test]
    return (
        test.left is node
        and len(test.ops) == 1
        and isinstance(test.ops[0], ast.Eq | ast.NotEq)
        and isinstance(other, ast.List)
        and not other.elts
        and isinstance(tested, ast.While | ast.If)
        and tested.test is test
    )


def _method(node: ast.Name, parent: ast.Attribute, facts: Facts) -> dict[ast.expr, str] | None:
    call = facts.source.parents[parent]
    if not (isinstance(call, ast.Call) and call.func is parent):
        return None
    if _front(call):
        if parent.attr == "pop":
            return {call: "\0.popleft()"}
        return {call: f"\0.appendleft({_argument(call.args[1], node.id, facts)})"}
    if parent.attr not in _ALIKE or (parent.attr == "pop" and call.args):
        return None
    return {node: "\0"}


def _argument(node: ast.expr, name: str, facts: Facts) -> str:
    swaps: dict[ast.expr, str] = {}
    for use in ast.walk(node):
        if isinstance(use, ast.Name) and use.id == name:
            # What the list gives may be put in elsewhere, but not the list itself.
            method = facts.source.parents[use]
            taken = isinstance(method, ast.Attribute) and method.attr == "pop"
            found = _method(use, method, facts) if taken else None  # type: ignore[arg-type]
            if found is None:
                raise Decline("the list is put into itself")
            swaps |= found
    return facts.source.render(node, swaps)
