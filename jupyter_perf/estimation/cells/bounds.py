"""Which whole numbers bound the work of a cell: `range(n)`, `np.zeros((n, m))`, `while i < n`.

Found by syntax, through names that the cell binds itself and into the user's functions. A number
that only takes part (a window, a threshold, a seed, a chunk's length) is none.
"""

from __future__ import annotations

import ast
import contextlib
import inspect
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import FunctionType
from typing import Any

_SHAPED = frozenset(
    ("zeros", "ones", "empty", "eye", "identity", "arange", "rand", "randn", "standard_normal",
     "permutation", "tri", "bytes", "bytearray", "islice", "combinations", "permutations",
     "accumulate")
)  # fmt: skip
"""Calls whose positional arguments are sizes, by their last name."""
_SIZED = {
    "full": 0, "random": 0, "linspace": 2, "normal": 2, "uniform": 2, "integers": 2, "randint": 2,
    "choice": 1, "poisson": 1, "exponential": 1, "binomial": 2, "random_sample": 0,
}  # fmt: skip
"""Calls with one argument that is a size, and its place."""
_SIZES = frozenset(("size", "shape", "periods", "num", "repeat", "n_samples", "k"))
"""Keyword arguments that are sizes, of the calls above and of generators of data."""
_GENERATORS = frozenset(("date_range", "choices", "product", "sample", "bdate_range"))
_MOST_DEPTH = 4
_LEAST_LITERAL = 10
Place = tuple[int, int, int, int]
"""Line, column (bytes), end line, end column of an expression."""


@dataclass
class Bounds:
    """Names that bound work, and whole numbers written out that do."""

    names: set[str] = field(default_factory=set)
    literals: dict[Place, tuple[str, int]] = field(default_factory=dict)
    """Place of the number → what to call it, and its value."""


def bounds_in(tree: ast.Module, namespace: Mapping[str, object]) -> Bounds:
    """Of a cell. Names that the cell binds are followed to what they are made of."""
    return _Finder(_functions(tree), namespace).of(tree.body)


