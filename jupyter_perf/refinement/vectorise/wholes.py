"""Values in all rounds as arrays of the shape that is wanted, and names that may be dropped."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from .. import flow
from ..rules._leftovers import only_inside
from ..source import FUNCTIONS, Decline
from .dependences import Dependences
from .vector import Vector, spread


@dataclass
class Wholes(Dependences):
    """Texts of whole vectors."""

    lines: list[str] = field(default_factory=list)

    def _new(self, name: str) -> str:
        return self.body.inputs.facts.fresh(name)

    def full(self, value: Vector, rounds: tuple[int, ...], mask: Vector | None) -> str:
        """A value in all rounds (where a mask holds), as an array of one dimension."""
        text = self.shaped(value, rounds)
        if mask is not None:
            return f"{text}[{self.shaped(mask, rounds, inside=True)}]"
        return text if len(rounds) == 1 else f"{text}.ravel()"

    def shaped(self, value: Vector, rounds: tuple[int, ...], inside: bool = False) -> str:
        """A value with a dimension for each loop around it."""
        if not set(value.axes) <= set(rounds):
            raise Decline("a value over other loops")
        if value.axes == rounds:
            return value.text if inside else value.tight()
        for axis in rounds[1:]:
            self.body.not_negative(self.body.axes[axis])
        sizes = ", ".join(self.body.axes[axis].size.text for axis in rounds)
        comma = "," if len(rounds) == 1 else ""
        return f"{self.np}.broadcast_to({spread(value, rounds).text}, ({sizes}{comma}))"

    def hits(self, mask: Vector, rounds: tuple[int, ...]) -> str:
        """In how many rounds a test holds."""
        return f"int({self.np}.count_nonzero({self.shaped(mask, rounds, inside=True)}))"

    def dropped(self, name: str) -> bool:
        """True where nobody misses what a name holds after the loop."""
        facts = self.body.inputs.facts
        scope = facts.scope(name, self.loop)
        if isinstance(scope, FUNCTIONS) and scope is facts.source.function(self.loop):
            return not facts.used_after(name, self.loop)
        if isinstance(scope, ast.Module) and facts.source.function(self.loop) is None:
            if name not in self._targets() | flow.loads(self.loop):
                return False
            return only_inside({name}, self.loop, facts)
        return False

    def _targets(self) -> set[str]:
        loops = [node for node in ast.walk(self.loop) if isinstance(node, ast.For)]
        return {name for loop in loops for name in flow.stores([loop.target])}
