from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..facts import Facts
from ..shaping import elements_of, shapes_of
from ..source import Decline
from ._bodies import body_text, indented, instead_of
from ._place import library
from ._rounds import Rounds, element, is_pure
from ._rule import Rewrite, rule
from .loop_to_count import loop_to_count

FEW = 50
"""Among so few texts it isn't said how often they repeat."""
SHORT = 60
"""Of texts with fewer characters a Counter takes as long as the questions do."""
SOME = 500
"""Texts that are looked at."""


@rule(ast.For, safety=Safety.CHECK, gain=12.0, hints=("for ",))
def loop_over_distinct(node: ast.For, facts: Facts) -> Rewrite | None:
    """Look at each distinct character once, together with how often it occurs.

    What it does:
        A loop over a string, or over a list of strings, that only raises counters by what the
        element is, goes through `collections.Counter(items).items()` and raises them by as much
        at a time.

    Why it is slow:
        The interpreter asks the same questions about the same letters again and again; a Counter
        counts in C.

    Before:
        for ch in text:
            if ch.lower() in "aeiou":
                vowels += 1
            elif ch.isalpha():
                consonants += 1

    After:
        from collections import Counter
        for ch, ch_count in Counter(text).items():
            if ch.lower() in "aeiou":
                vowels += ch_count
            elif ch.isalpha():
                consonants += ch_count

    When not:
        A round depends on earlier ones, does anything else than counting whole numbers up, or
        leaves the loop; elements that aren't all strings or all whole numbers; texts that
        hardly repeat.

    Source:
        The Python documentation of `collections.Counter`.
    """
    found = element(node, facts)
    if found is None or flow.has(node, ast.Return, ast.Yield, ast.Try, ast.While, ast.With):
        return None
    items, name, places = found
    if not countable(items, facts) or loop_to_count(node, facts) is not None:
        return None
    rounds = Rounds(node, flow.stores([node.target]), facts)
    added = _added(node, rounds, facts)
    if not added or _breaks(node):
        return None
    counters = {target.id for target, _ in added.values()}
    _check(node, counters, rounds, facts)
    renamed = rounds.renamed(counters)
    if not name:
        name = facts.fresh("item" if not shapes.within(shapes_of(items, facts), "str") else "ch")
    each = renamed.get(name, name)
    count = facts.fresh(f"{each}_count")
    swaps: dict[ast.expr, str] = dict.fromkeys(places, each)
    for part in flow.walk(node.body):
        if isinstance(part, ast.Name) and part.id in renamed and not _within(part, places, facts):
            swaps[part] = renamed[part.id]
    for _, value in added.values():
        one = isinstance(value, ast.Constant) and value.value == 1
        inside = {p: t for p, t in swaps.items() if facts.source.inside(p, value)}
        text = facts.source.render(value, inside)
        swaps = {p: t for p, t in swaps.items() if p not in inside}
        plain = isinstance(value, ast.Constant | ast.Name | ast.Call | ast.Subscript)
        swaps[value] = count if one else f"{text if plain else f'({text})'} * {count}"
    counter, imports = library("collections.Counter", facts)
    body = indented(body_text(node.body, facts.source, swaps))
    head = f"for {each}, {count} in {counter}({facts.source.segment(items)}).items():"
    return Rewrite(tuple(instead_of([node], f"{head}\n{body}")), imports)


def _within(part: ast.AST, places: list[ast.expr], facts: Facts) -> bool:
    return any(facts.source.inside(part, place) for place in places)


def countable(items: ast.expr, facts: Facts) -> bool:
    """True for a text and for a list of texts that come again, as far as is known."""
    kinds = shapes_of(items, facts)
    if shapes.within(kinds, "str"):
        # A number has too few digits for a Counter to pay.
        short = _is_number(items, facts) or _is_one_of_short_texts(items, facts)
        return is_pure(items, facts) and not short
    made = facts.assigned(items) if isinstance(items, ast.Name) else items
    if isinstance(made, ast.List | ast.Tuple) and len(made.elts) < FEW:
        return False
    held = elements_of(items, facts)
    texts = shapes.within(kinds, "list", "tuple") and shapes.within(held, "str")
    return texts and not any(map(_hardly_repeats, facts.samples(items)))