def _functions(tree: ast.AST) -> dict[str, ast.FunctionDef]:
    return {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


class _Finder:
    """Follows numbers from where they bound something back to where they come from."""

    def __init__(
        self, functions: dict[str, ast.FunctionDef], namespace: Mapping[str, object], depth: int = 0
    ) -> None:
        self.functions = functions
        self.namespace = namespace
        self.depth = depth

    def of(self, body: list[ast.stmt]) -> Bounds:
        nodes = [node for stmt in body for node in ast.walk(stmt)]
        bounding = [each for node in nodes for each in self._bounding(node)]
        made = _assignments(nodes)
        found, seen = Bounds(), set[str]()
        while bounding:
            expression, label = bounding.pop()
            if (literal := _whole(expression)) is not None and literal >= _LEAST_LITERAL:
                found.literals[_place(expression)] = (label or _where(expression), literal)
                continue
            for name in _names(expression):
                found.names.add(name)
                if name not in seen:
                    seen.add(name)
                    bounding += [(value, name) for value in made.get(name, [])]
        return found

    def _bounding(self, node: ast.AST) -> Iterator[tuple[ast.expr, str]]:
        """(expression, what to call a number in it)."""
        if isinstance(node, ast.Call):
            yield from ((each, "") for each in self._of_call(node))
        elif isinstance(node, ast.While):
            yield from ((each, "") for each in ast.walk(node.test) if isinstance(each, ast.Name))
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
            for one, other in ((node.left, node.right), (node.right, node.left)):
                if isinstance(one, ast.List) or _is_text(one):
                    yield other, ""
        elif isinstance(node, ast.Slice) and isinstance(node.upper, ast.Name) and not node.lower:
            yield node.upper, ""

    def _of_call(self, node: ast.Call) -> Iterator[ast.expr]:
        name = _last_name(node.func)
        if isinstance(node.func, ast.Name) and name == "range":
            yield from node.args[:2]
        elif name in _SHAPED:
            yield from (each for arg in node.args for each in _elements(arg))
        elif name in _SIZED and len(node.args) > _SIZED[name]:
            yield from _elements(node.args[_SIZED[name]])
        if name in _SHAPED or name in _SIZED or name in _GENERATORS or name.startswith("make_"):
            for keyword in node.keywords:
                if keyword.arg in _SIZES:
                    yield from _elements(keyword.value)
        yield from self._of_users_function(node, name)

    def _of_users_function(self, node: ast.Call, name: str) -> Iterator[ast.expr]:
        """Arguments whose parameters bound something inside of the user's own function."""
        if not isinstance(node.func, ast.Name) or self.depth >= _MOST_DEPTH:
            return
        function = self.functions.get(name) or _definition(self.namespace.get(name))
        if function is None:
            return
        inner = _Finder({**self.functions, **_functions(function)}, self.namespace, self.depth + 1)
        bounding = inner.of(function.body).names | _recursing(function)
        parameters = [arg.arg for arg in (*function.args.posonlyargs, *function.args.args)]
        for parameter, argument in zip(parameters, node.args, strict=False):
            if parameter in bounding:
                yield argument
        yield from (each.value for each in node.keywords if each.arg in bounding)


def _recursing(function: ast.FunctionDef) -> set[str]:
    """Parameters that a function makes smaller where it calls itself."""
    parameters = [arg.arg for arg in (*function.args.posonlyargs, *function.args.args)]
    found = set[str]()
    for node in ast.walk(function):
        if not (isinstance(node, ast.Call) and _last_name(node.func) == function.name):
            continue
        for argument in node.args:
            if isinstance(argument, ast.BinOp):
                found |= set(_names(argument.left)) & set(parameters)
    return found


def _definition(value: object) -> ast.FunctionDef | None:
    """The syntax of a function that the notebook defines; None for anything else."""
    wrapped = inspect.unwrap(value) if callable(value) and _unwraps(value) else value
    if not isinstance(wrapped, FunctionType):
        return None
    with contextlib.suppress(OSError, TypeError, SyntaxError, ValueError):
        tree = ast.parse(textwrap.dedent(inspect.getsource(wrapped)))
        if isinstance(tree.body[0], ast.FunctionDef):
            return tree.body[0]
    return None


def _unwraps(value: Any) -> bool:
    """Whether it is a function, or one that `functools` wraps (a cache)."""
    return isinstance(value, FunctionType) or type(value).__module__ == "functools"


def _assignments(nodes: list[ast.AST]) -> dict[str, list[ast.expr]]:
    """Name → what it is assigned; what changes as it goes (`i += 1`) says nothing of a bound."""
    made: dict[str, list[ast.expr]] = {}
    for node in nodes:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                for name, value in _pairs(target, node.value):
                    made.setdefault(name, []).append(value)
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            made.setdefault(node.target.id, []).append(node.value)
    return made


def _pairs(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(target, ast.Name):
        yield target.id, value
    elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for one, other in zip(target.elts, value.elts, strict=False):
            yield from _pairs(one, other)


def _elements(node: ast.expr) -> list[ast.expr]:
    return list(node.elts) if isinstance(node, ast.Tuple | ast.List) else [node]


def _names(node: ast.expr) -> Iterator[str]:
    """In arithmetic: what stands inside of a call other than `len`, `int`, … isn't a number."""
    if isinstance(node, ast.Name):
        yield node.id
    elif isinstance(node, ast.BinOp):
        yield from _names(node.left)
        yield from _names(node.right)
    elif isinstance(node, ast.UnaryOp):
        yield from _names(node.operand)
    elif isinstance(node, ast.Call) and _last_name(node.func) in ("int", "min", "max", "abs"):
        for each in node.args:
            yield from _names(each)


def _whole(node: ast.expr) -> int | None:
    """The whole number that is written out, as `5000`, `10**6` or `int(1e6)`."""
    if not all(
        isinstance(each, ast.Constant | ast.BinOp | ast.operator | ast.Load | ast.Call | ast.Name)
        for each in ast.walk(node)
    ):
        return None
    names = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
    if names - {"int"} or len(ast.unparse(node)) > 40:
        return None
    with contextlib.suppress(ValueError, TypeError, ZeroDivisionError, OverflowError):
        value = _computed(node)
        if type(value) is int and 0 <= value < 10**15:
            return value
    return None


def _computed(node: ast.expr) -> Any:
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return node.value
    if isinstance(node, ast.Call) and len(node.args) == 1:
        return int(_computed(node.args[0]))
    if isinstance(node, ast.BinOp):
        left, right = _computed(node.left), _computed(node.right)
        if isinstance(node.op, ast.Pow) and 0 <= right <= 20 and abs(left) <= 1000:
            return left**right
        if isinstance(node.op, ast.Mult):
            return left * right
        if isinstance(node.op, ast.Add):
            return left + right
        if isinstance(node.op, ast.FloorDiv):
            return left // right
    raise ValueError("not a number that is written out")


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str | bytes)


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _place(node: ast.expr) -> Place:
    return node.lineno, node.col_offset, node.end_lineno or 0, node.end_col_offset or 0


def _where(node: ast.expr) -> str:
    return f"{ast.unparse(node)} in line {node.lineno}"
