"""Compiling what the user wrote, with its source at hand for tracebacks."""

from __future__ import annotations
import __future__

import ast
import functools
import linecache
import operator
from types import CodeType

from .ticks import add_ticks

_TOP_LEVEL_AWAIT = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
_FUTURES = functools.reduce(
    operator.or_, (getattr(__future__, name).compiler_flag for name in __future__.all_feature_names)
)


def compile_body(source: str, filename: str) -> CodeType:
    """The whole source as statements."""
    remember_source(source, filename)
    return _compile(_parsed(source, filename), filename, "exec")


def compile_cell(source: str, filename: str) -> tuple[CodeType, CodeType | None]:
    """The statements of a cell, and its last expression apart (None where there is none)."""
    remember_source(source, filename)
    tree = ast.parse(source, filename)
    last: CodeType | None = None
    if tree.body and isinstance(tree.body[-1], ast.Expr):
        value = tree.body.pop()
        assert isinstance(value, ast.Expr)
        last = _compile(ast.Expression(value.value), filename, "eval")
    if filename in _profiled:
        add_ticks(tree)
    return _compile(tree, filename, "exec"), last


def compile_statements(source: str, filename: str) -> list[tuple[ast.stmt, CodeType]]:
    """Every top-level statement with code of its own; `from __future__` goes for all of them."""
    remember_source(source, filename)
    tree, flags = ast.parse(source, filename), _TOP_LEVEL_AWAIT
    compiled = []
    for node in tree.body:
        code = compile(ast.Module([node], []), filename, "exec", flags=flags, dont_inherit=True)
        flags |= code.co_flags & _FUTURES if _is_future(node) else 0
        compiled.append((node, code))
    return compiled


def _is_future(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and node.module == "__future__"


def will_be_profiled(filename: str) -> None:
    """Compile what is called `filename` so that its lines can be told apart as it runs."""
    _profiled.add(filename)


def remember_source(source: str, filename: str) -> None:
    lines = source.splitlines(keepends=True)
    linecache.cache[filename] = (len(source), None, lines, filename)


_profiled: set[str] = set()


def _parsed(source: str, filename: str) -> ast.Module:
    tree = ast.parse(source, filename)
    if filename in _profiled:
        add_ticks(tree)
    return tree


def _compile(tree: ast.Module | ast.Expression, filename: str, mode: str) -> CodeType:
    code = compile(tree, filename, mode, flags=_TOP_LEVEL_AWAIT, dont_inherit=True)
    assert isinstance(code, CodeType)
    return code
