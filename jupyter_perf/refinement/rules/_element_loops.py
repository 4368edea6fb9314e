"""Loops through a list, whole or from a place on: by elements, by places, or by both."""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace

from .. import flow, shapes
from ..facts import Facts
from ..shapes import Shapes
from ..shaping import elements_of, shapes_of
from ._candidates import Candidates, entries_of


@dataclass(frozen=True)
class ElementLoop:
    """What a loop, or a function of one element, is given of a list's elements.

    `element` is the target that takes an element (None where places alone are counted), `index`
    the variable that takes its place, `start` the first place (None for 0). `entries` is the method
    by which a dict is gone through, `items` or `values`.
    """

    items: ast.Name
    element: ast.expr | None
    index: str = ""
    start: ast.expr | None = None
    iterated: ast.expr | None = None
    entries: str = ""
    stop: ast.expr | None = None
    """The place before which it ends; None for the end of the list."""

    @property
    def cut(self) -> str:
        """What is taken of a list of something for each element, as `[i + 1:]`; "" for all."""
        if self.start is not None:
            return f"[{ast.unparse(self.start)}:]"
        return f"[:{ast.unparse(self.stop)}]" if self.stop is not None else ""

    def through(self, items: str) -> str:
        """The text of what gives all elements of a list, or dict, of this name."""
        return f"{items}.{self.entries}()" if self.entries else items

    @property
    def own(self) -> set[str]:
        """Names that hang on the element."""
        found = flow.stores([self.element]) if self.element is not None else set()
        return found | ({self.index} if self.index else set())

    def is_element(self, node: ast.expr) -> bool:
        """True for `items[j]`, where the loop counts by `j`."""
        return (
            isinstance(node, ast.Subscript)
            and bool(self.index)
            and ast.unparse(node) == f"{self.items.id}[{self.index}]"
        )

    def is_part(self, node: ast.expr) -> bool:
        """True for the element, names for parts of it, and parts of these by constant keys."""
        if isinstance(node, ast.Name):
            return node.id in self.own - {self.index}
        if self.is_element(node):
            return True
        return key_of(node) is not None and self.is_part(node.value)  # type: ignore[attr-defined]

    def path(self, node: ast.expr) -> tuple[object, ...]:
        """The keys that lead from the element to a part."""
        if self.is_element(node):
            return ()
        key = key_of(node)
        if key is not None:
            return (*self.path(node.value), key)  # type: ignore[attr-defined]
        assert isinstance(node, ast.Name)
        return _place_in(self.element, node.id)

    def shape(self, node: ast.expr, facts: Facts) -> Shapes | None:
        """The shapes of a part."""
        if self.is_element(node):
            return elements_of(self.items, facts)
        return shape_of_path(node, facts)

    def each(self, facts: Facts) -> str:
        """The target of a comprehension through all elements."""
        if self.element is None:
            return facts.fresh("each")
        return bare(self.element)

    def of_each(self, node: ast.expr, facts: Facts) -> str:
        """The text of a part in such a comprehension."""
        if self.is_element(node):
            return bare(self.element) if self.element else facts.fresh("each")
        if isinstance(node, ast.Subscript):
            return f"{self.of_each(node.value, facts)}[{ast.unparse(node.slice)}]"
        if isinstance(node, ast.Attribute):
            return f"{self.of_each(node.value, facts)}.{node.attr}"
        return ast.unparse(node)


def bare(target: ast.expr) -> str:
    """The text of a target without the brackets that a tuple may have."""
    text = ast.unparse(target)
    return text[1:-1] if isinstance(target, ast.Tuple) and text.startswith("(") else text


def _place_in(target: ast.expr | None, name: str) -> tuple[object, ...]:
    """Where a name stands in a target of tuples."""
    if isinstance(target, ast.Tuple):
        for at, part in enumerate(target.elts):
            if name in flow.stores([part]):
                return (at, *_place_in(part, name))
    return ()


