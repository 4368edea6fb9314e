"""Whether statements are written like a pattern, whatever their names are.

A pattern is Python source. Names that start with a lower-case letter and an underscore (`v_a`)
stand for the user's variables, each always for the same one and no two for one; `E_x` stands for
any expression. Both sides are brought to one form first: `x = x + e` is `x += e`, `range(0, n)` is
`range(n)`, `a > b` is `b < a`, `while True` is `while 1`, and a swap is one by a tuple, with its
sides in either order.
"""

from __future__ import annotations

import ast
import copy
import textwrap
from collections.abc import Sequence
from functools import cache

Found = dict[str, ast.AST]
_TURNED: dict[type[ast.cmpop], ast.cmpop] = {ast.Gt: ast.Lt(), ast.GtE: ast.LtE()}


def matched(body: Sequence[ast.stmt], pattern: str) -> Found | None:
    """What the pattern's names stand for where statements are written like it; else None."""
    return first_match(body, [pattern])


def first_match(body: Sequence[ast.stmt], patterns: Sequence[str]) -> Found | None:
    """What the first of the patterns that fits finds."""
    at, found = which_match(body, patterns)
    return found if at >= 0 else None


def which_match(body: Sequence[ast.stmt], patterns: Sequence[str]) -> tuple[int, Found]:
    """(position of the first pattern that fits, what it finds); -1 where none does."""
    ours = _normal([copy.deepcopy(stmt) for stmt in body])
    kinds = _kinds(ours)
    for at, pattern in enumerate(patterns):
        theirs, wanted = _parsed(pattern)
        found: Found = {}
        if kinds == wanted and _same(ours, theirs, found):
            return at, found
    return -1, {}


def _kinds(body: Sequence[ast.stmt]) -> tuple[type, ...]:
    """The kinds of all statements, which must agree before anything else is looked at."""
    return tuple(type(n) for stmt in body for n in ast.walk(stmt) if isinstance(n, ast.stmt))


@cache
def _parsed(pattern: str) -> tuple[list[ast.stmt], tuple[type, ...]]:
    body = _normal(ast.parse(textwrap.dedent(pattern)).body)
    return body, _kinds(body)


def _normal(body: list[ast.stmt]) -> list[ast.stmt]:
    module = ast.Module(body=body, type_ignores=[])
    for node in list(ast.walk(module)):
        for name in ("body", "orelse"):
            block = getattr(node, name, None)
            if isinstance(block, list):
                setattr(node, name, _swaps([_Normal().visit(stmt) for stmt in block]))
    return module.body


class _Normal(ast.NodeTransformer):
    def visit_Assign(self, node: ast.Assign) -> ast.stmt:
        self.generic_visit(node)
        value, target = node.value, node.targets[0]
        adds = isinstance(value, ast.BinOp) and len(node.targets) == 1
        if adds and _text(value.left) == _text(target):  # type: ignore[attr-defined]
            new = ast.AugAssign(target=target, op=value.op, value=value.right)  # type: ignore[attr-defined, arg-type]
            return ast.copy_location(new, node)
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        self.generic_visit(node)
        if len(node.ops) == 1 and type(node.ops[0]) in _TURNED:
            turned = _TURNED[type(node.ops[0])]
            return ast.Compare(left=node.comparators[0], ops=[turned], comparators=[node.left])
        return node

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        zero = len(node.args) == 2 and _text(node.args[0]) == "0"
        if isinstance(node.func, ast.Name) and node.func.id == "range" and zero:
            return ast.Call(func=node.func, args=[node.args[1]], keywords=[])
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        return ast.Constant(value=1) if node.value is True else node


def _swaps(block: list[ast.stmt]) -> list[ast.stmt]:
    """The block with `t = a; a = b; b = t` as `a, b = b, a`."""
    found: list[ast.stmt] = []
    at = 0
    while at < len(block):
        three = block[at : at + 3]
        texts = [_sides(stmt) for stmt in three]
        if len(three) == 3 and all(texts):
            (t, a), (a2, b), (b2, t2) = texts  # type: ignore[misc]
            if t == t2 and a == a2 and b == b2 and t.isidentifier():
                found.append(ast.parse(f"{a}, {b} = {b}, {a}").body[0])
                at += 3
                continue
        found.append(block[at])
        at += 1
    return found


def _sides(stmt: ast.stmt) -> tuple[str, str] | None:
    if not (isinstance(stmt, ast.Assign) and len(stmt.targets) == 1):
        return None
    return _text(stmt.targets[0]), _text(stmt.value)


def _text(node: ast.AST) -> str:
    return ast.unparse(node)


def _same(ours: object, theirs: object, found: Found) -> bool:
    if isinstance(theirs, ast.Name):
        if theirs.id.startswith("E_") and isinstance(ours, ast.expr):
            return _bind(theirs.id, ours, found)
        if theirs.id[1:2] == "_":
            named = isinstance(ours, ast.Name)
            return named and _bind(theirs.id, ours, found)  # type: ignore[arg-type]
        return isinstance(ours, ast.Name) and ours.id == theirs.id
    if isinstance(theirs, list):
        if not isinstance(ours, list) or len(ours) != len(theirs):
            return False
        return all(_same(a, b, found) for a, b in zip(ours, theirs, strict=True))
    if isinstance(theirs, ast.AST):
        if type(ours) is not type(theirs):
            return False
        if isinstance(theirs, ast.Assign) and _is_swap(theirs) and isinstance(ours, ast.Assign):
            return _same_swap(ours, theirs, found)
        fields = [f for f in theirs._fields if f not in ("ctx", "type_comment", "kind")]
        return all(_same(getattr(ours, f, None), getattr(theirs, f, None), found) for f in fields)
    return type(ours) is type(theirs) and ours == theirs


def _is_swap(stmt: ast.Assign) -> bool:
    left, right = stmt.targets[0], stmt.value
    both = isinstance(left, ast.Tuple) and isinstance(right, ast.Tuple)
    return both and list(map(_text, left.elts)) == list(map(_text, right.elts))[::-1]  # type: ignore[attr-defined]


def _same_swap(ours: ast.Assign, theirs: ast.Assign, found: Found) -> bool:
    if not _is_swap(ours):
        return False
    mine: list[ast.expr] = ours.targets[0].elts  # type: ignore[attr-defined]
    wanted: list[ast.expr] = theirs.targets[0].elts  # type: ignore[attr-defined]
    for order in (mine, mine[::-1]):
        tried = dict(found)
        if _same(order, wanted, tried):
            found.update(tried)
            return True
    return False


def _bind(name: str, node: ast.AST, found: Found) -> bool:
    if name in found:
        return _text(found[name]) == _text(node)
    if not name.startswith("E_") and any(
        _text(node) == _text(other) for key, other in found.items() if not key.startswith("E_")
    ):
        return False
    found[name] = node
    return True
