"""LibCST's side of a rewrite: the changes made in its tree. Imported late, as LibCST is."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import Any

import libcst as cst

from .concrete import Around, Change, Conflict, Instead, Swap, Whole
from .source import Source


def with_imports(body: Sequence[Any], lines: list[str], module: cst.Module) -> list[Any]:
    """Put imports behind the docstring and the imports that open the module."""
    at = 0
    while at < len(body) and _opens(body[at]):
        at += 1
    new = [_apart(node) for line in lines for node in _statements(line, module)]
    if at == 0 and isinstance(new[0], cst.FunctionDef):
        new[0] = new[0].with_changes(leading_lines=[])
    rest = list(body[at:])
    if at == 0 and rest and rest[0].leading_lines and not module.header:
        blank = [line for line in rest[0].leading_lines if line.comment is None]
        if not blank:
            rest[0] = rest[0].with_changes(
                leading_lines=[cst.EmptyLine(indent=False), *rest[0].leading_lines]
            )
    if rest and isinstance(rest[0], cst.FunctionDef | cst.ClassDef) and not rest[0].leading_lines:
        rest[0] = rest[0].with_changes(leading_lines=[cst.EmptyLine(indent=False)])
    if rest and new and isinstance(new[-1], cst.FunctionDef):
        lines_above = [line for line in rest[0].leading_lines if line.comment is not None]
        rest[0] = rest[0].with_changes(leading_lines=[*_blank(), *lines_above])
    return [*body[:at], *new, *rest]


def _opens(statement: Any) -> bool:
    """Whether this is an import or a docstring. (LibCST's matchers would take long to import.)"""
    if not isinstance(statement, cst.SimpleStatementLine) or len(statement.body) != 1:
        return False
    (only,) = statement.body
    if isinstance(only, cst.Expr):
        return isinstance(only.value, cst.SimpleString)
    return isinstance(only, cst.Import | cst.ImportFrom)


def _apart(node: Any) -> Any:
    """A function that a rewrite brings along stands apart; imports and constants don't."""
    return node.with_changes(leading_lines=_blank()) if isinstance(node, cst.FunctionDef) else node


def _blank() -> list[Any]:
    return [cst.EmptyLine(indent=False)] * 2


Place = tuple[int, int, int, int]


def editor(source: Source, changes: Sequence[Change], places: Any, module: cst.Module) -> Any:
    """What makes the changes when it visits the tree; `left` are those that found no place."""

    def place(node: ast.expr | ast.stmt) -> Place:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        lines = source._lines

        def column(line: int, byte: int) -> int:
            return len(lines[line - 1][1].encode()[:byte].decode())

        return (
            node.lineno,
            column(node.lineno, node.col_offset),
            node.end_lineno,
            column(node.end_lineno, node.end_col_offset),
        )

    swaps: dict[Place, Swap] = {}
    inserts: dict[tuple[int, int], list[Around | Instead]] = {}
    for change in changes:
        if isinstance(change, Swap):
            swaps[place(change.node)] = change
        elif not isinstance(change, Whole):
            inserts.setdefault(place(change.node)[:2], []).append(change)

    class Editor(cst.CSTTransformer):
        def __init__(self) -> None:
            super().__init__()
            self.left: set[int] = {id(change) for change in changes}

        def on_leave(self, original: Any, updated: Any) -> Any:
            updated = super().on_leave(original, updated)
            if isinstance(original, cst.BaseExpression) and swaps:
                return self._swap(original, updated)
            if isinstance(original, cst.SimpleStatementLine | cst.BaseCompoundStatement):
                spot = places[original].start
                found = inserts.get((spot.line, spot.column), ())
                if found:
                    return self._insert(original, updated, found)
            return updated

        def _swap(self, original: cst.BaseExpression, updated: Any) -> Any:
            span = places[original]
            at = (span.start.line, span.start.column, span.end.line, span.end.column)
            swap = swaps.get(at)
            if swap is None or id(swap) not in self.left:
                return updated
            self.left.discard(id(swap))
            new: Any = cst.parse_expression(swap.text, config=module.config_for_parsing)
            return new.with_changes(
                lpar=[*getattr(original, "lpar", ()), *new.lpar],
                rpar=[*new.rpar, *getattr(original, "rpar", ())],
            )

        def _insert(self, original: Any, updated: Any, found: Sequence[Around | Instead]) -> Any:
            if isinstance(original, cst.SimpleStatementLine) and len(original.body) > 1:
                raise Conflict("several statements share a line")
            self.left -= {id(change) for change in found}
            middle, before, after = [updated], [], []
            for change in found:
                if isinstance(change, Instead):
                    middle = _statements(change.text, module)
                    if not middle:
                        continue
                    comments = [
                        c for c in _comments(original) if c.comment.value not in change.text
                    ]
                    middle[0] = middle[0].with_changes(
                        leading_lines=[*updated.leading_lines, *comments]
                    )
                else:
                    before += _statements(change.before, module)
                    after += _statements(change.after, module)
            if before:
                before[0] = before[0].with_changes(leading_lines=middle[0].leading_lines)
                apart = isinstance(original, cst.FunctionDef) or isinstance(
                    before[-1], cst.FunctionDef
                )
                lines = [cst.EmptyLine(indent=False)] * 2 if apart else []
                middle[0] = middle[0].with_changes(leading_lines=lines)
            return cst.FlattenSentinel([*before, *middle, *after])

    return Editor()


def _statements(text: str, module: cst.Module) -> list[Any]:
    class Blank(cst.CSTTransformer):
        """An empty line stays empty wherever it is put."""

        def leave_EmptyLine(
            self, original_node: cst.EmptyLine, updated_node: cst.EmptyLine
        ) -> cst.EmptyLine:
            bare = updated_node.comment is None
            return updated_node.with_changes(indent=False) if bare else updated_node

    if not text:
        return []
    return list(cst.parse_module(text, config=module.config_for_parsing).visit(Blank()).body)


def _comments(node: Any) -> list[Any]:
    """The comments inside a statement, as lines of their own; those above it aren't included."""
    found: list[Any] = []

    class Collector(cst.CSTVisitor):
        def visit_Comment(self, node: cst.Comment) -> None:
            found.append(cst.EmptyLine(comment=node))

    node.with_changes(leading_lines=[]).visit(Collector())
    return found
