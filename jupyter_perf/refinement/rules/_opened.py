"""A cell from its slow statement on, with what the statements before it have made as values."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ...sandbox.runners.captured import captured
from .. import flow
from ._composing import Composition, Job
from ._parts import Key, Part, merged
from ._rule import Rule

_TRIES = 3


@dataclass(frozen=True)
class Opened:
    """`rest` is of the text after `opening`, which has run, behind `functions` of the latter;
    `whole` of all of it."""

    opening: str
    functions: str
    lines: tuple[int, ...]
    """For each line of the rest's text, the line of the whole text that it is."""
    rest: Job
    whole: Job

    def compose(
        self, rules: Sequence[Rule], only: frozenset[Key] | None, without: frozenset[Key]
    ) -> Composition | None:
        """As `Job.compose`: first from the slow statement on, where most is known, and then of
        the whole, for what reaches over the cut."""
        first = self._of_rest(rules, only, without)
        if first is None:
            return self.whole.compose(rules, only, without)
        then = self.whole.compose(rules, only, without, first.code)
        if then is None:
            return first
        return Composition(then.code, tuple(merged([*first.parts, *then.parts])))

    def _of_rest(
        self, rules: Sequence[Rule], only: frozenset[Key] | None, without: frozenset[Key]
    ) -> Composition | None:
        """Told of the whole text, with its lines; None where a function of the opening changes."""
        chosen, left_out = self._inside(only), self._inside(without) or frozenset()
        for _ in range(_TRIES):
            found = self.rest.compose(rules, chosen, left_out)
            whole = None if found is None else self._whole(found.code)
            if found is None or whole is not None:
                break
            # What changes a function of the opening is for the whole.
            count = self.functions.count("\n")
            left_out |= {part.key for part in found.parts if min(part.lines) <= count}
        if found is None or whole is None:
            return None
        return Composition(whole, tuple(map(self._outside, found.parts)))

    def _whole(self, code: str) -> str | None:
        """The text of all of it: imports that rules have put above the rest go above the whole."""
        added, rest = _imports_above(code, self.rest.text)
        if not rest.startswith(self.functions):
            return None
        rest = rest[len(self.functions) :]
        if added and "__future__" in self.opening:
            return None
        return f"{added}{self.opening}{rest}"

    def _inside(self, keys: frozenset[Key] | None) -> frozenset[Key] | None:
        if keys is None:
            return None
        places = {line: at for at, line in enumerate(self.lines, 1)}
        return frozenset((rule, places[at]) for rule, at in keys if at in places)

    def _outside(self, part: Part) -> Part:
        def moved(lines: frozenset[int]) -> frozenset[int]:
            return frozenset(self.lines[line - 1] for line in lines)

        return replace(
            part,
            line=self.lines[part.line - 1],
            lines=moved(part.lines),
            places=moved(part.places),
        )


def opened(job: Job, statements: int) -> Opened | None:
    """Run the first statements of a cell; None where one of them fails, or shares its line.

    For TRUSTED work in a process of its own: what they change in the user's values stays changed.
    """
    body = ast.parse(job.text).body
    first, rest = body[:statements], body[statements:]
    above = first[-1].end_lineno or first[-1].lineno
    if above >= rest[0].lineno:
        return None
    # As the parser counts them: `splitlines` ends lines at form feeds too.
    lines = job.text.split("\n")
    opening = "\n".join(lines[:above]) + "\n"
    values = _run(opening, job.namespace)
    if values is None:
        return None
    kept = _functions_called(first, rest)
    functions = "".join(f"{lines[at - 1]}\n" for at in kept)
    after = replace(
        job,
        namespace=values,
        text=functions + "\n".join(lines[above:]),
        definitions={**job.definitions, **_definitions(opening, first)},
    )
    numbers = (*kept, *range(above + 1, len(lines) + 1))
    return Opened(opening, functions, numbers, after, replace(job, made=_made(first, values)))


def _functions_called(first: Sequence[ast.stmt], rest: Sequence[ast.stmt]) -> list[int]:
    """The lines of plain functions of the opening that the rest needs: rules see what they do
    better by their text than as values."""
    needed, found = flow.loads(rest), list[ast.FunctionDef]()
    for stmt in reversed(first):
        if not isinstance(stmt, ast.FunctionDef) or stmt.decorator_list:
            continue
        bound = sum(stmt.name in flow.stores(other) for other in first)
        if stmt.name in needed and bound == 1 and stmt.args.defaults == []:
            found.insert(0, stmt)
            needed |= flow.loads(stmt)
    alone = [s for s in found if all(o is s or not _overlap(o, s) for o in (*first, *rest))]
    return [line for stmt in alone for line in _lines(stmt)]


def _lines(stmt: ast.stmt) -> range:
    return range(stmt.lineno, (stmt.end_lineno or stmt.lineno) + 1)


def _overlap(one: ast.stmt, other: ast.stmt) -> bool:
    return bool(set(_lines(one)) & set(_lines(other)))


def _imports_above(code: str, before: str) -> tuple[str, str]:
    """(import lines that `code` begins with and `before` doesn't, the rest of `code`)."""
    known, lines = set(before.split("\n")), code.split("\n")
    at = 0
    while at < len(lines) and lines[at].startswith(("import ", "from ")) and lines[at] not in known:
        at += 1
    return "".join(f"{line}\n" for line in lines[:at]), "\n".join(lines[at:])


def _run(code: str, namespace: Mapping[str, Any]) -> dict[str, Any] | None:
    values = {"__name__": "__main__", **namespace}
    try:
        with captured():
            exec(compile(code, "<cell>", "exec"), values)
    # The user's code, which may raise anything: then nothing more is known than before.
    except Exception:
        return None
    hidden = ("__builtins__", "__name__")
    return {k: v for k, v in values.items() if k not in hidden or k in namespace}


def _definitions(text: str, body: Sequence[ast.stmt]) -> dict[str, str]:
    """The texts of functions that were defined."""
    return {
        stmt.name: ast.get_source_segment(text, stmt) or ""
        for stmt in body
        if isinstance(stmt, ast.FunctionDef)
    }


def _made(body: Sequence[ast.stmt], values: Mapping[str, Any]) -> dict[str, tuple[str, Any]]:
    """What plain assignments have given names, with their texts."""
    return {
        name: (ast.unparse(stmt), values[name])
        for stmt in body
        if isinstance(stmt, ast.Assign)
        for name in flow.stores(stmt)
        if name in values
    }
