from __future__ import annotations

import ast
import importlib.util

from ...core.code import Safety
from .. import flow
from ..concrete import Around, Change, Instead
from ..facts import Facts
from ..source import Decline
from ..vectorise.loop import is_kept
from ..writing import conjunction, indented
from ._compiled_inputs import LARGE, are_large, common_type, inputs_of, targets_of
from ._leftovers import only_inside
from ._machine import Machine
from ._machine_types import BOUND, Array, Type
from ._outlined import compiled_apart
from ._rule import Rewrite, rule
from .function_to_numba import LEAST_SECONDS

WIDTH = 80


@rule(
    *(ast.For, ast.While, ast.FunctionDef),
    safety=Safety.CHECK,
    gain=50.0,
    hints=("range(", "while "),
)
def loop_to_numba(node: ast.For | ast.While | ast.FunctionDef, facts: Facts) -> Rewrite | None:
    """Compile a loop over the elements of arrays with numba.

    What it does:
        A numeric loop over `range` with elements of float64 or int64 arrays, in a cell or as a
        function, is compiled. A guard leaves small or other inputs to the original text. Other
        loops of a cell that takes long, which end by a test or work on complex numbers, become
        functions of their own, which are compiled as `function-to-numba` does it.

    Why it is slow:
        Each element that is taken from an array becomes an object of its own, and each operation
        on it a call; compiled, it is one instruction.

    Before:
        for i in range(1, len(x)):
            total += x[i] * x[i - 1]

    After:
        @numba.njit(error_model="numpy", boundscheck=True)
        def compiled_loop(total, x):
            for i in range(1, len(x)):
                total += x[i] * x[i - 1]
            return total

        if type(x) is np.ndarray and x.dtype == np.float64 and x.size >= 100_000:
            total = np.float64(compiled_loop(total, x))
        else:
            for i in range(1, len(x)):
                total += x[i] * x[i - 1]

    When not:
        Whole numbers of Python's own that may outgrow 64 bits, divisors of Python's own that may
        be zero, other types, calls but of a few numpy functions, small data, numba not installed.

    Source:
        The numba documentation, "Deviations from Python semantics"; seen gain 58 times.
    """
    if importlib.util.find_spec("numba") is None:
        return None
    if isinstance(node, ast.FunctionDef):
        return _function(node, facts)
    if isinstance(node, ast.While):
        return compiled_apart(node, facts)
    if is_kept(node, facts):
        return None
    try:
        return _loop(node, facts)
    except Decline:
        return compiled_apart(node, facts)


def _loop(node: ast.For, facts: Facts) -> Rewrite | None:
    source = facts.source
    if source.function(node) is not None or source.loops(node) or _is_fallback(node, facts):
        return None
    known = facts.seconds if facts.kind != "function" else None
    if known is not None and known < LEAST_SECONDS:
        raise Decline("a cell that takes less time than compiling a loop of it")
    inputs = inputs_of(node, facts)
    machine = Machine(facts, dict(inputs))
    machine.check([node])
    targets = targets_of(node)
    if not only_inside(targets, node, facts):
        return None
    results = sorted(flow.stores(node) - targets)
    if not results and not machine.stored and not _fills(node):
        return None
    casts = [_cast(name, machine, facts) for name in results]
    text = source.block_text(node)
    if text is None:
        return None
    name, (numba, line) = facts.fresh("compiled_loop"), facts.module("numba")
    np, np_line = facts.module("numpy", "np")
    arguments = ", ".join(inputs)
    call = f"{name}({arguments})"
    returned = f"    return {', '.join(results)}\n" if results else ""
    if len(results) == 1:
        call = f"{results[0]} = {casts[0]}({call})" if casts[0] else f"{results[0]} = {call}"
    elif results:
        call = f"{', '.join(results)} = {call}"
        wrapped = [f"{r} = {c}({r})" for r, c in zip(results, casts, strict=True) if c]
        call = "\n    ".join([call, *wrapped])
    guard = _guard(inputs, np, machine)
    compiled = f"{_decorator(numba)}\ndef {name}({arguments}):\n{indented(text)}\n{returned}"
    choice = f"if {guard}:\n    {call}\nelse:\n{indented(text)}"
    return Rewrite((Instead(node, f"{compiled}\n\n{choice}"),), (line, np_line))


