"""A source as rules see it: text, syntax tree, places, comments."""

from __future__ import annotations

import ast
import io
import textwrap
import tokenize
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TypeVar

from ..core import starred
from ..core.code import Edit, apply_edits

N = TypeVar("N", bound=ast.AST)

Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
Loop = ast.For | ast.While
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
LOOPS = (ast.For, ast.While)


class Decline(Exception):
    """A rule's way to leave a place alone, from however deep it finds out; says why."""


class Source:
    """One parse, indexed; raises SyntaxError where the text isn't Python."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tree = starred.expanded(ast.parse(text))
        self.parents: dict[ast.AST, ast.AST] = {}
        self._by_type: dict[type[ast.AST], list[ast.AST]] = {}
        for node in ast.walk(self.tree):
            self._by_type.setdefault(type(node), []).append(node)
            for child in ast.iter_child_nodes(node):
                # Contexts and operators are singletons shared all over the tree.
                if isinstance(child, ast.expr | ast.stmt | ast.excepthandler | ast.comprehension):
                    self.parents[child] = node
                elif not isinstance(child, ast.expr_context | ast.operator):
                    self.parents.setdefault(child, node)

    def all(self, *types: type[N]) -> list[N]:
        """All nodes of exactly these types, in source order."""
        found = [node for kind in types for node in self._by_type.get(kind, ())]
        return sorted(found, key=lambda n: (n.lineno, n.col_offset))  # type: ignore[arg-type, attr-defined]

    @cached_property
    def _lines(self) -> list[tuple[int, str]]:
        start, lines = 0, []
        # Not splitlines: the parser doesn't end a line at a form feed or a paragraph separator.
        for line in io.StringIO(self.text, newline=""):
            lines.append((start, line))
            start += len(line)
        lines.append((start, ""))
        return lines

    def offset(self, line: int, column: int) -> int:
        """Character offset of a place that `ast` gives (1-based line, column in UTF-8 bytes)."""
        start, text = self._lines[line - 1]
        return start + len(text.encode()[:column].decode())

    def span(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        """Character offsets of a node; declines in an f-string, where Python < 3.12 misplaces."""
        parent = self.parents.get(node)
        while isinstance(parent, ast.expr):
            if isinstance(parent, ast.JoinedStr):
                raise Decline("part of an f-string")
            parent = self.parents.get(parent)
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return (
            self.offset(node.lineno, node.col_offset),
            self.offset(node.end_lineno, node.end_col_offset),
        )

    def segment(self, node: ast.expr | ast.stmt) -> str:
        """The text of a node as the user wrote it, without enclosing brackets."""
        start, end = self.span(node)
        return self.text[start:end]

    def render(self, node: ast.expr | ast.stmt, swaps: Mapping[ast.expr, str]) -> str:
        """The text of a node with the text of some nodes inside it replaced."""
        start, _ = self.span(node)
        edits = []
        for part, text in swaps.items():
            if self.inside(part, node):
                left, right = self.span(part)
                edits.append(Edit(left - start, right - start, text))
        return apply_edits(self.segment(node), edits)

    def block_text(self, stmt: ast.stmt, swaps: Mapping[ast.expr, str] | None = None) -> str | None:
        """A statement's lines, dedented to column 0; None where strings span lines."""
        for node in ast.walk(stmt):
            if isinstance(node, ast.Constant | ast.JoinedStr) and node.end_lineno != node.lineno:
                return None
        start, _ = self.span(stmt)
        line_start = self._lines[stmt.lineno - 1][0]
        indent = self.text[line_start:start]
        if indent.strip():
            return None
        return textwrap.dedent(indent + self.render(stmt, swaps or {}))

    def ancestors(self, node: ast.AST) -> Iterator[ast.AST]:
        """Parents from the nearest to the module."""
        while node in self.parents:
            node = self.parents[node]
            yield node

    def inside(self, node: ast.AST, outer: ast.AST) -> bool:
        """True where `node` is `outer` or lies in it."""
        return node is outer or any(parent is outer for parent in self.ancestors(node))

    def statement(self, node: ast.AST) -> ast.stmt:
        """The statement that a node belongs to, before which a new one can be put.

        For a test of an `elif` that is the first `if` of the chain.
        """
        found = node
        while not isinstance(found, ast.stmt):
            found = self.parents[found]
        while isinstance(found, ast.If) and self._is_elif(found):
            parent = self.parents[found]
            assert isinstance(parent, ast.stmt)
            found = parent
        return found

    def _is_elif(self, node: ast.If) -> bool:
        parent = self.parents[node]
        return (
            isinstance(parent, ast.If)
            and parent.orelse == [node]
            and self.text[self.span(node)[0] :].startswith("elif")
        )

    def function(self, node: ast.AST) -> Function | ast.ClassDef | None:
        """The function, lambda or class whose body a node is in; None at module level."""
        child = node
        for parent in self.ancestors(node):
            in_body = isinstance(child, ast.stmt) or isinstance(parent, ast.Lambda)
            if isinstance(parent, (*FUNCTIONS, ast.ClassDef)) and in_body:
                body = parent.body if isinstance(parent.body, list) else [parent.body]
                if child in body:
                    return parent
            child = parent
        return None

    def block(self, stmt: ast.stmt) -> list[ast.stmt]:
        """The list of statements that holds `stmt`."""
        parent = self.parents[stmt]
        for name in ("body", "orelse", "finalbody"):
            statements = getattr(parent, name, None)
            if isinstance(statements, list) and stmt in statements:
                return statements
        return [stmt]

    def before(self, stmt: ast.stmt) -> list[ast.stmt]:
        """Statements of the same block that come earlier, nearest first."""
        block = self.block(stmt)
        return block[: block.index(stmt)][::-1]

    def loops(self, node: ast.AST) -> list[Loop]:
        """Loops that repeat `node`, innermost first, up to the function it is in.

        The iterable of a `for` runs once, so the loop doesn't count for it.
        """
        found: list[Loop] = []
        child = node
        for parent in self.ancestors(node):
            if isinstance(parent, (*FUNCTIONS, ast.ClassDef)):
                break
            if isinstance(parent, LOOPS):
                head = parent.target if isinstance(parent, ast.For) else parent.test
                if child in parent.body or child is head:
                    found.append(parent)
            child = parent
        return found

    @cached_property
    def comments(self) -> list[tuple[int, str]]:
        """(line, text) of every comment, in order."""
        reader = io.StringIO(self.text).readline
        return [
            (token.start[0], token.string)
            for token in tokenize.generate_tokens(reader)
            if token.type == tokenize.COMMENT
        ]

    @cached_property
    def variables(self) -> set[str]:
        """Every name that is read or bound anywhere, attributes left out."""
        found = {node.id for node in self.all(ast.Name)}
        found |= {node.arg for node in ast.walk(self.tree) if isinstance(node, ast.arg)}
        definitions = self.all(ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
        return found | {getattr(node, "name", "") for node in definitions}

    @cached_property
    def names(self) -> set[str]:
        """Every identifier that occurs anywhere, so that a new one can keep clear of them."""
        found = {alias.asname or alias.name for n in self.all(ast.Import) for alias in n.names}
        found |= {alias.asname or alias.name for n in self.all(ast.ImportFrom) for alias in n.names}
        for node in ast.walk(self.tree):
            for field in ("id", "name", "arg", "attr"):
                value = getattr(node, field, None)
                if isinstance(value, str):
                    found.add(value)
            if isinstance(node, ast.Global | ast.Nonlocal):
                found |= set(node.names)
        return found
