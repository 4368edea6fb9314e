"""What an inner loop goes through, as a rule may write it again elsewhere."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from .. import flow, shapes
from ..facts import Facts
from ..shaping import shapes_of


@dataclass(frozen=True)
class Candidates:
    """All of a sequence, or places in one: `every` is the text that gives them, in order."""

    every: str
    names: frozenset[str]
    least: str = ""
    """Where the inner loop starts; empty where it goes through everything."""

    @classmethod
    def of(cls, node: ast.expr, own: set[str], facts: Facts) -> Candidates | None:
        """`items`, `enumerate(items)`, `table.items()`, `table.values()`, `range(n)`,
        `range(i + 1, len(items))`; None for others."""
        text = facts.source.segment(node)
        if isinstance(node, ast.Name):
            known = shapes.within(shapes_of(node, facts), "list", "tuple")
            return cls(text, frozenset({node.id})) if known else None
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            held = entries_of(node, facts)
            return cls(text, frozenset({held.id})) if held is not None else None
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            return None
        if node.keywords or not facts.is_builtin(node.func.id, at=node):
            return None
        if node.func.id == "enumerate" and len(node.args) == 1:
            inner = cls.of(node.args[0], own, facts)
            return cls(text, inner.names) if inner is not None and not inner.least else None
        if node.func.id == "range" and len(node.args) in (1, 2) and len(own) == 1:
            return cls._places(node, text, facts)
        return None

    @classmethod
    def _places(cls, node: ast.Call, text: str, facts: Facts) -> Candidates | None:
        *first, stop = node.args
        if not _is_count(stop, facts):
            return None
        names = frozenset(flow.loads(stop)) - {"len"}
        if not first:
            return cls(text, names)
        if not _not_negative(first[0], facts):
            return None
        least = facts.source.segment(first[0])
        return cls(f"range({facts.source.segment(stop)})", names, least)


def entries_of(node: ast.Call, facts: Facts) -> ast.Name | None:
    """The dict that `table.items()` or `table.values()` goes through."""
    called = node.func
    if not isinstance(called, ast.Attribute) or called.attr not in ("items", "values"):
        return None
    if node.args or node.keywords or not isinstance(called.value, ast.Name):
        return None
    known = shapes.within(shapes_of(called.value, facts), "dict", "defaultdict", "Counter")
    return called.value if known else None


def _is_count(node: ast.expr, facts: Facts) -> bool:
    """True for `n`, a whole number, and for `len(x)`."""
    if isinstance(node, ast.Call):
        held = node.args[0] if len(node.args) == 1 else None
        plain = isinstance(node.func, ast.Name) and node.func.id == "len"
        return plain and isinstance(held, ast.Name) and facts.is_builtin("len", at=node)
    return isinstance(node, ast.Name) and shapes.whole(shapes_of(node, facts))


def _not_negative(node: ast.expr, facts: Facts) -> bool:
    """True for sums of constants and of variables that count upwards from 0 or more."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _not_negative(node.left, facts) and _not_negative(node.right, facts)
    if isinstance(node, ast.Constant):
        return type(node.value) is int and node.value >= 0
    return isinstance(node, ast.Name) and counts_up(node, facts)


def counts_up(node: ast.Name, facts: Facts) -> bool:
    """True where a name is bound by loops over `range(n)`, `range(1, n)`, `enumerate(…)` alone."""
    found = False
    for parent in facts.source.ancestors(node):
        for part in getattr(parent, "generators", [parent]):
            if isinstance(part, ast.For | ast.comprehension) and node.id in flow.stores(
                [part.target]
            ):
                if not _upwards(part.target, node.id, part.iter, facts):
                    return False
                found = True
    binders = facts.binders(node.id, facts.scope(node.id, node))
    loops = [facts.source.parents.get(b) for b in binders]
    loops = [facts.source.parents.get(p) if isinstance(p, ast.Tuple) else p for p in loops]
    return found and all(isinstance(p, ast.For | ast.comprehension) for p in loops)


def _upwards(target: ast.expr, name: str, iterated: ast.expr, facts: Facts) -> bool:
    if not (isinstance(iterated, ast.Call) and isinstance(iterated.func, ast.Name)):
        return False
    called = iterated.func.id
    if called not in ("range", "enumerate") or not facts.is_builtin(called, at=iterated):
        return False
    if called == "enumerate":
        first = target.elts[0] if isinstance(target, ast.Tuple) else None
        return (
            isinstance(first, ast.Name)
            and first.id == name
            and len(iterated.args) == 1
            and (not iterated.keywords)
        )
    if len(iterated.args) == 1:
        return True
    start = iterated.args[0]
    return len(iterated.args) == 2 and _not_negative(start, facts)
