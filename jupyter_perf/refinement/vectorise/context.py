"""Where an expression stands: in which loops, under which condition, what names stand for."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import Any

from .. import flow
from ..source import Decline
from .inputs import Inputs
from .parts import Part
from .places import Place
from .states import State
from .types import Many
from .vector import BOTH, LAST, Vector, both, joined


@dataclass(frozen=True)
class Axis:
    """One loop: its variable runs from `start` to below `stop` in steps of `step`."""

    number: int
    start: Place
    stop: Place
    step: int = 1
    origin: Place | None = None
    """Where an inner loop starts in each round of an outer one; it counts from there."""

    @property
    def size(self) -> Place:
        """How many rounds there are, where the step is 1."""
        found = self.stop.plus(self.start, -1)
        if self.step != 1 or found is None:
            raise Decline("the number of rounds isn't a plain sum")
        return found


@dataclass
class Context:
    """The state of a body in the middle of being run, and the tests that came up."""

    inputs: Inputs
    changed: set[str]
    """Names that the whole loop changes."""
    env: dict[str, State] = field(default_factory=dict)
    axes: dict[int, Axis] = field(default_factory=dict)
    mask: Vector | None = None
    test: Vector | None = None
    """The innermost test around, without those around it."""
    depth: int = 0
    """How deep in functions of the user's that are written out."""
    rows: dict[str, Part] = field(default_factory=dict)
    """Names that stand for a row of an array or of a list of lists."""
    written: dict[str, str] = field(default_factory=dict)
    """Arrays and lists whose elements the loop writes: name → form."""
    copied: dict[str, str] = field(default_factory=dict)
    """Arrays and lists that the loop writes → what they are copies of, which it leaves alone."""
    resized: set[str] = field(default_factory=set)
    """Names of what the loop calls methods of."""
    reads: list[tuple[str, tuple[Place, ...]]] = field(default_factory=list)
    """Elements of written arrays that are read as they were before the loop."""
    quiet: bool = False
    """True where numbers are worked out that no round needs, which may be out of a domain."""
    finite: bool = False
    """True where sums must not depend on the order, so that no float may be huge."""
    floats: set[str] = field(default_factory=set)
    """Texts of the arrays of floats that are read."""
    short_windows: bool = False
    """True where inner loops are so short that they could be written out."""
    done: dict[Any, Vector] = field(default_factory=dict)
    """What functions that are written out gave, by their arguments."""
    small: dict[str, float] = field(default_factory=dict)
    """Names of arrays whose numbers are known to be no larger than so."""
    filled_tables: set[str] = field(default_factory=set)
    """Names of tables that the new code makes, of one column at least."""
    several_widths: bool = False
    """True where rows are made of tables, so that not all need be as long as `rows_sizes` says."""
    rows_sizes: dict[int, str] = field(default_factory=dict)
    """The length of rows, by the number of their axis."""

    def guard(self, bad: str, *parts: Vector) -> None:
        """Keep to the loop where `bad` (of `parts`, by number) holds in a round that gets there."""
        self.quiet = self.quiet or self.mask is not None
        axes, spreads = joined(*parts, *([self.mask] if self.mask is not None else []))
        texts = [part.tight() for part in spreads]
        test = bad.format(*texts)
        if not axes:
            self.inputs.guard(f"not ({test})" if " " in test else f"not {test}")
            return
        if self.mask is not None:
            test = f"{spreads[-1].tight(BOTH)} & ({test})"
        self.inputs.guard(f"not ({test}).any()")

    def note(self, text: str, many: Many) -> None:
        """Remember an array that is read."""
        if many.kind == "float":
            self.floats.add(text)
        for number in range(many.depth):
            size = self.inputs.size(text, number).text
            self.rows_sizes[LAST - many.depth + 1 + number] = size

    def under(self, test: Vector, make: Any) -> Any:
        """What `make` gives in the rounds in which `test` holds."""
        outer, around = self.mask, self.test
        self.mask = both(outer, test) if test.axes else outer
        self.test = test
        try:
            return make()
        finally:
            self.mask, self.test = outer, around

    def changing(self, node: ast.AST) -> set[str]:
        """Names in an expression about sizes that aren't the same in all rounds."""
        loop = self.inputs.loop
        steady = set(self.written) - flow.stores(loop) - self.resized
        return flow.loads(node) & ((self.changed - steady) | set(self.env) | set(self.rows))

    def refuse_finished(self, name: str) -> None:
        """Decline where an inner loop has written to an array that is now read."""

    def fresh_value(self, name: str) -> Vector | None:
        """What all elements of a new array are."""
        return None

    def name_for(self, name: str, text: str) -> None:
        """Give what stands for a text a name, where it is read more than once."""

    def guard_size(self, *parts: Vector) -> None:
        """Keep to the loop where a float is so large that sums could overflow."""
        self.finite = True

    def guard_inner_loops(self) -> None:
        """Keep to the loop where an inner loop doesn't run, and so doesn't fail either."""

    def not_negative(self, axis: Axis, least: int = 0) -> None:
        """Keep to the loop where an inner range ends before it starts, as no array does."""
        size = axis.size
        settled = self.inputs.settled(size)
        if settled.base and settled.offset < 0:
            self.inputs.at_least(size, least)

    def guard_memory(self, one: Vector, more: tuple[Axis, ...] = ()) -> None:
        """Keep to the loop where an array over several axes would fill the memory."""
        sizes = []
        known_axes = {**self.axes, **{axis.number: axis for axis in more}}
        inner = [axis for axis in one.axes if axis not in known_axes]
        widths = dict(zip(inner, _widths(one.text, len(inner)), strict=False))
        for axis in one.axes:
            if axis in known_axes:
                sizes.append(known_axes[axis].size)
            elif axis in widths:
                sizes.append(Place(offset=widths[axis]))
            elif axis in self.rows_sizes:
                sizes.append(Place(base=self.rows_sizes[axis]))
        known = [s.offset for s in sizes if not s.base]
        texts = [s.text if not s.offset else f"({s.text})" for s in sizes if s.base]
        constant = 1
        for size in known:
            constant *= max(size, 1)
        if len(one.axes) < 2 or not texts:
            return
        factor = f" * {constant}" if constant > 1 else ""
        self.inputs.guard(f"{' * '.join(texts)}{factor} <= 2**25")


def _widths(text: str, many: int) -> list[int]:
    """How wide the windows in an expression are, in so many dimensions; [] for others.

    What they are computed with has to be as wide.
    """
    for node in ast.walk(ast.parse(text, mode="eval")):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("sliding_window_view"):
            asked = node.args[1].elts if isinstance(node.args[1], ast.Tuple) else [node.args[1]]
            found = [one.value for one in asked if isinstance(one, ast.Constant)]
            whole = [one for one in found if isinstance(one, int) and one > 1]
            if len(whole) == len(asked) == many:
                return whole
    return []