def _hardly_repeats(texts: list[str] | tuple[str, ...]) -> bool:
    """True for many texts of which most occur once, or a few that all do."""
    different = len(set(texts))
    return different > len(texts) / 2 if len(texts) > FEW else 1 < different == len(texts)


def _is_one_of_short_texts(items: ast.expr, facts: Facts) -> bool:
    """True for what a loop takes out of a list of texts that are short, as far as is known."""
    for loop in facts.source.loops(items) if isinstance(items, ast.Name) else ():
        if isinstance(loop, ast.For) and ast.unparse(loop.target) == items.id:  # type: ignore[attr-defined]
            texts = [text for held in facts.samples(loop.iter) for text in list(held)[:SOME]]
            known = texts and all(type(text) is str for text in texts)
            return bool(known) and sum(map(len, texts)) < SHORT * len(texts)
    return False


def _is_number(items: ast.expr, facts: Facts) -> bool:
    """True for `str(n)` of a whole number, or a name for it."""
    made = (facts.assigned(items) or items) if isinstance(items, ast.Name) else items
    if not (isinstance(made, ast.Call) and isinstance(made.func, ast.Name)):
        return False
    plain = made.func.id in ("str", "bin", "hex", "oct") and len(made.args) == 1
    return plain and not shapes.within(shapes_of(made.args[0], facts), "str", "list")


def _added(
    node: ast.For, rounds: Rounds, facts: Facts
) -> dict[ast.stmt, tuple[ast.Name, ast.expr]]:
    """Statement → (counter, what it is raised by); only whole numbers are."""
    found: dict[ast.stmt, tuple[ast.Name, ast.expr]] = {}
    for stmt in flow.walk(node.body):
        if not isinstance(stmt, ast.Assign | ast.AugAssign):
            continue
        added = flow.accumulation(stmt)
        if added is None or added[0] not in rounds.carried:
            continue
        target = stmt.targets[0] if isinstance(stmt, ast.Assign) else stmt.target
        whole = all(shapes.within(shapes_of(e, facts), "int") for e in (target, added[1]))
        if not whole:
            raise Decline("what is counted isn't a whole number")
        found[stmt] = target, added[1]  # type: ignore[assignment]
    return found


def _check(node: ast.For, counters: set[str], rounds: Rounds, facts: Facts) -> None:
    """Decline where a round does more than counting, or knows of others."""
    if rounds.carried != counters:
        raise Decline("a round depends on earlier ones")
    reads = 0
    for part in flow.walk(node.body):
        if isinstance(part, ast.Name) and part.id in counters:
            reads += 1
        if isinstance(part, ast.expr) and facts.source.parents[part] in _statements(node):
            if isinstance(getattr(part, "ctx", None), ast.Store):
                if not isinstance(part, ast.Name):
                    raise Decline("it stores into something")
            elif not is_pure(part, facts):
                raise Decline("it has an effect")
    counted = [s for s in flow.walk(node.body) if _is_count(s, counters)]
    uses = sum(1 if isinstance(s, ast.AugAssign) else 2 for s in counted)
    if reads != uses:
        raise Decline("a counter is read in the loop")


def _statements(node: ast.For) -> set[ast.AST]:
    return {s for s in flow.walk(node.body) if isinstance(s, ast.stmt)}


def _is_count(stmt: ast.AST, counters: set[str]) -> bool:
    if not isinstance(stmt, ast.Assign | ast.AugAssign):
        return False
    added = flow.accumulation(stmt)
    return added is not None and added[0] in counters


def _breaks(node: ast.For) -> bool:
    inner = {b for f in flow.walk(node.body) if isinstance(f, ast.For) for b in ast.walk(f)}
    return any(isinstance(p, ast.Break) and p not in inner for p in flow.walk(node.body))
