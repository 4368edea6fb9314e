"""Numbers that are worked out of a list's elements, written over columns of all of them."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field, replace

from .. import flow, shapes
from ..source import Decline
from ..syntax import parsed
from ._column_calls import ColumnCalls
from ._column_numbers import Number, operated
from ._element_loops import key_of, shape_of_path
from ._unsure_numbers import are_numbers, is_written_out, may_be_number

LARGEST = "2**50"
"""Whole numbers up to this size, and sums of some, are the same as floats."""
_PI = ("math.pi", "numpy.pi")


@dataclass
class Columns(ColumnCalls):
    """Works out numbers of one loop's elements, and gathers the columns that they need."""

    parts: dict[str, ast.expr] = field(default_factory=dict)
    """Text of a part of each element → the part as the source reads it."""
    labels: dict[str, ast.expr] = field(default_factory=dict)
    """As `parts`, of what are no numbers."""
    asked: list[ast.expr] = field(default_factory=list)
    """Texts that are the same for all elements."""
    doubtful: set[str] = field(default_factory=set)
    """Texts of `parts` and `scalars` that may be no numbers, which has to be tested."""
    sure: bool = True
    """Whether what is asked about is read for each element."""

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
        if isinstance(node, ast.Attribute) and self.facts.full_name(node) in _PI:
            return Number(node, positive=True)
        if isinstance(node, ast.Name | ast.Subscript | ast.Attribute):
            return self._scalar(node)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            inner = self.number(node.operand)
            return replace(inner, node=ast.UnaryOp(ast.USub(), inner.node), positive=False)
        if isinstance(node, ast.BinOp):
            if isinstance(node.op, ast.Add) and ast.unparse(node.left) == "0":
                return self.number(node.right)
            left, right = self.number(node.left), self.number(node.right)
            if isinstance(node.op, ast.Mult):
                left, right = self._factor(left), self._factor(right)
            return operated(node, left, right)
        if isinstance(node, ast.Call):
            return self.called(node)
        raise Decline("no form for columns")

    def _factor(self, number: Number) -> Number:
        """A number that is the same for all, with what tells that it isn't less than 0."""
        node = number.node
        if number.own or number.positive or not isinstance(node, ast.Name):
            return number
        if is_written_out(node, self.facts):
            return replace(number, positive=True)
        value = self.facts.namespace.get(node.id)
        if not isinstance(value, int | float) or value < 0:
            return number
        self.natural[node.id] = False
        return replace(number, positive=True)

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
            if not are_numbers(node, self.walk, self.facts):
                raise Decline("a part that isn't known to be a number")
            self.doubtful.add(self.walk.of_each(node, self.facts))
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
        return Number(parsed(name + self.walk.cut), True)

    def _constant(self, node: ast.Constant) -> Number:
        if abs(node.value) >= 2**50:  # type: ignore[arg-type]
            raise Decline("a huge number")
        return Number(node, positive=node.value >= 0, size=abs(node.value))  # type: ignore[operator, arg-type]

    def _scalar(self, node: ast.expr) -> Number:
        """A name, or a part of one, that is a number known from outside."""
        if flow.loads(node) & (self.walk.own | self.known.keys()):
            raise Decline("a part of the element by a key that isn't constant")
        held = self._value(node)
        if not shapes.within(held, "int", "float"):
            if not may_be_number(node, held, self.sure, self.facts):
                raise Decline("what isn't known to be a number")
            self.doubtful.add(ast.unparse(node))
        self.scalars[ast.unparse(node)] = node
        return Number(node)

    def _value(self, node: ast.expr) -> shapes.Shapes | None:
        if isinstance(node, ast.Name) and node not in self.facts.source.parents:
            # From a function that was defined in another cell.
            value = self.facts.namespace.get(node.id)
            return None if value is None else shapes.of_value(value)
        return shape_of_path(node, self.facts)


def _word(node: ast.expr) -> str:
    """What a part is called, in the name of a column."""
    if isinstance(node, ast.Name):
        return node.id
    label = f"{key_of(node)}".removeprefix(".")
    if label.isidentifier():
        return label
    held = node.value  # type: ignore[attr-defined]
    return f"{held.id}_{label}" if isinstance(held, ast.Name) else f"at_{label}"
