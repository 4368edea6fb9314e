"""What comes again in statements is worked out once, under the name that the body gives it."""

from __future__ import annotations

import ast
import re
from typing import Any

from ..source import Decline
from ..syntax import parsed
from .body import Body


def shared(lines: list[str], body: Body) -> list[str]:
    """Statements in which what the body names, and what comes again, is worked out once."""
    facts = body.inputs.facts
    trees: list[ast.AST] = list(ast.parse("\n".join(lines)).body)
    puts = [_Put(ast.dump(parsed(text)), name) for text, name in body.named.items()]
    for put in puts:
        trees = [put.visit(tree) for tree in trees]
    made: dict[str, ast.expr] = {}
    taken = {known for known, _ in body.prelude} | set(body.named.values())
    parts = [(f"{as_word(source)}_array", text) for text, source in body.inputs.arrays.items()]
    for name, text in reversed(dict.fromkeys([*parts, *body.temporaries])):
        value = parsed(text)
        for put in puts:
            value = put.put(value)
        if isinstance(value, ast.Name | ast.Subscript):
            continue
        wanted = ast.dump(value)
        every = [*trees, *made.values()]
        count = sum(ast.dump(n) == wanted for t in every for n in _expressions(t))
        if count < 2:
            continue
        base = name if name.endswith("_array") else f"{name}_values"
        new, number = facts.fresh(base), 2
        while new in made or new in taken:
            new, number = facts.fresh(f"{base}_{number}"), number + 1
        put = _Put(wanted, new)
        trees = [put.visit(tree) for tree in trees]
        made = {known: put.put(tree) for known, tree in made.items()}
        made[new] = value
    pairs = _ordered([(name, ast.unparse(tree)) for name, tree in made.items()])
    return [f"{name} = {text}" for name, text in pairs] + [ast.unparse(tree) for tree in trees]


def _expressions(tree: ast.AST) -> list[ast.expr]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.expr)]


class _Put(ast.NodeTransformer):
    """Puts a name where an expression stands."""

    def __init__(self, wanted: str, name: str) -> None:
        self.wanted, self.name = wanted, name

    def put(self, node: ast.expr) -> ast.expr:
        """The expression with the name in it."""
        found: Any = self.visit(node)
        assert isinstance(found, ast.expr)
        return found

    def visit(self, node: ast.AST) -> ast.AST:
        if isinstance(node, ast.expr) and ast.dump(node) == self.wanted:
            return ast.Name(self.name, ast.Load())
        return self.generic_visit(node)


def _ordered(made: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Names in an order in which each is made before it is used."""
    found: list[tuple[str, str]] = []
    left = list(made)
    while left:
        names = [name for name, _ in left]
        ready = [p for p in left if not any(re.search(rf"\b{n}\b", p[1]) for n in names)]
        if not ready:
            raise Decline("values that need each other")
        found += ready
        left = [part for part in left if part not in ready]
    return found


def as_word(text: str) -> str:
    return re.sub(r"\W+", "_", text).strip("_")
