"""Parsing text that may be anything, and the lines as the parser counts them."""

from __future__ import annotations

import ast
import io
import warnings

LONGEST_CODE = 400_000
"""Characters. Parsing takes about a microsecond and 200 bytes for each; no rewrite is longer."""
DEEPEST_CODE = 200
"""Levels of a tree. To walk or write one takes Python up to three calls a level, of 1000 that it
allows by itself; its parser reads some thousands, and more from 3.13 on."""
_TOO_DEEP = "the code can't be read: null bytes, or nested too deeply"


def parsed(text: str) -> ast.Module | SyntaxError:
    """The tree of `text`, or what is wrong with it, whatever the parser stumbles over."""
    try:
        with warnings.catch_warnings():
            # An invalid escape in a model's string is for the user to hear of, not for us.
            warnings.simplefilter("ignore", SyntaxWarning)
            warnings.simplefilter("ignore", DeprecationWarning)
            tree = ast.parse(text)
    except SyntaxError as error:
        return error
    except (ValueError, RecursionError, MemoryError):
        # Null bytes, lone surrogates; nesting that is deeper than the parser's stack.
        return SyntaxError(_TOO_DEEP)
    return SyntaxError(_TOO_DEEP) if _is_too_deep(tree) else tree


def _is_too_deep(tree: ast.Module) -> bool:
    level: list[ast.AST] = [tree]
    for _ in range(DEEPEST_CODE):
        level = [child for node in level for child in ast.iter_child_nodes(node)]
        if not level:
            return False
    return True


def tree_of(text: str) -> ast.Module | None:
    """The tree of `text`, or None where it isn't Python or is longer than any rewrite."""
    if len(text) > LONGEST_CODE:
        return None
    tree = parsed(text)
    return None if isinstance(tree, SyntaxError) else tree


def lines_of(text: str) -> list[str]:
    """Lines with their ends, cut where the parser cuts them.

    `str.splitlines` also cuts at form feeds and at U+2028, which may stand inside of a string.
    """
    return list(io.StringIO(text, newline=""))


def first_line(stmt: ast.stmt) -> int:
    """The line where a statement starts, its decorators included (1-based)."""
    decorators: list[ast.expr] = getattr(stmt, "decorator_list", [])
    return min([stmt.lineno, *(decorator.lineno for decorator in decorators)])


def last_line(stmt: ast.stmt) -> int:
    """The line where a statement ends (1-based)."""
    assert stmt.end_lineno is not None
    return stmt.end_lineno


def blocks_of(node: ast.AST) -> list[list[ast.stmt]]:
    """The lists of statements directly inside of `node`: its body, `else`, handlers, cases."""
    found = []
    for field in ("body", "orelse", "finalbody"):
        block = getattr(node, field, None)
        if isinstance(block, list) and block and isinstance(block[0], ast.stmt):
            found.append(block)
    for field in ("handlers", "cases"):
        found += [clause.body for clause in getattr(node, field, ())]
    return found


def line_end_of(text: str) -> str:
    """How the lines of `text` end: as its first one does."""
    first = next(iter(io.StringIO(text, newline="")), "")
    return "\r\n" if first.endswith("\r\n") else "\r" if first.endswith("\r") else "\n"


def with_newlines(text: str) -> str:
    """`text` with every line end a newline, as the parser reads it, in strings too."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
