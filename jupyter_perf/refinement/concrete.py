"""Changing a source in its concrete syntax tree, so that what isn't changed stays as written.

Rules reason on `ast` (what Python compiles, parsed in C); the changes they ask for are made in
LibCST's tree of the same text, which keeps comments, blank lines and indentation. The two trees
are tied together by positions.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .source import Source


@dataclass(frozen=True)
class Swap:
    """Put the expression `text` where `node` is, inside the brackets it may have."""

    node: ast.expr
    text: str


@dataclass(frozen=True)
class Instead:
    """Put the statements `text` (at column 0) where `node` is; comments inside move above.

    An empty text removes the statement with its comments; its block must keep another one.
    """

    node: ast.stmt
    text: str


@dataclass(frozen=True)
class Around:
    """Put statements before and after `node`, in its block."""

    node: ast.stmt
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Whole:
    """Put `text` in place of the whole source; `node` is the first statement that differs.

    For what moves or indents many statements at once. Nothing else can be changed with it.
    """

    node: ast.stmt
    text: str


Change = Swap | Instead | Around | Whole


class Conflict(Exception):
    """Changes overlap, or one can't be made in the concrete tree."""


def rewrite(source: Source, changes: Sequence[Change], imports: Iterable[str] = ()) -> str:
    """Return the text with all changes made and import lines added where imports belong.

    Raises Conflict where changes overlap or a statement shares its line with another.
    """
    import libcst as cst
    from libcst.metadata import MetadataWrapper, PositionProvider

    from .concrete_tree import editor, with_imports

    _refuse_overlap(source, changes)
    if any(isinstance(change, Whole) for change in changes):
        return _as_a_whole(changes, imports)
    module = cst.parse_module(source.text)
    wrapper = MetadataWrapper(module, unsafe_skip_copy=True)
    places = wrapper.resolve(PositionProvider)
    editing = editor(source, changes, places, module)
    try:
        changed = module.visit(editing)
    except cst.ParserSyntaxError as error:
        raise Conflict("what a rule put there isn't Python") from error
    if editing.left:
        raise Conflict(f"{len(editing.left)} places weren't found in the concrete tree")
    lines = [line for line in dict.fromkeys(imports) if line]
    if lines:
        changed = changed.with_changes(body=with_imports(changed.body, lines, module))
    return changed.code


def _as_a_whole(changes: Sequence[Change], imports: Iterable[str]) -> str:
    (change, *others) = changes
    if others or any(imports) or not isinstance(change, Whole):
        raise Conflict("what replaces the whole source goes with nothing else")
    return change.text


def _refuse_overlap(source: Source, changes: Sequence[Change]) -> None:
    taken: list[tuple[int, int]] = []
    for change in changes:
        if isinstance(change, Around):
            continue
        start, end = source.span(change.node)
        if any(start < right and left < end for left, right in taken):
            raise Conflict("two changes overlap")
        taken.append((start, end))
