"""Covers as steps: a sorted list of where elements begin and end, and the total behind each."""

from __future__ import annotations

import ast
import copy
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from .. import flow, shapes
from ..facts import Facts
from ..shaping import shapes_of
from ._covers import Added, Cover
from ._key_work import is_known
from ._place import library
from ._steady_keys import keys_change

_MADE = """\
{steps} = sorted(
    {step}
    for {target} in {items}
    if {tests}
    for {step} in {both}
)
{places} = [{at} for {at}, _ in {steps}]
{totals} = list({accumulate}(({n} for _, {n} in {steps}), initial=0))"""


@dataclass(frozen=True)
class Steps:
    """The statements that make the lists, and the expression that looks a total up."""

    made: str
    asked: str
    imports: tuple[str, ...]


def may_be_made(added: Added, cover: Cover, before: ast.stmt, facts: Facts) -> bool:
    """True where amounts are whole numbers and elements stay as they are while `before` runs."""
    amount = added.amount
    if amount is not None:
        whole = shapes.whole(shapes_of(amount, facts)) and _is_there(amount, facts)
        if not whole or added.inner.loads(amount) - added.inner.own:
            return False
    asked = [*cover.quiet, *([amount] if amount is not None else [])]
    inner = added.inner
    asked += inner.given.values()
    return not any(keys_change(inner, key, before, facts) for key in asked)


def _is_there(amount: ast.expr, facts: Facts) -> bool:
    if isinstance(amount, ast.BinOp) and isinstance(amount.op, ast.Add | ast.Sub | ast.Mult):
        return _is_there(amount.left, facts) and _is_there(amount.right, facts)
    return is_known(amount, facts)


def steps_of(added: Added, cover: Cover, items: str, facts: Facts, word: str = "") -> Steps:
    """Steps up where an element begins and down where it ends.

    Keys are numbered, and places are sorted by that first: elements with other keys have ended, or
    haven't begun, wherever those with one key are looked up. `word` goes into the lists' names.
    """
    target = ast.unparse(added.inner.target)
    target = target[1:-1] if isinstance(added.inner.target, ast.Tuple) else target
    target = added.renamed.get(target, target)
    begin, end = (_text(one, added, facts) for one in (cover.begin, cover.end))
    tests = [_text(test, added, facts) for test in cover.rest]
    ends = f"{begin} {'<=' if cover.closed else '<'} {end}"
    tests.append(f"{end} is None or {ends}" if cover.endless else ends)
    if cover.endless and len(tests) > 1:
        tests[-1] = f"({tests[-1]})"
    numbers, number, wanted = _numbered(added, cover, target, items, facts, word)
    keys, asked_key = ([number], [wanted]) if numbers else ([], [])
    point = facts.source.segment(cover.point)
    # Where both ends count, or neither, the order of steps at the same place says so.
    marks = ("0", "1") if cover.closed else ("1", "0") if cover.open else ("", "")
    asked = ("0",) if marks[0] else ()
    up = [*keys, begin, *filter(None, marks[:1])]
    down = [*keys, end, *filter(None, marks[1:])]
    looked = [*asked_key, point, *asked]
    if cover.endless:
        # What doesn't end lies behind all that can be asked for.
        up.insert(len(keys), "False")
        looked.insert(len(keys), "False")
        down[len(keys) : len(keys) + 1] = [f"{end} is None", f"{begin} if {end} is None else {end}"]
    left = cover.first.strict and not cover.last.strict
    bisect, lines = library(f"bisect.bisect_{'left' if left else 'right'}", facts)
    accumulate, more = library("itertools.accumulate", facts)
    amount = "1" if added.amount is None else _text(added.amount, added, facts, added.renamed)
    less = f"-({amount})" if isinstance(added.amount, ast.BinOp) else f"-{amount}"
    read = flow.loads([*cover.quiet, *([added.amount] if added.amount else [])])
    names = {name: facts.fresh(f"{items}_{word}{name}") for name in ("steps", "places", "totals")}
    for name in ("step", "at", "n"):
        names[name] = facts.fresh(f"{name}_there") if name in read | {items} else name
    text = _MADE.format(
        target=target,
        items=items,
        tests=" and ".join(tests),
        both=_pair(f"({_place(up)}, {amount})", f"({_place(down)}, {less})"),
        accumulate=accumulate,
        **names,
    )
    found = f"{names['totals']}[{bisect}({names['places']}, {_place(looked)})]"
    text = f"{numbers}\n{text}" if numbers else text
    return Steps(text, found, (*lines, *more))


def _numbered(
    added: Added, cover: Cover, target: str, items: str, facts: Facts, word: str
) -> tuple[str, str, str]:
    """(statement that numbers the keys, an element's number, the number that is asked for)."""
    if not cover.keys:
        return "", "", ""
    key = _place([_text(one, added, facts) for one, _ in cover.keys])
    wanted = _place([facts.source.segment(value) for _, value in cover.keys])
    read = flow.loads([key for key, _ in cover.keys])
    n, each = ("n_of_key" if "n" in read else "n"), ("key_of_n" if "key" in read else "key")
    name = facts.fresh(f"{items}_{word}keys")
    made = (
        f"{name} = {{{each}: {n} for {n}, {each} in enumerate({{{key} for {target} in {items}}})}}"
    )
    return made, f"{name}[{key}]", f"{name}.get({wanted}, -1)"


def _pair(up: str, down: str) -> str:
    """Both in one line, where that isn't too long."""
    if len(up) + len(down) < 70:
        return f"({up}, {down})"
    return f"(\n        {up},\n        {down},\n    )"


def _place(parts: list[str]) -> str:
    return f"({', '.join(parts)})" if len(parts) > 1 else parts[0]


def _text(
    node: ast.expr, added: Added, facts: Facts, renamed: Mapping[str, str] = MappingProxyType({})
) -> str:
    """The text of what is asked of an element, with names given in the round written out."""
    if any(isinstance(outer, ast.JoinedStr) for outer in facts.source.ancestors(node)):
        # Parts of f-strings have no text of their own.
        renaming = _Renaming(renamed)
        return ast.unparse(renaming.visit(copy.deepcopy(node)))
    if node in facts.source.parents:
        return added.inner.written(node, facts, renamed)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        inside = _text(node.operand, added, facts)
        return f"not ({inside})" if isinstance(node.operand, ast.BoolOp) else f"not {inside}"
    assert isinstance(node, ast.Compare)
    sides = [_text(one, added, facts) for one in (node.left, *node.comparators)]
    return f"{sides[0]} {_SYMBOLS[type(node.ops[0])]} {sides[1]}"


class _Renaming(ast.NodeTransformer):
    def __init__(self, renamed: Mapping[str, str]) -> None:
        self._renamed = renamed

    def visit_Name(self, node: ast.Name) -> ast.Name:
        node.id = self._renamed.get(node.id, node.id)
        return node


_SYMBOLS: dict[type[ast.cmpop], str] = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
    ast.In: "in", ast.NotIn: "not in", ast.Is: "is", ast.IsNot: "is not",
}  # fmt: skip
