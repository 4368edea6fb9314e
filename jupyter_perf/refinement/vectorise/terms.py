"""Expressions: arithmetic, comparisons, conditions, elements of arrays, over all rounds at once."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field, replace
from typing import Any

from .. import flow
from ..source import Decline
from .elements import Part, element, read
from .inputs import FINITE, LARGE, Inputs
from .states import Carried, State, Update
from .types import Many, One
from .vector import (
    ATOM,
    BOTH,
    COMPARISON,
    EITHER,
    INNER,
    LAST,
    POWER,
    PRODUCT,
    SIGN,
    SUM,
    Place,
    Vector,
    both,
    choose,
    either,
    inverse,
    joined,
    truth,
)

OVERFLOW = 2**62
_SYMBOLS = {
    ast.Add: ("+", SUM), ast.Sub: ("-", SUM), ast.Mult: ("*", PRODUCT), ast.Div: ("/", PRODUCT),
    ast.FloorDiv: ("//", PRODUCT), ast.Mod: ("%", PRODUCT),
}  # fmt: skip
_ORDER = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
}  # fmt: skip


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
class Terms:
    """Translates expressions in the middle of a body, whose names stand for `env`."""

    inputs: Inputs
    changed: set[str]
    """Names that the whole loop changes."""
    env: dict[str, State] = field(default_factory=dict)
    axes: dict[int, Axis] = field(default_factory=dict)
    mask: Vector | None = None
    depth: int = 0
    """How deep in functions of the user's that are written out."""

    def __call__(self, node: ast.expr) -> Vector:
        method: Any = getattr(self, f"_{type(node).__name__.lower()}", None)
        if method is None:
            raise Decline(f"no form for arrays of {type(node).__name__}")
        found: Vector = method(node)
        return found

    def condition(self, node: ast.expr) -> Vector:
        """A test."""
        return truth(self(node))

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

    # ---- names and constants -----------------------------------------------------------------

    def _constant(self, node: ast.Constant) -> Vector:
        kind = type(node.value).__name__
        if kind not in ("int", "float", "bool", "str"):
            raise Decline(f"a constant of type {kind}")
        if isinstance(node.value, str) and ("\0" in node.value or not node.value.isprintable()):
            raise Decline("a string that arrays don't keep")
        if isinstance(node.value, int) and abs(node.value) >= OVERFLOW:
            raise Decline("a very large constant")
        place = Place(offset=node.value) if type(node.value) is int else None
        size = abs(node.value) if isinstance(node.value, int) else 0
        return Vector(
            self.inputs.facts.source.segment(node), kind, bound=size, place=place, value=node.value
        )

    def _name(self, node: ast.Name) -> Vector:
        if node.id in self.env:
            state = self.env[node.id]
            if isinstance(state, Vector):
                return state
            if isinstance(state, Carried | Update):
                return self.running(node.id, state)
            raise Decline(f"{node.id} isn't known here")
        if node.id in self.rows:
            return read(self.rows[node.id], self)
        if node.id in self.changed:
            raise Decline(f"{node.id} changes in the loop")
        return self.invariant(node)

    def running(self, name: str, state: State) -> Vector:
        """What a name that goes from round to round holds in each of them."""
        raise Decline(f"{name} goes from round to round")

    def invariant(self, node: ast.expr) -> Vector:
        """A number, or a whole array, that is the same in all rounds."""
        found = self.inputs.type_of(node)
        text = self.inputs.facts.source.segment(node)
        if isinstance(found, One):
            bound = LARGE if found.kind == "int" and not found.numpy else 0
            plain = found.kind == "int" and not found.numpy
            place = Place(base=text) if plain else None
            rank = ATOM if isinstance(node, ast.Name | ast.Call | ast.Subscript) else 0
            return Vector(text, found.kind, found.numpy, (), rank, bound, place)
        if isinstance(found, Many) and found.form == "array" and isinstance(node, ast.Name):
            self.note(text, found)
            axes = tuple(range(LAST - found.depth + 1, LAST + 1))
            return Vector(text, found.kind, True, axes)
        raise Decline(f"{text} isn't known to be a number")

    def note(self, text: str, many: Many) -> None:
        """Remember an array that is read."""
        if many.kind == "float":
            self.floats.add(text)
        for number in range(many.depth):
            size = self.inputs.size(text, number).text
            self.rows_sizes[LAST - many.depth + 1 + number] = size

    # ---- operators ---------------------------------------------------------------------------

    def _unaryop(self, node: ast.UnaryOp) -> Vector:
        inner = self(node.operand)
        if isinstance(node.op, ast.Not):
            return inverse(truth(inner))
        if isinstance(node.op, ast.USub) and inner.number:
            value = -inner.value if isinstance(inner.value, int | float) else None
            place = Place(offset=value) if type(value) is int else None
            return replace(inner, text=f"-{inner.tight(SIGN)}", rank=SIGN, place=place,
                           value=value, factors=None)  # fmt: skip
        raise Decline("an operator that arrays don't have")

    def _binop(self, node: ast.BinOp) -> Vector:
        left, right = self(node.left), self(node.right)
        if isinstance(node.op, ast.MatMult):
            from .calls import product_of_rows

            return product_of_rows(left, right, self)
        return self.operated(node.op, left, right)

    def operated(self, op: ast.operator, left: Vector, right: Vector) -> Vector:
        """`left op right`, elementwise."""
        if not (left.number and right.number):
            raise Decline("arithmetic on what aren't numbers")
        if isinstance(op, ast.Pow):
            return self._power(left, right)
        if type(op) not in _SYMBOLS:
            raise Decline("an operator that isn't arithmetic")
        symbol, rank = _SYMBOLS[type(op)]
        numpy = left.numpy or right.numpy
        whole = left.kind == right.kind == "int" and symbol != "/"
        if symbol in ("/", "//", "%"):
            if not numpy:
                self._divisor(right)
            self.quiet = self.quiet or (self.mask is not None and not right.value)
        bound = 0 if numpy or not whole else self._bound(symbol, left, right)
        axes, (a, b) = joined(left, right)
        mixed = (left.mixed or right.mixed) and not left.numpy and not right.numpy
        if mixed and not whole:
            mixed = not (
                (left.kind == "float" and left.own) or (right.kind == "float" and right.own)
            )
            mixed = mixed and symbol != "/"
        text = f"{a.tight(rank)} {symbol} {b.tight(rank + 1)}"
        return Vector(text, "int" if whole else "float", numpy, axes, rank, bound,
                      self._sum(symbol, left, right), mixed,
                      factors=(left, right) if symbol == "*" else None)  # fmt: skip

    def _sum(self, symbol: str, left: Vector, right: Vector) -> Place | None:
        if symbol not in "+-" or left.place is None or right.place is None:
            return None
        return left.place.plus(right.place, 1 if symbol == "+" else -1)

    def _divisor(self, divisor: Vector) -> None:
        """Python raises where its own numbers are divided by zero."""
        if isinstance(divisor.value, int | float):
            if not divisor.value:
                raise Decline("a division by zero")
        else:
            self.guard("{0} == 0", divisor)

    def _bound(self, symbol: str, left: Vector, right: Vector) -> int:
        """How large a whole number of Python's own can get, guards being kept."""
        if symbol == "%":
            return max(right.bound, 1)
        if symbol in "+-" and left.place and right.place:
            return left.bound + right.bound
        found = {"*": left.bound * right.bound, "//": max(left.bound, 1)}.get(
            symbol, left.bound + right.bound
        )
        if found >= OVERFLOW:
            raise Decline("whole numbers that may overflow")
        for side in (left, right):
            if side.axes or not side.place or side.value is not None:
                continue
            self.inputs.guard(f"abs({side.text}) <= 2**20")
        for axis in {a for v in (left, right) for a in v.axes if a < INNER}:
            self._keep_small(axis)
        return found

    def _keep_small(self, number: int) -> None:
        stop = self.axes[number].stop
        if stop.base:
            self.inputs.guard(f"{stop.base} <= 2**20")

    def _power(self, left: Vector, right: Vector) -> Vector:
        exponent = right.value
        if right.axes:
            return self._moving_power(left, right)
        if type(exponent) is float and left.kind == "int" and left.numpy and exponent >= 0:
            text = f"{left.tight(POWER + 1)} ** {right.tight(POWER)}"
            return Vector(text, "float", True, left.axes, POWER)
        if type(exponent) is float and left.kind == "float" and left.numpy:
            kind = "float"
        elif type(exponent) is not int or not 0 <= exponent <= 16:
            if not (left.numpy and left.kind == "float" and right.number and not right.axes):
                raise Decline("a power with another exponent")
            kind = "float"
        else:
            kind = left.kind
        bound = 0
        if not left.numpy or left.mixed:
            if left.mixed or type(exponent) is not int:
                raise Decline("a power of what may be a whole number")
            if left.kind == "int":
                bound = max(left.bound, 1) ** exponent
                if bound >= OVERFLOW:
                    raise Decline("whole numbers that may overflow")
                self._bound("+", left, replace(right, bound=0))
            else:
                if exponent > 3:
                    raise Decline("a power that may overflow")
                self.guard(f"abs({{0}}) > {FINITE}", left)
        text = f"{left.tight(POWER + 1)} ** {right.tight(POWER)}"
        return Vector(text, kind, left.numpy, left.axes, POWER, bound)

    def _moving_power(self, left: Vector, right: Vector) -> Vector:
        """`(-1) ** i` and `x ** i`, by the loop's variable."""
        place = right.place
        axis = self.axes.get(place.axes[0]) if place and len(place.axes) == 1 else None
        if axis is None or place is None or place.base or axis.start.base or axis.origin:
            raise Decline("a power whose exponent changes")
        if axis.start.offset + place.offset < 0:
            raise Decline("a power whose exponent may be negative")
        if left.value == -1 and left.kind == "int":
            np = self.inputs.numpy()
            text = f"{np}.where({right.tight(PRODUCT)} % 2 == 0, 1, -1)"
            return Vector(text, "int", False, right.axes, bound=1)
        if not (left.numpy and left.kind == "float"):
            raise Decline("a power that may overflow")
        axes, (a, b) = joined(left, right)
        return Vector(f"{a.tight(POWER + 1)} ** {b.tight(POWER)}", "float", True, axes, POWER)

    # ---- comparisons and conditions ----------------------------------------------------------

    def _compare(self, node: ast.Compare) -> Vector:
        found: Vector | None = None
        left = self(node.left)
        for op, right_node in zip(node.ops, node.comparators, strict=True):
            right = self(right_node)
            one = self.compared(op, left, right)
            if found is not None and not (found.axes and one.axes):
                raise Decline("a chain of comparisons of which one is the same in all rounds")
            found = both(found, one)
            left = right
        assert found is not None
        return found

    def compared(self, op: ast.cmpop, left: Vector, right: Vector) -> Vector:
        """`left op right` of numbers."""
        symbol = _ORDER.get(type(op))
        if symbol is None or not (left.number and right.number):
            raise Decline("a comparison that isn't of numbers")
        axes, (a, b) = joined(left, right)
        if any(axis >= INNER for axis in axes):
            raise Decline("a comparison of whole arrays")
        text = f"{a.tight(EITHER)} {symbol} {b.tight(EITHER)}"
        return Vector(text, "bool", left.numpy or right.numpy, axes, COMPARISON)

    def _boolop(self, node: ast.BoolOp) -> Vector:
        every = isinstance(node.op, ast.And)
        outer, found, kinds = self.mask, None, []
        try:
            for value in node.values:
                one = self(value)
                if one.kind != "bool":
                    raise Decline("and, or between numbers")
                kinds.append(one.numpy)
                if found is not None and not found.axes and not one.axes:
                    word = "and" if every else "or"
                    text = f"({found.tight(COMPARISON)}) {word} ({one.tight(COMPARISON)})"
                    found = Vector(text, "bool", axes=(), rank=0)
                elif found is None or every:
                    found = both(found, one)
                else:
                    found = either(found, one)
                assert found is not None
                reached = found if every else inverse(found)
                assert reached is not None
                self.mask = both(outer, reached) if reached.axes else outer
        finally:
            self.mask = outer
        assert found is not None
        return found if len(set(kinds)) == 1 else replace(found, mixed=True)

    def _ifexp(self, node: ast.IfExp) -> Vector:
        test = self.condition(node.test)
        yes = self.under(test, lambda: self(node.body))
        no = self.under(inverse(test), lambda: self(node.orelse))
        return choose(test, yes, no, self.inputs.numpy())

    def under(self, test: Vector, make: Any) -> Any:
        """What `make` gives in the rounds in which `test` holds."""
        outer = self.mask
        self.mask = both(outer, test) if test.axes else outer
        try:
            return make()
        finally:
            self.mask = outer

    # ---- parts and calls ---------------------------------------------------------------------

    def _subscript(self, node: ast.Subscript) -> Vector:
        return element(node, self)

    def _attribute(self, node: ast.Attribute) -> Vector:
        return self.invariant(node)

    def _call(self, node: ast.Call) -> Vector:
        from .calls import called

        return called(node, self)

    # ---- what a body adds --------------------------------------------------------------------

    rows: dict[str, Part] = field(default_factory=dict)
    """Names that stand for a row of an array or of a list of lists."""
    written: dict[str, str] = field(default_factory=dict)
    """Arrays and lists whose elements the loop writes: name → form."""
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
    rows_sizes: dict[int, str] = field(default_factory=dict)
    """The length of rows, by the number of their axis."""

    def changing(self, node: ast.AST) -> set[str]:
        """Names in an expression about sizes that aren't the same in all rounds."""
        loop = self.inputs.loop
        steady = set(self.written) - flow.stores(loop) - self.resized
        return flow.loads(node) & ((self.changed - steady) | set(self.env) | set(self.rows))

    def state(self, name: str) -> Vector:
        """The value of a name, or of an element that this round has written."""
        state = self.env[name]
        if isinstance(state, Vector):
            return state
        if isinstance(state, Carried | Update):
            return self.running(name, state)
        raise Decline(f"{name} isn't known here")

    def refuse_finished(self, name: str) -> None:
        """Decline where an inner loop has written to an array that is now read."""

    def fresh_value(self, name: str) -> Vector | None:
        """What all elements of a new array are."""
        return None

    def generated(self, name: str, node: ast.GeneratorExp) -> Vector:
        """`sum(… for …)` and the like inside a loop."""
        raise Decline("a generator inside a loop")

    def invariant_call(self, node: ast.Call, inner: Vector) -> Vector:
        """`int(x)` and the like of what is the same in all rounds."""
        if flow.loads(node) & (set(self.env) | self.changed):
            raise Decline("a number that is worked out in each round")
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        kind = {"int": "int", "float": "float", "round": "int"}.get(name, inner.kind)
        text = self.inputs.facts.source.segment(node)
        place = Place(base=text) if kind == "int" else None
        return Vector(text, kind, name == "abs" and inner.numpy, bound=LARGE, place=place)

    def guard_size(self, *parts: Vector) -> None:
        """Keep to the loop where a float is so large that sums could overflow."""
        self.finite = True

    def guard_inner_loops(self) -> None:
        """Keep to the loop where an inner loop doesn't run, and so doesn't fail either."""

    def guard_memory(self, one: Vector, more: tuple[Axis, ...] = ()) -> None:
        """Keep to the loop where an array over several axes would fill the memory."""
        sizes = []
        known_axes = {**self.axes, **{axis.number: axis for axis in more}}
        for axis in one.axes:
            if axis in known_axes:
                sizes.append(known_axes[axis].size)
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
