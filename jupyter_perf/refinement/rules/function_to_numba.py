from __future__ import annotations

import ast
import importlib.util
from collections.abc import Iterator

from ...core.code import Safety
from .. import flow
from ..compiled.helper_inputs import helper_input
from ..compiled.inputs import Input, input_of
from ..compiled.kernel_inputs import module_inputs
from ..compiled.translate import Translation, translate
from ..compiled.wrapper import written
from ..concrete import Around
from ..facts import Facts
from ..source import COMPREHENSIONS, LOOPS, Decline
from ._rule import Rewrite, rule
from .arithmetic_by_hand import arithmetic_by_hand


@rule(ast.FunctionDef, safety=Safety.CHECK, gain=40.0, hints=("def ",))
def function_to_numba(node: ast.FunctionDef, facts: Facts) -> Rewrite | None:
    """Compile a function of numbers with numba.

    What it does:
        A function that works on numbers, lists of numbers, arrays or the characters of a text is
        compiled, with the functions that it calls. Its original text stays, for inputs of other
        types and for whatever the machine would do otherwise: whole numbers beyond 64 bits,
        division by zero, an index out of range, exceptions, results of another type.

    Why it is slow:
        Each number is an object of its own, each operation on it a call, each name looked up.

    Before:
        def steps(n):
            count = 0
            while n != 1:
                n = n // 2 if n % 2 == 0 else 3 * n + 1
                count += 1
            return count

    After:
        @numba.njit(boundscheck=True)
        def steps_compiled(n):
            count = 0
            while n != 1:
                n = n // 2 if n % 2 == 0 else 3 * n + 1
                if abs(n) > 2**60:
                    raise ValueError
                count += 1
            return count

        def steps(n):
            if type(n) is int and abs(n) <= 2**60:
                try:
                    return steps_compiled(n)
                except (ArithmeticError, LookupError, TypeError, ValueError,
                        numba.errors.NumbaError):
                    pass  # for Python's own numbers
            count = 0
            while n != 1:
                n = n // 2 if n % 2 == 0 else 3 * n + 1
                count += 1
            return count

    When not:
        The function prints, draws random numbers, works on texts beyond their characters, on
        dictionaries or objects; its result's type depends on the data; it calls itself; a cell or
        a program takes less than 1.5 seconds: the first call, which compiles, takes one; numba
        isn't installed.

    Source:
        The numba documentation, "Deviations from Python semantics".
    """
    if facts.kind != "function" and (facts.seconds or 0.0) < LEAST_SECONDS:
        return None
    if not _candidate(node, facts) or importlib.util.find_spec("numba") is None:
        return None
    if _is_in_library(node, facts):
        return None
    found = _translated(node, facts)
    if found is None or any(_translated(user, facts) for user in _users(node, facts)):
        return None
    if node.name != facts.entry and _is_conversion(node, facts):
        return None
    before, start, imports = written(found, facts)
    first = next(s for s in node.body if not _is_docstring(s))
    return Rewrite((Around(node, before=before), Around(first, before=start)), imports)


def _is_in_library(node: ast.FunctionDef, facts: Facts) -> bool:
    """True for arithmetic that `math` has, with whole numbers of any size."""
    try:
        return arithmetic_by_hand(node, facts) is not None
    except Decline:
        return False


def _is_conversion(node: ast.FunctionDef, facts: Facts) -> bool:
    """True for a helper that meets each number of a list of lists once.

    Making an array of the list, each time that it is called, takes as long.
    """
    inputs = [_parameter(name, node, facts) for name in flow.parameters(node)]
    tables = any(one.form in ("table", "ragged") for one in inputs)
    return tables and _nesting(node.body, facts) <= 2


def _nesting(body: list[ast.stmt], facts: Facts) -> int:
    """How deep loops stand in one another; one in a function that is called counts, too."""
    deepest = 0
    for part in flow.walk(body):
        called = isinstance(part, ast.Call) and isinstance(part.func, ast.Name)
        helper = called and facts.definition(part.func.id) is not None  # type: ignore[attr-defined]
        if helper or isinstance(part, (*LOOPS, *COMPREHENSIONS)):
            own = len(getattr(part, "generators", (part,)))
            around = [one for one in facts.source.ancestors(part)
                      if isinstance(one, (*LOOPS, *COMPREHENSIONS))]  # fmt: skip
            deepest = max(deepest, own + sum(len(getattr(a, "generators", (a,))) for a in around))
    return deepest


