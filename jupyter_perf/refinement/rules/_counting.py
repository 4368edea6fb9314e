"""A `while` loop that counts: its variable, its steps, and the range that it goes through."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from .. import flow, shapes
from ..callees import called, changed_globals, compiled_globals
from ..facts import Facts
from ..shaping import shapes_of
from ..source import LOOPS, Decline
from ._place import library, start

_FLIPPED = {ast.Lt: ast.Gt, ast.LtE: ast.GtE, ast.Gt: ast.Lt, ast.GtE: ast.LtE}


@dataclass(frozen=True)
class Counting:
    """`while name < …: …; name += step`, where nothing else changes the name or the limit."""

    name: str
    step: int
    stop: str
    """The range's end, which isn't in it any more."""
    others: tuple[ast.expr, ...]
    """Further conditions, asked in each turn."""
    steps: tuple[ast.stmt, ...]
    """The statements that count: the last one, and one before each `continue`."""
    imports: tuple[str, ...] = ()

    @classmethod
    def of(cls, loop: ast.While, facts: Facts) -> Counting:
        """Raises Decline for other loops."""
        conditions = _conditions(loop.test)
        compared = conditions[0]
        name, step = _step(loop.body[-1])
        steps = (loop.body[-1], *_before_continues(loop, name, step))
        if len(_stores(name, loop)) != len(steps):
            raise Decline("the variable changes elsewhere too")
        stop, depends, imports = _stop(compared, name, step, loop, facts)
        if name in depends or _may_change(depends | {name}, loop, steps, facts):
            raise Decline("the limit or the variable may change on the way")
        if not shapes.within(shapes_of(_named(name, loop), facts), "int"):
            raise Decline("the variable isn't known to be whole")
        return cls(name, step, stop, tuple(conditions[1:]), steps, imports)


def _may_change(
    names: set[str], loop: ast.While, steps: tuple[ast.stmt, ...], facts: Facts
) -> bool:
    """True where something else than the steps may bind or change one of `names`."""
    # Contexts and operators are singletons, shared by the whole tree.
    real = ast.expr | ast.stmt
    counting = {id(p) for one in steps for p in ast.walk(one) if isinstance(p, real)}
    others = [
        part
        for part in ast.walk(loop)
        if isinstance(part, real)
        and id(part) not in counting
        and not any(id(inner) in counting for inner in ast.walk(part))
    ]
    if any(names & set(node.names) for node in facts.source.all(ast.Nonlocal)):
        return True
    suspects = names & facts.changed(others)
    if not suspects:
        return False
    # A number isn't changed by what is done to another name for it, only by a new binding.
    bound = flow.stores(others) | compiled_globals(flow.loads(loop), facts)
    for function in called(loop, facts):
        bound |= changed_globals(function, facts)
    return any(
        name in bound or not shapes.within(shapes_of(_named(name, loop), facts), "int")
        for name in suspects
    )


def _conditions(test: ast.expr) -> list[ast.expr]:
    """The comparison first, then what is asked after it or can't fail before it."""
    values = list(test.values) if isinstance(test, ast.BoolOp) else [test]
    if isinstance(test, ast.BoolOp) and not isinstance(test.op, ast.And):
        raise Decline("either of two conditions")
    for at, value in enumerate(values):
        if isinstance(value, ast.Compare):
            return [value, *values[:at], *values[at + 1 :]]
        inner = value.operand if isinstance(value, ast.UnaryOp) else value
        if not isinstance(inner, ast.Name):
            break
    raise Decline("no comparison")


def _step(stmt: ast.stmt) -> tuple[str, int]:
    """(name, step) of `i += 1`, `i = i + 1`, `i -= 2`."""
    for op, sign in ((ast.Add, 1), (ast.Sub, -1)):
        found = flow.accumulation(stmt, op)
        if found is not None:
            value = found[1]
            if isinstance(value, ast.Constant) and type(value.value) is int and value.value > 0:
                return found[0], sign * value.value
    raise Decline("it doesn't end by counting")


