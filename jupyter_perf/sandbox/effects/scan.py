"""Find the first effect in a piece of the user's code."""

from __future__ import annotations

import ast
import dis
import inspect
import textwrap
import types
from collections.abc import Iterator, Mapping

from ...core.names_found import dotted
from .call import Call, Context
from .checks import CHECKS
from .table import EFFECTS, Effect

_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def in_tree(tree: ast.Module, text: str, namespace: Mapping[str, object]) -> str | None:
    """The effect of a cell's own code, in words; functions that it never uses don't count."""
    context = Context.of(tree, text, namespace)
    calls = sorted(_calls(tree), key=lambda node: (node.lineno, node.col_offset))
    for effect in EFFECTS:
        for node in calls:
            call = Call(node, context)
            if applies(effect, call):
                return f"{effect.does}: `{call.written}(…)` on line {node.lineno}"
    return None


def in_function(function: types.FunctionType, namespace: Mapping[str, object]) -> str | None:
    """The effect of one of the user's functions, from its source or else its bytecode."""
    own = function.__globals__ if function.__globals__ is not namespace else namespace
    where = f"in `{function.__qualname__}`"
    try:
        text = textwrap.dedent(inspect.getsource(function))
        tree = ast.parse(text)
    except (OSError, TypeError, SyntaxError, ValueError, IndentationError):
        return _in_bytecode(function.__code__, own, where)
    context = Context.of(tree, text, own)
    for effect in EFFECTS:
        for node in (n for n in ast.walk(tree) if isinstance(n, ast.Call)):
            call = Call(node, context)
            if applies(effect, call):
                return f"{effect.does}: `{call.written}(…)` {where}"
    return None


def _calls(tree: ast.Module) -> list[ast.Call]:
    """All calls, except inside functions and classes of the cell that it doesn't use."""
    used = {
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }
    found: list[ast.Call] = []
    waiting: list[ast.AST] = list(tree.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Call):
            found.append(node)
        unused = isinstance(node, _DEFINITIONS) and node.name not in used
        if unused and node in tree.body:
            continue
        waiting += ast.iter_child_nodes(node)
    return found


def applies(effect: Effect, call: Call) -> bool:
    """Whether `call` is one that the row means."""
    if not _is_named(effect, call):
        return False
    if effect.when and not CHECKS[effect.when](call):
        return False
    return not (effect.unless and CHECKS[effect.unless](call))


def _is_named(effect: Effect, call: Call) -> bool:
    if effect.calls == {"*"}:
        return True
    name = call.full_name
    if name and any(matches(name, pattern) for pattern in effect.calls):
        return True
    kind = call.kind
    if kind and any(matches(kind, pattern) for pattern in effect.kinds):
        return True
    from_module = bool(name) and name in _module_names(call)
    return call.method in effect.methods and not from_module and not kind.startswith("__main__.")


def _module_names(call: Call) -> set[str]:
    """The full name, where what stands before the method is surely a module."""
    root = dotted(call.node.func).partition(".")[0]
    value = call.context.namespace.get(root)
    is_module = isinstance(value, types.ModuleType) and root not in call.context.bound
    return {call.full_name} if is_module or root in call.context.imported else set()


def matches(name: str, pattern: str) -> bool:
    """`requests.api.get` matches `requests.*`; `pandas.read_csv` matches `pandas.read_*`."""
    if pattern.endswith("*"):
        return name.startswith(pattern[:-1])
    if name == pattern:
        return True
    # The public name of a function is often shorter than where it was defined.
    package, _, last = pattern.rpartition(".")
    return bool(package) and name.startswith(package + ".") and name.rpartition(".")[2] == last


def _in_bytecode(code: types.CodeType, own: Mapping[str, object], where: str) -> str | None:
    """Only rows that need no look at arguments can be told from bytecode."""
    context = Context(own)
    for name in _dotted_names(code):
        call = Call(ast.Call(ast.parse(name, mode="eval").body, [], []), context)
        for effect in EFFECTS:
            if not effect.when and effect.calls != {"*"} and applies(effect, call):
                return f"{effect.does}: `{name}(…)` {where}"
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            found = _in_bytecode(constant, own, where)
            if found:
                return found
    return None


def _dotted_names(code: types.CodeType) -> Iterator[str]:
    """Chains such as `os.path.join`, as the bytecode loads them from a global."""
    chain = ""
    for instruction in dis.get_instructions(code):
        name = str(instruction.argval)
        if instruction.opname == "LOAD_GLOBAL":
            chain = name
        elif instruction.opname in ("LOAD_ATTR", "LOAD_METHOD") and chain:
            chain += "." + name
        elif chain:
            if "." in chain:
                yield chain
            chain = ""
