"""How a loop over the places of a list is written as one that hands its element on."""

from __future__ import annotations

import ast

from .. import flow, shapes
from ..concrete import Around, Change, Instead, Swap
from ..facts import Facts
from ..shaping import elements_of
from ._contents import contents_kept
from ._neighbour_rounds import Rounds
from ._neighbours import Looks
from ._rule import Rewrite
from .index_to_items import element_name


def written(
    node: ast.For, rounds: Rounds, items: ast.Name, looks: Looks, facts: Facts
) -> Rewrite | None:
    """The loop over elements, the earlier of two being handed on; None where that won't do."""
    offsets = sorted(looks.found)
    heads = _unpacked(node, looks, facts)
    parts = _by_parts(node, heads, facts) if len(heads) == len(offsets) else None
    changes: list[Change] = []
    if parts is not None and _keep_parts(items, node, facts):
        spare = [*looks.spare, *(stmt for stmt, _ in heads.values())]
    else:
        spare, parts = looks.spare, _names_of(items.id, len(offsets), facts)
        for offset, item in zip(offsets, parts, strict=True):
            changes += [Swap(look, item) for look in looks.found[offset]]
    left = [stmt for stmt in node.body if stmt not in spare]
    if not left:
        return None
    first = [rounds.start + offset for offset in offsets]
    begun = [
        f"\n    {part} = {items.id}[{at}]" for part, at in zip(parts[:-1], first, strict=False)
    ]
    asked = items.id if rounds.whole else f"len({items.id}) > {rounds.start + rounds.back}"
    changes += [Instead(stmt, "") for stmt in (*spare, *_idle(node, rounds, spare, looks, facts))]
    changes.append(Around(node, before=f"if {asked}:{''.join(begun)}"))
    changes.append(Around(left[-1], after=f"{', '.join(parts[:-1])} = {', '.join(parts[1:])}"))
    through = _through(items.id, first[-1], rounds.back - offsets[-1], rounds)
    changes += [Swap(node.target, parts[-1]), Swap(node.iter, through)]
    return Rewrite(tuple(changes))


def _names_of(items: str, size: int, facts: Facts) -> list[str]:
    """Names for neighbours, in their order: the first one before the second."""
    item = element_name(items, set(), facts)
    names = [facts.fresh(f"previous_{item}"), item, facts.fresh(f"next_{item}")]
    return names[:size]


def _keep_parts(items: ast.Name, node: ast.For, facts: Facts) -> bool:
    """True where what an element is unpacked into once is what it would be unpacked into later."""
    held = elements_of(items, facts)
    if shapes.within(held, "tuple", "str"):
        return True
    return shapes.within(held, "list", "tuple", "str") and contents_kept(items, node, facts)


def _idle(
    node: ast.For, rounds: Rounds, spare: list[ast.stmt], looks: Looks, facts: Facts
) -> list[ast.stmt]:
    """`n = len(items)` right above, where nothing else asks for `n`."""
    size = rounds.size
    made = facts.assigned(size) if isinstance(size, ast.Name) else None
    scope = facts.scope(size.id, size) if isinstance(size, ast.Name) else None
    if made is None or not isinstance(scope, ast.FunctionDef) or not isinstance(size, ast.Name):
        return []
    stmt = facts.source.statement(made)
    gone = [node.iter, *spare, *(look for found in looks.found.values() for look in found)]
    for use in facts.source.all(ast.Name):
        mine = use.id == size.id and isinstance(use.ctx, ast.Load)
        if not mine or facts.scope(use.id, use) is not scope:
            continue
        if not any(facts.source.inside(use, part) for part in gone):
            return []
    alone = isinstance(stmt, ast.Assign) and isinstance(stmt.targets[0], ast.Name)
    return [stmt] if alone and stmt in facts.source.before(node) else []


def _through(items: str, first: int, back: int, rounds: Rounds) -> str:
    """What the loop goes through: the last of the neighbours of each round."""
    if rounds.whole:
        return f"{items}[{first}:] + {items}[:{first}]" if first else items
    return f"{items}[{first}:{f'-{back}' if back else ''}]"


def _by_parts(
    node: ast.For, heads: dict[int, tuple[ast.stmt, list[str]]], facts: Facts
) -> list[str] | None:
    """The names of each neighbour's parts, where rounds begin by unpacking all of them, and bind
    none of the names otherwise."""
    each = [heads[offset][1] for offset in sorted(heads)]
    names = {name for parts in each for name in parts}
    if len({len(parts) for parts in each}) != 1 or len(names) < sum(map(len, each)):
        return None
    spare = [stmt for stmt, _ in heads.values()]
    others = [stmt for stmt in node.body if stmt not in spare]
    if names & flow.stores(others) or not all(_read_inside(n, node, facts) for n in names):
        return None
    return [", ".join(parts) for parts in each]


def _unpacked(node: ast.For, looks: Looks, facts: Facts) -> dict[int, tuple[ast.stmt, list[str]]]:
    """Offset → (the statement at the head of the body that names its element, those names)."""
    found: dict[int, tuple[ast.stmt, list[str]]] = {}
    lines = {line for line, _ in facts.source.comments}
    for stmt in node.body:
        if stmt in looks.spare:
            continue
        offset = next((o for o, uses in looks.found.items() if _only(uses, stmt)), None)
        names = _names(stmt.targets) if isinstance(stmt, ast.Assign) else []
        if offset is None or not names or stmt.lineno in lines:
            break
        found[offset] = (stmt, names)
    return found


def _only(uses: list[ast.Subscript], stmt: ast.stmt) -> bool:
    return len(uses) == 1 and isinstance(stmt, ast.Assign) and stmt.value is uses[0]


def _names(targets: list[ast.expr]) -> list[str]:
    """A name, or names side by side."""
    if len(targets) != 1:
        return []
    target = targets[0]
    parts = target.elts if isinstance(target, ast.Tuple | ast.List) else [target]
    names = [part.id for part in parts if isinstance(part, ast.Name)]
    several = len(names) > 1 or isinstance(target, ast.Name)
    return names if several and len(names) == len(parts) else []


def _read_inside(name: str, node: ast.For, facts: Facts) -> bool:
    """True where nobody reads what a name is left with."""
    scope = facts.scope(name, node)
    own = isinstance(scope, ast.FunctionDef) or facts.kind == "program"
    if not own:
        return False
    bound = [f for f in facts.source.all(ast.For) if f is not node]
    for use in facts.source.all(ast.Name):
        if (
            use.id != name
            or not isinstance(use.ctx, ast.Load)
            or facts.scope(name, use) is not scope
        ):
            continue
        if facts.source.function(use) is not facts.source.function(node):
            return False
        if not facts.source.inside(use, node) and not _bound_first(use, bound, facts):
            return False
    return True


def _bound_first(use: ast.Name, loops: list[ast.For], facts: Facts) -> bool:
    """True where another loop binds the name in each round, before the use."""
    for loop in loops:
        if facts.source.inside(use, loop) and not facts.source.inside(use, loop.iter):
            head = [loop.target, *_heads(loop, use, facts)]
            if use.id in flow.stores(head):
                return True
    return False


def _heads(loop: ast.For, use: ast.Name, facts: Facts) -> list[ast.stmt]:
    """Plain assignments at the head of a loop's body, before the statement of a use."""
    found: list[ast.stmt] = []
    for stmt in loop.body:
        if not isinstance(stmt, ast.Assign) or facts.source.inside(use, stmt):
            break
        found.append(stmt)
    return found
