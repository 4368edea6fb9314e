"""Which of several blocks of an answer is the rewrite."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from .parsing import tree_of
from .surfaces import Surface


@dataclass(frozen=True)
class Piece:
    """One block of an answer that is Python."""

    code: str
    tree: ast.Module
    surface: Surface

    @classmethod
    def of(cls, code: str, tree: ast.Module) -> Piece:
        return cls(code, tree, Surface.of(tree))

    @property
    def lines(self) -> frozenset[str]:
        return frozenset(line.strip() for line in self.code.split("\n"))


def chosen(pieces: list[Piece], binds: frozenset[str], original: str) -> str | None:
    """The rewrite among the blocks of an answer, as `blocks.code_of` describes it."""
    wholes = _whole_ones(pieces, original)
    best, most = None, -1
    for index in wholes:
        unit = _joined(pieces, index, binds)
        bound = len(binds & _bound(unit))
        if bound >= most:
            best, most = unit, bound
    return None if best is None else "\n".join(piece.code for piece in best)


def _whole_ones(pieces: list[Piece], original: str) -> list[int]:
    """Indices of blocks that may be a rewrite; where all others fall away, quotations too."""
    tree = tree_of(original) if original.strip() else None
    quoted = ast.dump(tree) if tree is not None else None
    rewrites = [i for i, p in enumerate(pieces) if not p.surface.only_imports] or [len(pieces) - 1]
    wholes = [i for i in rewrites if not _is_fragment(pieces, i)]
    return [i for i in wholes if ast.dump(pieces[i].tree) != quoted] or wholes


def _is_fragment(pieces: list[Piece], index: int) -> bool:
    """Whether a block is an example of an earlier one, or repeats lines of a longer one."""
    piece = pieces[index]
    if any(piece.surface.follows(earlier.surface) for earlier in pieces[:index]):
        return True
    return any(piece.lines < other.lines for other in pieces)


def _joined(pieces: list[Piece], index: int, binds: frozenset[str]) -> list[Piece]:
    """A block with the imports right before it, and with what goes on from it where that binds."""
    first = index
    while first and pieces[first - 1].surface.only_imports:
        first -= 1
    unit = pieces[first : index + 1]
    for later in pieces[index + 1 :]:
        missing = binds - _bound(unit)
        if missing & later.surface.binds and any(later.surface.follows(p.surface) for p in unit):
            unit = [*unit, later]
    return unit


def _bound(unit: list[Piece]) -> frozenset[str]:
    return frozenset().union(*(piece.surface.binds for piece in unit))
