"""Counts and sums of what covers a point: `begin <= x < end`, written as a call or as a loop."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from .. import flow, shapes
from ..facts import Facts
from ..shaping import shapes_of
from ._counts import generated
from ._inner_loops import Inner
from ._key_work import is_known, never_fails
from ._ranges import End, range_of

_KINDS = (("int", "float", "bool"), ("str",), ("date",))
_KEYS = (("int", "bool"), ("str",))
_WHOLE = ("int", "bool", "str", "date", "NoneType")
_ALIKE = (ast.Eq, ast.NotEq, ast.Is, ast.IsNot)
_NEGATED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE, ast.LtE: ast.Gt, ast.Gt: ast.LtE, ast.GtE: ast.Lt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip


@dataclass(frozen=True)
class Added:
    """Something that is added up: for each element that passes all tests, `amount` or 1."""

    node: ast.expr | ast.For
    inner: Inner
    amount: ast.expr | None
    total: str = ""
    """The name that a loop adds to."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """What the amount calls the element, by what the tests call it."""


@dataclass(frozen=True)
class Cover:
    """Elements from `begin` to `end`, of which those are wanted that the point lies in."""

    begin: ast.expr
    end: ast.expr
    point: ast.expr
    first: End
    last: End
    keys: tuple[tuple[ast.expr, ast.expr], ...]
    """(what an element has, what that has to equal) besides."""
    rest: tuple[ast.expr, ...]
    """Tests of the element that hang on nothing else that changes."""
    endless: bool
    """True where elements may have None for an end: they cover all from their beginning on."""

    @property
    def quiet(self) -> list[ast.expr]:
        """All that is asked of an element."""
        return [self.begin, self.end, *(key for key, _ in self.keys), *self.rest]

    @property
    def closed(self) -> bool:
        """True where an element covers both of its ends."""
        return not self.first.strict and not self.last.strict

    @property
    def open(self) -> bool:
        """True where an element covers none of its ends."""
        return self.first.strict and self.last.strict


def added(node: ast.Call | ast.For, facts: Facts) -> Added | None:
    """What a call or a loop adds up; None for any other."""
    return _of_loop(node, facts) if isinstance(node, ast.For) else _of_call(node, facts)


def _of_call(node: ast.Call, facts: Facts) -> Added | None:
    inside = generated(node, facts)
    if inside is None:
        return None
    called = ast.unparse(node.func)
    part, value = inside.generators[0], inside.elt
    tests = [one for test in part.ifs for one in ands(test)]
    amount: ast.expr | None = value
    if called == "len":
        if isinstance(inside, ast.GeneratorExp) or not isinstance(value, ast.Name | ast.Constant):
            return None
        amount = None
    elif isinstance(value, ast.Compare | ast.BoolOp):
        # Comparisons of what is known give truth values, of which each counts one.
        tests += ands(value)
        amount = None
    elif isinstance(value, ast.IfExp) and _is_number(value.orelse, 0):
        tests += ands(value.test)
        amount = value.body
    if amount is not None and _is_number(amount, 1):
        amount = None
    if part.is_async or not tests:
        return None
    return Added(node, Inner(part.target, part.iter, tuple(tests), None), amount)


def _of_loop(node: ast.For, facts: Facts) -> Added | None:
    given: dict[str, ast.expr] = {}
    tests: list[ast.expr] = []
    body = node.body
    while True:
        first = body[0]
        if isinstance(first, ast.Assign) and not tests and len(first.targets) == 1:
            name = first.targets[0]
            if not isinstance(name, ast.Name) or name.id in given:
                return None
            given[name.id] = first.value
            body = body[1:]
        elif isinstance(first, ast.If) and not first.orelse and _goes_on(first):
            tests += _negated(first.test, facts)
            body = body[1:]
        elif isinstance(first, ast.If) and not first.orelse and len(body) == 1:
            tests += ands(first.test)
            body = first.body
        else:
            break
        if not body:
            return None
    last = body[0]
    if len(body) > 1 or not isinstance(last, ast.AugAssign) or not isinstance(last.op, ast.Add):
        return None
    if not isinstance(last.target, ast.Name) or not tests or node.orelse:
        return None
    total = last.target.id
    read = flow.loads([node.iter, *tests, *given.values(), last.value])
    if total in read | flow.stores([node.target]) | given.keys():
        return None
    amount = None if _is_number(last.value, 1) else last.value
    return Added(node, Inner(node.target, node.iter, tuple(tests), node, given), amount, total)


def _goes_on(stmt: ast.If) -> bool:
    return len(stmt.body) == 1 and isinstance(stmt.body[0], ast.Continue)


def _is_number(node: ast.expr, value: int) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) is int and node.value == value


def ands(test: ast.expr) -> list[ast.expr]:
    """The tests that have to hold together."""
    both = isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And)
    return test.values if both else [test]  # type: ignore[attr-defined]


def _negated(test: ast.expr, facts: Facts) -> list[ast.expr]:
    """Tests of which all hold where this one doesn't."""
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.Or):
        return [one for part in test.values for one in _negated(part, facts)]
    if isinstance(test, ast.BoolOp):
        parts = [_negated(part, facts) for part in test.values]
        if all(len(part) == 1 for part in parts):
            either = ast.BoolOp(ast.Or(), [part[0] for part in parts])
            return [ast.copy_location(either, test)]
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return ands(test.operand)
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        other = _NEGATED.get(type(test.ops[0]))
        sides = [test.left, *test.comparators]
        # Neither `a < b` nor `a >= b` holds for a NaN.
        whole = shapes.within(shapes.union(*(shapes_of(one, facts) for one in sides)), *_WHOLE)
        if other is not None and (whole or isinstance(test.ops[0], _ALIKE)):
            return [ast.copy_location(ast.Compare(test.left, [other()], test.comparators), test)]
    return [ast.copy_location(ast.UnaryOp(ast.Not(), test), test)]