def shape_of_path(node: ast.expr, facts: Facts) -> Shapes | None:
    """The shapes of `name["k"][0]`; the text may not stand in the source itself."""
    if isinstance(node, ast.Name):
        return shapes_of(node, facts)
    if not isinstance(node, ast.Subscript | ast.Attribute):
        return None
    held, label = shape_of_path(node.value, facts), key_of(node)
    if label is None:
        listed = shapes.within(held, "list", "tuple") and isinstance(node.slice, ast.Name)  # type: ignore[union-attr]
        return shapes.elements(held) if listed else None
    there = held and all(s.kind == "list" or label in dict(s.parts) for s in held)
    return shapes.part(held, label) if there else None


def key_of(node: ast.expr) -> object | None:
    """The constant key of `value["k"]` and `value[0]`, `.k` of `value.k`; None for others."""
    if isinstance(node, ast.Attribute):
        return f".{node.attr}"
    constant = isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant)
    return node.slice.value if constant else None  # type: ignore[attr-defined]


def element_loop(loop: ast.For | ast.comprehension, facts: Facts) -> ElementLoop | None:
    """The list that a loop goes through; None for a loop through anything else."""
    iterated, target = loop.iter, loop.target
    if isinstance(iterated, ast.Name):
        return _through(iterated, target, facts, iterated)
    if isinstance(iterated, ast.Subscript):
        cut = iterated.slice
        one_end = isinstance(cut, ast.Slice) and not cut.step and bool(cut.lower) != bool(cut.upper)
        if not one_end or not isinstance(iterated.value, ast.Name):
            return None
        found = _through(iterated.value, target, facts, iterated, cut.lower)  # type: ignore[attr-defined]
        return replace(found, stop=cut.upper) if found is not None else None  # type: ignore[attr-defined]
    if not isinstance(iterated, ast.Call):
        return None
    if isinstance(iterated.func, ast.Attribute):
        table, way = entries_of(iterated, facts), iterated.func.attr
        return ElementLoop(table, target, "", None, iterated, way) if table is not None else None
    if not isinstance(iterated.func, ast.Name):
        return None
    called = iterated.func.id
    if iterated.keywords or not facts.is_builtin(called, at=iterated):
        return None
    if called == "enumerate" and len(iterated.args) == 1 and isinstance(target, ast.Tuple):
        held, counter = iterated.args[0], target.elts[0]
        if len(target.elts) != 2 or not isinstance(held, ast.Name | ast.Subscript):
            return None
        if not isinstance(counter, ast.Name) or not isinstance(held, ast.Name):
            return None
        return _through(held, target.elts[1], facts, iterated, index=counter.id)
    if called == "range" and isinstance(target, ast.Name):
        return _places(iterated, target, facts)
    return None


def _through(
    items: ast.Name,
    element: ast.expr,
    facts: Facts,
    iterated: ast.expr,
    start: ast.expr | None = None,
    index: str = "",
) -> ElementLoop | None:
    if not shapes.within(shapes_of(items, facts), "list", "tuple"):
        return None
    return ElementLoop(items, element, index, start, iterated)


def _places(iterated: ast.Call, target: ast.Name, facts: Facts) -> ElementLoop | None:
    """`range(len(items))`, `range(i + 1, n)`, where `n` is known to be the length of a list."""
    if Candidates.of(iterated, {target.id}, facts) is None:
        return None
    *first, stop = iterated.args
    if isinstance(stop, ast.Name):
        stop = facts.assigned(stop) or stop
    sized = isinstance(stop, ast.Call) and ast.unparse(stop.func) == "len" and len(stop.args) == 1
    items = stop.args[0] if sized else None  # type: ignore[attr-defined]
    if not isinstance(items, ast.Name) or not facts.is_builtin("len", at=iterated):
        return None
    if not shapes.within(shapes_of(items, facts), "list", "tuple"):
        return None
    return ElementLoop(items, None, target.id, first[0] if first else None, iterated)
