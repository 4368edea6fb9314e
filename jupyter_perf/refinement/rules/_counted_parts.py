"""The parts that a loop cuts something into, and looks at one by one."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from itertools import islice

from .. import flow, shapes
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ..syntax import is_name
from ._rounds import is_pure

_SOME = 20_000
"""So many parts are looked at."""
_REPEATED = 0.8
"""Where more of them differ, there is little to take together."""
_WIDE = 8
"""Longer windows of texts that aren't known are taken for different ones."""
_LISTED = ("list", "tuple", "str", "set", "frozenset", "deque")


@dataclass(frozen=True)
class Part:
    """What is counted: `items` gives the parts, `rest` is done with each of them."""

    items: str
    names: tuple[str, ...]
    """What a part, or its parts, are called; empty where it has no name."""
    rest: list[ast.stmt]
    made: ast.expr | None = None
    """What a part is made by, where that isn't the loop's element itself."""
    places: tuple[ast.expr, ...] = ()
    """Where a part without a name is made."""

    @property
    def is_cut(self) -> bool:
        """True for windows: even those of one text may come again."""
        return isinstance(self.made, ast.Subscript) and isinstance(self.made.slice, ast.Slice)


def part_of(node: ast.For, facts: Facts) -> Part | None:
    """The part that a loop looks at in each round, or None."""
    named = _named(node, facts)
    if named is not None and named.is_cut:
        return named
    return _unnamed(node, facts) or _element(node, facts) or named


def _named(node: ast.For, facts: Facts) -> Part | None:
    """`name = …` first, by the loop's element, which nothing else in the round reads."""
    first, rest = node.body[0], node.body[1:]
    if not (isinstance(first, ast.Assign) and len(first.targets) == 1 and rest):
        return None
    target, own = first.targets[0], flow.stores([node.target])
    if not isinstance(target, ast.Name) or own & (flow.loads(rest) | flow.stores(rest)):
        return None
    if target.id in own or not own & flow.loads(first.value) or not _counts(first.value, facts):
        return None
    return Part(_generated(first.value, node, facts), (target.id,), rest, first.value)


def _unnamed(node: ast.For, facts: Facts) -> Part | None:
    """The same window of a text wherever the loop's number is read."""
    if not isinstance(node.target, ast.Name):
        return None
    places: list[ast.expr] = []
    name = node.target.id
    for use in flow.walk(node.body):
        if isinstance(use, ast.Name) and use.id == name:
            window = _window_around(use, facts)
            if window is None or not isinstance(use.ctx, ast.Load):
                return None
            places.append(window)
    places = list(dict.fromkeys(places))
    same = {ast.dump(place) for place in places}
    if len(same) != 1 or not _counts(places[0], facts):
        return None
    if flow.loads(places[0]) & flow.stores(node.body):
        return None
    items = _generated(places[0], node, facts)
    return Part(items, (), node.body, places[0], tuple(places))


def _window_around(use: ast.Name, facts: Facts) -> ast.Subscript | None:
    for parent in facts.source.ancestors(use):
        if isinstance(parent, ast.Subscript):
            cut = isinstance(parent.slice, ast.Slice) and isinstance(parent.value, ast.Name)
            return parent if cut else None
        if not isinstance(parent, ast.BinOp | ast.Slice):
            return None
    return None


def _element(node: ast.For, facts: Facts) -> Part | None:
    """The loop's element itself: one value, or those that `zip` puts together."""
    targets = node.target.elts if isinstance(node.target, ast.Tuple) else [node.target]
    names = tuple(target.id for target in targets if isinstance(target, ast.Name))
    if len(set(names)) < len(targets) or not is_pure(node.iter, facts):
        return None
    zipped = isinstance(node.iter, ast.Call) and is_name(node.iter.func, "zip")
    fits = (
        zipped if len(names) > 1 else isinstance(node.target, ast.Name) and _is_listed(node, facts)
    )
    if not fits or not shapes.exact(elements_of(node.iter, facts)):
        return None
    return Part(facts.source.segment(node.iter), names, node.body)


def _is_listed(node: ast.For, facts: Facts) -> bool:
    return shapes.within(shapes_of(node.iter, facts), *_LISTED)


def _counts(made: ast.expr, facts: Facts) -> bool:
    """True for what changes nothing, and gives texts or whole numbers."""
    return is_pure(made, facts) and shapes.exact(shapes_of(made, facts))


def _generated(made: ast.expr, node: ast.For, facts: Facts) -> str:
    text = facts.source.segment
    return f"{text(made)} for {text(node.target)} in {text(node.iter)}"


def hardly_repeats(part: Part, node: ast.For, facts: Facts) -> bool:
    """True for windows of which most differ, as far as is known."""
    if not part.is_cut:
        return False
    assert isinstance(part.made, ast.Subscript)
    width = _width(part.made.slice, facts)
    texts = _texts(part.made.value, facts)
    if not texts:
        return width is not None and width > _WIDE
    if width is None:
        return False
    windows = (text[at : at + width] for text in texts for at in range(len(text) - width + 1))
    seen = list(islice(windows, _SOME))
    return bool(seen) and len(set(seen)) > _REPEATED * len(seen)


def _width(window: ast.expr, facts: Facts) -> int | None:
    """How many letters a window `i:i + k` holds."""
    assert isinstance(window, ast.Slice)
    end = window.upper
    if not (isinstance(end, ast.BinOp) and isinstance(end.op, ast.Add) and window.lower):
        return None
    if ast.unparse(end.left) != ast.unparse(window.lower):
        return None
    value = facts.assigned(end.right) if isinstance(end.right, ast.Name) else end.right
    known = [value.value] if isinstance(value, ast.Constant) else facts.samples(end.right)
    return known[0] if known and type(known[0]) is int and known[0] > 0 else None


def _texts(text: ast.expr, facts: Facts) -> list[str]:
    """The texts that windows are taken of, as far as they are known."""
    found = list(facts.samples(text))
    for loop in facts.source.loops(text):
        if isinstance(loop, ast.For) and ast.unparse(loop.target) == ast.unparse(text):
            found += [one for held in facts.samples(loop.iter) for one in list(held)[:_SOME]]
    return found if all(type(one) is str for one in found) else []
