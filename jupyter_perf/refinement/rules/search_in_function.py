from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow
from ..concrete import Around, Swap
from ..facts import Facts
from ..source import COMPREHENSIONS
from ..writing import bracketed_tuple
from ._candidates import Candidates
from ._function_copies import repeated_calls, second_form
from ._hot import is_compiled
from ._inner_loops import Inner, inner_loops, with_names
from ._rule import Rewrite, rule
from ._steady_keys import keys_change
from .nested_loop_to_index import asked_keys


@rule(ast.FunctionDef, safety=Safety.CHECK, gain=82.0, hints=("==",))
def search_in_function(node: ast.FunctionDef, facts: Facts) -> Rewrite | None:
    """Let a function that searches a list by a key look in a dict where it is called repeatedly.

    What it does:
        A function that goes through a list for the elements with a key, and that a loop calls with
        one and the same list, gets a second form that goes through the elements of that key alone,
        by a dict made before the loop. The tests stay, and so does the order: where the first that
        fits is returned, it is still the first. The function itself stays as it is.

    Why it is slow:
        Each call compares the key with those of all elements.

    Before:
        def find(customers, number):
            for c in customers:
                if c["id"] == number:
                    return c
            return None

        names = [find(customers, o["customer"]) for o in orders]

    After:
        def find(customers, number):
            for c in customers:
                if c["id"] == number:
                    return c
            return None

        customers_by_key = {}
        for c in customers:
            customers_by_key.setdefault(c["id"], []).append(c)
        def find_by_key(customers, number):
            for c in customers_by_key.get(number, ()):
                if c["id"] == number:
                    return c
            return None
        names = [find_by_key(customers, o["customer"]) for o in orders]

    When not:
        The list, or a key in it, changes meanwhile, or isn't the same in each call; keys that can't
        be hashed; anything that is done for elements that don't match.

    Source:
        Hash joins: Graefe, "Query Evaluation Techniques for Large Databases", 1993.
    """
    if is_compiled(node, facts) or node.decorator_list:
        return None
    for part in ast.walk(node):
        if not isinstance(part, (ast.For, *COMPREHENSIONS)):
            continue
        if facts.source.function(part) is not node or facts.source.loops(part):
            continue
        for inner in inner_loops(part, facts, called=True):  # type: ignore[arg-type]
            found = _indexed(node, inner, facts)
            if found is not None:
                return found
    return None


def _indexed(node: ast.FunctionDef, inner: Inner, facts: Facts) -> Rewrite | None:
    items = inner.iterated
    if not isinstance(items, ast.Name) or inner.given:
        return None
    if Candidates.of(items, flow.stores([inner.target]), facts) is None:
        return None
    for key, wanted in asked_keys(inner, facts):
        if flow.loads(key) - inner.own:
            continue
        calls = repeated_calls(node, items, facts)
        if calls is None:
            return None
        if any(keys_change(inner, key, one, facts) for one in (calls.before, node)):
            continue
        # In a cell a loop's variables outlive it: those of the new one are its own.
        own = {one: facts.fresh(f"{one}_match") for one in flow.stores([inner.target])}
        target = with_names(inner.target, own, facts)
        item = bracketed_tuple(target) if isinstance(inner.target, ast.Tuple) else target
        name = facts.fresh(f"{calls.items.id}_by_key")
        made = (
            f"{name} = {{}}\nfor {target} in {calls.items.id}:\n"
            f"    {name}.setdefault({inner.written(key, facts, own)}, []).append({item})"
        )
        swap = Swap(items, f"{name}.get({wanted}, ())")
        copy = facts.fresh(f"{node.name}_by_key")
        changes = second_form(node, copy, [swap], calls, facts)
        return Rewrite((Around(calls.before, made), *changes))
    return None
