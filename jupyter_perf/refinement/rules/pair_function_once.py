from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow
from ..concrete import Around, Change, Swap
from ..facts import Facts
from ..source import Decline
from ._bodies import body_text, indented, without_docstring
from ._function_items import Called, Own, called_in, free_names
from ._hot import is_compiled
from ._item_names import Caches, Names
from ._item_rounds import rounds_around
from ._place import library
from ._rule import Rewrite, rule


@rule(ast.Call, safety=Safety.CHECK, gain=3.0, hints=("for ",))
def pair_function_once(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Work out once per item what a function of two items works out of each of them.

    What it does:
        Where loops over pairs call a function of yours, such as a similarity, what it works out of
        one parameter alone goes through `functools.cache`: in the function itself where that is
        given texts; otherwise in another function beside the loop, which is told the items'
        numbers too. So it is where the function was defined in another cell.

    Why it is slow:
        With n items each of them is split, summed, sorted n times instead of once.

    Before:
        def cosine(u, v):
            top = sum(x * y for x, y in zip(u, v))
            return top / (math.hypot(*u) * sum(x * x for x in v) ** 0.5)

        sims = [[cosine(u, v) for v in vectors] for u in vectors]

    After:
        from functools import cache

        def cosine(u, v):
            top = sum(x * y for x, y in zip(u, v))
            return top / (math.hypot(*u) * sum(x * x for x in v) ** 0.5)

        sum_of = cache(lambda i: sum(x * x for x in vectors[i]) ** 0.5)

        def cosine_at(u, v, at_v):
            top = sum(x * y for x, y in zip(u, v))
            return top / (math.hypot(*u) * sum_of(at_v))

        sims = [[cosine_at(u, v, i) for i, v in enumerate(vectors)] for u in vectors]

    When not:
        Work with an effect, that reads what the loops change, or on both parameters; a result that
        is changed or given back; functions that are decorated, defined twice, or generators.

    Source:
        Michie, "Memo Functions and Machine Learning", Nature 218, 1968; measured: 1.5 to 2.5 times.
    """
    if is_compiled(node, facts):
        return None
    called = called_in(node, facts)
    if called is None:
        return None
    found = called.works()
    lasting = [own for own in found if own.key is not None]
    if lasting:
        return Rewrite(*_inside(called.function, lasting, facts))
    return Rewrite(*_beside(called, found)) if found and not called.shift else None


def _inside(
    function: ast.FunctionDef, found: list[Own], facts: Facts
) -> tuple[tuple[Change, ...], tuple[str, ...]]:
    """Caches before a function, or before the class that it is in."""
    cache, imports = library("functools.cache", facts)
    caches = Caches(cache, Names(facts))
    changes: list[Change] = []
    for own in found:
        assert own.key is not None
        name = caches.of(own.made(), own.key.parameter, own.node)
        changes.append(Swap(own.node, f"{name}({own.key.text})"))
    owner = facts.source.parents[function]
    before = owner if isinstance(owner, ast.ClassDef) else function
    return (Around(before, before="\n".join(caches.lines)), *changes), imports


def _beside(called: Called, found: list[Own]) -> tuple[tuple[Change, ...], tuple[str, ...]]:
    """Caches before the loops, and there another function that asks them."""
    _check(called)
    call, function, facts = called.call, called.function, called.facts
    first = found[0].given
    found = [own for own in found if own.given.region.node is first.region.node]
    cache, imports = library("functools.cache", facts)
    names = Names(facts)
    changes = names.count([own.given for own in found])
    caches = Caches(cache, names)
    # A parameter by which its item can be told serves as it is.
    telling = {own.parameter for own in found if own.told}
    works = {own.parameter: own.given for own in found if own.parameter not in telling}
    numbers = {parameter: names.fresh(f"at_{parameter}") for parameter in works}
    swaps: dict[ast.expr, str] = {}
    for own in found:
        made = caches.of_work(own.given, own.made(), own.node)
        swaps[own.node] = f"{made}({numbers.get(own.parameter, own.parameter)})"
    name = names.fresh(f"{function.name}_at")
    body = without_docstring(function.body)
    read = {arg.arg for arg in function.args.args if _is_read(arg.arg, body, set(swaps))}
    kept = [arg.arg for arg in function.args.args if arg.arg in read | telling]
    text = indented(body_text(body, called.home.source, swaps))
    made = f"\n\ndef {name}({', '.join([*kept, *numbers.values()])}):\n{text}"
    given = [facts.source.segment(argument) for argument in _arguments(call, function, kept)]
    keys = [names.key(work) for work in works.values()]
    new = f"{name}({', '.join([*given, *keys])})"
    changes += [Swap(one, new) for one in _alike(call, first.region.node, facts)]
    return (Around(first.stmt, before="\n".join([*caches.lines, made])), *changes), imports


def _check(called: Called) -> None:
    """Decline where a name of the function means another thing at the call."""
    call, spec = called.call, called.function.args
    for name in free_names(called.function) if called.own else ():
        if called.facts.scope(name, call) is not called.facts.scope(name, called.function.body[0]):
            raise Decline("a name means something else at the call")
    starred = any(isinstance(argument, ast.Starred) for argument in call.args)
    if spec.defaults or starred or len(call.args) != len(spec.args) or call.keywords:
        raise Decline("arguments that aren't given one by one")


def _alike(call: ast.Call, region: ast.AST, facts: Facts) -> list[ast.Call]:
    """The calls in a loop that give the same to the same function, in the same rounds."""
    rounds = [one.clause or one.node for one in rounds_around(call, facts)]
    bodies = [one.body() for one in rounds_around(call, facts)]
    bound = flow.stores([stmt for body in bodies for stmt in body])
    loops = {
        name for one in rounds_around(call, facts) for item in one.items for name in item.names
    }
    if flow.loads(call) & (bound - loops):
        return [call]
    found = [call]
    for other in (part for part in ast.walk(region) if isinstance(part, ast.Call)):
        same = other is not call and ast.unparse(other) == ast.unparse(call)
        if same and [one.clause or one.node for one in rounds_around(other, facts)] == rounds:
            found.append(other)
    return found


def _is_read(name: str, body: list[ast.stmt], without: set[ast.expr]) -> bool:
    """True where a name occurs elsewhere than in some expressions."""
    queue: list[ast.AST] = list(body)
    while queue:
        node = queue.pop()
        if node in without:
            continue
        if isinstance(node, ast.Name) and node.id == name:
            return True
        queue += ast.iter_child_nodes(node)
    return False


def _arguments(call: ast.Call, function: ast.FunctionDef, kept: list[str]) -> list[ast.expr]:
    both = zip(function.args.args, call.args, strict=True)
    return [value for parameter, value in both if parameter.arg in kept]
