"""Numbers that are worked out of a list's elements, written over columns of all of them."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field, replace

from .. import flow, shapes
from ..source import Decline
from ..syntax import parsed
from ._column_numbers import Number, operated
from ._element_loops import key_of, shape_of_path
from ._inlined_numbers import answer
from ._point_sums import PointSums

LARGEST = "2**50"
"""Whole numbers up to this size, and sums of some, are the same as floats."""
_FUNCTIONS = {"sqrt": "sqrt", "hypot": "hypot", "sin": "sin", "cos": "cos", "radians": "radians",
              "asin": "arcsin", "arcsin": "arcsin", "atan2": "arctan2", "arctan2": "arctan2",
              "fabs": "abs", "abs": "abs"}  # fmt: skip


@dataclass
class Columns(PointSums):
    """Works out numbers of one loop's elements, and gathers the columns that they need."""

    numpy: str
    known: dict[str, ast.expr] = field(default_factory=dict)
    """Names that a round gives to what it works out first → what that is."""
    made: dict[str, str] = field(default_factory=dict)
    """Text of a part of each element → the name of its column; "" for places."""
    parts: dict[str, ast.expr] = field(default_factory=dict)
    """Text of a part of each element → the part as the source reads it."""
    scalars: dict[str, ast.expr] = field(default_factory=dict)
    """Texts of numbers that are the same for all elements, which have to be tested."""
    labels: dict[str, ast.expr] = field(default_factory=dict)
    """As `parts`, of what are no numbers."""
    asked: list[ast.expr] = field(default_factory=list)
    """Texts that are the same for all elements."""
    natural: dict[str, bool] = field(default_factory=dict)
    """Texts of what mustn't be less than 0 → whether it is about all elements."""

    @property
    def names(self) -> list[str]:
        """The names of the columns that hold fields."""
        return [self.made[text] for text in self.parts]

    def lines(self, items: str) -> list[str]:
        """Statements that make the columns of a list."""
        each, through = self.walk.each(self.facts), self.walk.through(items)
        kinds = {**dict.fromkeys(self.parts, "float"), **dict.fromkeys(self.labels, "object")}

        def listed(text: str) -> str:
            plain = text == each and not self.walk.entries
            return items if plain else f"[{text} for {each} in {through}]"

        found = [
            f"{self.made[text]} = {self.numpy}.array({listed(text)}, dtype={kind})"
            for text, kind in kinds.items()
        ]
        if "" in self.made:
            found.append(f"{self.made['']} = {self.numpy}.arange(len({items}))")
        return found

    def number(self, node: ast.expr) -> Number:
        """An expression over all elements; declines where it has no such form."""
        if isinstance(node, ast.Name) and node.id in self.known:
            return self.number(self.known[node.id])
        if self.walk.is_part(node):
            return self._column(node)
        if isinstance(node, ast.Name) and node.id == self.walk.index:
            return self._places()
        if isinstance(node, ast.Constant) and type(node.value) in (int, float):
            return self._constant(node)
        if isinstance(node, ast.Name | ast.Subscript | ast.Attribute):
            return self._scalar(node)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            inner = self.number(node.operand)
            return replace(inner, node=ast.UnaryOp(ast.USub(), inner.node), positive=False)
        if isinstance(node, ast.BinOp):
            if isinstance(node.op, ast.Add) and ast.unparse(node.left) == "0":
                return self.number(node.right)
            return operated(node, self.number(node.left), self.number(node.right))
        if isinstance(node, ast.Call):
            return self._called(node)
        raise Decline("no form for columns")

    def label(self, node: ast.expr) -> Number:
        """A text, or whatever else equals itself, over all elements or the same for all."""
        if isinstance(node, ast.Name) and node.id in self.known:
            return self.label(self.known[node.id])
        own = self.walk.is_part(node)
        held = self.walk.shape(node, self.facts) if own else shape_of_path(node, self.facts)
        if isinstance(node, ast.Constant):
            held = shapes.of_value(node.value)
        if not shapes.within(held, "str"):
            raise Decline("no text")
        if own:
            return self._made(node, self.labels)
        self.asked.append(node)
        return Number(node)

    def _column(self, node: ast.expr) -> Number:
        if not shapes.within(self.walk.shape(node, self.facts), "int", "float"):
            raise Decline("a part that isn't known to be a number")
        return self._made(node, self.parts)

    def _made(self, node: ast.expr, columns: dict[str, ast.expr]) -> Number:
        text = self.walk.of_each(node, self.facts)
        if text not in self.made:
            name = self.facts.fresh(f"{self.walk.items.id}_{_word(node)}")
            if name in self.made.values():
                raise Decline("two columns of one name")
            self.made[text], columns[text] = name, node
        return self._from_start(self.made[text])

    def _places(self) -> Number:
        name = self.facts.fresh(f"{self.walk.items.id}_places")
        self.made[""] = name
        return self._from_start(name)

    def _from_start(self, name: str) -> Number:
        start = self.walk.start
        return Number(parsed(name if start is None else f"{name}[{ast.unparse(start)}:]"), True)

    def _constant(self, node: ast.Constant) -> Number:
        if abs(node.value) >= 2**50:  # type: ignore[arg-type]
            raise Decline("a huge number")
        return Number(node, positive=node.value >= 0)  # type: ignore[operator]

    def _scalar(self, node: ast.expr) -> Number:
        """A name, or a part of one, that is a number known from outside."""
        if flow.loads(node) & (self.walk.own | self.known.keys()):
            raise Decline("a part of the element by a key that isn't constant")
        held = self._value(node)
        if not shapes.within(held, "int", "float"):
            raise Decline("what isn't known to be a number")
        self.scalars[ast.unparse(node)] = node
        return Number(node)

    def _value(self, node: ast.expr) -> shapes.Shapes | None:
        if isinstance(node, ast.Name) and node not in self.facts.source.parents:
            # From a function that was defined in another cell.
            value = self.facts.namespace.get(node.id)
            return None if value is None else shapes.of_value(value)
        return shape_of_path(node, self.facts)

    def _called(self, node: ast.Call) -> Number:
        inlined = answer(node, self.facts)
        if inlined is not None:
            return self.number(inlined)
        if isinstance(node.func, ast.Name) and self.facts.is_builtin(node.func.id, at=node):
            module, name = "math" if node.func.id == "abs" else "", node.func.id
            if name == "sum" and not node.keywords:
                return self.summed(node)
        else:
            module, _, name = (self.facts.full_name(node.func) or "").rpartition(".")
        if module not in ("math", "numpy") or node.keywords:
            raise Decline("a function that columns don't have")
        if name == "dist" and len(node.args) == 2:
            return self.distance(*node.args)
        if name not in _FUNCTIONS or len(node.args) != (2 if name in ("hypot", "atan2") else 1):
            raise Decline("a function that columns don't have")
        return self.applied(_FUNCTIONS[name], [self.number(one) for one in node.args])

    def applied(self, name: str, parts: list[Number]) -> Number:
        positive = all(part.positive for part in parts)
        never_fails = name not in ("sqrt", "arcsin") or (name == "sqrt" and positive)
        function = parsed(f"{self.numpy}.{name}")
        made = Number(
            ast.Call(function, [part.node for part in parts], []),
            any(part.own for part in parts),
            name in ("sqrt", "abs", "radians") and all(part.exact for part in parts),
            name in ("sqrt", "abs", "hypot") or (positive and name in ("arcsin", "arctan2")),
            any(part.open for part in parts) or not never_fails,
            any(part.rough for part in parts),
        )
        if name == "cos":
            return replace(made, positive=self._held_natural(made))
        if name == "arctan2" and positive and not parts[0].rough:
            # Where the second one is near 0, and so rough, the angle hardly depends on it.
            return replace(made, rough=False)
        return made

    def _held_natural(self, number: Number) -> bool:
        """Have a cosine tested for being 0 or more, where that can be done before all loops."""
        start = self.walk.start
        text = str(number)
        if number.own and start is not None:
            text = text.replace(f"[{ast.unparse(start)}:]", "")
        if number.own and flow.loads(number.node) & flow.loads([*self.scalars.values()]):
            return False
        self.natural[text] = number.own
        return True


def _word(node: ast.expr) -> str:
    """What a part is called, in the name of a column."""
    if isinstance(node, ast.Name):
        return node.id
    label = f"{key_of(node)}".removeprefix(".")
    if label.isidentifier():
        return label
    held = node.value  # type: ignore[attr-defined]
    return f"{held.id}_{label}" if isinstance(held, ast.Name) else f"at_{label}"
