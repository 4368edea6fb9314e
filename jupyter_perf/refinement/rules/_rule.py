"""What a rule is, and how one registers itself."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ...core.code import Safety
from ...core.registry import Registry
from ..concrete import Change
from ..facts import Facts

HEADINGS = ("What it does", "Why it is slow", "Before", "After", "When not", "Source")


@dataclass(frozen=True)
class Rewrite:
    """Changes that belong together: all of them are made, or none.

    `concerns` are expressions and statements that take another time although they stay as they
    are, where a change elsewhere makes something else of them.
    """

    changes: tuple[Change, ...]
    imports: tuple[str, ...] = ()
    concerns: tuple[ast.expr | ast.stmt, ...] = ()


Match = Callable[[Any, Facts], Rewrite | None]


@dataclass(frozen=True)
class Rule:
    """A rewrite, tried on every node of the types that it names.

    `gain` is the ratio of times to expect before anything is measured; `hints` are texts of which
    one must occur in a source for the rule to be tried at all.
    """

    name: str
    safety: Safety
    gain: float
    nodes: tuple[type[ast.AST], ...]
    hints: tuple[str, ...]
    match: Match
    kinds: tuple[str, ...]
    compiled: bool = False
    """Whether it knows what may stand in functions that numba compiles, and rewrites there too."""

    @property
    def manual(self) -> str:
        """The docstring: first line, then sections under `HEADINGS`."""
        return inspect.cleandoc(self.match.__doc__ or "")

    @property
    def summary(self) -> str:
        """The first line of the manual."""
        return self.manual.partition("\n")[0].rstrip(".")


RULES: Registry[Rule] = Registry("rules", "jupyter_perf.refinement.rules")


def rule(
    *nodes: type[ast.AST],
    safety: Safety,
    gain: float,
    hints: tuple[str, ...],
    kinds: tuple[str, ...] = ("cell", "function", "program"),
    compiled: bool = False,
) -> Callable[[Match], Match]:
    """Decorator: register a function `(node, facts) -> Rewrite | None` as a rule.

    The rule is named after the function (`append_to_list` → `append-to-list`). The function may
    raise `Decline` from any depth instead of returning None.
    """

    def register(match: Match) -> Match:
        name = getattr(match, "__name__", "").replace("_", "-")
        RULES.add(name, Rule(name, safety, gain, nodes, hints, match, kinds, compiled))
        return match

    return register
