from __future__ import annotations

import ast
from dataclasses import dataclass

from ...core.code import Safety
from .. import values
from ..facts import Facts
from ..source import COMPREHENSIONS, Decline, Function
from ._elements import function_of
from ._guarded import guarded, is_fallback
from ._rule import Rewrite, rule
from ._scalar_terms import LARGEST, Scalar
from ._scalars import Elementwise

_KINDS = {"float64": "float", "int64": "int"}


@rule(ast.Call, safety=Safety.CHECK, gain=50.0, hints=("vectorize",))
def vectorize_to_expression(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Compute on whole arrays instead of calling a function through `np.vectorize`.

    What it does:
        `np.vectorize(f)(x, y)` where `f` is arithmetic, comparisons, if/elif/else and functions
        of `math`, or chooses among texts, becomes the same on arrays or columns. Where Python's
        numbers would raise or grow, a guard keeps the original.

    Why it is slow:
        `np.vectorize` is a loop: it calls the function for every element.

    Before:
        load = np.vectorize(lambda v, c: v * 2 if v > c else v + c)(speed, limit)

    After:
        if len(speed) and speed.shape == limit.shape:
            load = np.where(speed > limit, speed * 2, speed + limit)
        else:
            load = np.vectorize(lambda v, c: v * 2 if v > c else v + c)(speed, limit)

    When not:
        The function does anything else, gives different types, arrays of other numbers
        than 64-bit ones, arguments of several shapes, whole numbers that might overflow.

    Source:
        The numpy documentation of `vectorize` ("provided primarily for convenience, not for
        performance").
    """
    function = _vectorized(node.func, facts)
    if function is None or node.keywords or is_fallback(node, facts):
        return None
    given = [_argument(argument, node, facts) for argument in node.args]
    columns = [argument for argument in given if argument.scalar.column]
    if not columns:
        return None
    np, line = facts.module("numpy", "np")
    reader = _Arrays(facts, lambda: np)
    result = _applied(function, [argument.scalar for argument in given], reader)
    if not result.column or result.text in [argument.scalar.text for argument in given]:
        raise Decline("nothing is computed")
    if result.kind not in ("int", "float", "bool", "str"):
        raise Decline("an array of neither numbers nor texts")
    guards = [f"len({columns[0].text})", *_alike(columns), *reader.guards]
    if result.whole:
        # The first element's type becomes that of all.
        whole = result.whole if " | " in result.whole else result.whole[1:-1]
        guards.append(f"not {np}.asarray({whole}).flat[0]")
    if result.kind == "str":
        text = _narrowed(result.text, node, np, facts)
    else:
        text = f"{np}.array({result.text})" if result.series else result.text
    return Rewrite((guarded(node, text, guards, facts),), (line,) if line else ())


class _Arrays(Elementwise):
    """The same for arrays, which have no `between`."""

    def _sized(self, *parts: Scalar) -> None:
        for part in parts:
            if part.series:
                super()._sized(part)
            elif part.kind == "int" and part.column and part.bound == LARGEST:
                self.guards.append(f"((-(2**31) <= {part.tight}) & ({part.tight} <= 2**31)).all()")


def _narrowed(text: str, call: ast.Call, np: str, facts: Facts) -> str:
    """An array of texts as `np.vectorize` makes it: as wide as the longest one that occurs."""
    around = facts.source.ancestors(call)
    if any(isinstance(one, (*COMPREHENSIONS, ast.Lambda, ast.ClassDef)) for one in around):
        raise Decline("no place for a name of the texts")
    if any(isinstance(p, ast.Constant) and p.value == "" for p in ast.walk(ast.parse(text))):
        raise Decline("empty texts, which are one character wide")
    name = facts.fresh("texts")
    text = _by_number(text, np)
    return f'({name} := {text}).astype(f"U{{{np}.char.str_len({name}).max()}}")'


def _by_number(text: str, np: str) -> str:
    """The texts by their numbers, which are chosen three times as fast as the texts themselves."""
    tree = ast.parse(text, mode="eval")
    places = [p for p in ast.walk(tree) if isinstance(p, ast.Constant) and type(p.value) is str]
    words = list(dict.fromkeys(str(place.value) for place in places))
    for place in places:
        place.value = words.index(str(place.value))
    return f"{np}.array({words!r})[{ast.unparse(tree)}]"


@dataclass(frozen=True)
class _Given:
    scalar: Scalar
    text: str
    frame: str = ""
    """The frame that it is a column of, if it is one."""


def _vectorized(called: ast.expr, facts: Facts) -> Function | None:
    """The function that a call goes through element by element."""
    if isinstance(called, ast.Name):
        held = facts.assigned(called)
        if held is not None:
            return _vectorized(held, facts)
        (body, *others) = [*facts.binders(called.id, facts.scope(called.id, called)), None]
        if others == [None] and isinstance(body, ast.FunctionDef) and body.decorator_list:
            wrappers = [facts.full_name(wrapper) for wrapper in body.decorator_list]
            return body if wrappers == ["numpy.vectorize"] else None
        return None
    if not isinstance(called, ast.Call) or len(called.args) != 1 or called.keywords:
        return None
    if facts.full_name(called.func) != "numpy.vectorize":
        return None
    function = function_of(called.args[0], facts)
    wrapped = isinstance(function, ast.FunctionDef) and bool(function.decorator_list)
    return None if wrapped else function


def _argument(node: ast.expr, call: ast.Call, facts: Facts) -> _Given:
    """An array, a column or a number."""
    text = facts.source.segment(node)
    known = facts.samples(node)
    number = _kind_of_numbers(known)
    if number and isinstance(node, ast.Constant | ast.Name):
        return _Given(Scalar(text, number, column=False, series=False, bound=LARGEST), text)
    kinds = {(values.kind_of(value), str(getattr(value, "dtype", ""))) for value in known}
    held, dtype = kinds.pop() if len(kinds) == 1 else ("", "")
    if dtype not in _KINDS or held not in ("ndarray", "Series"):
        raise Decline("an argument that isn't known to be an array of 64-bit numbers")
    frame = ""
    if held == "Series":
        own = isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name)
        single = all(isinstance(other, ast.Constant) for other in call.args if other is not node)
        frame = node.value.id if own else text if single else ""  # type: ignore[attr-defined]
        if not frame:
            raise Decline("columns that may have other labels")
    elif not isinstance(node, ast.Name):
        raise Decline("an array that has to be made first")
    kind = _KINDS[dtype]
    bound = LARGEST if kind == "int" else 0
    return _Given(Scalar(text, kind, series=held == "Series", bound=bound), text, frame)


def _kind_of_numbers(known: list[object]) -> str:
    """`int` or `float` where all values are, and no large ones; else empty."""
    numbers = [value for value in known if isinstance(value, int | float)]
    kinds = {type(value).__name__ for value in known} if len(numbers) == len(known) else set()
    small = all(abs(number) < LARGEST for number in numbers)
    return kinds.pop() if small and kinds in ({"int"}, {"float"}) else ""


def _alike(columns: list[_Given]) -> list[str]:
    """Guards: nothing is spread over the rows of something else."""
    first = columns[0]
    if len({column.frame for column in columns}) > 1:
        raise Decline("columns that may have other labels")
    if first.frame:
        return []
    others = [column for column in columns[1:] if column.text != first.text]
    return [f"{first.text}.shape == {other.text}.shape" for other in others]


def _applied(function: Function, given: list[Scalar], reader: Elementwise) -> Scalar:
    """What a function returns for arrays and numbers."""
    spec = function.args
    others = [*spec.posonlyargs, *spec.kwonlyargs, *spec.defaults]
    if len(spec.args) != len(given) or others or spec.vararg or spec.kwarg:
        raise Decline("parameters and arguments that differ")
    reader.local.update(zip((arg.arg for arg in spec.args), given, strict=True))
    return (
        reader(function.body) if isinstance(function, ast.Lambda) else reader._block(function.body)
    )
