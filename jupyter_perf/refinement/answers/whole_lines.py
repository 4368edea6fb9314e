"""Statements of a source as runs of whole lines: what can be cut out and put back."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator

from .parsing import blocks_of, first_line, last_line, lines_of, with_newlines

Part = tuple[int, int]
"""First and last line, from 1."""

_MULTILINE = frozenset({"STRING", "FSTRING_MIDDLE", "TSTRING_MIDDLE"})


class Lines:
    """A source by lines, with its tree."""

    def __init__(self, source: str, tree: ast.Module) -> None:
        self.ends = lines_of(source)
        self.texts = [line.rstrip("\r\n") for line in self.ends]
        self.tree = tree
        self.in_strings = lines_in_strings(with_newlines(source))

    def units(self, block: list[ast.stmt]) -> list[Part] | None:
        """The statements of a block as runs of lines; those that share a line are one.

        None where the first one stands behind a header, as in `for x in y: f(x)`, or is an `elif`.
        """
        start = block[0]
        line = self.texts[start.lineno - 1].encode()
        if line[: start.col_offset].strip() or line[start.col_offset :].startswith(b"elif"):
            return None
        units: list[Part] = []
        for stmt in block:
            if units and first_line(stmt) <= units[-1][1]:
                units[-1] = units[-1][0], last_line(stmt)
            else:
                units.append((first_line(stmt), last_line(stmt)))
        return units

    def inner_blocks(self, stmt: ast.stmt) -> Iterator[list[ast.stmt]]:
        """The blocks of a statement that stand on lines of their own, those of its `elif` too."""
        for block in blocks_of(stmt):
            if self.units(block) is not None:
                yield block
            else:
                for inner in block:
                    yield from self.inner_blocks(inner)

    def text(self, part: Part) -> str:
        """The lines of a part without their indentation, and without a last line end."""
        indent = self.indent(part)
        return "\n".join(
            line if number in self.in_strings else line.removeprefix(indent)
            for number, line in enumerate(self.texts[part[0] - 1 : part[1]], start=part[0])
        )

    def indent(self, part: Part) -> str:
        """The blanks that the first line with code of a part starts with."""
        texts = self.texts[part[0] - 1 : part[1]]
        first = next((text for text in texts if text.strip() and text.lstrip()[0] != "#"), "")
        return first[: len(first) - len(first.lstrip(" \t\f"))]


def lines_in_strings(code: str) -> set[int]:
    """The lines, from 1, that start inside of a string: their blanks belong to it."""
    found: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        if token.start[0] < token.end[0] and tokenize.tok_name[token.type] in _MULTILINE:
            found.update(range(token.start[0] + 1, token.end[0] + 1))
    return found