def is_compiled_around(loop: ast.For, facts: Facts) -> bool:
    """True for a loop that is repeated by what this rule compiles, or has compiled.

    Arrays would have to be made for it anew in every round.
    """
    function = facts.source.function(loop)
    if facts.kind != "function" or not isinstance(function, ast.FunctionDef):
        return False
    if importlib.util.find_spec("numba") is None:
        return False
    inner = bool(facts.source.loops(loop))
    repeating = [*([function] if inner else []), *_users(function, facts)]
    done = {f"{one.name}_compiled" for one in repeating} & facts.source.variables
    return bool(done) or any(_translated(one, facts) for one in repeating)


LEAST_SECONDS = 1.5
"""What a cell or a program has to take: compiling and importing numba cost one, each time."""


def _translations(facts: Facts) -> dict[ast.FunctionDef, Translation | None]:
    return {}


def _translated(node: ast.FunctionDef, facts: Facts) -> Translation | None:
    known = facts.kept(_translations)
    if node not in known:
        try:
            known[node] = _translate(node, facts)
        except Decline:
            known[node] = None
    return known[node]


def _translate(node: ast.FunctionDef, facts: Facts) -> Translation:
    if not _candidate(node, facts):
        raise Decline("not a function to compile")
    parameters = [_parameter(name, node, facts) for name in flow.parameters(node)]
    return translate(node, parameters, list(module_inputs(facts)), facts)


def _candidate(node: ast.FunctionDef, facts: Facts) -> bool:
    """True for a plain function with a loop, of itself or of one that it calls."""
    spec = node.args
    if facts.source.function(node) is not None or node.decorator_list:
        return False
    if spec.vararg or spec.kwarg or len(facts.binders(node.name, facts.source.tree)) != 1:
        return False
    if "_compiled" in facts.source.text and f"{node.name}_compiled" in facts.source.variables:
        return False
    return flow.has(node.body, *LOOPS, *COMPREHENSIONS)


def _users(node: ast.FunctionDef, facts: Facts) -> Iterator[ast.FunctionDef]:
    """Functions of the source that call this one."""
    for other in facts.source.all(ast.FunctionDef):
        if other is not node and node.name in flow.loads(other.body):
            yield other


def _parameter(name: str, node: ast.FunctionDef, facts: Facts) -> Input:
    samples = facts.argument_samples(node, name)
    default = _default(name, node)
    if default is not None:
        samples = [*samples, default]
    if samples:
        return input_of(name, samples)
    known = helper_input(name, node, facts)
    if known is not None:
        return known
    # A helper whose arguments aren't known is most often called with whole numbers; others are
    # told apart when it is called.
    if _indexed(name, node):
        raise Decline(f"{name} isn't known")
    return Input(name, "number", "int")


def _default(name: str, node: ast.FunctionDef) -> object:
    positional = [*node.args.posonlyargs, *node.args.args]
    pairs = zip(reversed(positional), reversed(node.args.defaults), strict=False)
    for argument, value in pairs:
        if argument.arg == name and isinstance(value, ast.Constant):
            return value.value
    return None


def _indexed(name: str, node: ast.FunctionDef) -> bool:
    for part in ast.walk(node):
        used: list[ast.expr] = []
        if isinstance(part, ast.For | ast.comprehension):
            used = [part.iter]
        elif isinstance(part, ast.Subscript | ast.Attribute):
            used = [part.value]
        elif isinstance(part, ast.Call) and isinstance(part.func, ast.Name):
            used = part.args if part.func.id in ("len", "sum", "enumerate", "zip") else []
        if any(isinstance(one, ast.Name) and one.id == name for one in used):
            return True
    return False


def _is_docstring(stmt: ast.stmt) -> bool:
    return isinstance(stmt, ast.Expr) and isinstance(stmt.value, ast.Constant)
