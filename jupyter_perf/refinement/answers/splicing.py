"""Putting a rewritten part back where it was cut out."""

from __future__ import annotations

import ast
import textwrap

from .parsing import line_end_of, parsed, with_newlines
from .slots import Slot
from .whole_lines import Lines, Part, lines_in_strings


def spliced(source: str, lines: Lines, part: Part, new_code: str) -> str:
    """`source` with `new_code` in the place of the lines of `part`, at their indentation.

    Line ends are those of the source, and what stands around the part stays as it is, to the byte.
    Raises ValueError, in words for the model, where the new code has no statement, doesn't parse,
    or changes what is around it (SAFIM's check: it would leave its block).
    """
    indent = lines.indent(part)
    before = "".join(lines.ends[: part[0] - 1])
    after = "".join(lines.ends[part[1] :])
    old_last = lines.ends[part[1] - 1]
    end = line_end_of(source)
    new = end.join(_indented(_parsing(new_code), indent))
    new += old_last[len(old_last.rstrip("\r\n")) :]
    result = before + new + after
    tree = parsed(result)
    if isinstance(tree, SyntaxError):
        raise ValueError(f"in its place the new part doesn't parse: {_said(tree, part)}")
    slot = Slot.for_block(before, indent, after)
    if slot is None or not slot.fits(tree):
        raise ValueError("the new part changes what is around it: give statements of one block")
    return result


def _parsing(new_code: str) -> str:
    """The new code from column 0 on; raises ValueError where it doesn't parse or does nothing."""
    code = with_newlines(new_code).strip("\n")
    tree = parsed(code)
    if isinstance(tree, SyntaxError):
        # Given at the depth where it goes, its first line perhaps stripped.
        code = textwrap.dedent(code)
        again = parsed(code)
        if isinstance(again, SyntaxError):
            raise ValueError(f"the new part doesn't parse: {_said(tree, (1, 1))}")
        tree = again
    if not tree.body:
        raise ValueError("the new part has no statement")
    return code


def _said(error: SyntaxError, part: Part) -> str:
    """What is wrong, with its line as the model counts: from the first one of its own."""
    line = (error.lineno or 0) - part[0] + 1
    return f"line {line}: {error.msg}" if line > 0 else error.msg


def _indented(code: str, indent: str) -> list[str]:
    lines = code.split("\n")
    inside = lines_in_strings(code) if indent else set()
    return [
        indent + line if line.strip() and number not in inside else line
        for number, line in enumerate(lines, start=1)
    ]


def definitions(tree: ast.Module) -> dict[str, ast.stmt]:
    """Functions, classes and methods by dotted name; of several by one name the last one."""
    found: dict[str, ast.stmt] = {}
    waiting: list[tuple[ast.AST, str]] = [(tree, "")]
    while waiting:
        node, outer = waiting.pop()
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                name = outer + child.name
                if name not in found or found[name].lineno < child.lineno:
                    found[name] = child
                waiting.append((child, f"{name}."))
            elif not isinstance(child, ast.expr):
                waiting.append((child, outer))
    return found
