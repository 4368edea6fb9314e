from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Instead
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ..source import Decline, Loop
from ..vectorise.inferred import type_of
from ..vectorise.leftovers import bound_before
from ..vectorise.types import Many, One
from ..writing import indented
from ._hot import is_compiled
from ._leftovers import read_elsewhere
from ._rule import Rewrite, rule
from ._strides import Stride, by_range, by_while


@rule(ast.For, ast.While, safety=Safety.CHECK, gain=4.0, hints=("for ", "while "))
def fill_by_slice(node: Loop, facts: Facts) -> Rewrite | None:
    """Set elements at regular distances by one slice.

    What it does:
        A loop that gives every s-th element of a list or array the same value, or adds the same
        to each, as a sieve does, becomes an assignment to a slice.

    Why it is slow:
        The interpreter runs several instructions for each element; a slice is set in C.

    Before:
        for multiple in range(p * p, n + 1, p):
            is_prime[multiple] = False

    After:
        is_prime[p * p:n + 1:p] = [False] * len(range(p * p, n + 1, p))

    When not:
        Places outside the list (a guard leaves them to the loop), a value that changes on the
        way, a loop variable that is read afterwards, anything else in the loop.

    Source:
        The Python documentation, "Mutable Sequence Types"; measured: 3 to 12 times.
    """
    if is_compiled(node, facts) or not facts.is_builtin("range", "len", at=node):
        return None
    begun: ast.Assign | None = None
    if isinstance(node, ast.For):
        stride = by_range(node, facts)
        work = node.body[0] if len(node.body) == 1 else None
    else:
        stride, begun, work = by_while(node, facts)
    target = _target(work, stride)
    if target is None or _is_kept(node, facts):
        return None
    _refuse_change(work, target.id, stride, facts)
    stmts = [begun, node] if begun is not None else [node]
    if read_elsewhere(stride.variable, stmts, facts):
        return None
    if bound_before(stride.variable, stmts[0], facts):
        # It would be left with what an earlier loop made it.
        return None
    assert isinstance(work, ast.Assign | ast.AugAssign)
    fast = _filled(work, target, stride, facts)
    guards = stride.guards(target.id, facts)
    gone = (Instead(begun, ""),) if begun is not None else ()
    if not guards:
        return Rewrite((*gone, Instead(node, fast)))
    texts = [facts.source.block_text(stmt) for stmt in stmts]
    if None in texts:
        return None
    old = "\n".join(str(text) for text in texts)
    return Rewrite(
        (
            *gone,
            Instead(node, f"if {' and '.join(guards)}:\n{indented(fast)}\nelse:\n{indented(old)}"),
        )
    )


def _target(work: ast.stmt | None, stride: Stride) -> ast.Name | None:
    """The list or array of which a statement changes the element at the loop's place."""
    if isinstance(work, ast.Assign) and len(work.targets) == 1:
        target = work.targets[0]
    elif isinstance(work, ast.AugAssign):
        target = work.target
    else:
        return None
    if not (isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name)):
        return None
    place = target.slice
    here = isinstance(place, ast.Name) and place.id == stride.variable
    return target.value if here and target.value.id != stride.variable else None


def _refuse_change(work: ast.stmt | None, name: str, stride: Stride, facts: Facts) -> None:
    """Decline where the places, or the value, aren't the same in all rounds."""
    assert isinstance(work, ast.Assign | ast.AugAssign)
    ends = [one for one in (stride.start, stride.stop, stride.step) if one is not None]
    for one in [*ends, work.value]:
        for part in ast.walk(one):
            if isinstance(part, ast.Name) and part.id in (stride.variable, name):
                parent = facts.source.parents[part]
                if not (one in ends and isinstance(parent, ast.Call)):
                    raise Decline("a value or place that changes from round to round")
            if isinstance(part, ast.Call) and not (one in ends and _is_length(part)):
                raise Decline("a call in each round")
    if not isinstance(work.value, ast.Constant | ast.Name | ast.UnaryOp):
        raise Decline("a value that is worked out")
    if flow.expression_loads(work.value) & facts.aliases_of(name):
        raise Decline("a value that the loop may change")


def _is_length(node: ast.Call) -> bool:
    plain = len(node.args) == 1 and isinstance(node.args[0], ast.Name) and not node.keywords
    return plain and ast.unparse(node.func) == "len"


def _filled(
    work: ast.Assign | ast.AugAssign, target: ast.Name, stride: Stride, facts: Facts
) -> str:
    """The assignment to a slice."""
    start, stop, step = stride.texts(facts)
    name, value = target.id, facts.source.segment(work.value)
    part = f"{name}[{start}:{stop}]" if step == "1" else f"{name}[{start}:{stop}:{step}]"
    found = type_of(target, facts)
    if isinstance(found, Many) and found.form == "array":
        return _of_array(work, part, found, facts)
    if not shapes.within(shapes_of(target, facts), "list"):
        raise Decline("what isn't known to be a list or array")
    if isinstance(work, ast.Assign):
        ends = [stop] if (start, step) == ("0", "1") else [start, stop]
        ends += [step] if step != "1" else []
        return f"{part} = [{value}] * len(range({', '.join(ends)}))"
    sign = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*"}.get(type(work.op))
    numbers = shapes.numeric(elements_of(target, facts)) and shapes.numeric(
        shapes_of(work.value, facts)
    )
    if sign is None or not numbers:
        raise Decline("an operation on what aren't numbers")
    each = next(n for n in ("x", "old", "element") if n not in flow.loads(work) | {stride.variable})
    return f"{part} = [{each} {sign} {value} for {each} in {part}]"


def _of_array(work: ast.Assign | ast.AugAssign, part: str, found: Many, facts: Facts) -> str:
    value, kind = facts.source.segment(work.value), type_of(work.value, facts)
    if found.depth != 1 or not isinstance(kind, One):
        raise Decline("a value that isn't known to be a number")
    if isinstance(work, ast.Assign):
        return f"{part} = {value}"
    sign = {ast.Add: "+=", ast.Sub: "-=", ast.Mult: "*="}.get(type(work.op))
    alike = kind.kind == "int" or (kind.kind, found.kind) == ("float", "float")
    if sign is None or not alike or found.kind not in ("int", "float"):
        raise Decline("an operation that arrays round otherwise")
    return f"{part} {sign} {value}"


def _is_kept(node: Loop, facts: Facts) -> bool:
    """True for a loop that is kept beside its slice, in the `else` of a guard."""
    parent = facts.source.parents[node]
    if not (isinstance(parent, ast.If) and node in parent.orelse and len(parent.body) == 1):
        return False
    targets = getattr(parent.body[0], "targets", None) or [getattr(parent.body[0], "target", None)]
    one = targets[0]
    return isinstance(one, ast.Subscript) and isinstance(one.slice, ast.Slice)
