"""Texts of blocks of statements, and putting other statements in their place."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Mapping, Sequence

from ...core.code import Edit, apply_edits
from ..concrete import Change, Instead
from ..facts import Facts
from ..source import Decline, Source


def without_docstring(body: Sequence[ast.stmt]) -> list[ast.stmt]:
    """A function's statements behind its docstring."""
    first = body[0]
    text = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    return list(body[1:] if text and isinstance(first.value.value, str) else body)  # type: ignore[attr-defined]


def body_text(
    stmts: Sequence[ast.stmt], source: Source, swaps: Mapping[ast.expr, str] | None = None
) -> str:
    """The lines from the first statement to the last, comments included, at column 0.

    Declines where a string spans lines, which indentation would change.
    """
    for stmt in stmts:
        for node in ast.walk(stmt):
            if isinstance(node, ast.Constant | ast.JoinedStr) and node.end_lineno != node.lineno:
                raise Decline("a string spans lines")
    start, end = source.span(stmts[0])[0], source.span(stmts[-1])[1]
    line_start = source.text.rfind("\n", 0, start) + 1
    indent = source.text[line_start:start]
    if indent.strip() or ";" in indent:
        raise Decline("several statements share a line")
    edits = []
    for part, text in (swaps or {}).items():
        left, right = source.span(part)
        edits.append(Edit(left - start, right - start, text))
    text = textwrap.dedent(indent + apply_edits(source.text[start:end], edits))
    return text.removeprefix("el") if isinstance(stmts[0], ast.If) else text


def indented(text: str, levels: int = 1) -> str:
    """The text, further in."""
    return textwrap.indent(text, "    " * levels)


def instead_of(stmts: Sequence[ast.stmt], text: str) -> list[Change]:
    """Put `text` in the place of neighbouring statements."""
    return [Instead(stmts[0], text), *(Instead(stmt, "") for stmt in stmts[1:])]


def text_without(
    stmt: ast.stmt,
    dropped: Sequence[ast.stmt],
    source: Source,
    swaps: Mapping[ast.expr, str] | None = None,
) -> str | None:
    """The lines of a statement without some that it holds, dedented to column 0.

    None where strings span lines, one shares its line with others, or nothing of its block stays.
    """
    if source.block_text(stmt) is None:
        return None
    begin, end = source.offset(stmt.lineno, 0), source.span(stmt)[1]
    edits = []
    for one in dropped:
        left, right = source.offset(one.lineno, 0), source.offset((one.end_lineno or 0) + 1, 0)
        first, last = source.span(one)
        behind = source.text[last:right].strip()
        if source.text[left:first].strip() or (behind and not behind.startswith("#")):
            return None
        if all(other in dropped for other in source.block(one)):
            return None
        edits.append(Edit(left - begin, min(right, end) - begin, ""))
    for part, text in (swaps or {}).items():
        if source.inside(part, stmt) and not any(source.inside(part, one) for one in dropped):
            left, right = source.span(part)
            edits.append(Edit(left - begin, right - begin, text))
    return textwrap.dedent(apply_edits(source.text[begin:end], edits)).rstrip("\n") + "\n"


def rendered(node: ast.expr, swaps: Mapping[ast.expr, str], facts: Facts) -> str:
    """The text of an expression with parts of it replaced."""
    inside = {part: text for part, text in swaps.items() if facts.source.inside(part, node)}
    return facts.source.render(node, inside)
