"""A `for` loop as a rewrite: the array form, the guards beside it, and the loop kept for others."""

from __future__ import annotations

import ast
import contextlib
from collections.abc import Iterable

from .. import flow
from ..concrete import Around, Instead
from ..facts import Facts
from ..rules._guarded import is_fallback
from ..rules._place import copied_from, made_above, start
from ..rules._rule import Rewrite
from ..source import Decline
from ..writing import indented
from .body import Body, appended
from .guards import ordered_guards, pays, refuse_short, spread_test
from .inferred import type_of
from .inputs import Inputs
from .leftovers import last_values
from .results import Results
from .running import Again
from .sharing import shared
from .types import Many, One
from .unrolled import short_range
from .vector import Vector

ATTEMPTS = 4
"""Types of running values are guessed, and worked out again, so many times."""
_MAKERS = frozenset({"zeros", "ones", "empty", "full", "copy", "array"})
BEFOREHAND = ("_of_rounds = ", ".flatnonzero(", ".argwhere(")
"""Texts of statements that work something out for all rounds of the loop after them."""
BUILTINS = ("len", "type", "abs", "set", "map", "min", "max", "all", "zip", "list", "range")


def vectorised(node: ast.For, facts: Facts) -> Rewrite | None:
    """The rewrite of a loop; None, or Decline, where it can't be told to be right."""
    if is_fallback(node, facts) or is_kept(node, facts):
        return None
    if not facts.is_builtin(*BUILTINS, at=node):
        raise Decline("a built-in function is something else here")
    text = facts.source.block_text(node)
    if text is None:
        raise Decline("text that can't be indented")
    inner = [one.iter for one in flow.walk(_with_called(node, facts)) if isinstance(one, ast.For)]
    short = any(short_range(iterated, facts) for iterated in inner)
    try:
        first = _attempted(node, facts, text, short=short)
        return _simpler(first, node, facts, text) if short else first
    except Decline:
        if not (short or inner):
            raise
    if short:
        with contextlib.suppress(Decline):
            return _attempted(node, facts, text, short=short, unroll=True)
    return _attempted(node, facts, text, stepping=True)


def _simpler(first: Rewrite | None, node: ast.For, facts: Facts, text: str) -> Rewrite | None:
    """The form in which short loops are written out, where it is the one that clips no places."""
    if not _clips(first):
        return first
    with contextlib.suppress(Decline):
        other = _attempted(node, facts, text, short=True, unroll=True)
        return first if other is None or _clips(other) else other
    return first


def _clips(made: Rewrite | None) -> bool:
    changes = made.changes if made is not None else ()
    return any(".clip(" in one.text for one in changes if isinstance(one, Instead))


def _with_called(node: ast.For, facts: Facts) -> list[ast.stmt]:
    """The statements of a loop, and of the functions of the source that they call."""
    found, names = list(node.body), set[str]()
    for stmt in found:
        for call in flow.walk(stmt):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
                body = facts.definition(call.func.id) if call.func.id not in names else None
                names.add(call.func.id)
                if isinstance(body, ast.FunctionDef) and body in facts.source.parents:
                    found += body.body
    return found


def _attempted(
    node: ast.For,
    facts: Facts,
    text: str,
    *,
    short: bool = False,
    unroll: bool = False,
    stepping: bool = False,
) -> Rewrite | None:
    guesses: dict[str, Vector] = {}
    for _ in range(ATTEMPTS):
        body = body_of(node, facts, guesses)
        body.unroll, body.short_windows = unroll, short and not unroll
        body.stepping = stepping
        try:
            body.run_loop(node)
        except Again:
            continue
        return _written(node, body, text)
    return None


def is_kept(node: ast.AST, facts: Facts) -> bool:
    """True for a loop that stays beside its array form, in the `else` of a guard; or in one."""
    for parent in facts.source.ancestors(node):
        if isinstance(parent, ast.If) and len(parent.orelse) == 1:
            kept = parent.orelse[0]
            if isinstance(kept, ast.For) and _beside(parent, node, facts):
                return True
            if (
                isinstance(kept, ast.For)
                and facts.source.inside(node, kept)
                and (_rows_only(parent.body) or _depth(parent.body) < _depth(parent.orelse))
                and _left(parent.orelse) & _left(parent.body)
            ):
                return True
    return False


