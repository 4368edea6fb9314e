"""By what an item of a loop is known again: itself, a part of it, its number, its key."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Sequence
from dataclasses import dataclass

from .. import flow, shapes
from ..concrete import Swap
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ..source import Decline
from ._elements import column_samples
from ._item_rounds import Round, paired_sources
from ._items import PLACE, Item, steady_samples
from ._known_frames import frame_at
from .recursion_to_memo import keyable

_TEXT_METHODS = flow.words(
    """capitalize casefold endswith isalpha isdigit lower lstrip rsplit rstrip split splitlines
    startswith strip swapcase title upper"""
)


@dataclass(frozen=True)
class Key:
    """How an item is told from others, and how what is read of it is written by that."""

    text: str
    """What is asked for; empty where the loop must be made to count first."""
    parameter: str
    swaps: tuple[tuple[ast.expr, str], ...]
    """Parts of the work → their text, with PLACE for the key."""
    names: frozenset[str]
    """Names in these texts."""
    counts: bool = False
    """Whether different items always have different keys."""
    listed: str = ""


def key_of(
    item: Item, around: Round, uses: Sequence[ast.Name], rounds: Sequence[Round], facts: Facts
) -> Key:
    """A key for an item of which `uses` are read; declines where there is none."""
    names = {use.id for use in uses}
    alone = uses[0].id if len(names) == 1 else ""
    if alone and ((item.counts and alone == item.key) or _are_keyable(uses, item, facts)):
        same = tuple((use, PLACE) for use in uses)
        return Key(alone, alone, same, frozenset(), item.counts and alone == item.key)
    leaves = [_leaf(use, facts) for use in uses] if alone else []
    if leaves and _one_text(leaves) and _are_keyable(leaves, item, facts):
        parameter = _word(leaves[0])
        if parameter in facts.source.variables or hasattr(builtins, parameter):
            parameter = facts.fresh(parameter)
        text = facts.source.segment(leaves[0])
        return Key(text, parameter, tuple((leaf, PLACE) for leaf in leaves), frozenset())
    if not names <= {*item.texts, item.key} or (item.key in names and not item.counts):
        raise Decline("an item that can't be told from others")
    texts = {**item.texts, item.key: PLACE}
    swaps = tuple((use, texts[use.id]) for use in uses)
    words = frozenset(word for _, text in swaps for word in re.findall(r"[^\W\d]\w*", text))
    if item.key:
        return Key(item.key, item.key, swaps, words, True, item.listed)
    if around.clause is None or not facts.is_builtin("enumerate", at=uses[0]):
        raise Decline("a loop that can't be made to count")
    if item.start is not None and not _isnt_negative(item.start, rounds):
        raise Decline("elements whose numbers aren't known")
    return Key("", "", swaps, words, True, item.listed)


def key_now(names: Sequence[ast.Name], facts: Facts) -> Key:
    """What a name stands for by now as the key; declines where it can't be one."""
    if not (keyable(shapes_of(names[0], facts)) or are_texts(names, facts)):
        raise Decline("a name that stands for something else by now")
    name = names[0].id
    return Key(name, name, tuple((one, PLACE) for one in names), frozenset())


def _one_text(nodes: Sequence[ast.expr]) -> bool:
    return len({ast.unparse(node) for node in nodes}) == 1


def _leaf(use: ast.Name, facts: Facts) -> ast.expr:
    """`a["text"]` around `a`, `row.name` around `row`: what is read of an item."""
    found: ast.expr = use
    while True:
        parent = facts.source.parents[found]
        above = facts.source.parents.get(parent)
        method = isinstance(above, ast.Call) and above.func is parent
        constant = isinstance(parent, ast.Subscript) and isinstance(parent.slice, ast.Constant)
        if not constant and (method or not isinstance(parent, ast.Attribute)):
            return found
        found = parent  # type: ignore[assignment]


