"""A loop of a cell as a function of its own, compiled as functions are."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from .. import flow
from ..compiled.inputs import Input, input_of
from ..compiled.kernel_inputs import module_inputs
from ..compiled.translate import translate
from ..compiled.wrapper import written
from ..concrete import Instead
from ..facts import Facts
from ..source import COMPREHENSIONS, LOOPS, Decline, Function, Source
from ..vectorise.inferred import type_of
from ..vectorise.types import Many, One
from ..writing import indented
from ._leftovers import only_inside
from ._rule import Rewrite
from ._unbound import maybe_unbound
from .function_to_numba import LEAST_SECONDS

LARGE = 100_000
"""Rounds of a loop without one inside from which compiling can pay."""
_DTYPES = {"float": "npfloat", "int": "npint", "bool": "npbool", "complex": "npcomplex"}
_ITEMS = {"float": "npfloat", "int": "npint", "bool": "npbool"}


@dataclass(frozen=True)
class Outlined:
    """A loop's function: `lists` are made in it, as the statements before the loop do it."""

    name: str
    given: list[str]
    lists: list[str]
    left: list[str]
    body: str

    @property
    def definition(self) -> str:
        """The function, with what it gives back."""
        made = "".join(f"    {name} = []\n" for name in self.lists)
        back = f"    return {', '.join(self.left)}\n" if self.left else ""
        return f"def {self.name}({', '.join(self.given)}):\n{made}{indented(self.body)}\n{back}"

    @property
    def call(self) -> str:
        """The statement in place of the loop."""
        call = f"{self.name}({', '.join(self.given)})"
        return f"{', '.join(self.left)} = {call}" if self.left else call


def compiled_apart(node: ast.For | ast.While, facts: Facts) -> Rewrite:
    """The rewrite of a loop at a cell's own level; raises Decline where it can't be compiled."""
    if facts.kind == "function" or (facts.seconds or 0.0) < LEAST_SECONDS:
        raise Decline("a loop that takes less time than compiling it")
    if not isinstance(facts.source.parents[node], ast.Module) or not _takes_long(node, facts):
        raise Decline("a loop inside something else, or a short one")
    loop = _outlined(node, facts)
    # The function is looked at in a source in which it stands for the loop.
    start, end = facts.source.span(node)
    text = facts.source.text
    apart = _facts_of(f"{text[:start]}{loop.definition}\n\n{loop.call}{text[end:]}", facts)
    function = next(n for n in apart.source.all(ast.FunctionDef) if n.name == loop.name)
    inputs = [_input(name, node, facts) for name in loop.given]
    found = translate(function, inputs, list(module_inputs(apart)), apart)
    before, begin, imports = written(found, apart)
    first = function.body[0]
    line = apart.source.offset(first.lineno, 0) - apart.source.offset(function.lineno, 0)
    head, rest = loop.definition[:line], loop.definition[line:]
    new = f"{before}\n\n{head}{indented(begin)}\n{rest}\n\n{loop.call}"
    return Rewrite((Instead(node, new),), imports)


def _takes_long(node: ast.For | ast.While, facts: Facts) -> bool:
    """True for loops in one another, tests that may take any time, and many elements."""
    if isinstance(node, ast.While) or flow.has(node.body, *LOOPS, *COMPREHENSIONS):
        return True
    called = [part.func for part in flow.walk(node.body) if isinstance(part, ast.Call)]
    if any(isinstance(one, ast.Name) and facts.definition(one.id) for one in called):
        return True
    ends = node.iter.args if isinstance(node.iter, ast.Call) else [node.iter]
    known = [value for end in ends for value in facts.samples(end)]
    sizes = [v if type(v) is int else len(v) if hasattr(v, "__len__") else 0 for v in known]
    return any(size >= LARGE for size in sizes)


def _outlined(node: ast.For | ast.While, facts: Facts) -> Outlined:
    body = facts.source.block_text(node)
    if body is None:
        raise Decline("text that can't be indented")
    stored = flow.stores(node)
    if stored & _read_in_functions(facts) or flow.has(node, ast.Global, ast.Import):
        raise Decline("functions that read what the loop binds")
    lists = [name for name in sorted(_filled(node)) if _is_new_list(name, node, facts)]
    left = [name for name in sorted(stored) if not only_inside({name}, node, facts)]
    back = ast.Expr(ast.Tuple([ast.Name(name, ast.Load()) for name in left], ast.Load()))
    given = [
        name
        for name in sorted(maybe_unbound([node, back]))
        if not (facts.is_builtin(name, at=node) or facts.is_module(name) or name in lists)
        and facts.definition(name) is None
        and (name not in stored or _is_known(name, node, facts))
    ]
    name = facts.fresh(f"{'while' if isinstance(node, ast.While) else 'for'}_loop")
    return Outlined(name, given, lists, sorted({*left, *lists}), body)


