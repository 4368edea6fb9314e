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


@dataclass(frozen=True)
class Opened:
    """`rest` is of the text after `opening`, which has run; `whole` of all of it."""

    opening: str
    rest: Job
    whole: Job

    @property
    def _above(self) -> int:
        return self.opening.count("\n")

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
        """Told of the whole text, with its lines."""
        found = self.rest.compose(rules, self._inside(only), self._inside(without) or frozenset())
        if found is None:
            return None
        return Composition(self.opening + found.code, tuple(map(self._outside, found.parts)))

    def _inside(self, keys: frozenset[Key] | None) -> frozenset[Key] | None:
        return None if keys is None else frozenset((rule, at - self._above) for rule, at in keys)

    def _outside(self, part: Part) -> Part:
        def moved(lines: frozenset[int]) -> frozenset[int]:
            return frozenset(line + self._above for line in lines)

        return replace(
            part,
            line=part.line + self._above,
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
    after = replace(
        job,
        namespace=values,
        text="\n".join(lines[above:]),
        definitions={**job.definitions, **_definitions(opening, first)},
    )
    return Opened(opening, after, replace(job, made=_made(first, values)))


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
