from __future__ import annotations

import ast
from collections.abc import Sequence

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Around, Instead
from ..facts import Facts
from ..shaping import shapes_of
from ._bodies import body_text, indented
from ._files_read import READERS, OpenedFile, Taken, first_lines, opened_file, taken_from
from ._rounds_run import is_reached, rounds_asked
from ._rule import Rewrite, rule

_QUIET = flow.QUIET_METHODS | flow.words("append add extend setdefault update insert")
EMPTY = {"list": "[]", "str": '""'}
"""What a name is given where nothing is read, by the kind of what is read."""


@rule(ast.With, ast.Assign, safety=Safety.CHECK, gain=88.0, hints=("open(",))
def file_read_once(node: ast.With | ast.Assign, facts: Facts) -> Rewrite | None:
    """Read a file once before a loop that reads it again in each round.

    What it does:
        A text file that each round opens and goes through (line by line, or row by row through
        `csv`) is read before the loop, if that has any rounds. What the rounds do with its lines
        stays where it is.

    Why it is slow:
        Each round has the system hand over all of the file, and decodes it.

    Before:
        for place in places:
            with open("birds.csv") as file:
                header = file.readline().split(",")
                for line in file:
                    if line.startswith(place):
                        seen.append(line)

    After:
        file_lines = []
        if places:
            with open("birds.csv") as file:
                header = file.readline().split(",")
                file_lines = file.readlines()
        for place in places:
            for line in file_lines:
                if line.startswith(place):
                    seen.append(line)

    When not:
        A name of the file that changes, anything in the loop that may write to files or call what
        isn't known, a loop that may end before it opens the file, rows that are changed or kept.

    Source:
        The Python tutorial, "Reading and Writing Files".
    """
    block = facts.source.block(node)
    loop = facts.source.parents[node]
    opened = opened_file(node, block, facts)
    if opened is None or not isinstance(loop, ast.For) or block is not loop.body:
        return None
    asked = rounds_asked(loop, facts)
    if asked is None or not is_reached(loop, node) or not _leaves_files_alone(loop, opened, facts):
        return None
    if flow.loads(opened.call.args) & facts.changed(loop) or loop.orelse:
        return None
    first, rest = first_lines(opened, facts)
    taken = taken_from(rest, opened.name, facts)
    if taken is None or not rest:
        return None
    bound = flow.stores(first)
    if taken.row and not _only_read(taken.row, loop, facts):
        return None
    if bound & facts.mutated(loop) or _bound_again(bound, loop, first, facts):
        return None
    return _written(opened, first, rest, taken, loop, asked, facts)


def _leaves_files_alone(loop: ast.For, opened: OpenedFile, facts: Facts) -> bool:
    """True where all that a loop calls is known to write nothing but what is printed."""
    for call in ast.walk(loop):
        if isinstance(call, ast.Call) and call is not opened.call and not _is_quiet(call, facts):
            return False
    others = [part for part in ast.walk(loop) if isinstance(part, ast.With)]
    return all(part in opened.stmts for part in others)


def _is_quiet(call: ast.Call, facts: Facts) -> bool:
    called = call.func
    if isinstance(called, ast.Name):
        if facts.is_builtin(called.id, at=called):
            plain = called.id in flow.QUIET_BUILTINS | {"next"}
            return plain and not any(keyword.arg == "file" for keyword in call.keywords)
        function = facts.definition(called.id)
        return function is not None and facts.pure(function)
    full = facts.full_name(called) or ""
    if full:
        return full in READERS or full.startswith(("math.", "re.", "statistics.", "datetime."))
    if not isinstance(called, ast.Attribute):
        return False
    return called.attr in _QUIET | {"readline", "readlines", "read", "close"}


def _only_read(row: ast.expr, loop: ast.For, facts: Facts) -> bool:
    """True where only parts of a row are read: nothing changes it, or keeps hold of it."""
    if isinstance(row, ast.Tuple):
        return all(isinstance(part, ast.Name) for part in row.elts)
    if not isinstance(row, ast.Name):
        return False
    for use in ast.walk(loop):
        if not (isinstance(use, ast.Name) and use.id == row.id) or use is row:
            continue
        parent = facts.source.parents[use]
        if isinstance(parent, ast.Subscript) and isinstance(parent.ctx, ast.Load):
            if isinstance(parent.slice, ast.Slice):
                return False
        elif isinstance(parent, ast.Attribute):
            if parent.attr != "get":
                return False
        elif isinstance(parent, ast.Compare):
            if not isinstance(parent.ops[-1], ast.In | ast.NotIn):
                return False
        elif not isinstance(parent, ast.Call) or ast.unparse(parent.func) != "len":
            return False
    return True


def _bound_again(bound: set[str], loop: ast.For, first: Sequence[ast.stmt], facts: Facts) -> bool:
    """True where a name that is given before the loop then has another value in it."""
    if bound & (flow.stores([loop.target]) | flow.loads([loop.iter])):
        return True
    return any(
        isinstance(part, ast.Name) and part.id in bound and not isinstance(part.ctx, ast.Load)
        for stmt in loop.body
        for part in ast.walk(stmt)
        if not any(facts.source.inside(part, one) for one in first)
    )


def _written(
    opened: OpenedFile,
    first: Sequence[ast.stmt],
    rest: Sequence[ast.stmt],
    taken: Taken,
    loop: ast.For,
    asked: str,
    facts: Facts,
) -> Rewrite | None:
    name = facts.fresh(f"{opened.name}_{taken.word}")
    lines = [body_text([stmt], facts.source).rstrip() for stmt in first]
    lines.append(f"{name} = {taken.made}")
    head = f"with {facts.source.segment(opened.call)} as {opened.name}:"
    text = f"{head}\n{indented(chr(10).join(lines))}"
    if asked:
        empty = [f"{name} = {EMPTY['str' if taken.word == 'text' else 'list']}"]
        for stmt in first:
            if isinstance(stmt, ast.Assign):
                kind = next(
                    (k for k in EMPTY if shapes.within(shapes_of(stmt.value, facts), k)), ""
                )
                if not kind:
                    return None
                empty.append(f"{facts.source.segment(stmt.targets[0])} = {EMPTY[kind]}")
        text = "\n".join(empty) + f"\nif {asked}:\n{indented(text)}"
    left = [stmt for stmt in rest if stmt is not taken.gone]
    body = body_text(left, facts.source, {taken.node: name}).rstrip()
    gone = [Instead(stmt, "") for stmt in opened.stmts[1:]]
    return Rewrite((Around(loop, text), Instead(opened.stmts[0], body), *gone))