def _read_in_functions(facts: Facts) -> set[str]:
    """Names that functions take from around them when they are called."""
    every: list[Function] = [
        *facts.source.all(ast.FunctionDef),
        *facts.source.all(ast.AsyncFunctionDef),
        *facts.source.all(ast.Lambda),
    ]
    known = [facts.definition(name) for name in facts.definitions]
    every += [one for one in known if one is not None]
    return {name for one in every for name in flow.loads(one) - flow.local_names(one)}


def _filled(node: ast.AST) -> set[str]:
    """Names of lists that a loop appends to."""
    return {
        part.value.id
        for part in ast.walk(node)
        if isinstance(part, ast.Attribute)
        and part.attr in ("append", "extend", "insert")
        and isinstance(part.value, ast.Name)
    } - flow.stores(node)


def _is_known(name: str, node: ast.stmt, facts: Facts) -> bool:
    """True where a name may hold something before a loop that binds it."""
    above = any(name in flow.stores(stmt) for stmt in facts.source.before(node))
    return above or name in facts.namespace


def _is_new_list(name: str, node: ast.stmt, facts: Facts) -> bool:
    """True for a list that is made empty above the loop and that nothing else stands for."""
    for stmt in facts.source.before(node):
        if isinstance(stmt, ast.Assign) and name in flow.stores(stmt):
            only = [ast.unparse(target) for target in stmt.targets] == [name]
            return only and isinstance(stmt.value, ast.List) and not stmt.value.elts
        if name in flow.stores(stmt) | flow.loads(stmt):
            return False
    return False


def _input(name: str, node: ast.stmt, facts: Facts) -> Input:
    """What the function is given under a name; tests see to it that it is that."""
    made = _made(name, node, facts)
    if made is None:
        if name not in facts.namespace:
            raise Decline(f"{name} isn't known")
        return input_of(name, [facts.namespace[name]])
    samples = facts.samples(made) or _written_out(made)
    if samples:
        return input_of(name, samples)
    if isinstance(made, ast.Call):
        given = _called(name, made, facts)
        if given is not None:
            return given
    found = type_of(made, facts)
    if isinstance(found, One) and not found.numpy:
        return Input(name, "number", found.kind)
    if isinstance(found, Many) and found.depth < 3 and found.kind in _ITEMS:
        if found.form == "array":
            return Input(name, "array", _ITEMS[found.kind], ndim=found.depth)
        if found.form == "list" and not found.boxed:
            form = "list" if found.depth == 1 else "table"
            return Input(name, form, found.kind, "list", found.depth)
    raise Decline(f"{name} isn't made of numbers")


def _called(name: str, call: ast.Call, facts: Facts) -> Input | None:
    """A complex number, or a new array of a shape that is written or another array's."""
    if isinstance(call.func, ast.Name) and call.func.id == "complex":
        return Input(name, "number", "complex")
    module, _, maker = (facts.full_name(call.func) or "").rpartition(".")
    shape = call.args[0] if call.args else None
    if module != "numpy" or maker not in ("zeros", "ones", "empty") or shape is None:
        return None
    given = [*call.args[1:], *(k.value for k in call.keywords if k.arg == "dtype")]
    item = _DTYPES.get(facts.source.segment(given[0]) if given else "float")
    ndim = len(shape.elts) if isinstance(shape, ast.Tuple) else 0
    if isinstance(shape, ast.Attribute) and shape.attr == "shape":
        ndim = max((getattr(v, "ndim", 0) for v in facts.samples(shape.value)), default=0)
    return Input(name, "array", item, ndim=ndim) if item and ndim in (1, 2) else None


def _written_out(node: ast.expr) -> list[object]:
    """The value of a literal, such as `-0.8 + 0.156j`."""
    try:
        return [ast.literal_eval(node)]
    except (ValueError, TypeError, SyntaxError):
        return []


def _made(name: str, node: ast.stmt, facts: Facts) -> ast.expr | None:
    """What a name was last assigned above a loop; None where the cell doesn't assign it there."""
    for stmt in facts.source.before(node):
        if name not in flow.stores(stmt):
            continue
        for target, value in _pairs(stmt):
            if isinstance(target, ast.Name) and target.id == name:
                return value
        raise Decline(f"{name} isn't known")
    return None


def _pairs(stmt: ast.stmt) -> Iterator[tuple[ast.expr, ast.expr]]:
    for target in stmt.targets if isinstance(stmt, ast.Assign) else []:
        assert isinstance(stmt, ast.Assign)
        value = stmt.value
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            yield from zip(target.elts, value.elts, strict=False)
        elif isinstance(target, ast.Tuple):
            # `h, w = image.shape`: what each name stands for is known by its name.
            yield from ((one, one) for one in target.elts)
        else:
            yield target, value


def _facts_of(text: str, facts: Facts) -> Facts:
    try:
        source = Source(text)
    except SyntaxError as error:
        raise Decline("a loop that can't be put into a function") from error
    return Facts(
        source,
        facts.namespace,
        kind=facts.kind,
        definitions=facts.definitions,
        taken=facts.taken,
        seconds=facts.seconds,
    )
