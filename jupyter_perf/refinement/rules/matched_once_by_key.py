from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..callees import reads
from ..concrete import Around, Change, Instead
from ..facts import Facts
from ..shaping import shapes_of
from ._bodies import body_text, indented
from ._hot import is_compiled
from ._inner_loops import Inner, inner_loops
from ._place import sole, start
from ._rounds import is_pure
from ._rule import Rewrite, rule
from ._steady_keys import keys_change
from .nested_loop_to_index import asked_keys


@rule(ast.For, safety=Safety.CHECK, gain=84.0, hints=(".remove(",))
def matched_once_by_key(node: ast.For, facts: Facts) -> Rewrite | None:
    """Find partners that are taken only once by a dict of their places.

    What it does:
        An inner loop that looks through what remains of a list for the first element with a key,
        which is then removed, goes through the places of that key alone. Behind the outer loop the
        list loses all that was taken. The test stays, and so does the order.

    Why it is slow:
        Each round compares its key with those of all that remain, and removing searches and moves
        them once more.

    Before:
        for bill in bills:
            for payment in payments:
                if payment["amount"] == bill["amount"]:
                    paid.append((bill["id"], payment["id"]))
                    payments.remove(payment)
                    break

    After:
        payments_by_key = {}
        for place, payment in enumerate(payments):
            payments_by_key.setdefault(payment["amount"], []).append(place)
        payments_taken = set()
        for bill in bills:
            for place in payments_by_key.get(bill["amount"], ()):
                payment = payments[place]
                if payment["amount"] == bill["amount"]:
                    paid.append((bill["id"], payment["id"]))
                    payments_by_key[bill["amount"]].remove(place)
                    payments_taken.add(place)
                    break
        payments[:] = [
            payment for place, payment in enumerate(payments) if place not in payments_taken
        ]

    When not:
        A list that the loop uses otherwise, another name for it, keys that change or can't be
        hashed, a loop that may be left by `return`.

    Source:
        Hash joins: Graefe, "Query Evaluation Techniques for Large Databases", 1993.
    """
    items, only = node.iter, sole(node.body)
    outer = next(iter(facts.source.loops(node)), None)
    if not isinstance(items, ast.Name) or not isinstance(node.target, ast.Name):
        return None
    if not isinstance(outer, ast.For) or not isinstance(only, ast.If) or only.orelse:
        return None
    if not isinstance(only.body[-1], ast.Break) or is_compiled(node, facts):
        return None
    if (
        not is_pure(only.test, facts)
        or "id" in flow.loads(only.test)
        or flow.has(only.test, ast.Is, ast.IsNot)
    ):
        return None  # equal elements may be told apart
    removal = _removal(items.id, node, only, outer, facts)
    if removal is None or not _alone(items, outer, facts):
        return None
    for inner in inner_loops(node, facts):
        if inner.given:
            continue
        for key, wanted in asked_keys(inner, facts):
            fits = not flow.loads(key) - inner.own and not keys_change(inner, key, outer, facts)
            if fits and not _changes(wanted, outer, facts):
                return _written(inner, key, wanted, removal, outer, facts)
    return None


def _removal(
    items: str, node: ast.For, only: ast.If, outer: ast.For, facts: Facts
) -> ast.Expr | None:
    """`items.remove(element)` where it is found, or behind the loop where a name tells that."""
    assert isinstance(node.target, ast.Name)
    for stmt in ast.walk(outer):
        if not isinstance(stmt, ast.Expr) or not isinstance(stmt.value, ast.Call):
            continue
        call = stmt.value
        if ast.unparse(call.func) != f"{items}.remove" or len(call.args) != 1:
            continue
        given = call.args[0]
        if not isinstance(given, ast.Name):
            return None
        if stmt in only.body:
            return stmt if given.id == node.target.id else None
        return stmt if _is_told(given.id, stmt, node, only, facts) else None
    return None


