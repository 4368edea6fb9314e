"""Which neighbours in a list the rounds of a loop over its places look at."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from .. import flow
from ..facts import Facts
from ..source import COMPREHENSIONS
from ._neighbour_rounds import FARTHEST, Rounds, is_length, number


@dataclass
class Looks:
    """Offset from a round's place → the look-ups there; statements that only work places out."""

    found: dict[int, list[ast.Subscript]] = field(default_factory=dict)
    spare: list[ast.stmt] = field(default_factory=list)
    others: list[ast.Name] = field(default_factory=list)
    """Uses of the round's number beyond that."""


class Looking:
    """The places that the rounds of one loop work out from their number, for one list."""

    def __init__(
        self, rounds: Rounds, name: ast.Name, inside: ast.For | ast.expr, facts: Facts
    ) -> None:
        self.rounds, self.name, self.inside, self.facts = rounds, name, inside, facts
        self.looks = Looks()
        body = inside.body if isinstance(inside, ast.For) else []
        self.body: Sequence[ast.stmt] = body
        self._places: dict[str, int] = {}

    def read(self, carried: tuple[str, list[ast.stmt]] | None) -> Looks | None:
        """What the loop looks at; None where a place is used otherwise. `carried` is the place of
        the round before, and what hands it on."""
        self._name_places()
        if carried is not None:
            self._places[carried[0]] = -1
            self.looks.spare += carried[1]
        if self._bound_within({self.rounds.index, self.name.id, *self._places}):
            return None
        for use in self._uses({self.rounds.index, *self._places}):
            taken, shift = self._shifted(use)
            if any(self.facts.source.inside(use, stmt) for stmt in self.looks.spare):
                continue
            place = self.facts.source.parents[taken]
            around = isinstance(taken, ast.Name) or _goes_round(taken)
            looks = self._is_look(place, taken)
            if looks and shift is not None and self._is_there(shift, around):
                self.looks.found.setdefault(shift, []).append(place)  # type: ignore[arg-type]
            elif use.id == self.rounds.index:
                self.looks.others.append(use)
            else:
                return None
        return self.looks

    def _bound_within(self, names: set[str]) -> bool:
        """True where a comprehension inside has one of these names for its own."""
        return any(
            names & flow.stores([generator.target for generator in part.generators])
            for part in ast.walk(self.inside)
            if isinstance(part, COMPREHENSIONS) and part is not self.inside
        )

    def _uses(self, names: set[str]) -> Iterator[ast.Name]:
        for part in ast.walk(self.inside):
            if isinstance(part, ast.Name) and part.id in names and isinstance(part.ctx, ast.Load):
                yield part

    def _is_look(self, place: ast.AST, taken: ast.expr) -> bool:
        return (
            isinstance(place, ast.Subscript)
            and place.slice is taken
            and isinstance(place.ctx, ast.Load)
            and isinstance(place.value, ast.Name)
            and place.value.id == self.name.id
        )

    def _is_there(self, shift: int, around: bool) -> bool:
        """True where a look-up can't fail in any round; `around` where the first follows the last.

        `p[i - 1]` goes round by itself, where there is a round for each place.
        """
        if self.rounds.whole:
            return -FARTHEST <= shift <= FARTHEST if around else shift in (0, -1)
        return -self.rounds.start <= shift <= self.rounds.back

    def _shifted(self, use: ast.Name) -> tuple[ast.expr, int | None]:
        """(the place that is worked out from a name, how far it is from the round's own)."""
        if use.id != self.rounds.index:
            return use, self._places[use.id]
        found: ast.expr = use
        while isinstance(parent := self.facts.source.parents[found], ast.BinOp):
            found = parent
        return found, self._offset(found)

    def _offset(self, node: ast.expr) -> int | None:
        """How far a place is from the round's: 1 for `i + 1`, `(i + 1) % n`."""
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
            same = is_length(node.right, self.name, self.inside, self.facts)
            return self._sum(node.left, around=True) if same and self.rounds.whole else None
        return self._sum(node, around=False)

    def _sum(self, node: ast.expr, *, around: bool) -> int | None:
        if isinstance(node, ast.Name) and node.id == self.rounds.index:
            return 0
        if not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub)):
            return None
        left = self._sum(node.left, around=around)
        right: int | None = number(node.right)
        if right is None and around and is_length(node.right, self.name, self.inside, self.facts):
            right = 0
        if left is None or right is None:
            return None
        return left + right if isinstance(node.op, ast.Add) else left - right

    def _name_places(self) -> None:
        """Names of places: `following = (i + 1) % n`, bound in this one way."""
        for stmt in self.body:
            target = stmt.targets[0] if isinstance(stmt, ast.Assign) else None
            if not isinstance(target, ast.Name) or len(stmt.targets) > 1:  # type: ignore[attr-defined]
                continue
            if not flow.loads(stmt.value) & {self.rounds.index}:  # type: ignore[attr-defined]
                continue
            shift = self._next_place(stmt.value)  # type: ignore[attr-defined]
            scope = self.facts.scope(target.id, target)
            if shift is None or self.facts.binders(target.id, scope) != [target]:
                continue
            if self._is_there(shift, _goes_round(stmt.value)):  # type: ignore[attr-defined]
                self._places[target.id] = shift
                self.looks.spare.append(stmt)

    def _next_place(self, value: ast.expr) -> int | None:
        if isinstance(value, ast.BinOp):
            return self._offset(value)
        i, n = self.rounds.index, ast.unparse(self.rounds.size)
        following = (
            f"{i} + 1 if {i} < {n} - 1 else 0",
            f"{i} + 1 if {i} != {n} - 1 else 0",
            f"{i} + 1 if {i} + 1 < {n} else 0",
            f"0 if {i} == {n} - 1 else {i} + 1",
            f"0 if {i} + 1 == {n} else {i} + 1",
        )
        return 1 if self.rounds.whole and ast.unparse(value) in following else None


def _goes_round(place: ast.expr) -> bool:
    """True for `(i + 1) % n` and `i + 1 if i + 1 < n else 0`."""
    modulo = isinstance(place, ast.BinOp) and isinstance(place.op, ast.Mod)
    return modulo or isinstance(place, ast.IfExp)
