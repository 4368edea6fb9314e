"""What several tests beside an array form ask about is worked out once, in the first of them."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence

from ..syntax import parsed
from .body import Body

LEAST = 24
"""Texts shorter than this are as easily read twice as once and under a name."""


def named_parts(guards: list[str], lines: Sequence[str], body: Body) -> list[str]:
    """The tests, in which what comes again, there or in the lines after them, is given a name;
    `body.named` tells it."""
    later: ast.AST = ast.parse("\n".join(lines))
    while True:
        text = _repeated(guards, later)
        if text is None:
            return guards
        facts, tries = body.inputs.facts, 2
        known = {name for name, made in body.temporaries if made == text}
        base = next(iter(sorted(known)), "round")
        name = facts.fresh(f"{base}_values")
        while name in body.named.values() or any(name == made for made, _ in body.prelude):
            name, tries = facts.fresh(f"{base}_values_{tries}"), tries + 1
        body.named[text] = name
        guards = _put(text, name, guards)
        later = _Put(ast.dump(parsed(text)), name, None).visit(later)


def _repeated(guards: list[str], later: ast.AST) -> str | None:
    """The longest computation that tests ask about which comes again."""
    trees = [parsed(guard) for guard in guards]
    if any(isinstance(n, ast.GeneratorExp | ast.ListComp) for t in trees for n in ast.walk(t)):
        return None
    asked, used = _counted(trees), _counted([later])
    again = [text for text, count in asked.items()
             if count + used.get(text, 0) > 1 and _computes(text)]  # fmt: skip
    return max(again, key=len, default=None)


def _counted(trees: Sequence[ast.AST]) -> dict[str, int]:
    """How often computations come, by their text."""
    found: dict[str, int] = {}
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call | ast.BinOp) and not _names_something(node):
                text = ast.unparse(node)
                if len(text) >= LEAST and not _is_test(node):
                    found[text] = found.get(text, 0) + 1
    return found


def _names_something(node: ast.AST) -> bool:
    """True where something is given a name inside."""
    return any(isinstance(part, ast.NamedExpr) for part in ast.walk(node))


def _is_test(node: ast.expr) -> bool:
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd | ast.BitOr)


def _computes(text: str) -> bool:
    """True for what goes through elements, unlike sizes, and unlike places alone."""
    tree = _WithoutPlaces().visit(ast.parse(text, mode="eval").body)
    arrays = any(isinstance(n, ast.Subscript | ast.Attribute) for n in ast.walk(tree))
    sizes = all(
        n.attr == "shape" for n in ast.walk(tree) if isinstance(n, ast.Attribute)
    ) and not any(isinstance(n, ast.Slice) for n in ast.walk(tree))
    return arrays and not sizes


class _WithoutPlaces(ast.NodeTransformer):
    """Puts a number where `np.arange(…)` stands, and what only adds dimensions to it."""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        arange = isinstance(node.func, ast.Attribute) and node.func.attr == "arange"
        return ast.Constant(0) if arange else self.generic_visit(node)

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        made = self.generic_visit(node)
        return made.value if isinstance(getattr(made, "value", 0), ast.Constant) else made  # type: ignore[attr-defined]


def _put(text: str, name: str, guards: list[str]) -> list[str]:
    """The tests with the name, which the first of them makes."""
    wanted, made = ast.dump(parsed(text)), False
    found: list[str] = []
    for guard in guards:
        tree = parsed(guard)
        if not any(isinstance(n, ast.expr) and ast.dump(n) == wanted for n in ast.walk(tree)):
            found.append(guard)
            continue
        if text in guard and (made or guard.count(text) == 1):
            found.append(_replaced(text, name if made else f"({name} := {text})", guard))
            made = True
            continue
        putting = _Put(wanted, name, parsed(text) if not made else None)
        made = True
        found.append(ast.unparse(putting.visit(tree)))
    return found


def _replaced(text: str, new: str, guard: str) -> str:
    """The test with other words for a text, and for the brackets around it that are no call's."""
    bare = rf"(?<![\w\])])\({re.escape(text)}\)|{re.escape(text)}"
    return re.sub(bare, lambda _: new, guard)


class _Put(ast.NodeTransformer):
    """Puts a name where an expression stands; at the first place, with what it stands for."""

    def __init__(self, wanted: str, name: str, value: ast.expr | None) -> None:
        self.wanted, self.name, self.value = wanted, name, value

    def visit(self, node: ast.AST) -> ast.AST:
        if not (isinstance(node, ast.expr) and ast.dump(node) == self.wanted):
            return self.generic_visit(node)
        if self.value is None:
            return ast.Name(self.name, ast.Load())
        value, self.value = self.value, None
        return ast.NamedExpr(ast.Name(self.name, ast.Store()), value)
