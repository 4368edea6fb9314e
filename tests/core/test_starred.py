"""Star imports of what only computes are known, others aren't."""

from __future__ import annotations

import ast
import math

from jupyter_perf.core import starred
from jupyter_perf.core.names import names_in


def test_a_star_stands_for_what_the_module_gives() -> None:
    found = starred.names_of("math")
    assert found is not None
    assert {"pi", "sqrt"} <= set(found)
    assert all(hasattr(math, name) for name in found)
    assert starred.names_of("collections") == tuple(__import__("collections").__all__)


def test_modules_that_may_do_anything_arent_imported() -> None:
    assert starred.names_of("antigravity") is None
    assert starred.names_of("os") is None
    node = ast.parse("from .math import *").body[0]
    assert isinstance(node, ast.ImportFrom)
    assert [alias.name for alias in starred.aliases(node)] == ["*"]


def test_a_cell_with_a_star_is_known() -> None:
    names = names_in("from collections import *\nq = deque([1])\nprint(q.popleft())")
    assert not names.dynamic
    assert "deque" not in names.reads
    assert {"q", "deque", "Counter"} <= names.writes


def test_a_star_that_is_expanded_keeps_its_place() -> None:
    tree = starred.expanded(ast.parse("x = 1\nfrom math import *\n"))
    node = tree.body[1]
    assert isinstance(node, ast.ImportFrom)
    assert {(alias.lineno, alias.col_offset) for alias in node.names} == {(2, 17)}
