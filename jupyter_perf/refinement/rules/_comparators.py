"""Functions that compare two items, as the keys by which items would be in the same order."""

from __future__ import annotations

import ast
import copy
from collections.abc import Sequence
from dataclasses import dataclass

from .. import flow
from ..source import Decline
from ._bodies import without_docstring
from ._hot import is_quiet

_TURNED = {"<": ">", ">": "<"}
_SIGNS: dict[type[ast.cmpop], str] = {ast.Lt: "<", ast.Gt: ">"}
TEXT_METHODS = flow.words("lower upper casefold strip lstrip rstrip title")
NUMBERS = frozenset({"len", "abs"})


@dataclass(frozen=True)
class Step:
    """One thing that is compared: the key of an item called `first`, and which way round.

    A `number` is known to be one, as the two are taken from each other.
    """

    key: ast.expr
    downwards: bool
    number: bool = False


class Comparator:
    """A function of `first` and `second`; `steps` raises Decline where it does more than that."""

    def __init__(self, first: str, second: str) -> None:
        self.first, self.second = first, second

    def steps(self, body: Sequence[ast.stmt]) -> list[Step]:
        """What is compared, one thing after another."""
        left, found = flat(body), list[Step]()
        while left:
            if isinstance(left[0], ast.Return) and _number(left[0].value) == 0 and found:
                break
            step, left = self._step(left)
            found.append(step)
        return found

    def _step(self, body: list[ast.stmt]) -> tuple[Step, list[ast.stmt]]:
        """(what is compared first, what decides where that is equal)."""
        stmt = body[0]
        if isinstance(stmt, ast.Return):
            return self._difference(stmt.value), []
        test, work = _asked(stmt)
        if isinstance(test.ops[0], ast.NotEq):
            return self._unequal(test, work), body[1:]
        if isinstance(test.ops[0], ast.Eq):
            return self._unequal(test, body[1:]), work
        return self._in_two(test, work, body[1:])

    def _unequal(self, test: ast.Compare, body: list[ast.stmt]) -> Step:
        """What is compared where the two sides of `test` are known to differ."""
        if len(body) == 1 and isinstance(body[0], ast.Return):
            step = self._difference(body[0].value)
        else:
            asked, work = _asked(body[0])
            step = self._of_sign(asked, _answer(work))
            other = _answer(body[1:2]) if len(body) == 2 else 0
            if _answer(work) * other >= 0:
                raise Decline("it doesn't say what is larger")
        if {*map(ast.unparse, (test.left, test.comparators[0]))} != self._both(step):
            raise Decline("it compares something else than it asks for")
        return step

    def _in_two(
        self, test: ast.Compare, work: list[ast.stmt], rest: list[ast.stmt]
    ) -> tuple[Step, list[ast.stmt]]:
        """`if a.x < b.x: return -1`, `if a.x > b.x: return 1`; or one of them, `==` and the end."""
        step = self._of_sign(test, _answer(work))
        if len(rest) < 2:
            raise Decline("what is equal counts as larger")
        second, answered = _asked(rest[0])
        if isinstance(second.ops[0], ast.Eq):
            sides = {ast.unparse(second.left), ast.unparse(second.comparators[0])}
            if len(rest) != 2 or _answer(rest[1:]) * _answer(work) >= 0:
                raise Decline("it doesn't say what is larger")
            if sides != self._both(step):
                raise Decline("it compares something else than it asks for")
            return step, answered
        self._opposite(test, second, step, self._of_sign(second, _answer(answered)))
        return step, rest[1:]

    def _difference(self, value: ast.expr | None) -> Step:
        """`a.x - b.x`, or `(a.x > b.x) - (a.x < b.x)`."""
        if not (isinstance(value, ast.BinOp) and isinstance(value.op, ast.Sub)):
            raise Decline("an answer of another kind")
        left, right = value.left, value.right
        if isinstance(left, ast.Compare) and isinstance(right, ast.Compare):
            one, two = self._of_sign(left, 1), self._of_sign(right, -1)
            self._opposite(left, right, one, two)
            return one
        key = self._key(left, right)
        return Step(key, downwards=key is right, number=True)

    def _opposite(self, one: ast.Compare, two: ast.Compare, step: Step, other: Step) -> None:
        same = ast.unparse(step.key) == ast.unparse(other.key)
        turned = self._sign(one, step.key) != self._sign(two, step.key)
        if not (same and turned and step.downwards == other.downwards):
            raise Decline("it compares two things")

    def _of_sign(self, test: ast.Compare, answer: int) -> Step:
        """What is compared where `test` gives a number above or below 0."""
        if type(test.ops[0]) not in _SIGNS or len(test.ops) != 1 or not answer:
            raise Decline("a test of another kind")
        key = self._key(test.left, test.comparators[0])
        return Step(key, (self._sign(test, key) == "<") == (answer > 0))

    def _sign(self, test: ast.Compare, key: ast.expr) -> str:
        sign = _SIGNS[type(test.ops[0])]
        return sign if ast.unparse(test.left) == ast.unparse(key) else _TURNED[sign]

    def _key(self, left: ast.expr, right: ast.expr) -> ast.expr:
        """The side that is about the first item; the other one asks the same of the second."""
        for mine, other in ((left, right), (right, left)):
            names = flow.loads(mine)
            own = self.first in names and self.second not in names and _is_plain(mine)
            if own and ast.unparse(self._other(mine)) == ast.unparse(other):
                return mine
        raise Decline("the two aren't asked for the same")

    def _both(self, step: Step) -> set[str]:
        return {ast.unparse(step.key), ast.unparse(self._other(step.key))}

    def _other(self, key: ast.expr) -> ast.expr:
        """What is asked of the second item where `key` is asked of the first."""
        made = copy.deepcopy(key)
        for part in ast.walk(made):
            if isinstance(part, ast.Name) and part.id == self.first:
                part.id = self.second
        return made