def _function(node: ast.FunctionDef, facts: Facts) -> Rewrite | None:
    source = facts.source
    if source.function(node) is not None or node.decorator_list or not _plain(node.args):
        return None
    if not any(isinstance(stmt, ast.For) for stmt in node.body) or _already(node):
        return None
    names = flow.parameters(node)
    inputs = {name: common_type(facts.argument_samples(node, name)) for name in names}
    body = [s for s in node.body if not _is_docstring(s)]
    last = body.pop() if isinstance(body[-1], ast.Return) else None
    machine = Machine(facts, dict(inputs))
    machine.check(body)
    result = _returned(last, machine, facts)
    text = source.block_text(node)
    if text is None or not are_large(facts, node):
        return None
    name, (numba, line) = facts.fresh(f"{node.name}_compiled"), facts.module("numba")
    np, np_line = facts.module("numpy", "np")
    call = f"{name}({', '.join(names)})"
    call = f"{result}({call})" if result else call
    compiled = text.partition("(")[2]
    before = f"{_decorator(numba)}\ndef {name}({compiled}\n\n"
    first = next(s for s in node.body if not _is_docstring(s))
    start = f"if {_guard(inputs, np, machine)}:\n    return {call}"
    changes: tuple[Change, ...] = (Around(node, before=before), Around(first, before=start))
    return Rewrite(changes, (line, np_line))


def _decorator(numba: str) -> str:
    # numpy's scalars give inf where Python's raise; and an index out of range must still raise.
    return f'@{numba}.njit(error_model="numpy", boundscheck=True)'


def _fills(node: ast.For) -> bool:
    """True where a loop sets elements; in a cell, that is what it may be for."""
    return any(
        isinstance(n, ast.Subscript) and isinstance(n.ctx, ast.Store) for n in ast.walk(node)
    )


def _is_fallback(loop: ast.For, facts: Facts) -> bool:
    """True for the loop that this rule itself keeps beside the compiled one."""
    parent = facts.source.parents[loop]
    return isinstance(parent, ast.If) and "compiled" in facts.source.segment(parent)


def _already(node: ast.FunctionDef) -> bool:
    return any(isinstance(n, ast.Name) and n.id == f"{node.name}_compiled" for n in ast.walk(node))


def _cast(name: str, machine: Machine, facts: Facts) -> str:
    """What turns a compiled result back into the type that the original leaves; "" for none."""
    sure = machine.sure.get(name)
    np = facts.module("numpy", "np")[0]
    if sure in ("npfloat", "npint"):
        if machine.types[name] != sure:
            raise Decline(f"{name} is of several types")
        return f"{np}.float64" if sure == "npfloat" else f"{np}.int64"
    if machine.types.get(name) == "int":
        return ""
    raise Decline(f"the type that {name} ends with depends on the data")


def _returned(last: ast.stmt | None, machine: Machine, facts: Facts) -> str:
    if last is None:
        return ""
    value = last.value if isinstance(last, ast.Return) else None
    if not isinstance(value, ast.Name):
        raise Decline("a result that isn't a name")
    return "" if isinstance(machine.types.get(value.id), Array) else _cast(value.id, machine, facts)


def _guard(inputs: dict[str, Type], np: str, machine: Machine) -> str:
    """A test that inputs are of the types that were compiled for, and large."""
    parts: list[str] = []
    for name, kind in inputs.items():
        if isinstance(kind, Array):
            parts.append(f"type({name}) is {np}.ndarray and {name}.dtype == {np}.{kind.item}64")
            parts.append(f"{name}.ndim == {kind.ndim} and {name}.size >= {LARGE:_}")
            if name in machine.stored:
                parts.append(f"{name}.flags.writeable")
        elif kind == "int":
            parts.append(f"type({name}) is int and abs({name}) < 2**{BOUND.bit_length() - 1}")
        else:
            parts.append(f"type({name}) is float")
    return conjunction(parts, WIDTH)


def _plain(spec: ast.arguments) -> bool:
    return not (spec.vararg or spec.kwarg or spec.kwonlyargs or spec.defaults or spec.posonlyargs)


def _is_docstring(stmt: ast.stmt) -> bool:
    return isinstance(stmt, ast.Expr) and isinstance(stmt.value, ast.Constant)
