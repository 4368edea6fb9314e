"""Why a cell can't be verified, said before anything is copied or run.

What is found here is what reading can find; the sandbox itself catches the rest when it happens.
"""

from __future__ import annotations

import inspect
import os
import sys
import sysconfig
import types
from collections.abc import Iterator, Mapping

from ...core.names import Names, parse
from ...core.reachable import reach
from ...errors import SourceError
from .scan import in_function, in_tree

MOST_FUNCTIONS = 60
"""So many of the user's functions are read; the sandbox sees what the others do."""


def obstacle(source: str, names: Names, namespace: Mapping[str, object]) -> str | None:
    """What the cell does that the sandbox can't let it do, in the user's words, or None.

    `source` is Python, or IPython's (whose magics are in `names`).
    """
    if names.magics:
        return f"runs {_listed(names.magics)}: magics and shell lines run in the kernel only"
    if names.dynamic:
        return f"uses {_listed(names.dynamic)}: what it reads and changes can't be known beforehand"
    if names.reads_input:
        return "asks for input: `input()` has no one to answer it here"
    try:
        tree, text = parse(source)
    except SourceError:
        return None
    return in_tree(tree, text, namespace) or _in_functions(names, namespace)


def _in_functions(names: Names, namespace: Mapping[str, object]) -> str | None:
    for count, function in enumerate(_functions(names, namespace)):
        found = in_function(function, namespace)
        if found is not None:
            return found
        if count == MOST_FUNCTIONS:
            break
    return None


def _functions(names: Names, namespace: Mapping[str, object]) -> Iterator[types.FunctionType]:
    """The user's functions that the cell may call: in the notebook and in local modules."""
    called = {call.partition(".")[0] for call in names.calls}
    yield from reach(sorted(names.reads), namespace).functions
    for name in sorted(names.reads & called):
        value = namespace.get(name)
        for function in _of_local_module(value, name, names):
            yield function
            yield from _neighbours(function)


def _of_local_module(value: object, name: str, names: Names) -> Iterator[types.FunctionType]:
    value = inspect.unwrap(value) if callable(value) else value
    if isinstance(value, types.FunctionType) and _is_local(value.__code__.co_filename):
        yield value
    elif isinstance(value, types.ModuleType) and _is_local(getattr(value, "__file__", "") or ""):
        for call in names.calls:
            root, _, attribute = call.partition(".")
            member = vars(value).get(attribute)
            if root == name and isinstance(member, types.FunctionType):
                yield member


def _neighbours(function: types.FunctionType) -> Iterator[types.FunctionType]:
    """Functions of the same module that `function` calls, directly or not."""
    own = function.__globals__
    for other in reach(function.__code__.co_names, own).functions:
        if other is not function:
            yield other


def _is_local(path: str) -> bool:
    """True for files that are neither the interpreter's nor an installed package's."""
    if not path or not os.path.exists(path):
        return False
    installed = {sysconfig.get_path(key) for key in ("stdlib", "platstdlib", "purelib", "platlib")}
    return "site-packages" not in path and not any(
        path.startswith(folder + os.sep) for folder in (*installed, sys.prefix) if folder
    )


def _listed(items: tuple[str, ...]) -> str:
    shown = [f"`{item if len(item) <= 40 else item[:39] + '…'}`" for item in items[:3]]
    return ", ".join(shown) + (" and more" if len(items) > 3 else "")
