"""The cell that is estimated: its text in Python, its names, its sizes."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ...core.names import Names, Transform, names_in, parse
from ...errors import UsageError
from .columns import columns_by
from .depth import depth_of
from .files import files_of
from .indexes import indexes_in
from .lifting import lifted
from .sizes import Group, chosen, groups_of

_FUNCTION = "estimated_function"


@dataclass(frozen=True)
class Subject:
    """A cell and what its cost may depend on."""

    source: str
    """The user's own text; a call, for a function."""
    code: str
    """What is run: numbers that are varied have names in their places."""
    namespace: Mapping[str, object]
    names: Names
    read: tuple[str, ...]
    groups: tuple[Group, ...]
    preferred: tuple[str, ...]
    indexes: tuple[tuple[str, str], ...] = ()
    depth: int | None = None
    kind: str = "cell"


def of_cell(
    source: str,
    namespace: Mapping[str, object],
    over: Iterable[str] = (),
    fix: Mapping[str, float | None] | None = None,
    transform: Transform | None = None,
    kind: str = "cell",
) -> Subject:
    """Raises SourceError where it doesn't compile, UsageError for sizes that aren't there."""
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    names = names_in(source, namespace, transform)
    tree, text = parse(source, transform)
    read = tuple(sorted(name for name in names.reads if name in namespace))
    groups, literals = groups_of(tree, namespace, read)
    files = [] if groups and groups[0].rows is not None else files_of(tree, namespace)
    groups = chosen([*files, *groups], over, fix or {})
    return Subject(
        source=source,
        code=lifted(text, literals),
        namespace=namespace,
        names=names,
        read=read,
        groups=tuple(groups),
        preferred=columns_by(tree),
        indexes=indexes_in(tree),
        depth=depth_of(tree, namespace),
        kind=kind,
    )


def of_function(
    function: Callable[..., object],
    inputs: tuple[Any, ...],
    namespace: Mapping[str, object] | None,
    over: Iterable[str] = (),
    fix: Mapping[str, float | None] | None = None,
) -> Subject:
    """A call of `function`: a cell of one statement, its sizes called as its parameters are.

    Raises UsageError where it doesn't take these inputs.
    """
    parameters = _bound(function, inputs)
    name = getattr(function, "__name__", "")
    if not name.isidentifier() or name in parameters or name == "<lambda>":
        name = _FUNCTION
    space = {**(namespace or {}), **_around(function), name: function, **parameters}
    return of_cell(_call(name, function, parameters), space, over, fix, kind="function")


def _bound(function: Callable[..., object], inputs: tuple[Any, ...]) -> dict[str, Any]:
    """Parameter → value; a starred one gets a name for each."""
    try:
        bound = inspect.signature(function).bind(*inputs)
    except ValueError:  # a builtin that says nothing of its parameters
        return {f"input_{at}": value for at, value in enumerate(inputs, 1)}
    except TypeError as error:
        raise UsageError(f"`inputs` don't fit the function's parameters: {error}") from None
    kinds = inspect.signature(function).parameters
    found: dict[str, Any] = {}
    for name, value in bound.arguments.items():
        if kinds[name].kind is inspect.Parameter.VAR_POSITIONAL:
            found |= {f"{name}_{at}": each for at, each in enumerate(value, 1)}
        else:
            found[name] = value
    return found


def _around(function: Callable[..., object]) -> Mapping[str, object]:
    """What a function of the notebook reads beside its parameters."""
    plain = inspect.unwrap(function)
    if not inspect.isfunction(plain) or plain.__module__ != "__main__":
        return {}
    return {**plain.__globals__, **inspect.getclosurevars(plain).nonlocals}


def _call(name: str, function: Callable[..., object], parameters: Mapping[str, Any]) -> str:
    source = f"{name}({', '.join(parameters)})"
    if inspect.iscoroutinefunction(function):
        source = f"await {source}"
    ast.parse(source, mode="exec")
    return source