def _is_told(name: str, stmt: ast.stmt, node: ast.For, only: ast.If, facts: Facts) -> bool:
    """True for what is None before the loop, the element where one is found, and asked for None."""
    assert isinstance(node.target, ast.Name)
    begun = start(name, node, facts)
    if not isinstance(begun, ast.Constant) or begun.value is not None:
        return False
    if f"{name} = {node.target.id}" not in map(ast.unparse, only.body):
        return False
    if len(facts.binders(name, facts.scope(name, node))) != 2:
        return False
    around = facts.source.parents[stmt]
    if not isinstance(around, ast.If) or around not in facts.source.block(node):
        return False
    test = ast.unparse(around.test)
    there = test in (f"{name} is not None", f"{name} != None", name)
    missing = test in (f"{name} is None", f"{name} == None", f"not {name}")
    return (there and stmt in around.body) or (missing and stmt in around.orelse)


def _alone(items: ast.Name, outer: ast.For, facts: Facts) -> bool:
    """True where the loop does nothing else with the list, and nobody else sees it meanwhile."""
    uses = [n for n in ast.walk(outer) if isinstance(n, ast.Name) and n.id == items.id]
    if len(uses) != 2 or facts.aliases_of(items.id) != {items.id}:
        return False
    if flow.has(outer, ast.Return, ast.Yield, ast.Try, ast.Raise) or outer.orelse:
        return False
    around = facts.source.loops(outer)
    if reads([outer], items.id, facts) or any(items.id in flow.stores(one.target) for one in around
                                              if isinstance(one, ast.For)):  # fmt: skip
        return False
    return shapes.within(shapes_of(items, facts), "list")


def _changes(wanted: str, outer: ast.For, facts: Facts) -> bool:
    """True where what is looked for may be another when the element is removed."""
    names = flow.loads(ast.parse(wanted, mode="eval"))
    return bool(names & facts.changed(outer.body))


def _written(
    inner: Inner, key: ast.expr, wanted: str, removal: ast.Expr, outer: ast.For, facts: Facts
) -> Rewrite:
    node, items = inner.loop, inner.iterated
    assert node is not None
    assert isinstance(items, ast.Name)
    assert isinstance(node.target, ast.Name)
    stays = facts.source.function(node) is not None
    row = node.target.id if stays else facts.fresh(f"{node.target.id}_match")
    by, taken = facts.fresh(f"{items.id}_by_key"), facts.fresh(f"{items.id}_taken")
    place = facts.fresh("place")
    made = (
        f"{by} = {{}}\nfor {place}, {row} in enumerate({items.id}):\n"
        f"    {by}.setdefault({inner.written(key, facts, {node.target.id: row})}, [])"
        f".append({place})\n{taken} = set()"
    )
    left = (
        f"{items.id}[:] = [{row} for {place}, {row} in enumerate({items.id})"
        f" if {place} not in {taken}]"
    )
    took = f"{by}[{wanted}].remove({place})\n{taken}.add({place})"
    only = node.body[0]
    assert isinstance(only, ast.If)
    swaps: dict[ast.expr, str] = {
        part: row
        for part in ast.walk(only)
        if isinstance(part, ast.Name) and part.id == node.target.id and row != part.id
    }
    own = removal in only.body
    lines = []
    for stmt in only.body:
        inside = {part: text for part, text in swaps.items() if facts.source.inside(part, stmt)}
        lines.append(took if stmt is removal else body_text([stmt], facts.source, inside).rstrip())
    test = facts.source.render(only.test, swaps)
    body = f"{row} = {items.id}[{place}]\nif {test}:\n{indented(chr(10).join(lines))}"
    text = f"for {place} in {by}.get({wanted}, ()):\n{indented(body)}"
    if node.orelse:
        text += f"\nelse:\n{indented(body_text(node.orelse, facts.source).rstrip())}"
    changes: list[Change] = [Around(outer, made, left), Instead(node, text)]
    if not own:
        changes.append(Instead(removal, took))
    return Rewrite(tuple(changes))
