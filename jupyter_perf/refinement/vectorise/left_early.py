"""Loops that are left once they have found what they look for, gone through to their end.

`for …: if test: near = True; break` leaves `near` as it is without the `break`: all that further
rounds can do is to set it again to what it is already.
"""

from __future__ import annotations

import ast

from .. import flow
from ..facts import Facts

Effect = tuple[str, str]
"""What is set, and to which constant."""


def breaks(loop: ast.For) -> bool:
    """True for a loop that a `break` of its own, or of a loop in it, may end."""
    return flow.has(loop.body, ast.Break)


def is_left(body: list[ast.stmt]) -> bool:
    """True where a `break` in `body` ends the loop that `body` is of."""
    return any(
        isinstance(stmt, ast.Break)
        or (isinstance(stmt, ast.If) and (is_left(stmt.body) or is_left(stmt.orelse)))
        for stmt in body
    )


def without_breaks(loop: ast.For, facts: Facts) -> list[ast.stmt] | None:
    """A loop's body without its `break`s; None where these do more than to save time."""
    effects: set[Effect] = set()
    if loop.orelse or not _gathered(loop.body, effects) or len({e for e, _ in effects}) != 1:
        return None
    if len(effects) != 1:
        return None
    effect = next(iter(effects))
    root = effect[0].partition("[")[0]
    tests = [n for n in flow.walk(loop.body) if isinstance(n, ast.If) and _is_exit(n)]
    if any(not _asks(one.test, effect) for one in tests):
        return None
    asked = {n for one in tests for n in ast.walk(one.test)}
    reads = [n for n in flow.walk(loop.body) if isinstance(n, ast.Name) and n.id == root]
    if any(isinstance(n.ctx, ast.Load) and n not in asked and not _is_target(n, facts)
           for n in reads):  # fmt: skip
        return None
    if flow.stores([part.target for part in _loops(loop)]) & _names(effect[0]):
        return None
    body = _bare(loop.body, effect)
    return body


def passing(loop: ast.For) -> set[str]:
    """Names that say how far a loop has come, which depends on where it was left."""
    found = flow.stores([one.target for one in _loops(loop)])
    for stmt in flow.walk(loop.body):
        if isinstance(stmt, ast.Assign) and not isinstance(stmt.value, ast.Constant):
            found |= {n.id for n in ast.walk(stmt.targets[0]) if isinstance(n, ast.Name)}
    return found


def _loops(loop: ast.For) -> list[ast.For]:
    return [part for part in ast.walk(loop) if isinstance(part, ast.For)]


def _names(text: str) -> set[str]:
    """The names in the keys of what is set, which must be the same in all rounds."""
    node = ast.parse(text, mode="eval").body
    return flow.loads(node) if isinstance(node, ast.Subscript) else set()


def _is_target(node: ast.Name, facts: Facts) -> bool:
    """True for the array in `new[i, j] = 2`."""
    part: ast.AST = node
    while isinstance(facts.source.parents[part], ast.Subscript):
        part = facts.source.parents[part]
    return isinstance(part, ast.Subscript) and isinstance(part.ctx, ast.Store)


def _gathered(body: list[ast.stmt], effects: set[Effect]) -> bool:
    """Collect what constants are set to; False where a statement does something else."""
    for stmt in body:
        if isinstance(stmt, ast.Pass | ast.Break | ast.Continue):
            continue
        if isinstance(stmt, ast.If):
            if not (_gathered(stmt.body, effects) and _gathered(stmt.orelse, effects)):
                return False
        elif isinstance(stmt, ast.For) and not stmt.orelse:
            if not _gathered(stmt.body, effects):
                return False
        elif isinstance(stmt, ast.Assign) and len(stmt.targets) == 1:
            if isinstance(stmt.value, ast.Constant):
                effects.add((ast.unparse(stmt.targets[0]), ast.unparse(stmt.value)))
            elif not _is_plain(stmt):
                return False
        else:
            return False
    return _breaks_after(body, effects)


def _is_plain(stmt: ast.Assign) -> bool:
    """True for `a = i + di`, and `a, b = i + di, j + dj`."""
    target = stmt.targets[0]
    names = target.elts if isinstance(target, ast.Tuple) else [target]
    own = {n.id for n in names if isinstance(n, ast.Name)}
    return len(own) == len(names) and not own & flow.loads(stmt.value)


def _breaks_after(body: list[ast.stmt], effects: set[Effect]) -> bool:
    """True where a block that ends with `break` has set something to a constant just before."""
    if not (body and isinstance(body[-1], ast.Break)) or len(body) == 1:
        return True
    return all(isinstance(s, ast.Assign) and isinstance(s.value, ast.Constant) for s in body[:-1])


def _is_exit(stmt: ast.If) -> bool:
    """True for `if …: break`."""
    return len(stmt.body) == 1 and isinstance(stmt.body[0], ast.Break)


def _asks(test: ast.expr, effect: Effect) -> bool:
    """True for a test that holds once the effect has taken place: `if found`, `if not lowest`."""
    name, value = effect
    text = ast.unparse(test)
    told = {"True": (name, f"{name} == True", f"{name} is True"),
            "False": (f"not {name}", f"{name} == False", f"{name} is False")}  # fmt: skip
    return text in (*told.get(value, ()), f"{name} == {value}")


def _bare(body: list[ast.stmt], effect: Effect) -> list[ast.stmt]:
    """The same statements, where a `break` only ends the round, without tests that only lead to
    one."""
    found: list[ast.stmt] = []
    for stmt in body:
        if isinstance(stmt, ast.Break):
            found.append(ast.copy_location(ast.Continue(), stmt))
            break
        if isinstance(stmt, ast.If):
            if _is_exit(stmt):
                found += _bare(stmt.orelse, effect)
                continue
            inner = _bare(stmt.body, effect) or [ast.copy_location(ast.Pass(), stmt)]
            new: ast.stmt = ast.If(stmt.test, inner, _bare(stmt.orelse, effect))
            found.append(ast.copy_location(new, stmt))
        elif isinstance(stmt, ast.For):
            inner = _bare(stmt.body, effect) or [ast.copy_location(ast.Pass(), stmt)]
            new = ast.For(stmt.target, stmt.iter, inner, [])
            found.append(ast.copy_location(new, stmt))
        else:
            found.append(stmt)
    return found
