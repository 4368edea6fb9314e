"""Small functions that a rewrite adds, at the top of the source."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from ..concrete import Around
from ..facts import Facts
from ._bodies import without_docstring


def defined_first(functions: Sequence[str], facts: Facts) -> Around:
    """The definitions before the first statement that isn't an import."""
    body = without_docstring(facts.source.tree.body)
    first = next(stmt for stmt in body if not isinstance(stmt, ast.Import | ast.ImportFrom))
    return Around(first, before="\n\n".join(["", *functions, ""]))
