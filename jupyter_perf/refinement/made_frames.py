"""What is known of a frame that the source itself makes, of rows or columns it has gathered."""

from __future__ import annotations

import ast

from . import shapes
from .facts import Facts
from .shapes import Shapes
from .shaping import shapes_of
from .values import Frame

_LENGTH = 1000
"""How many rows such a frame is taken to have: enough for its loops to matter."""
_KINDS = ("int", "float", "str", "bool")


def made_frame(name: ast.Name, facts: Facts) -> Frame | None:
    """Facts of the frame that a name holds since `name = pd.DataFrame(rows)`, or None.

    Rows are dicts of the same keys, or tuples beside `columns=[…]`; columns are lists in a dict.
    """
    value = facts.assigned(name)
    if not isinstance(value, ast.Call) or facts.full_name(value.func) != "pandas.DataFrame":
        return None
    if len(value.args) != 1 or not {k.arg for k in value.keywords} <= {"columns"}:
        return None
    labels = _labels(value.keywords[0].value) if value.keywords else None
    if value.keywords and labels is None:
        return None
    columns = _columns(value.args[0], labels, facts)
    if columns is None:
        return None
    known = {label: _kind(held) for label, held in columns}
    if not known or len(known) != len(columns):
        return None
    return Frame(known, tuple(known.values()), True, True, _LENGTH)


def _labels(node: ast.expr) -> list[str] | None:
    """The texts of a list of texts."""
    if not isinstance(node, ast.List | ast.Tuple):
        return None
    found = [part.value for part in node.elts if isinstance(part, ast.Constant)]
    texts = [one for one in found if isinstance(one, str)]
    return texts if len(texts) == len(node.elts) else None


def _columns(
    given: ast.expr, labels: list[str] | None, facts: Facts
) -> list[tuple[str, Shapes | None]] | None:
    """(label, shapes of what it holds) of each column."""
    if isinstance(given, ast.Dict):
        if labels is not None or not _all_lists(given, facts):
            return None
        keys = [key.value for key in given.keys if isinstance(key, ast.Constant)]
        texts = [key for key in keys if isinstance(key, str)]
        held = [shapes.elements(shapes_of(part, facts)) for part in given.values]
        return list(zip(texts, held, strict=True)) if len(texts) == len(held) else None
    rows = _rows(given, facts)
    if not rows:
        return None
    names = _names(rows[0]) if labels is None else labels
    if names is None:
        return None
    held_by = []
    for row in rows:
        if labels is None and (not isinstance(row, ast.Dict) or _names(row) != names):
            return None
        parts = row.values if isinstance(row, ast.Dict) else getattr(row, "elts", [])
        if len(parts) != len(names) or (labels is not None and isinstance(row, ast.Dict)):
            return None
        held_by.append([shapes_of(part, facts) for part in parts])
    return [
        (name, shapes.union(*held))
        for name, held in zip(names, zip(*held_by, strict=True), strict=True)
    ]


def _names(row: ast.expr) -> list[str] | None:
    """The texts that are a written-out dict's keys, each once."""
    if not isinstance(row, ast.Dict):
        return None
    texts = [key.value for key in row.keys if isinstance(key, ast.Constant)]
    known = len(texts) == len(row.keys) == len(set(texts)) > 0
    return texts if known and all(isinstance(text, str) for text in texts) else None  # type: ignore[return-value]


def _rows(given: ast.expr, facts: Facts) -> list[ast.expr]:
    """Every dict or tuple, as it is written, that gets into a list of rows; empty for unknown."""
    if isinstance(given, ast.Name):
        first = facts.assigned(given)
        if first is None or facts.source.function(given) is not facts.source.function(first):
            return []
        if isinstance(first, ast.ListComp):
            alone = all(use is given or _is_length(use, facts) for use in _uses(given, facts))
            return [first.elt] if alone else []
        if not _is_empty(first):
            return []
        return _appended(given, facts)
    return [given.elt] if isinstance(given, ast.ListComp) else []


def _appended(given: ast.Name, facts: Facts) -> list[ast.expr]:
    """What is appended to a list that nothing else is done to."""
    found: list[ast.expr] = []
    for use in _uses(given, facts):
        if use is given or _is_length(use, facts):
            continue
        method = facts.source.parents[use]
        call = facts.source.parents.get(method)
        added = isinstance(method, ast.Attribute) and method.attr == "append"
        if not added or not isinstance(call, ast.Call) or call.func is not method:
            return []
        found += call.args
    return found


def _is_empty(node: ast.expr) -> bool:
    return isinstance(node, ast.List) and not node.elts


def _uses(name: ast.Name, facts: Facts) -> list[ast.Name]:
    loads = [use for use in facts.source.all(ast.Name) if isinstance(use.ctx, ast.Load)]
    return [use for use in loads if use.id == name.id]


def _is_length(use: ast.Name, facts: Facts) -> bool:
    parent = facts.source.parents[use]
    return isinstance(parent, ast.Call) and ast.unparse(parent.func) == "len"


def _all_lists(given: ast.Dict, facts: Facts) -> bool:
    """True where all values of a dict are lists."""
    return all(shapes.within(shapes_of(part, facts), "list") for part in given.values)


def _kind(held: Shapes | None) -> str:
    """The kind of a column of such values."""
    for kind in _KINDS:
        if shapes.within(held, kind):
            return kind
    return "float" if shapes.within(held, "int", "float") else "other"
