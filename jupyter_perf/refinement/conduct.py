"""What a candidate does beside its answer, as far as reading can tell: nothing is run here.

The notebook goes on after the cell, so a rewrite may not hide built-in names, bind names that
mean something else to the user, change libraries, or do what the sandbox can't follow.
"""

from __future__ import annotations

import ast
import builtins
import dataclasses
from collections.abc import Iterator

from ..core.names import Names, names_in
from ..errors import SourceError
from ..sandbox import effects
from .request import Request

_BUILTINS = frozenset(dir(builtins))


def beyond_sandbox(code: str, request: Request) -> str | None:
    """What `code` does that the sandbox can't let it do, in words, or None.

    Raises SourceError where it can't be compiled. A look without the values that the source reads
    suspects more than there is: where the original looks no better, nothing is said.
    """
    why = _obstacle(code, request)
    if why is None or _obstacle(request.source, request) is not None:
        return None
    return f"it {why}"


def side_effect(code: str, request: Request) -> str | None:
    """What `code` changes for whatever runs after it, in words, or None."""
    if request.kind == "program":
        return None
    names = names_in(code)
    return (
        _rebinds(names, request) or _changes_module(code, names, request) or _takes(code, request)
    )


def _obstacle(code: str, request: Request) -> str | None:
    names = names_in(code)
    if request.kind == "program":
        names = dataclasses.replace(names, reads_input=False)
    return effects.obstacle(code, names, {})


def _rebinds(names: Names, request: Request) -> str | None:
    imported = {name for bound in names.imports.values() for name in bound}
    own = {*request.written, *names_in(request.source).writes}
    for name in sorted({*names.writes, *names.deletes} - own):
        if name in request.taken and not (name in request.modules and name in imported):
            return f"it would overwrite your `{name}`"
        if name in _BUILTINS:
            return f"it would hide Python's own `{name}`"
    return None


def _changes_module(code: str, names: Names, request: Request) -> str | None:
    """Setting an attribute or item of a module concerns everything that runs afterwards."""
    modules = {*request.modules, *(name for bound in names.imports.values() for name in bound)}
    before = {written for _, written in _stores(request.source)}
    for root, written in _stores(code):
        if root in modules and written not in before:
            return f"it would change `{written}` for everything that runs afterwards"
    return None


def _stores(code: str) -> Iterator[tuple[str, str]]:
    """(name at the root, the target's text) of each attribute or item that is set or deleted."""
    for node in ast.walk(_parsed(code)):
        if isinstance(node, ast.Attribute | ast.Subscript) and not isinstance(node.ctx, ast.Load):
            root: ast.expr = node
            while isinstance(root, ast.Attribute | ast.Subscript):
                root = root.value
            if isinstance(root, ast.Name):
                yield root.id, ast.unparse(node)


def _takes(code: str, request: Request) -> str | None:
    """A function is called by position and by name, with and without what has defaults."""
    if request.entry is None:
        return None
    was, now = _parameters(request.source, request.entry), _parameters(code, request.entry)
    if was is None or now is None or was == now:
        return None
    return f"`{request.entry}` would take `({now})`, not `({was})`"


def _parameters(code: str, entry: str) -> str | None:
    """The parameters with their defaults, as text; None where no plain `def` is found."""
    found = None
    for node in _parsed(code).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == entry:
            spec = node.args
            for arg in [*spec.posonlyargs, *spec.args, *spec.kwonlyargs, spec.vararg, spec.kwarg]:
                if arg is not None:
                    arg.annotation = None
            found = ast.unparse(spec)
    return found


def _parsed(code: str) -> ast.Module:
    try:
        return ast.parse(code)
    except SyntaxError as error:  # a cell with IPython syntax: its names were found otherwise
        raise SourceError(str(error)) from error