def _word(leaf: ast.expr) -> str:
    """`text` for `a["text"]` and `row.text`."""
    if isinstance(leaf, ast.Attribute):
        return leaf.attr
    label = leaf.slice if isinstance(leaf, ast.Subscript) else None
    key = label.value if isinstance(label, ast.Constant) else ""
    return key if isinstance(key, str) and key.isidentifier() else "part"


def _are_keyable(nodes: Sequence[ast.expr], item: Item, facts: Facts) -> bool:
    """True where what is read the same in some places is alike where it is equal."""
    first = nodes[0]
    source = item.sources.get(first.id) if isinstance(first, ast.Name) else None
    if keyable(shapes_of(first, facts)) or (source and keyable(elements_of(source, facts))):
        return True
    found = _values(first, item, facts)
    return keyable(shapes.of_values(found)) if found else are_texts(nodes, facts)


def are_texts(nodes: Sequence[ast.expr], facts: Facts) -> bool:
    """True where a method is called that nothing but texts have."""
    above = [facts.source.parents[node] for node in nodes]
    return any(isinstance(a, ast.Attribute) and a.attr in _TEXT_METHODS for a in above)


def _values(node: ast.expr, item: Item, facts: Facts) -> list[object]:
    """All values of a column that a name, or a part of a row, goes through; empty if unknown."""
    base = node.value if isinstance(node, ast.Attribute | ast.Subscript) else node
    source = item.sources.get(base.id) if isinstance(base, ast.Name) else None
    if source is None:
        return []
    if isinstance(node, ast.Name):
        found = [*column_samples(source, facts), *steady_samples(source, facts)]
        return [value for column in found for value in column]
    called = source.func if isinstance(source, ast.Call) else None
    if not (isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name)):
        return []
    by_attribute = isinstance(node, ast.Attribute)
    label = _word(node)
    known = frame_at(called.value, facts.source.statement(source), facts)
    if called.attr != ("itertuples" if by_attribute else "iterrows"):
        return []
    if known is None or label not in known.columns:
        return []
    frames = facts.samples(called.value)
    if any(label not in frame.columns for frame in frames):
        return []
    return [value for frame in frames for value in frame[label]]


def _isnt_negative(node: ast.expr, rounds: Sequence[Round]) -> bool:
    """True for numbers that loops count up from 0, and sums of such and constants."""
    if isinstance(node, ast.Constant):
        return type(node.value) is int and node.value >= 0
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _isnt_negative(node.left, rounds) and _isnt_negative(node.right, rounds)
    if not isinstance(node, ast.Name):
        return False
    for one in rounds:
        item = one.item_of(node.id)
        if item is not None and one.clause is not None:
            call = one.clause.iter
            ends = call.args if isinstance(call, ast.Call) else []
            ranged = isinstance(call, ast.Call) and ast.unparse(call.func) == "range"
            from_0 = len(ends) == 1 or (len(ends) == 2 and _isnt_negative(ends[0], rounds))
            return item.counts and item.key == node.id and (not ranged or from_0)
    return False


def counting(one: Round, names: Sequence[str], facts: Facts) -> list[Swap]:
    """Changes that make a loop give each item's number too, by these names."""
    assert one.clause is not None
    target, text = one.clause.target, facts.source.segment
    if one.paired:
        sources = paired_sources(one.clause)
        assert sources is not None
        assert isinstance(target, ast.Tuple)
        pairs = zip(names, target.elts, strict=True)
        targets = ", ".join(f"({name}, {_bracketed(part, facts)})" for name, part in pairs)
        counted = [Swap(s, f"enumerate({text(s)})") for s in dict.fromkeys(sources)]
        return [Swap(target, targets), *counted]
    start = one.items[0].start
    more = f", {text(start)}" if start is not None else ""
    return [
        Swap(target, f"{names[0]}, {_bracketed(target, facts)}"),
        Swap(one.clause.iter, f"enumerate({text(one.clause.iter)}{more})"),
    ]


def _bracketed(target: ast.expr, facts: Facts) -> str:
    text = facts.source.segment(target)
    return f"({text})" if isinstance(target, ast.Tuple) and not text.startswith("(") else text