def cover_of(inner: Inner, facts: Facts) -> Cover | None:
    """The cover that tests ask for, if nothing that they ask of an element can fail."""
    own = inner.own
    keys: list[tuple[ast.expr, ast.expr]] = []
    rest: list[ast.expr] = []
    bounds: list[ast.Compare] = []
    endless = ""
    for test in _single(inner.tests):
        limit, lacking = _without_end(test)
        if lacking and not endless and flow.loads(test) - own:
            test, endless = limit, lacking
        hangs_on = inner.loads(test) - own
        pair = _pair(test, own) if hangs_on else None
        if pair is not None and _sorts(pair, facts):
            keys.append(pair)
        elif isinstance(test, ast.Compare) and hangs_on and _is_bound(test, own):
            bounds.append(test)
        elif never_fails(test, facts):
            rest.append(test)
        else:
            return None
    if not all(is_known(value, facts) for value in inner.given.values()):
        return None
    return _bounded(bounds, endless, (tuple(keys), tuple(rest)), own, facts)


def _single(tests: Iterable[ast.expr]) -> Iterator[ast.expr]:
    """Each comparison of a chain by itself."""
    for test in tests:
        if not isinstance(test, ast.Compare) or len(test.ops) == 1:
            yield test
            continue
        values = [test.left, *test.comparators]
        for left, op, right in zip(values, test.ops, values[1:], strict=False):
            yield ast.copy_location(ast.Compare(left, [op], [right]), test)


def _pair(test: ast.expr, own: set[str]) -> tuple[ast.expr, ast.expr] | None:
    """(of the element, of the point) of `element == point`."""
    if not (isinstance(test, ast.Compare) and isinstance(test.ops[0], ast.Eq)):
        return None
    left, right = test.left, test.comparators[0]
    if not flow.loads(left) & own:
        left, right = right, left
    alone = flow.loads(left) <= own and not flow.loads(right) & own
    return (left, right) if alone else None


def _sorts(pair: tuple[ast.expr, ast.expr], facts: Facts) -> bool:
    """True where both are whole numbers, or both text, that are just there."""
    both = shapes.union(*(shapes_of(one, facts) for one in pair))
    return all(is_known(one, facts) for one in pair) and any(
        shapes.within(both, *kinds) for kinds in _KEYS
    )


def _is_bound(test: ast.Compare, own: set[str]) -> bool:
    left, right = (flow.loads(side) for side in (test.left, test.comparators[0]))
    ordered = isinstance(test.ops[0], ast.Lt | ast.LtE | ast.Gt | ast.GtE)
    return ordered and ((left <= own and not right & own) or (right <= own and not left & own))


def _without_end(test: ast.expr) -> tuple[ast.expr, str]:
    """(comparison, dump of the end) of `end is None or x < end`; ("" where it is anything else)."""
    if not (isinstance(test, ast.BoolOp) and isinstance(test.op, ast.Or)):
        return test, ""
    for one, other in (test.values[:2], test.values[1::-1]):
        if len(test.values) > 2 or not isinstance(one, ast.Compare):
            return test, ""
        none = isinstance(one.comparators[0], ast.Constant) and one.comparators[0].value is None
        if none and isinstance(one.ops[0], ast.Is) and isinstance(other, ast.Compare):
            return other, ast.dump(one.left)
    return test, ""


def _bounded(
    tests: list[ast.Compare],
    endless: str,
    others: tuple[tuple[tuple[ast.expr, ast.expr], ...], tuple[ast.expr, ...]],
    own: set[str],
    facts: Facts,
) -> Cover | None:
    if len(tests) != 2:
        return None
    # `begin <= x` is an upper bound of what an element begins with.
    asked = [range_of([test], own) for test in tests]
    upper = next((one for one in asked if one is not None and one.upper is not None), None)
    lower = next((one for one in asked if one is not None and one.lower is not None), None)
    if upper is None or lower is None or upper.upper is None or lower.lower is None:
        return None
    begin, end, first, last = upper.key, lower.key, upper.upper, lower.lower
    if ast.dump(first.limit) != ast.dump(last.limit) or ast.dump(begin) == ast.dump(end):
        return None
    if endless not in ("", ast.dump(end)):
        return None
    held = shapes_of(end, facts)
    if endless and held:
        held = frozenset(shape for shape in held if shape.kind != "NoneType")
    ends = shapes.union(shapes_of(begin, facts), held)
    kinds = next((kinds for kinds in _KINDS if shapes.within(ends, *kinds)), None)
    if kinds is None or not shapes.within(shapes_of(first.limit, facts), *kinds):
        return None
    if not all(_is_there(one, facts) for one in (begin, end, first.limit)):
        return None
    if endless and not shapes.within(shapes_of(first.limit, facts), *_WHOLE):
        # Behind the last place, where a NaN lies, what has no end would count.
        return None
    return Cover(begin, end, first.limit, first, last, *others, bool(endless))


def _is_there(limit: ast.expr, facts: Facts) -> bool:
    """True for names, constants and known fields, and for sums and differences of them."""
    if isinstance(limit, ast.BinOp) and isinstance(limit.op, ast.Add | ast.Sub):
        return _is_there(limit.left, facts) and _is_there(limit.right, facts)
    return is_known(limit, facts)
