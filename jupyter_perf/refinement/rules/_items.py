"""What loops go through: their items, and the number or key by which each is known again."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from .. import flow, shapes
from ..facts import Facts
from ..shaping import elements_of, shapes_of

PLACE = "\0"
"""Stands for the number (or key) of an item in what is written of it."""
LISTED = "\1"
"""Stands for a list that is made first, of what can't be indexed."""
_LISTS = flow.words("itertuples to_dict to_list tolist unique values")


@dataclass(frozen=True)
class Item:
    """One of the values that each round of a loop is given."""

    names: frozenset[str]
    key: str = ""
    """A name of the loop's own for the number or the key of the item."""
    counts: bool = False
    """Whether that is a number that Python counted."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """Name → how it is written by the key: `vectors[PLACE]`, `people[PLACE][1]`."""
    listed: str = ""
    """What a list is made of, where `texts` need one."""
    start: ast.expr | None = None
    """The number of the first one, where that isn't 0."""
    sources: Mapping[str, ast.expr] = field(default_factory=dict)
    """Name → what it is an element of."""


def item_in(target: ast.expr, iterated: ast.expr, facts: Facts) -> Item:
    """What a loop's target is given by what it goes through."""
    bound = frozenset(flow.stores(target))
    if not isinstance(iterated, ast.Call):
        return _element(target, iterated, facts)
    called = iterated.func
    counted = isinstance(called, ast.Name) and facts.is_builtin(called.id, at=called)
    if counted and ast.unparse(called) == "range" and isinstance(target, ast.Name):
        return Item(bound, target.id, True)
    if not (isinstance(target, ast.Tuple) and len(target.elts) == 2):
        return _element(target, iterated, facts)
    first, second = target.elts
    if not isinstance(first, ast.Name):
        return _element(target, iterated, facts)
    if counted and ast.unparse(called) == "enumerate":
        made = _element(second, iterated.args[0], facts)
        known = made if _starts_as(iterated, made.start) else Item(bound, sources=made.sources)
        return replace(known, names=bound, key=first.id, counts=True)
    if isinstance(called, ast.Attribute) and called.attr == "items":
        found = shapes_of(called.value, facts)
        if is_place(called.value) and found and shapes.within(found, "dict"):
            held = shapes.union(*(shape.to for shape in found))
            texts = _written(second, f"{_text(called.value, facts)}[{PLACE}]", held)
            return Item(bound, first.id, texts=texts)
    if isinstance(called, ast.Attribute) and called.attr == "iterrows":
        rows = {second.id: iterated} if isinstance(second, ast.Name) else {}
        return Item(bound, sources=rows)
    return _element(target, iterated, facts)


def _element(target: ast.expr, iterated: ast.expr, facts: Facts) -> Item:
    """An item by its place in what is gone through."""
    bound = frozenset(flow.stores(target))
    if isinstance(iterated, ast.Call) and isinstance(target, ast.Tuple):
        zipped = ast.unparse(iterated.func) == "zip" and not iterated.keywords
        if zipped and len(target.elts) == len(iterated.args):
            both = zip(target.elts, iterated.args, strict=True)
            return _together([_element(*one, facts) for one in both], bound)
    sources = {target.id: iterated} if isinstance(target, ast.Name) else {}
    start = iterated.slice.lower if _is_slice(iterated) else None  # type: ignore[attr-defined]
    whole, listed = _indexed(iterated, facts), ""
    if not whole and _is_listed(iterated, facts):
        whole, listed = LISTED, _text(iterated, facts)
    held = elements_of(iterated, facts) or _rows_of(iterated, facts)
    texts = _written(target, f"{whole}[{PLACE}]", held) if whole else {}
    return Item(bound, texts=texts, listed=listed, start=start, sources=sources)


def _rows_of(node: ast.expr, facts: Facts) -> shapes.Shapes | None:
    """What a list of tuples holds, by its values alone."""
    found = shapes.of_values([row for value in steady_samples(node, facts) for row in value])
    return found if shapes.within(found, "tuple", "list") else None


def steady_samples(node: ast.expr, facts: Facts) -> list[Sequence[object]]:
    """The lists that a name stands for, which the source leaves as they are."""
    if not isinstance(node, ast.Name) or node.id in facts.changed(facts.source.tree):
        return []
    found = facts.samples(node)
    return found if all(type(value) in (list, tuple) for value in found) else []


def _together(items: list[Item], bound: frozenset[str]) -> Item:
    """The item of `zip`, whose parts are elements of different things."""
    sources = {name: source for item in items for name, source in item.sources.items()}
    plain = [item for item in items if not item.listed and item.start is None]
    texts = {name: text for item in plain for name, text in item.texts.items()}
    return Item(bound, texts=texts, sources=sources)


def _starts_as(call: ast.Call, start: ast.expr | None) -> bool:
    """True where `enumerate` gives the first one its own number."""
    given = [*call.args[1:], *(k.value for k in call.keywords)]
    first = ast.unparse(start) if start is not None else "0"
    return [ast.unparse(part) for part in given] == [first] or (not given and first == "0")


def _written(target: ast.expr, text: str, held: shapes.Shapes | None) -> dict[str, str]:
    """Name → how it is written, for all names of a target whose value `text` is."""
    if isinstance(target, ast.Name):
        return {target.id: text}
    if not isinstance(target, ast.Tuple) or not shapes.within(held, "tuple", "list"):
        return {}
    if any(isinstance(part, ast.Starred) for part in target.elts):
        return {}
    found: dict[str, str] = {}
    for at, part in enumerate(target.elts):
        found |= _written(part, f"{text}[{at}]", shapes.part(held, at))
    return found


def _indexed(node: ast.expr, facts: Facts) -> str:
    """The text of what can be asked for an element by its number; empty for anything else."""
    if _is_slice(node):
        return _indexed(node.value, facts)  # type: ignore[attr-defined]
    if not is_place(node):
        return ""
    if shapes.within(shapes_of(node, facts), "list", "tuple"):
        return _text(node, facts)
    return _text(node, facts) if facts.kind_of(node) in ("list", "tuple", "ndarray") else ""


def _is_slice(node: ast.expr) -> bool:
    """True for `x[i:]` and the like, which give what follows in order."""
    part = node.slice if isinstance(node, ast.Subscript) else None
    return isinstance(part, ast.Slice) and part.step is None


def is_place(node: ast.expr) -> bool:
    """True for `texts`, `self.texts`, `data["texts"]`."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        if isinstance(node, ast.Subscript) and not isinstance(node.slice, ast.Constant):
            return False
        node = node.value
    return isinstance(node, ast.Name)


def _is_listed(node: ast.expr, facts: Facts) -> bool:
    """True for a dict's values, columns and the like, which give the same ones each time."""
    if isinstance(node, ast.Call):
        called = node.func
        known = isinstance(called, ast.Attribute) and called.attr in _LISTS
        if not known or not is_place(called.value):  # type: ignore[attr-defined]
            return False
        if called.attr != "values":  # type: ignore[attr-defined]
            return True
        return not node.args and shapes.within(shapes_of(called.value, facts), "dict")  # type: ignore[attr-defined]
    return is_place(node) and facts.kind_of(node) == "Series"


def _text(node: ast.expr, facts: Facts) -> str:
    return facts.source.segment(node)