def _asked(stmt: ast.stmt) -> tuple[ast.Compare, list[ast.stmt]]:
    """(test of two things, what is done) of an `if` without an `else`."""
    if not isinstance(stmt, ast.If) or not isinstance(stmt.test, ast.Compare):
        raise Decline("it does more than to compare")
    if len(stmt.test.ops) != 1:
        raise Decline("a test of several things")
    return stmt.test, flat(stmt.body)


def _answer(work: list[ast.stmt]) -> int:
    """The number that a block returns."""
    value = work[0].value if len(work) == 1 and isinstance(work[0], ast.Return) else None
    number = _number(value)
    if number is None:
        raise Decline("an answer of another kind")
    return number


def body_of(function: ast.FunctionDef | ast.Lambda) -> list[ast.stmt]:
    """A function's statements; of a lambda, the return of its expression."""
    if isinstance(function, ast.Lambda):
        return [ast.copy_location(ast.Return(value=function.body), function.body)]
    return without_docstring(function.body)


def flat(body: Sequence[ast.stmt]) -> list[ast.stmt]:
    """`if … return … else: rest` as `if … return …` followed by `rest`; choices as such too."""
    found: list[ast.stmt] = []
    for stmt in body:
        if isinstance(stmt, ast.If) and isinstance(stmt.body[-1], ast.Return | ast.If):
            found.append(ast.copy_location(ast.If(stmt.test, stmt.body, []), stmt))
            found += flat(stmt.orelse)
        elif isinstance(stmt, ast.Return) and isinstance(stmt.value, ast.IfExp):
            choice = stmt.value
            first = ast.copy_location(ast.Return(value=choice.body), stmt)
            found.append(ast.copy_location(ast.If(choice.test, [first], []), stmt))
            found += flat([ast.copy_location(ast.Return(value=choice.orelse), stmt)])
        else:
            found.append(stmt)
    return found


def _number(node: ast.expr | None) -> int | None:
    try:
        value = ast.literal_eval(node) if node is not None else None
    except ValueError:
        return None
    return value if type(value) is int else None


def _is_plain(key: ast.expr) -> bool:
    """True for parts of an item, and for what `len`, `abs` and methods of texts make of them."""
    if isinstance(key, ast.Call) and not key.keywords:
        called = key.func
        if isinstance(called, ast.Attribute):
            return called.attr in TEXT_METHODS and not key.args and _is_plain(called.value)
        known = isinstance(called, ast.Name) and called.id in NUMBERS
        return known and len(key.args) == 1 and _is_plain(key.args[0])
    return is_quiet(key)
