"""The loops around an expression, whatever they look like, with the items that they give."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from .. import flow
from ..facts import Facts
from ..source import COMPREHENSIONS, FUNCTIONS, Comprehension, Decline
from ._items import Item, item_in

_PAIRS = frozenset({"itertools.combinations", "itertools.permutations", "itertools.product",
                    "itertools.combinations_with_replacement"})  # fmt: skip
_APART = frozenset({"itertools.combinations", "itertools.permutations"})
_CONSUMERS = flow.words("all any dict frozenset len list max min set sorted sum tuple join Counter")


@dataclass(frozen=True)
class Round:
    """One loop, or one `for` of a comprehension; `clause` is None for a `while`.

    A function can be taken for one that is given its arguments.
    """

    node: ast.For | ast.While | ast.FunctionDef | Comprehension
    clause: ast.For | ast.comprehension | None = None
    items: tuple[Item, ...] = ()
    paired: str = ""
    """`itertools.combinations` and the like, which give each item again and again."""

    @property
    def apart(self) -> bool:
        """Whether the items of one round are never the same one."""
        return self.paired in _APART

    def item_of(self, name: str) -> Item | None:
        """The item that a name stands for."""
        return next((item for item in self.items if name in item.names), None)

    def body(self) -> list[ast.AST]:
        """What is run in each round."""
        if isinstance(self.node, ast.For | ast.FunctionDef):
            return list(self.node.body)
        return [*self.node.body, self.node.test] if isinstance(self.node, ast.While) else []


def rounds_around(node: ast.AST, facts: Facts) -> list[Round]:
    """The loops that repeat a node, innermost first, up to the function it is in.

    Declines where it may be evaluated later than it seems.
    """
    found: list[Round] = []
    below, child = node, node
    for parent in facts.source.ancestors(node):
        if isinstance(parent, (ast.ClassDef, ast.AsyncFor, ast.AsyncWith, ast.Lambda)):
            raise Decline("evaluated elsewhere, or by names that others don't see")
        if isinstance(parent, FUNCTIONS):
            break
        if isinstance(parent, COMPREHENSIONS):
            found += [_round(parent, part, facts) for part in _generators(parent, child, below)]
        elif isinstance(parent, ast.For) and child in parent.body:
            found.append(_round(parent, parent, facts))
        elif isinstance(parent, ast.While) and child not in parent.orelse:
            found.append(Round(parent))
        below, child = child, parent
    return found


def _generators(
    owner: Comprehension, child: ast.AST, below: ast.AST
) -> Iterator[ast.comprehension]:
    """Those of a comprehension's parts that repeat what is in `child`, innermost first."""
    parts = owner.generators
    if isinstance(child, ast.comprehension):
        at = parts.index(child)
        parts = parts[:at] if below is child.iter else parts[: at + 1]
    yield from reversed(parts)


def used_at_once(node: ast.AST, facts: Facts) -> bool:
    """False for a generator expression that isn't gone through where it stands."""
    if not isinstance(node, ast.GeneratorExp):
        return True
    call = facts.source.parents[node]
    if not isinstance(call, ast.Call) or call.args[:1] != [node]:
        return False
    called = call.func
    name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
    return name in _CONSUMERS


def _round(
    node: ast.For | Comprehension, clause: ast.For | ast.comprehension, facts: Facts
) -> Round:
    if isinstance(clause, ast.comprehension) and clause.is_async:
        raise Decline("evaluated elsewhere")
    called = clause.iter.func if isinstance(clause.iter, ast.Call) else None
    full = facts.full_name(called) if called is not None else None
    if full in _PAIRS and isinstance(clause.target, ast.Tuple):
        sources = paired_sources(clause)
        if sources is not None:
            both = zip(clause.target.elts, sources, strict=True)
            items = tuple(item_in(target, source, facts) for target, source in both)
            return Round(node, clause, items, full or "")
    return Round(node, clause, (item_in(clause.target, clause.iter, facts),))


def paired_sources(clause: ast.For | ast.comprehension) -> list[ast.expr] | None:
    """For each target, what `combinations(x, 2)` or `product(x, y)` takes it from."""
    call, target = clause.iter, clause.target
    assert isinstance(call, ast.Call)
    assert isinstance(target, ast.Tuple)
    size = len(target.elts)
    if any(isinstance(part, ast.Starred) for part in (*call.args, *target.elts)):
        return None
    repeated = [k.value for k in call.keywords]
    number = repeated[0] if len(repeated) == 1 else call.args[-1] if len(call.args) == 2 else None
    if isinstance(number, ast.Constant) and number.value == size:
        return [call.args[0]] * size if len(call.args) + len(repeated) == 2 else None
    return list(call.args) if len(call.args) == size and not repeated else None