def _beside(choice: ast.If, node: ast.AST, facts: Facts) -> bool:
    """True for what is left once most of a loop's work is done for all its rounds beforehand.

    That is the loop as it was, and what comes after the new one.
    """
    before = [stmt for stmt in choice.body if not isinstance(stmt, ast.For)]
    if not any(mark in ast.unparse(stmt) for stmt in before for mark in BEFOREHAND):
        return False
    loops = [stmt for stmt in choice.body if isinstance(stmt, ast.For)]
    return not any(facts.source.inside(node, loop) for loop in loops)


def _rows_only(body: list[ast.stmt]) -> bool:
    """True where the only loops are those that fill rows of lists."""
    loops = [node for node in flow.walk(body) if isinstance(node, ast.For)]
    return all("tolist()" in ast.unparse(loop.iter) for loop in loops)


def _depth(nodes: Iterable[ast.AST]) -> int:
    """How deep loops stand in one another."""
    return max((_depth(ast.iter_child_nodes(n)) + isinstance(n, ast.For) for n in nodes), default=0)


def _left(body: list[ast.stmt]) -> set[str]:
    """Names of arrays, lists and totals that statements change."""
    found = set(appended(body))
    for node in flow.walk(body):
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
            base = flow.root(node)
            found |= {base.id} if base is not None else set()
        elif isinstance(node, ast.For) and ast.unparse(node.iter).startswith("zip("):
            rows = flow.root(node.iter.args[0])  # type: ignore[attr-defined]
            found |= {rows.id} if rows is not None else set()
        elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            found.add(node.target.id)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr == "extend" and isinstance(node.func.value, ast.Name):
                found.add(node.func.value.id)
            if node.func.attr == "at" and node.args and isinstance(node.args[0], ast.Name):
                found.add(node.args[0].id)
    return found | flow.stores(body)


def body_of(node: ast.For, facts: Facts, guesses: dict[str, Vector]) -> Body:
    """A body for the statements of a loop, none of which has been run."""
    inputs = Inputs(facts, node)
    body = Body(inputs, facts.changed_beside(node, _new_arrays(node, facts)), guesses=guesses)
    bound = flow.stores(node)
    for part in ast.walk(node):
        if isinstance(part, ast.Subscript) and isinstance(part.ctx, ast.Store):
            base = flow.root(part)
            if base is not None:
                body.written[base.id] = "written"
                fresh = _fresh(base, node, facts)
                if fresh is not None:
                    body.fresh[base.id] = fresh
                source = copied_from(base.id, node, facts)
                if source is not None and type_of(source, facts) == type_of(base, facts):
                    body.copied[base.id] = source.id
        elif isinstance(part, ast.Call) and isinstance(part.func, ast.Attribute):
            base = flow.root(part.func)
            if base is not None and part.func.attr not in flow.QUIET_METHODS:
                body.resized.add(base.id)
        elif (
            isinstance(part, ast.Name)
            and part.id not in bound
            and isinstance(type_of(part, facts), Many)
        ):
            body.rows_read.add(part.id)
    body.copied = {
        name: source
        for name, source in body.copied.items()
        if source not in body.changed | set(body.written)
    }
    return body


def _new_arrays(node: ast.For, facts: Facts) -> set[str]:
    """Names of arrays that are made right above a loop, which nothing else stands for yet."""
    stored = [p for p in ast.walk(node) if isinstance(p, ast.Subscript)]
    names = {b.id for p in stored if isinstance(p.ctx, ast.Store) and (b := flow.root(p))}
    made = {name: made_above(name, node, facts) for name in names}
    return {n for n, value in made.items() if value is not None and _is_new(value, facts)}


def _is_new(value: ast.expr, facts: Facts) -> bool:
    """True for a new array, or a new list of new lists of numbers."""
    if isinstance(value, ast.Call):
        return _makes(value, facts)
    if isinstance(value, ast.ListComp):
        return _is_row(value.elt) or _is_number(value.elt, facts)
    return isinstance(value, ast.BinOp) and isinstance(value.left, ast.List)


