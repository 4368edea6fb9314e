"""A loop over those rounds of another one in which something is done: its head, body and end."""

from __future__ import annotations

import ast

from .. import flow
from ..facts import Facts
from ..source import Decline
from ..vectorise.context import Axis
from ..vectorise.hits import Hits
from ..vectorise.leftovers import last_ends
from ..vectorise.parts import part_of
from ..vectorise.places import Place, tidied_sum
from ._bodies import body_text, indented


def head_of(found: Hits, hits: str) -> str:
    """`for … in …:` over the places `hits`, with the same variables holding the same."""
    if len(found.loops) > 1:
        return _head_of_two(found, hits)
    loop, axis = found.loops[0], found.body.axes[0]
    target = ast.unparse(loop.target)
    leaves = _leaves(loop.target, loop.iter, axis, hits, found)
    if len(leaves) == 1:
        return f"for {target} in {leaves[0][1]}:"
    names = ", ".join(name for name, _ in leaves)
    return f"for {names} in zip({', '.join(text for _, text in leaves)}):"


def _head_of_two(found: Hits, hits: str) -> str:
    """The head for two ranges in one another, whose places stand side by side."""
    names, starts = [], []
    for number, loop in enumerate(found.loops):
        axis = found.body.axes[number]
        if not _is_range(loop) or axis.step != 1 or axis.origin is not None:
            raise Decline("loops over something else than ranges")
        names.append(ast.unparse(loop.target))
        starts.append(axis.start)
    shifted = hits
    if any(start != Place() for start in starts):
        shifted = f"({hits} + [{', '.join(start.text for start in starts)}])"
    return f"for {', '.join(names)} in {shifted}.tolist():"


def _is_range(loop: ast.For) -> bool:
    named = isinstance(loop.iter, ast.Call) and ast.unparse(loop.iter.func) == "range"
    return named and isinstance(loop.target, ast.Name)


def _leaves(
    target: ast.expr, iterated: ast.expr, axis: Axis, hits: str, found: Hits
) -> list[tuple[str, str]]:
    """(variable, what it goes through) of each of a loop's variables."""
    call = iterated if isinstance(iterated, ast.Call) else None
    named = call.func.id if call is not None and isinstance(call.func, ast.Name) else ""
    if isinstance(target, ast.Name):
        if named == "range":
            return [(target.id, _places(axis, hits))]
        return [(target.id, _elements(iterated, hits, found))]
    if not isinstance(target, ast.Tuple) or call is None or named not in ("zip", "enumerate"):
        raise Decline("variables that are bound otherwise")
    if named == "zip":
        pairs = list(zip(target.elts, call.args, strict=True))
        return [leaf for one, of in pairs for leaf in _leaves(one, of, axis, hits, found)]
    counter, inner = target.elts
    if not isinstance(counter, ast.Name):
        raise Decline("variables that are bound otherwise")
    first = [*call.args[1:], *(keyword.value for keyword in call.keywords)]
    count = f"{hits}.tolist()"
    if first:
        count = f"({hits} + {found.body.inputs.facts.source.segment(first[0])}).tolist()"
    return [(counter.id, count), *_leaves(inner, call.args[0], axis, hits, found)]


def _places(axis: Axis, hits: str) -> str:
    """The variable of a range in the rounds `hits`."""
    scaled = hits if axis.step == 1 else f"{hits} * {axis.step}"
    if axis.start != Place():
        scaled = f"{scaled} + {axis.start.text}"
    return f"{scaled}.tolist()" if scaled == hits else f"({scaled}).tolist()"


def _elements(iterated: ast.expr, hits: str, found: Hits) -> str:
    """The elements of an array, or of a column, in the rounds `hits`."""
    part = part_of(iterated, found.body)
    text = found.body.inputs.facts.source.segment(iterated)
    if part.many.depth == 1 and part.many.form == "array":
        return f"{text}[{hits}]"
    if part.many.depth == 1 and part.many.form == "series":
        return f"{text}.to_numpy()[{hits}].tolist()"
    raise Decline("elements of something else than an array")


