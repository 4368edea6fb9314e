"""What is to be refined: a cell, a function or a program, as source text and names."""

from __future__ import annotations

import ast
import contextlib
import inspect
import textwrap
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..core.call import as_calls
from ..core.names import Names, Transform, names_in
from ..errors import SourceError, UsageError


@dataclass(frozen=True)
class Subject:
    """The thing to refine; `calls` are (args, kwargs) pairs, for functions only."""

    source: str
    kind: str
    namespace: Mapping[str, object]
    names: Names
    entry: str | None = None
    calls: tuple[tuple[tuple[Any, ...], dict[str, Any]], ...] = ()
    stdin: tuple[str, ...] = ()


def subject_of(
    source: str | Callable[..., object],
    namespace: Mapping[str, object] | None = None,
    entry: str | None = None,
    calls: Any = None,
    stdin: Any = None,
    transform: Transform | None = None,
) -> Subject:
    """Sort out the three modes; raises UsageError or SourceError with what to do instead."""
    if callable(source):
        text, entry, namespace = _of_callable(source, entry, namespace)
    elif isinstance(source, str):
        text = source.replace("\r\n", "\n").replace("\r", "\n")
    else:
        raise UsageError(f"`source` is {type(source).__name__}: give source text or a function")
    if stdin is not None and (entry is not None or calls is not None):
        raise UsageError("`stdin` is for programs, `entry` and `calls` for functions: give one")
    if (entry is None) != (calls is None):
        raise UsageError(
            "a function needs both: `entry`, its name, and `calls`, a list of argument tuples"
        )
    space = {} if namespace is None else namespace
    kind = "function" if entry is not None else "program" if stdin is not None else "cell"
    names = names_in(text, {} if kind == "program" else space, transform)
    if entry is not None:
        _check_defines(text, entry)
    return Subject(
        source=text,
        kind=kind,
        namespace=space,
        names=names,
        entry=entry,
        calls=() if calls is None else tuple(as_calls(calls)),
        stdin=_inputs(stdin),
    )


def _inputs(stdin: Any) -> tuple[str, ...]:
    if stdin is None:
        return ()
    texts = [stdin] if isinstance(stdin, str) else list(stdin) if _iterable(stdin) else []
    if not texts or not all(isinstance(text, str) for text in texts):
        raise UsageError("`stdin` is a list of input strings, at least one")
    return tuple(texts)


def _iterable(value: object) -> bool:
    return isinstance(value, Iterable) and not isinstance(value, bytes)


def _check_defines(source: str, entry: str) -> None:
    first = entry.split(".")[0]
    defined = {
        node.name
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    } | set(names_in(source).writes)
    if first not in defined:
        raise UsageError(
            f"the source defines no `{first}`: `entry` is the name of a function in it"
        )


def _of_callable(
    function: Callable[..., object], entry: str | None, namespace: Mapping[str, object] | None
) -> tuple[str, str, Mapping[str, object]]:
    plain = inspect.unwrap(function)
    if not inspect.isfunction(plain):
        raise UsageError(f"`source` is a {type(function).__name__}: give a Python function")
    if plain.__name__ == "<lambda>" or "." in plain.__qualname__.replace("<locals>.", ""):
        raise UsageError("give a function made by `def`, not a lambda or a method")
    try:
        text = textwrap.dedent(inspect.getsource(plain))
    except (OSError, TypeError) as error:
        raise SourceError(f"the source of `{plain.__name__}` can't be found: {error}") from error
    closed = inspect.getclosurevars(plain).nonlocals
    space = {**plain.__globals__, **closed, **(namespace or {})}
    return text, entry or plain.__name__, space


def definitions_of(subject: Subject) -> dict[str, str]:
    """Source text of the user's functions that the subject reads, where it can be found."""
    found: dict[str, str] = {}
    for name in sorted(subject.names.reads):
        value = subject.namespace.get(name)
        if inspect.isfunction(value):
            with contextlib.suppress(OSError, TypeError):
                found[name] = textwrap.dedent(inspect.getsource(value))
    return found
