from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Instead
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ..source import FUNCTIONS, LOOPS
from ._bodies import body_text, indented
from ._hot import is_compiled
from ._leftovers import read_elsewhere
from ._place import sole
from ._rule import Rewrite, rule
from .search_to_index import place_kept, searched

_STILL = (ast.Name, ast.Constant, ast.Subscript, ast.expr_context)


@rule(ast.For, safety=Safety.CHECK, gain=3.0, hints=("break", "return"))
def search_to_place(node: ast.For, facts: Facts) -> Rewrite | None:
    """Ask a list for the place where it has a value, and do there what the loop did.

    What it does:
        A loop that goes through places until an element equals something, does something there
        and ends, asks `y in items` and `items.index(y)`, and does the same at that place.

    Why it is slow:
        The interpreter runs several instructions for each element; `in` and `index` compare in C,
        and may look into a dict afterwards.

    Before:
        for i in range(len(names)):
            if names[i] == vote:
                counts[i] += 1
                break

    After:
        if vote in names:
            i = names.index(vote)
            counts[i] += 1

    When not:
        Elements that may be NaN (which isn't equal to itself, but is found), loop variables that
        are used afterwards or given other values (or outlive a cell), a loop that does more.

    Source:
        The Python documentation, "Common Sequence Operations".
    """
    if facts.kind == "cell" and facts.source.function(node) is None:
        return None  # the loop's variables outlive it
    found = searched(node, facts)
    only = sole(node.body)
    if found is None or not isinstance(only, ast.If) or only.orelse:
        return None
    items, counter, names = found
    wanted = _wanted(only.test, items, counter, names)
    if wanted is None or is_compiled(node, facts) or not _comparable(items, wanted, facts):
        return None
    work = _work(only.body)
    if not work or place_kept(only.body, counter) is not None:
        return None
    if (flow.stores(work) & {items.id, *names}) or flow.loads(wanted) & {items.id, *names}:
        return None
    if any(read_elsewhere(name, [node], facts) for name in names):
        return None
    value, read = facts.source.segment(wanted), flow.loads(work)
    lines = [f"{counter} = {items.id}.index({value})"] if read & set(names) else []
    if names[-1] != counter and names[-1] in read:
        lines.append(f"{names[-1]} = {items.id}[{counter}]")
    text = "\n".join([*lines, body_text(work, facts.source)])
    text = f"if {value} in {items.id}:\n{indented(text)}"
    if node.orelse:
        text += f"\nelse:\n{indented(body_text(node.orelse, facts.source))}"
    return Rewrite((Instead(node, text),))


def _wanted(test: ast.expr, items: ast.Name, counter: str, names: list[str]) -> ast.expr | None:
    """What the element is compared with: a name, a constant, or a part of something."""
    if not isinstance(test, ast.Compare) or len(test.ops) != 1:
        return None
    elements = {f"{items.id}[{counter}]", *names[1:]}
    for one, other in ((test.left, test.comparators[0]), (test.comparators[0], test.left)):
        if ast.unparse(one) in elements and isinstance(test.ops[0], ast.Eq):
            return other if all(isinstance(part, _STILL) for part in ast.walk(other)) else None
    return None


def _comparable(items: ast.Name, wanted: ast.expr, facts: Facts) -> bool:
    return (
        shapes.within(shapes_of(items, facts), "list", "tuple")
        and shapes.hashable(elements_of(items, facts))
        and shapes.selfequal(shapes_of(wanted, facts))
    )


def _work(body: list[ast.stmt]) -> list[ast.stmt]:
    """What is done where the value is found; empty where the loop may go on after it."""
    leaves = isinstance(body[-1], ast.Break | ast.Return)
    work = body[:-1] if isinstance(body[-1], ast.Break) else body
    ends = (ast.Break, ast.Continue, ast.Yield, ast.YieldFrom, *FUNCTIONS, *LOOPS)
    return work if leaves and work and not flow.has(work, *ends) else []