def text_of_hits(found: Hits, facts: Facts) -> str:
    """What a round does that gets past the tests."""
    source = facts.source
    first = body_text(found.first, source) if found.first else ""
    rest = body_text(found.rest, source)
    if found.asked:
        tests = [_asked(part, facts, holds=holds) for part, holds in found.asked]
        rest = f"if {' and '.join(tests)}:\n{indented(rest)}"
    return f"{first}\n{rest}" if first else rest


def _asked(part: ast.expr, facts: Facts, *, holds: bool) -> str:
    text = facts.source.segment(part)
    loose = isinstance(part, ast.BoolOp | ast.IfExp | ast.NamedExpr | ast.Lambda)
    if holds:
        return f"({text})" if loose else text
    return f"not ({text})" if loose or isinstance(part, ast.Compare) else f"not {text}"


def last_round(found: Hits, facts: Facts) -> str:
    """Statements that bind what the last round of the original binds; "" where nobody asks."""
    loop = found.loops[0]
    names = flow.stores([one.target for one in found.loops]) | flow.stores(found.first)
    in_function = facts.source.function(loop) is not None
    if in_function and not any(facts.used_after(name, loop) for name in names):
        return ""
    if found.late:
        raise Decline("what comes between tests is seen after the loop")
    if len(found.loops) > 1:
        outer, inner = found.loops
        if found.first and flow.loads(inner.iter) & flow.stores(outer.target):
            # The last round of all is then one of an earlier round of the outer loop.
            raise Decline("names given in pairs, of which the last isn't that of the last round")
        lines = _last_of_two(found, facts)
    else:
        lines = _last_values(loop.target, loop.iter, facts)
    first = body_text(found.first, facts.source) if found.first else ""
    return "\n".join([*lines, *([first] if first else [])])


def _last_values(target: ast.expr, iterated: ast.expr, facts: Facts) -> list[str]:
    call = iterated if isinstance(iterated, ast.Call) else None
    named = call.func.id if call is not None and isinstance(call.func, ast.Name) else ""
    if call is None or named not in ("range", "zip", "enumerate"):
        return [f"{ast.unparse(target)} = {_last_element(iterated, facts)}"]
    if named == "range":
        return [_last_of_range(target, call, facts)]
    assert isinstance(target, ast.Tuple)
    if named == "zip":
        pairs = zip(target.elts, call.args, strict=True)
        return [line for one, of in pairs for line in _last_values(one, of, facts)]
    counter, inner = target.elts
    if len(call.args) > 1 or call.keywords or not isinstance(call.args[0], ast.Name):
        raise Decline("a count whose end isn't known")
    last = f"{ast.unparse(counter)} = len({call.args[0].id}) - 1"
    return [last, *_last_values(inner, call.args[0], facts)]


def _last_element(iterated: ast.expr, facts: Facts) -> str:
    text, kind = facts.source.segment(iterated), facts.kind_of(iterated)
    if kind not in ("ndarray", "Series"):
        raise Decline("elements of which the last isn't known")
    return f"{text}[-1]" if kind == "ndarray" else f"{text}.to_numpy()[-1].item()"


def _last_of_two(found: Hits, facts: Facts) -> list[str]:
    """What the variables of two ranges hold in the end, whatever rounds the inner one has."""
    outer, inner = found.loops
    if flow.loads(inner.iter) & (facts.changed(outer) - flow.stores(outer.target)):
        raise Decline("a range whose end changes")
    axis = found.body.axes[1]
    # Where the last outer round has no inner one, an earlier one was the last to have some.
    found.body.inputs.at_least(axis.size, 1)
    last = tidied_sum(f"({axis.stop.text}) - 1")
    first = _last_of_range(outer.target, _call(outer), facts)
    return [first, f"{ast.unparse(inner.target)} = {last}"]


def _call(loop: ast.For) -> ast.Call:
    assert isinstance(loop.iter, ast.Call)
    return loop.iter


def _last_of_range(target: ast.expr, call: ast.Call, facts: Facts) -> str:
    loop = facts.source.parents[call]
    ends = last_ends(loop, facts) if isinstance(loop, ast.stmt) else []
    if not ends:
        raise Decline("a range whose end isn't known")
    if flow.loads(call) & facts.changed(loop):
        raise Decline("a range whose end changes")
    return f"{ends[0][0]} = {ends[0][1]}"
