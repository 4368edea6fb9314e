from __future__ import annotations

import ast
from collections.abc import Iterator

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Around, Swap
from ..facts import Facts
from ..shaping import shapes_of
from ..source import COMPREHENSIONS, FUNCTIONS
from ._place import library, place
from ._repeats import cost, is_text_work, repeat, texts_of
from ._rule import Rewrite, rule

LEAST_COST = 3
"""So many calls must be saved; a cache costs about one."""


@rule(ast.Call, safety=Safety.CHECK, gain=4.0, hints=("for ",))
def repeated_texts_to_cache(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Work on each distinct text once, through a cache, where most texts come again.

    What it does:
        An expression that works on one text of a loop or comprehension alone becomes a function
        with `functools.cache`, made anew just before.

    Why it is slow:
        The same few texts are stripped, split and searched thousands of times.

    Before:
        cities = [re.sub(r"\\s+", " ", row["city"].strip()).title() for row in rows]

    After:
        from functools import cache
        made_of_city = cache(lambda city: re.sub(r"\\s+", " ", city.strip()).title())
        cities = [made_of_city(row["city"]) for row in rows]

    When not:
        Texts that are mostly different, or not known when the loop begins; work with an effect,
        that hangs on more than the text, or that gives what could be changed later.

    Source:
        The Python documentation of `functools.cache`.
    """
    if cost(node, facts) < LEAST_COST or not is_text_work(node, facts):
        return None
    found = shapes_of(node, facts)
    if not found or not shapes.hashable(found):
        return None
    leaves = _leaves(node, facts)
    if leaves is None or _is_part(node, facts) or _is_remembered(leaves[0], node, facts):
        return None
    names = flow.expression_loads(node) - {root.id for leaf in leaves if (root := flow.root(leaf))}
    before = place(node, names, facts)
    if before is None:
        return None
    text = facts.source.segment(leaves[0])
    parameter = facts.fresh(_parameter(leaves[0]))
    made = facts.source.render(node, dict.fromkeys(leaves, parameter))
    if "\n" in made:
        return None
    name = facts.fresh(f"made_of_{parameter}")
    cache, lines = library("functools.cache", facts)
    line = f"{name} = {cache}(lambda {parameter}: {made})"
    return Rewrite((Around(before, line), Swap(node, f"{name}({text})")), lines)


def _leaves(node: ast.expr, facts: Facts) -> list[ast.expr] | None:
    """The places where an expression takes its one text, which comes again and again."""
    for target, items, inside in _loops(node, facts):
        for written, known in texts_of(target, items, facts).items():
            root = written.partition("[")[0]
            if root in flow.stores(inside) or not repeat(known):
                continue
            wanted = ast.dump(ast.parse(written, mode="eval").body)
            leaves = [
                p for p in ast.walk(node) if isinstance(p, ast.expr) and ast.dump(p) == wanted
            ]
            uses = [p for p in ast.walk(node) if isinstance(p, ast.Name) and p.id == root]
            if leaves and len(leaves) == len(uses):
                return leaves
    return None


def _loops(node: ast.expr, facts: Facts) -> Iterator[tuple[ast.expr, ast.expr, list[ast.stmt]]]:
    """(target, what it goes through, body) of the loops and comprehensions around."""
    for parent in facts.source.ancestors(node):
        if isinstance(parent, FUNCTIONS):
            return
        if isinstance(parent, COMPREHENSIONS):
            for part in parent.generators:
                if not facts.source.inside(node, part.iter):
                    yield part.target, part.iter, []
        elif isinstance(parent, ast.For) and not facts.source.inside(node, parent.iter):
            yield parent.target, parent.iter, parent.body


def _is_part(node: ast.Call, facts: Facts) -> bool:
    """True for a part of a longer expression that fits as well."""
    for parent in facts.source.ancestors(node):
        if isinstance(parent, ast.stmt):
            return False
        if isinstance(parent, ast.Call) and is_text_work(parent, facts):
            found = shapes_of(parent, facts)
            if found and shapes.hashable(found) and _leaves(parent, facts) is not None:
                return True
    return False


def _is_remembered(leaf: ast.expr, node: ast.expr, facts: Facts) -> bool:
    """True where a dictionary has been asked for the text already, and doesn't know it."""
    text = ast.unparse(leaf)
    for parent in facts.source.ancestors(node):
        test = parent.test if isinstance(parent, ast.If) else None
        asked = isinstance(test, ast.Compare) and isinstance(test.ops[0], ast.In | ast.NotIn)
        if asked and ast.unparse(test.left) == text:  # type: ignore[union-attr]
            return True
    return False


def _parameter(leaf: ast.expr) -> str:
    """`city` for `row["city"]`, `text` where there is no such name."""
    if isinstance(leaf, ast.Name):
        return "text"
    part = leaf.slice if isinstance(leaf, ast.Subscript) else None
    key = part.value if isinstance(part, ast.Constant) else ""
    return key if isinstance(key, str) and key.isidentifier() else "text"
