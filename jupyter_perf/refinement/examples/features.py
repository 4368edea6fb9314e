"""What a source looks like, as weighted features: its syntax without its names, and its words.

Names are replaced by what they do (`_labels`), so that two sources that do the same to other names
look the same. Kept are operators, called names and attributes, kinds of literals, how loops nest,
and what is called at which depth of loops. Labels with their parents and siblings are features as
in Aroma (Luan et al., "Code Recommendation via Structural Code Search", OOPSLA 2019, section 3.1).
"""

from __future__ import annotations

import ast
import re
import warnings
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping

from ._labels import LOOPS, Labels

LONGEST_SOURCE = 100_000
"""Characters that are looked at: a cell that holds more is a cell that holds data."""
MOST_NODES = 6_000
_MOST_LOOPS = 40
_OUT_OF_FOCUS = 0.3
"""What a feature counts outside of the lines that matter, where some are said to."""
_DEEPEST = 2
_INSIDE_LOOPS = (ast.Call, ast.Subscript, ast.Compare, ast.AugAssign, ast.BinOp)
_UNTOLD = (ast.expr_context, ast.operator, ast.unaryop, ast.cmpop, ast.boolop)
"""Nodes that stand in their parent's label already."""
_BODIES = frozenset({"body", "orelse", "test"})
_NAME = re.compile(r"[^\W\d]\w*")
_WORD = re.compile(r"[A-Z]?[^\W\dA-Z_]+|[A-Z]+")

Weights = Mapping[str, float]


def words(source: str) -> Weights:
    """How often each word occurs in names, literals and comments: `rowCount` has two."""
    found: Counter[str] = Counter()
    for name in _NAME.findall(source[:LONGEST_SOURCE]):
        found.update(word.lower() for word in _WORD.findall(name))
    return found


def syntax(
    source: str, focus_lines: Collection[int] | None = None, *, loops: bool = True
) -> list[Weights]:
    """The features of the whole source, then those of each of its loops; [] where it can't be read.

    `focus_lines` are the lines (from 1) that matter, such as those that take the time; loops
    that have none of them are left out. `loops` False leaves out all.
    """
    tree = _parsed(source)
    if tree is None:
        return []
    labels, lines = Labels(tree), None if focus_lines is None else frozenset(focus_lines)
    if lines is not None:
        tree.body.sort(key=lambda part: not _is_within(part, lines))
    walk = _Walk(labels, lines)
    parts = _loops(tree, lines) if loops else []
    return [walk.features(part) for part in (tree, *parts[:_MOST_LOOPS])]


def _loops(tree: ast.Module, lines: frozenset[int] | None) -> list[ast.For | ast.While]:
    found = [node for node in ast.walk(tree) if isinstance(node, ast.For | ast.While)]
    if lines is None:
        return found
    return [loop for loop in found if _is_within(loop, lines)]


def _parsed(source: str) -> ast.Module | None:
    if len(source) > LONGEST_SOURCE:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # `"\d"`: not what is asked here
            return ast.parse(source)
    # No Python; a NUL byte, half a character; nested deeper than the parser goes.
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _is_within(part: ast.stmt, lines: frozenset[int]) -> bool:
    return any(part.lineno <= line <= (part.end_lineno or part.lineno) for line in lines)


class _Walk:
    """Collects features, of at most `MOST_NODES` nodes in all."""

    def __init__(self, labels: Labels, lines: frozenset[int] | None) -> None:
        self._labels = labels
        self._lines = lines
        self._left = MOST_NODES

    def features(self, root: ast.AST) -> Weights:
        found: defaultdict[str, float] = defaultdict(float)
        # Node, its label, the label of what it stands in, the loops around it.
        waiting: list[tuple[ast.AST, str, str, tuple[str, ...]]] = [
            (root, self._labels.of(root), "", ())
        ]
        while waiting and self._left > 0:
            self._left -= 1
            node, label, parent, loops = waiting.pop()
            weight = self._weight(node)
            for feature in self._own(node, label, parent, loops):
                found[feature] += weight
            if isinstance(node, LOOPS):
                loops = (*loops, type(node).__name__)
            before, inner = "", []
            for field, child in _children(node):
                child_label = self._labels.of(child)
                if before:
                    found[f"{label}: {before} ~ {child_label}"] += weight
                before = child_label
                place = f"{label}.{field}" if field in _BODIES else label
                inner.append((child, child_label, place, loops))
            if inner:
                found[f"{label}({', '.join(each[1] for each in inner)})"] += weight
            waiting += reversed(inner)
        return found

    def _own(self, node: ast.AST, label: str, parent: str, loops: tuple[str, ...]) -> Iterator[str]:
        yield label
        yield f"{parent} > {label}"
        if isinstance(node, LOOPS):
            yield "loops " + " > ".join((*loops[-3:], type(node).__name__))
        elif loops and isinstance(node, _INSIDE_LOOPS):
            yield f"loop {min(len(loops), _DEEPEST)} {label}"

    def _weight(self, node: ast.AST) -> float:
        line = getattr(node, "lineno", None)
        return 1.0 if self._lines is None or line is None or line in self._lines else _OUT_OF_FOCUS


def _children(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    for field, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not isinstance(child, _UNTOLD):
                yield field, child
