"""What functions make of numbers that are worked out of a list's elements, over columns of all."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field, replace

from .. import flow
from ..source import Decline
from ..syntax import parsed
from ._column_numbers import Number
from ._inlined_numbers import answer, refuse_hidden
from ._point_sums import PointSums

_FUNCTIONS = {"sqrt": "sqrt", "hypot": "hypot", "sin": "sin", "cos": "cos", "radians": "radians",
              "asin": "arcsin", "arcsin": "arcsin", "atan2": "arctan2", "arctan2": "arctan2",
              "fabs": "abs", "abs": "abs", "degrees": "degrees", "deg2rad": "radians",
              "rad2deg": "degrees", "atan": "arctan", "arctan": "arctan"}  # fmt: skip
_SIGNED = ("arcsin", "arctan", "arctan2", "radians", "degrees")
"""What is positive where it is given nothing else."""
_CURVED = ("sin", "cos", "arcsin", "arctan", "arctan2")
_LARGEST_COSINE = 8.0
"""What is made of a few sines and cosines."""
_OF_ANGLES = 1e-6
"""Angles of cosines of which the last digits differ do so by less than a tenth of this."""
_OF_TWO = ("hypot", "atan2", "arctan2")


@dataclass
class ColumnCalls(PointSums):
    """Knows calls by what `number` makes of their arguments, and keeps what can be made once."""

    numpy: str
    known: dict[str, ast.expr] = field(default_factory=dict)
    """Names that a round gives to what it works out first → what that is."""
    made: dict[str, str] = field(default_factory=dict)
    """Text of a part of each element → the name of its column; "" for places."""
    scalars: dict[str, ast.expr] = field(default_factory=dict)
    """Texts of numbers that are the same for all elements, which have to be tested."""
    natural: dict[str, bool] = field(default_factory=dict)
    """Texts of what mustn't be less than 0 → whether it is about all elements."""
    derived: dict[str, str] = field(default_factory=dict)
    """Name of what a function makes of a column → its text; made once as well."""

    def called(self, node: ast.Call) -> Number:
        inlined = answer(node, self.facts)
        if inlined is not None:
            refuse_hidden(node, self.walk.items, self.facts)
            return self.number(inlined)
        if isinstance(node.func, ast.Name) and self.facts.is_builtin(node.func.id, at=node):
            module, name = "math" if node.func.id == "abs" else "", node.func.id
            if name == "sum" and not node.keywords:
                return self.summed(node)
            if name in ("min", "max") and len(node.args) > 1 and not node.keywords:
                return self._extreme(name, node.args)
        else:
            module, _, name = (self.facts.full_name(node.func) or "").rpartition(".")
        if module not in ("math", "numpy") or node.keywords:
            raise Decline("a function that columns don't have")
        if name == "dist" and len(node.args) == 2:
            return self.distance(*node.args)
        if name == "pow" and len(node.args) == 2:
            return self.number(ast.BinOp(node.args[0], ast.Pow(), node.args[1]))
        if name in ("acos", "arccos") and len(node.args) == 1:
            return self._angle(self.number(node.args[0]))
        if name not in _FUNCTIONS or len(node.args) != 1 + (name in _OF_TWO):
            raise Decline("a function that columns don't have")
        return self.applied(_FUNCTIONS[name], [self.number(one) for one in node.args])

    def applied(self, name: str, parts: list[Number]) -> Number:
        if any(part.slack is not None for part in parts) and name != "degrees":
            raise Decline("numbers that are too unsure")
        positive = all(part.positive for part in parts)
        never_fails = name not in ("sqrt", "arcsin") or (name == "sqrt" and positive)
        function = parsed(f"{self.numpy}.{name}")
        made = Number(
            self._kept(name, parts) or ast.Call(function, [part.node for part in parts], []),
            any(part.own for part in parts),
            name in ("sqrt", "abs", "radians") and all(part.exact for part in parts),
            name in ("sqrt", "abs", "hypot") or (positive and name in _SIGNED),
            any(part.open for part in parts) or not never_fails,
            any(part.rough for part in parts),
            name in _CURVED or any(part.curved for part in parts),
        )
        if name in ("sin", "cos") and parts[0].exact:
            made = replace(made, size=1.0)
        if name == "degrees" and parts[0].slack is not None:
            made = replace(made, slack=ast.Call(function, [parts[0].slack], []))
        if name == "cos":
            return replace(made, positive=self._held_natural(made))
        if name == "arctan2" and positive and not parts[0].rough:
            # Where the second one is near 0, and so rough, the angle hardly depends on it.
            return replace(made, rough=False)
        return made

    def _kept(self, name: str, parts: list[Number]) -> ast.expr | None:
        """The column of what a function makes of one; None where it hangs on more than that."""
        whole, *others = [part.node for part in parts]
        start: ast.expr | None = None
        if isinstance(whole, ast.Subscript) and isinstance(whole.slice, ast.Slice):
            start = whole.slice
            whole = whole.value
        known = {*self.made.values(), *self.derived}
        if others or not isinstance(whole, ast.Name) or whole.id not in known:
            return None
        kept = self.facts.fresh(f"{whole.id}_{name}")
        text = f"{self.numpy}.{name}({whole.id})"
        if self.derived.setdefault(kept, text) != text:
            raise Decline("two columns of one name")
        column = ast.Name(kept, ast.Load())
        return column if start is None else ast.Subscript(column, start, ast.Load())

    def _angle(self, cosine: Number) -> Number:
        """The angle of a cosine, of which near 0 no more than half of the digits are sure."""
        if cosine.size > _LARGEST_COSINE or cosine.slack is not None:
            raise Decline("numbers that are too unsure")
        node = ast.Call(parsed(f"{self.numpy}.arccos"), [cosine.node], [])
        slack = ast.Constant(_OF_ANGLES)
        return Number(node, cosine.own, False, True, True, curved=True, slack=slack)

    def _extreme(self, name: str, given: list[ast.expr]) -> Number:
        """`min(a, b)`; of NaN numpy makes NaN, which counts as what may be anything."""
        parts = [self.number(one) for one in given]
        function = parsed(f"{self.numpy}.{name}imum")
        made = parts[0]
        if any(part.slack is not None for part in parts):
            raise Decline("numbers that are too unsure")
        for part in parts[1:]:
            either = name == "max" and (made.positive or part.positive)
            made = Number(
                ast.Call(function, [made.node, part.node], []),
                made.own or part.own,
                made.exact and part.exact,
                either or (made.positive and part.positive),
                made.open or part.open,
                made.rough or part.rough,
                made.curved or part.curved,
                max(made.size, part.size),
            )
        return made

    def _held_natural(self, number: Number) -> bool:
        """Have a cosine tested for being 0 or more, where that can be done before all loops."""
        text = str(number)
        if number.own and self.walk.cut:
            text = text.replace(self.walk.cut, "")
        if number.own and flow.loads(number.node) & flow.loads([*self.scalars.values()]):
            return False
        self.natural[text] = number.own
        return True