def _is_row(node: ast.expr) -> bool:
    """True for `row[:]`, `row.copy()`, `list(row)`, `[0] * n` and `[… for …]`."""
    if isinstance(node, ast.Subscript):
        return isinstance(node.slice, ast.Slice)
    if isinstance(node, ast.Call):
        return ast.unparse(node.func) == "list" or getattr(node.func, "attr", "") == "copy"
    times = isinstance(node, ast.BinOp) and isinstance(node.left, ast.List)
    return times or isinstance(node, ast.ListComp)


def _is_number(node: ast.expr, facts: Facts) -> bool:
    return isinstance(type_of(node, facts), One)


def _makes(call: ast.Call, facts: Facts) -> bool:
    """True for a call that makes a new array."""
    if isinstance(call.func, ast.Attribute) and call.func.attr == "copy":
        return isinstance(type_of(call.func.value, facts), Many)
    module, _, name = (facts.full_name(call.func) or "").rpartition(".")
    return module == "numpy" and name.removesuffix("_like") in _MAKERS


def _fresh(name: ast.Name, loop: ast.For, facts: Facts) -> Vector | None:
    """What all elements hold of an array or list that is made right above the loop."""
    made, found = start(name.id, loop, facts), type_of(name, facts)
    if not isinstance(found, Many) or made is None:
        return None
    value: object = None
    if isinstance(made, ast.Call) and made.args:
        module, _, maker = (facts.full_name(made.func) or "").rpartition(".")
        maker = maker.removesuffix("_like")
        if module == "numpy" and maker in ("zeros", "ones"):
            make = {"float": float, "int": int, "bool": bool}.get(found.kind)
            value = None if make is None else make(maker == "ones")
    while isinstance(made, ast.ListComp):
        made = made.elt
    if isinstance(made, ast.BinOp) and isinstance(made.op, ast.Mult):
        if isinstance(made.left, ast.List) and len(made.left.elts) == 1:
            only = made.left.elts[0]
            value = only.value if isinstance(only, ast.Constant) else None
    elif isinstance(made, ast.Constant):
        value = made.value
    if type(value).__name__ != found.kind:
        return None
    return Vector(repr(value), found.kind, found.numpy, value=value)


def _written(node: ast.For, body: Body, text: str) -> Rewrite:
    inputs = body.inputs
    lines = Results(body, node).write()
    lines += last_values(node, lines, inputs)
    refuse_short(body)
    pays(node.body, body)
    guards, runs = ordered_guards(body, lines)
    if any(body.stepped & flow.loads(ast.parse(guard, mode="eval")) for guard in guards):
        raise Decline("a test of what only the loop makes")
    tested = [f"{name} = {text}" for name, text in body.prelude if name in body.tested]
    lines = [line for line in lines if line not in tested]
    # What is read more than once gets a name above all others, so it can't need one of them.
    made = {name for name, _ in body.prelude} - body.tested | body.stepped
    body.temporaries = [t for t in body.temporaries if not made & flow.loads(ast.parse(t[1]))]
    fast = "\n".join(shared(lines, body))
    if body.quiet:
        fast = f'with {inputs.numpy()}.errstate(all="ignore"):\n{indented(fast)}'
    imports = tuple(inputs.imports)
    above = tuple(Around(_top(node, inputs.facts), one) for one in inputs.helpers)
    if not guards:
        return Rewrite((*above, Instead(node, fast)), imports)
    test = spread_test(guards)
    if guards == runs:
        return Rewrite((*above, Instead(node, f"if {test}:\n{indented(fast)}")), imports)
    new = f"if {test}:\n{indented(fast)}\nelse:\n{indented(text)}"
    return Rewrite((*above, Instead(node, new)), imports)


def _top(node: ast.For, facts: Facts) -> ast.stmt:
    """The first statement of the source after the imports, before which functions are defined."""
    for stmt in facts.source.tree.body:
        docstring = isinstance(stmt, ast.Expr) and isinstance(stmt.value, ast.Constant)
        if not isinstance(stmt, ast.Import | ast.ImportFrom) and not docstring:
            return stmt
    return node
