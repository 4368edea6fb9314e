"""Where a rewrite belongs in the source that the user wrote, whatever was rewritten before it."""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..source import Source
from ._rule import Rewrite, Rule

Key = tuple[str, int]
"""A rule's name, and the line of the user's source where it applies, counted from 1."""


@dataclass(frozen=True)
class Part:
    """One rule at one place: the smallest thing that a candidate has or hasn't."""

    rule: Rule
    line: int
    lines: frozenset[int]
    """Lines of the user's source whose time the rewrite may change."""
    places: frozenset[int] = frozenset()
    """Lines that `line` may as well be, where what stands there was rewritten as a block."""

    @property
    def key(self) -> Key:
        return self.rule.name, self.line

    def among(self, keys: frozenset[Key]) -> bool:
        """Whether one of `keys` names this part, by its line or by another of its block."""
        return any((self.rule.name, line) in keys for line in (self.line, *self.places))


def merged(parts: Iterable[Part]) -> list[Part]:
    """One part per key, with the lines of all that have it; in the order of their first."""
    found: dict[Key, Part] = {}
    for part in parts:
        known = found.get(part.key)
        lines = part.lines if known is None else part.lines | known.lines
        found[part.key] = replace(part, lines=lines)
    return list(found.values())


class Origin:
    """Lines of the user's source for lines of what it has become.

    A line that was rewritten belongs to all the lines that its block took the place of.
    """

    def __init__(self, original: str, current: str) -> None:
        before, after = original.splitlines(), current.splitlines()
        self._of: list[tuple[int, ...]] = []
        matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
        for kind, i1, i2, j1, j2 in matcher.get_opcodes():
            for at in range(j2 - j1):
                if kind == "equal":
                    self._of.append((i1 + at + 1,))
                else:
                    # What was put between two lines belongs to the one below it.
                    self._of.append(tuple(range(i1 + 1, max(i2, i1 + 1) + 1)))
        self._last = max(1, len(before))

    def first(self, line: int) -> int:
        """The line (the first of its block) that `line` comes from."""
        return min(self._lines(line)[0], self._last)

    def all(self, first: int, last: int) -> frozenset[int]:
        """All lines that those from `first` to `last` come from."""
        lines = {one for line in range(first, last + 1) for one in self._lines(line)}
        return frozenset(min(line, self._last) for line in lines)

    def _lines(self, line: int) -> tuple[int, ...]:
        return self._of[line - 1] if 0 < line <= len(self._of) else (self._last,)


def part_of(rule: Rule, node: ast.AST, match: Rewrite, source: Source, origin: Origin) -> Part:
    """The part that a match on `node` makes: the statements it changes, as the user wrote them."""
    lines: frozenset[int] = frozenset()
    for changed in (*(change.node for change in match.changes), *match.concerns):
        stmt = source.statement(changed)
        lines |= origin.all(stmt.lineno, stmt.end_lineno or stmt.lineno)
    line = getattr(node, "lineno", 1)
    return Part(rule, origin.first(line), lines, origin.all(line, line))
