"""Tests beside an array form, in the order in which they can be made; and whether it pays."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence

from .. import flow
from ..source import Decline
from ..writing import conjunction
from .body import Body
from .guards_shared import named_parts
from .inputs import Inputs
from .sharing import as_word
from .sizes import FEWEST

WIDTH = 92
_DATA = re.compile(r"\.(any|all|min|max)\(|abs\(|set\(|min\(|max\(|may_share")
_STAGES = ("type(", ".dtype", ".ndim")
PAYS = 1.6
_COSTS = {ast.BinOp: 35, ast.Pow: 90, ast.Compare: 35, ast.Call: 90, ast.Subscript: 50,
          ast.AugAssign: 45, ast.Assign: 8, ast.If: 8, ast.IfExp: 8, ast.UnaryOp: 20}  # fmt: skip


def ordered_guards(body: Body, lines: Sequence[str] = ()) -> tuple[list[str], list[str]]:
    """(all tests in the order in which they can be made, those that the outer loop runs)."""
    inputs, axis = body.inputs, body.axes[0]
    if body.finite:
        for array in sorted(body.floats):
            inputs.guard(f"not (abs({array}) > 1e100).any()")
    rest, inputs.guards = inputs.guards, []
    settled = inputs.settled(axis.size if axis.step == 1 else axis.stop)
    if settled.base or settled.offset < 1:
        if axis.start.base:
            inputs.guard(f"{axis.stop.text} > {axis.start.text}")
        else:
            inputs.at_least(axis.stop, axis.start.offset + 1)
    runs, inputs.guards = inputs.guards, rest
    every = sorted(dict.fromkeys([*runs, *rest]), key=_stage)
    found = _with_running(every, body)
    names = {one.text.partition("[")[0] for one in body.draws.values()}
    if any(_named(name, guard) for guard in found for name in names):
        raise Decline("a test of what is only drawn after it")
    return [
        *type_tests(inputs),
        *named_parts(_once(_without_doubles(found), body), lines, body),
    ], runs


def _without_doubles(guards: list[str]) -> list[str]:
    """Tests without those for NaN of what has to be finite."""
    finite = [one.removeprefix("not (~").removesuffix(")).any()").partition(".isfinite(")[2]
              for one in guards if one.startswith("not (~") and ".isfinite(" in one]  # fmt: skip
    nan = {f"not ({text} != {text}).any()" for text in finite if text}
    return [one for one in guards if one not in nan]


def _with_running(guards: list[str], body: Body) -> list[str]:
    """Tests of running values come last, and make their arrays, which `body.tested` tells."""
    used = [one for one in guards if any(_named(name, one) for name in body.used)]
    made: list[str] = []
    for guard in used:
        for name, text in reversed(body.prelude):
            if _named(name, guard) and name not in body.tested:
                guard = re.sub(rf"\b{name}\b", f"({name} := {text})", guard, count=1)
                body.tested.add(name)
        made.append(guard)
    if any(_named(name, guard) for guard in made for name in set(body.used) - body.tested):
        raise Decline("a test of running values")
    return [*(one for one in guards if one not in used), *made]


def _named(name: str, text: str) -> bool:
    return re.search(rf"\b{name}\b", text) is not None


def type_tests(inputs: Inputs) -> list[str]:
    """Tests that names hold arrays of the kinds that the array form is for."""
    found: list[str] = []
    what = {"float": "float64", "int": "int64", "bool": "bool_", "byte": "uint8"}
    for (kind, depth), names in inputs.typed.items():
        np, one = inputs.numpy(), names[0] if len(names) == 1 else "array"
        dtype = f"{np}.{what[kind]}"
        test = f"type({one}) is {np}.ndarray and {one}.dtype == {dtype} and {one}.ndim == {depth}"
        found.append(test if len(names) == 1 else f"all({test} for {one} in ({', '.join(names)}))")
    return found


def _once(guards: list[str], body: Body) -> list[str]:
    """Tests in which an array is made of each list once, under a name."""
    for text, source in body.inputs.arrays.items():
        at = [number for number, guard in enumerate(guards) if text in guard]
        if at:
            name = body.inputs.facts.fresh(f"{as_word(source)}_array")
            body.named[text] = name
            first, *others = guards[at[0]].split(text, 1)
            rest = others[0].replace(text, name)
            guards = [guard.replace(text, name) for guard in guards]
            guards[at[0]] = f"{first}({name} := {text}){rest}"
    return guards


def _stage(guard: str) -> int:
    """Types are tested first, then sizes, then data.

    What has to be looked up first may not be there where the loop has no round.
    """
    if guard.startswith("type(") and "[" in guard:
        return 2
    if guard.startswith("type(") or any(part in guard for part in _STAGES[1:]):
        return 0 if guard.startswith("type(") else 1
    if guard.startswith("len(set(map(len"):
        return 3
    return 4 if _DATA.search(guard) else 2


def spread_test(guards: list[str]) -> str:
    """A conjunction, on lines of its own where it doesn't fit one."""
    guards = [f"({one})" if " or " in one else one for one in guards]
    return conjunction(guards, WIDTH)


def refuse_short(body: Body) -> None:
    """Decline where there are known to be few rounds, for which arrays don't pay."""
    rounds = 1
    for axis in body.axes.values():
        try:
            size = body.inputs.settled(axis.size if axis.step == 1 else axis.stop)
        except Decline:
            return
        if size.base:
            return
        rounds *= size.offset
    if rounds < FEWEST:
        raise Decline("too few rounds")


def _refuse_again_and_again(lists: list[str], body: Body) -> None:
    """Decline where each round of a loop around would make an array of a list for a part of it."""
    inputs, axis = body.inputs, body.axes[0]
    if not lists or not inputs.facts.source.loops(inputs.loop):
        return
    ends = flow.loads(ast.parse(f"{axis.start.text}, {axis.stop.text}"))
    moving = {
        name
        for outer in inputs.facts.source.loops(inputs.loop)
        for name in flow.stores(outer)
    }  # fmt: skip
    if ends & moving - set(lists):
        raise Decline("an array of a list that is made again in each round of a loop around")


def pays(nodes: Sequence[ast.AST], body: Body) -> None:
    """Decline where making arrays of lists takes longer than what is done with their elements.

    In nanoseconds, as measured on one machine: only their ratio counts.
    """
    lists = [text for text in body.inputs.arrays.values() if "[" not in text]
    _refuse_again_and_again(lists, body)
    if not lists or len(body.axes) > 1:
        return
    work = sum(_COSTS.get(type(n), 0) for n in flow.walk(nodes))
    tests = " ".join(body.inputs.guards)
    made = sum(25 + 20 * ("set(map" in tests) + 30 * (f"min({text})" in tests) for text in lists)
    if 25 + work < PAYS * (made + 15):
        raise Decline("too little is done with the elements of lists")