def _stores(name: str, loop: ast.While) -> list[ast.Name]:
    return [
        n
        for n in flow.walk(loop)
        if isinstance(n, ast.Name) and n.id == name and not isinstance(n.ctx, ast.Load)
    ]


def _before_continues(loop: ast.While, name: str, step: int) -> list[ast.stmt]:
    """The step before each `continue` of the loop; raises Decline where one lacks it."""
    found: list[ast.stmt] = []

    def visit(body: list[ast.stmt]) -> None:
        for at, stmt in enumerate(body):
            if isinstance(stmt, ast.Continue):
                if at == 0 or _step(body[at - 1]) != (name, step):
                    raise Decline("it goes on without counting")
                found.append(body[at - 1])
            if isinstance(stmt, (*LOOPS, ast.AsyncFor)):
                visit(stmt.orelse)
            elif not isinstance(stmt, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                parts = [stmt, *getattr(stmt, "handlers", ()), *getattr(stmt, "cases", ())]
                for part in parts:
                    for field in ("body", "orelse", "finalbody"):
                        visit(getattr(part, field, []))

    visit(loop.body)
    return found


def _named(name: str, loop: ast.While) -> ast.Name:
    return next(n for n in ast.walk(loop.test) if isinstance(n, ast.Name) and n.id == name)


def _stop(
    compared: ast.expr, name: str, step: int, loop: ast.While, facts: Facts
) -> tuple[str, set[str], tuple[str, ...]]:
    """(end of the range, names that it depends on, imports)."""
    if not (isinstance(compared, ast.Compare) and len(compared.ops) == 1):
        raise Decline("no plain comparison")
    left, right, op = compared.left, compared.comparators[0], type(compared.ops[0])
    if name not in flow.loads(left):
        left, right, op = right, left, _FLIPPED.get(op, op)
    if op not in ((ast.Lt, ast.LtE) if step > 0 else (ast.Gt, ast.GtE)):
        raise Decline("it counts the other way")
    if isinstance(left, ast.Name) and left.id == name:
        if not _is_whole(right, facts):
            raise Decline("the limit isn't known to be whole")
        more = 0 if op in (ast.Lt, ast.Gt) else step // abs(step)
        return _plus(right, more, facts), flow.loads(right) - {"len"}, ()
    return _root(left, right, op, name, step, loop, facts)


def _root(
    left: ast.expr,
    right: ast.expr,
    op: type[ast.cmpop],
    name: str,
    step: int,
    loop: ast.While,
    facts: Facts,
) -> tuple[str, set[str], tuple[str, ...]]:
    """The end for `i * i <= n`: behind the whole root of `n`."""
    if (
        step < 0
        or op is not ast.LtE
        or ast.unparse(left) not in (f"{name} * {name}", f"{name} ** 2")
    ):
        raise Decline("no plain comparison")
    if not isinstance(right, ast.Name) or not shapes.within(shapes_of(right, facts), "int"):
        raise Decline("the limit isn't known to be whole")
    first = start(name, loop, facts)
    if not (isinstance(first, ast.Constant) and type(first.value) is int and first.value >= 1):
        raise Decline("it may begin below 1")
    if not facts.is_builtin("max", at=loop):
        raise Decline("`max` is something else here")
    root, imports = library("math.isqrt", facts)
    return f"{root}(max({right.id}, 0)) + 1", {right.id}, imports


def _is_whole(node: ast.expr, facts: Facts) -> bool:
    if isinstance(node, ast.Call):
        plain = isinstance(node.func, ast.Name) and node.func.id == "len" and len(node.args) == 1
        return plain and isinstance(node.args[0], ast.Name) and facts.is_builtin("len", at=node)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub | ast.Mult):
        return _is_whole(node.left, facts) and _is_whole(node.right, facts)
    if isinstance(node, ast.Name | ast.Constant):
        return shapes.within(shapes_of(node, facts), "int")
    return False


def _plus(node: ast.expr, more: int, facts: Facts) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, int):
        return str(node.value + more)
    text = facts.source.segment(node)
    return f"{text} {'+' if more > 0 else '-'} 1" if more else text
