"""How a round opens a text file and goes through it."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from .. import flow
from ..facts import Facts
from ._rounds import is_pure

READERS = frozenset({"csv.reader", "csv.DictReader"})
_MODES = frozenset({"r", "rt", "tr"})


@dataclass(frozen=True)
class OpenedFile:
    name: str
    call: ast.Call
    body: Sequence[ast.stmt]
    stmts: Sequence[ast.stmt]
    """All that opens, goes through and closes the file."""


@dataclass(frozen=True)
class Taken:
    """`node` goes through the file; `made` is what is made of it once, by the name of the file."""

    node: ast.expr
    made: str
    word: str
    row: ast.expr | None = None
    gone: ast.stmt | None = None


def opened_file(node: ast.stmt, block: list[ast.stmt], facts: Facts) -> OpenedFile | None:
    """`with open(…) as file: …`, or `file = open(…)`, …, `file.close()`."""
    if isinstance(node, ast.With):
        item = node.items[0]
        named = isinstance(item.optional_vars, ast.Name) and len(node.items) == 1
        if not named or not _is_open(item.context_expr, facts):
            return None
        assert isinstance(item.context_expr, ast.Call)
        return OpenedFile(item.optional_vars.id, item.context_expr, node.body, [node])  # type: ignore[union-attr]
    if not isinstance(node, ast.Assign) or not _is_open(node.value, facts):
        return None
    target = node.targets[0]
    if not isinstance(target, ast.Name) or len(node.targets) > 1:
        return None
    at = block.index(node)
    for end in range(at + 1, len(block)):
        if ast.unparse(block[end]) == f"{target.id}.close()":
            body = block[at + 1 : end]
            if not body or any(_is_used(target.id, stmt) for stmt in block[end + 1 :]):
                return None
            assert isinstance(node.value, ast.Call)
            return OpenedFile(target.id, node.value, body, block[at : end + 1])
    return None


def _is_open(node: ast.expr, facts: Facts) -> bool:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
        return False
    if node.func.id != "open" or not facts.is_builtin("open", at=node):
        return False
    modes = [*node.args[1:2], *(k.value for k in node.keywords if k.arg == "mode")]
    plain = all(isinstance(mode, ast.Constant) and mode.value in _MODES for mode in modes)
    given = [*node.args, *(keyword.value for keyword in node.keywords)]
    return plain and all(is_pure(part, facts) for part in given)


def _is_used(name: str, node: ast.AST) -> bool:
    return any(isinstance(part, ast.Name) and part.id == name for part in ast.walk(node))


def first_lines(opened: OpenedFile, facts: Facts) -> tuple[list[ast.stmt], list[ast.stmt]]:
    """(statements that take lines from the file's start, the others)."""
    first: list[ast.stmt] = []
    known: set[str] = {opened.name}
    for stmt in opened.body:
        reading = _is_used(opened.name, stmt)
        if isinstance(stmt, ast.Expr) and reading and _lines_read(stmt.value, opened.name) == 1:
            first.append(stmt)
            continue
        if not isinstance(stmt, ast.Assign) or not isinstance(stmt.targets[0], ast.Name):
            break
        names = flow.loads(stmt.value) - {"next"}
        if len(stmt.targets) > 1 or not (names & known) or _lines_read(stmt.value, opened.name) < 0:
            break
        if reading and _lines_read(stmt.value, opened.name) != 1:
            break
        known |= flow.stores(stmt)
        first.append(stmt)
    return first, list(opened.body[len(first) :])


def _lines_read(node: ast.expr, name: str) -> int:
    """How many single lines an expression reads; -1 where it does something else to the file."""
    calls = [ast.unparse(part) for part in ast.walk(node) if isinstance(part, ast.Call)]
    read = sum(text in (f"{name}.readline()", f"next({name})") for text in calls)
    uses = sum(isinstance(p, ast.Name) and p.id == name for p in ast.walk(node))
    return read if read == uses else -1


def taken_from(rest: Sequence[ast.stmt], name: str, facts: Facts) -> Taken | None:
    """How the other statements go through the file, which they name once."""
    uses = [p for p in flow.walk(rest) if isinstance(p, ast.Name) and p.id == name]
    if len(uses) != 1:
        return None
    use = uses[0]
    parent = facts.source.parents[use]
    if isinstance(parent, ast.For) and parent.iter is use:
        return Taken(use, f"{name}.readlines()", "lines")
    if isinstance(parent, ast.Attribute) and parent.attr in ("readlines", "read"):
        call = facts.source.parents[parent]
        if not (isinstance(call, ast.Call) and not call.args and call.func is parent):
            return None
        if parent.attr == "read":
            return Taken(call, f"{name}.read()", "text")
        looped = facts.source.parents[call]
        fits = isinstance(looped, ast.For) and looped.iter is call
        return Taken(call, f"{name}.readlines()", "lines") if fits else None
    if not isinstance(parent, ast.Call) or facts.full_name(parent.func) not in READERS:
        return None
    if parent.args[:1] != [use] or any(_is_used(name, a) for a in parent.args[1:]):
        return None
    made = f"list({facts.source.segment(parent)})"
    around = facts.source.parents[parent]
    if isinstance(around, ast.For) and around.iter is parent:
        return Taken(parent, made, "rows", around.target)
    if isinstance(around, ast.Assign) and around in rest and len(around.targets) == 1:
        reader = around.targets[0]
        named = [
            n for n in facts.source.all(ast.Name) if isinstance(reader, ast.Name)
            and n.id == reader.id and n is not reader
        ]  # fmt: skip
        loop = facts.source.parents[named[0]] if len(named) == 1 else None
        if isinstance(loop, ast.For) and loop.iter is named[0]:
            return Taken(named[0], made, "rows", loop.target, around)
    return None
